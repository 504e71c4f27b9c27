"""Organisations named as their e-mail address, site or account is: « panierperce@… » tells of « le panier percé ».

There a name of several words is written in one, and in speech dictated word by word.
"""

import re
from collections.abc import Iterator, Sequence

from thematique.french.dictionary import dictionary
from thematique.french.lexicon import among
from thematique.french.names import fold, joined, words
from thematique.records import Kind
from thematique.stages.recognise.span import Span

_CUT = re.compile(
    r"[@./:_-]|\b(?:point|dot|tirets? (?:du )?(?:bas|six|milieu)|tirets?|underscore|arr?oba[sz]\w{0,3}|a commercial"
    r"|tout attaché\w{0,2}|en un mot|chez|at)\b",
    re.I,
)
_COMMON = among(
    "wanadoo proximus outlook hotmail skynet telenet belgacom protonmail laposte contact accueil direction secretariat "
    "administration coordination information informations instagram facebook animation inscription inscriptions"
)
_MIN_LETTERS = 7
_MIN_WORDS, _MAX_WORDS = 2, 5


def find_all(texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[list[Span]]:
    """Where the `texts` of one transcript say, word by word, what the addresses among their `spans` are made of."""
    told = {part for text, found in zip(texts, spans, strict=True) for part in _parts(text, found)}
    return [list(_again(text, told)) if told else [] for text in texts]


def _parts(text: str, found: Sequence[Span]) -> Iterator[str]:
    """The long parts of the addresses of a text, as letters alone."""
    for span in found:
        if span.kind in (Kind.EMAIL, Kind.URL):
            for part in _CUT.split(text[span.start : span.end]):
                letters = "".join(char for char in fold(part) if char.isalpha())
                if len(letters) >= _MIN_LETTERS and letters not in _COMMON:
                    yield letters


def _again(text: str, told: set[str]) -> Iterator[Span]:
    inside = words(text)
    longest = max(map(len, told))
    for first, word in enumerate(inside):
        letters = word.folded
        # « coindeslampions tout attaché »
        if letters in told and not dictionary()(word.text):
            yield Span(word.start, word.end, Kind.ORG, "site", 0.8)
        for last in range(first + 1, min(len(inside), first + _MAX_WORDS)):
            if len(letters) > longest or not joined(text, inside[last - 1].end, inside[last].start):
                break
            letters += inside[last].folded
            if last - first + 1 >= _MIN_WORDS and letters in told:
                yield Span(inside[first].start, inside[last].end, Kind.ORG, "site", 0.8)
