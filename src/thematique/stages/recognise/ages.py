"""Ages of persons, in figures and words; not durations (« depuis dix ans », « dix ans d'expérience »)."""

import re
from collections.abc import Iterator

from thematique.records import Kind
from thematique.stages.recognise.numbers import SMALL
from thematique.stages.recognise.span import Span

_S = r"[ \u00a0\u202f]"
_UNIT = rf"(?:ans|an|mois)(?:{_S}et{_S}demie?)?"
_NUMBER = rf"(?:\d{{1,3}}|{SMALL})"
_AGE = rf"(?P<at>{_NUMBER}{_S}{_UNIT})\b"
_HAVE = "ai|as|a|avons|avez|ont|avais|avait|avions|aviez|avaient|aura|aurait|auront|ait|aient|ayant|eu|eut|avoir"
_FILLER = (
    r"(?:(?:euh|que|pas|plus|encore|déjà|à peine|presque|environ|genre|maintenant|quoi|allez|peut-être"
    r"|seulement|tout juste)[ ,]{1,2}){0,3}"
)
_WHO = (
    "fille|fils|enfant|enfants|gamin|gamine|gosse|petit|petite|bébé|ado|adolescente?|jeune|homme|femme|dame|monsieur"
    "|madame|garçon|garçons|filles|frère|sœur|nièce|neveu|cousine?|mère|maman|papa|père|grand-mère|grand-père|personne"
)
_HESITATION = (
    r"(?:(?:euh|ben|bah|oui|ouais|alors|ah|hein|eh|moi|lui|elle|et|là|maintenant|bientôt|presque|déjà|voilà|"
    r"c['’]est|il a|elle a|j['’]ai)[ ,.…]{1,3}){0,5}"
)
# what turns the years into a length of time
_NOT_AFTER = (
    rf"(?!{_S}(?:d['’]|de{_S}|que\b|avant\b|après\b|plus tard|qu['’]|comme\b|dans\b|ici\b|pour\b"
    rf"|à{_S}(?:travailler|attendre)))"
)
_NOT_THERE = r"(?<!\by )(?<!\bça )(?<!\bn'y )"

# before the age at which something may be done, or a length of time
_NO_MOMENT = r"(?<!ici )(?<!jusqu['’])(?<!partir )(?<!retraite )(?<!\d )(?<!ans )(?<!\bde )"

_PATTERNS = (
    # elle avait quatorze ans; not il y a dix ans, not a dix ans d'expérience
    (re.compile(rf"{_NOT_THERE}\b(?:{_HAVE}){_S}{_FILLER}{_AGE}{_NOT_AFTER}", re.I), 0.85),
    (re.compile(rf"\bâgée?s?{_S}(?:de|d['’]){_S}?{_FILLER}{_AGE}", re.I), 0.95),
    (re.compile(rf"\b(?:à|dès|depuis){_S}l['’]âge{_S}(?:de|d['’]){_S}?{_AGE}", re.I), 0.9),
    (re.compile(rf"\b(?:{_WHO}){_S}(?:\w{{1,14}}{_S}){{0,2}}de{_S}{_AGE}{_NOT_AFTER}", re.I), 0.85),
    (re.compile(rf"\b(?:fêt|anniversaire|souffl)\w{{0,6}}{_S}(?:\w{{1,8}}{_S}){{0,2}}{_AGE}", re.I), 0.8),
    (re.compile(rf"(?:^|[.,;(]{_S}?)(?P<at>\d{{1,2}}{_S}ans)(?={_S}?[),.;]|$)", re.I), 0.6),
    # ma fille, onze ans, ...
    (re.compile(rf"\b(?:{_WHO})(?:{_S}[A-ZÀ-Ý]\w{{1,20}})?{_S}?[,(]{_S}?{_AGE}(?={_S}?[),.;]|$)"), 0.8),
    # à quatorze ans elle fuguait; not de dix à quatorze ans, nor d'ici à trois ans
    (
        re.compile(
            rf"{_NO_MOMENT}\b(?P<moment>à|vers){_S}{_AGE}{_NOT_AFTER}(?!{_S}près)",
            re.I,
        ),
        0.7,
    ),
    # « Euh, onze ans. » is all that is said
    (re.compile(rf"^{_HESITATION}{_AGE}{_S}?[.!…]{{0,3}}$", re.I), 0.6),
)
_RANGE = re.compile(rf"(?:{_NUMBER})(?:{_S}(?:ans|mois))?{_S}$", re.I)
_LONGEST_NUMBER = 30
_ASKED = re.compile(
    r"\bâges?\b[^?]{0,60}\?|\bquel(?:le)?s? (?:est |était |sont )?(?:votre|ton|son|leur|l['’]) ?âge\b", re.I
)
_ANSWER = re.compile(
    rf"^{_HESITATION}(?:(?:j['’]|il|elle|le mien|la mienne){_S}?(?:{_HAVE})?{_S}?,?{_S}?)?"
    rf"(?P<at>{_NUMBER}(?:{_S}{_UNIT})?)\b",
    re.I,
)


def find(text: str, before: str = "") -> Iterator[Span]:
    """The ages of `text`; a number that answers a question about age in the turn `before` is one."""
    for pattern, score in _PATTERNS:
        for match in pattern.finditer(text):
            moment = "moment" in pattern.groupindex
            if not (moment and _RANGE.search(text, max(0, match.start() - _LONGEST_NUMBER), match.start())):
                yield Span(match.start("at"), match.end("at"), Kind.AGE, "age", score)
    answer = _ANSWER.match(text) if before and _ASKED.search(before) else None
    if answer:
        yield Span(answer.start("at"), answer.end("at"), Kind.AGE, "age", 0.9)
