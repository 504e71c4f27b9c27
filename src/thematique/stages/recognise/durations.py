"""Years and months that are a length of time, and no one's age: « depuis dix ans », « dix ans de galère »."""

import re
from collections.abc import Iterator

from thematique.stages.recognise.numbers import SMALL

_S = r"[ \u00a0\u202f]"
NUMBER = rf"(?:\d{{1,3}}|{SMALL})"
"""A number of years, in figures or words."""

UNIT = rf"(?:ans|an|mois)(?:{_S}et{_S}demie?)?"
"""What is counted: years or months."""

_DONE = (
    "travaillé|bossé|réfléchi|vécu|habité|conduit|dirigé|enseigné|milité|cotisé|joué|loué|tenu|géré|servi|dormi|restée?s?"
    r"|(?:été|est|suis|es|sont|sommes)[ \u00a0](?:placée?s?|logée?s?|hébergée?s?|engagée?s?)"
)
"""What lasts: « j'ai conduit le tram trente ans », « placée à Huy, deux ans »."""
_NO_START = r"(?!(?:vers|dès|jusque?|depuis)\b)"
"""Not before the age at which something began."""
_LONG_TIME = re.compile(
    r"\b(?:depuis|pendant|durant|il y a|ça fait|dans|après|avant|tous les|toutes les|pour|en|au bout de|quelques|encore"
    rf"|presque|durer?|duré|reste|attente|attend\w{{1,2}}|prend|prendre|pris|passé|fait|fallu|faut|bout d['’]|par"
    rf"|{_DONE})\b"
    r"(?:[^.!?]|\.{3}){0,25}$",
    re.I,
)
# the end of a sentence, and no other
_SENTENCE = re.compile(
    r"[^.!?]*[.!?…]+[ \u00a0]*(?:\w{1,8}[ \u00a0,]+){0,2}|[ \u00a0](?:(?:enfin|euh|oui|non)[ \u00a0]){1,2}"
)
_ANY_TIME = re.compile(rf"(?<![\w'’-])(?P<at>{NUMBER}{_S}{UNIT})\b", re.I)
# what makes years a length of time: « pendant dix ans », « dix ans de galère », « dix ans après »
_LENGTH_BEFORE = re.compile(
    rf"\b(?:(?:depuis|pendant|durant|y a|fait|faisait|fera|dans|après|avant|les|ces|mes|ses|nos|des|pour|en|d['’]ici"
    rf"|de|bout|quelques"
    rf"|encore|durer?|duré|reste|attente|attend\w{{1,2}}|prend|prendre|pris|passé|fallu|faut|par|et|ou|presque"
    rf"|moins|plus|environ"
    rf"|tenu|mis|entre|tous|toutes|chaque|sur|d['’]|aura|eu|avec|c['’]est|c['’]était|a|à|il)"
    rf"|(?:{_DONE})(?:,?{_S}{_NO_START}[\w'’-]{{1,15}}){{0,4}},?"
    # « j'ai fait caissière trente ans »
    rf"|(?:ai|a|ont|avons){_S}fait{_S}[\w'’-]{{2,15}}"
    rf")(?:,?{_S}(?:euh|au|moins|quoi|peut-être|bien|même|à peine|les|ces|de|plus|que|ça),?)?{_S}$",
    re.I,
)
_SINCE = re.compile(r"\b(?:depuis|pendant|durant|il y a|y a|ça fait|ça faisait)\b(?:[^.!?]|\.{3}){0,22}$", re.I)
_SPENT = re.compile(
    rf"\b(?:depuis|pendant|durant|durer?|duré|prend|prendre|pris|fallu|faut|ça fait|attend\w{{1,2}}|{_DONE})"
    rf"{_S}(?:{_NO_START}\w{{2,6}}{_S})?$",
    re.I,
)
_LENGTH_AFTER = re.compile(
    rf"{_S}(?:d['’]|à\b(?!{_S}l['’]époque)|de\b|du\b|que\b|qu['’]|avant|après|plus|comme|dans|ici|pour|chez|sans|au\b"
    rf"|on{_S}(?:est|a)\b|c['’]est|ça\b|tout (?:rond|juste|pile)|ferme|sursis)",
    re.I,
)
_OF_MANY = re.compile(rf"(?:^|[.!?…:]{_S}|\b(?:de|les){_S}){NUMBER},{_S}$", re.I)
_REACH = 60
_LONGEST_NUMBER = 30


def lasts(text: str, start: int, end: int) -> bool:
    """Are the years at [start, end) of `text` a length of time by what stands around them, or those of many people?"""
    first = max(0, start - _REACH)
    before = since(text, start) or _LENGTH_BEFORE.search(text, first, start) or of_many(text, start)
    return bool(before or _LENGTH_AFTER.match(text, end))


def since(text: str, at: int) -> bool:
    """Does « depuis » or the like stand some words before `at`?"""
    return _SINCE.search(text, max(0, at - _REACH), at) is not None


def of_many(text: str, at: int) -> bool:
    """Does another number stand before the one at `at`, « quinze, seize ans », as is said of many people?"""
    return _OF_MANY.search(text, max(0, at - _LONGEST_NUMBER), at) is not None


def told_before(text: str, at: int) -> bool:
    """Is a length of time spoken of before the years at `at`, which stand between two signs?"""
    return _LONG_TIME.search(text, max(0, at - _REACH), at) is not None


def repeated(text: str, first: int) -> Iterator[int]:
    """Where, from `first` on, years stand that a length of time repeats: « il a fallu deux ans. Deux ans ! »."""
    before = None
    for match in _ANY_TIME.finditer(text):
        if (
            before
            and before["at"].lower() == match["at"].lower()
            and _SENTENCE.fullmatch(text, before.end(), match.start())
        ):
            yield match.start() - first
        before = match if _SPENT.search(text, max(0, match.start() - _REACH), match.start()) else None
