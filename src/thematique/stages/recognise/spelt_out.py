"""Acronyms of organisations that are told with what they stand for: « le GRAJ, c'est le Groupe d'action jeunesse ».

An acronym that no list knows is kept, as those of institutions are; one of a named organisation names it too.
"""

import bisect
import re
from collections.abc import Iterator, Sequence

from thematique.french.names import Word, words
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import FUNCTION
from thematique.stages.recognise.span import Span

_BETWEEN = re.compile(
    r"[ \u00a0]?[,(:–—]?[ \u00a0]?(?:(?:donc|enfin|euh|ou|soit|en fait)[ \u00a0])?"
    r"(?:(?:c['’]est|c['’]était|ça veut dire)[ \u00a0])?(?:les?[ \u00a0]|la[ \u00a0]|l['’])?",
    re.I,
)
_SHORTEST, _LONGEST = 3, 7
_NEAR = 4


def find_all(texts: Sequence[str], spans: Sequence[Sequence[Span]], lexicon: Lexicon) -> list[list[Span]]:
    """Where the acronyms of the organisations among the `spans` stand in the `texts` of one transcript."""
    told = {name for text, found in zip(texts, spans, strict=True) for name in _told(text, found, lexicon)}
    return [
        [Span(word.start, word.end, Kind.ORG, "spelt out", 0.8) for word in words(text) if word.folded in told]
        if told
        else []
        for text in texts
    ]


def _told(text: str, found: Sequence[Span], lexicon: Lexicon) -> Iterator[str]:
    """The acronyms right before or after the organisations of a text, or what looks like places, by their initials."""
    inside = words(text)
    for span in found:
        if span.kind not in (Kind.ORG, Kind.LOC):
            continue
        first = bisect.bisect_left(inside, span.start, key=lambda word: word.start)
        last = bisect.bisect_left(inside, span.end, key=lambda word: word.start)
        said = (word for word in inside[first:last] if len(word.text) > 1 and word.folded not in FUNCTION)
        initials = "".join(word.folded[0] for word in said)
        near = [(word, word.end, span.start) for word in inside[max(0, first - _NEAR) : first]]
        near += [(word, span.end, word.start) for word in inside[last : last + _NEAR]]
        for word, left, right in near:
            if _BETWEEN.fullmatch(text, left, right) and _stands_for(word, initials, lexicon):
                yield word.folded


def _stands_for(word: Word, initials: str, lexicon: Lexicon) -> bool:
    """Does this word, which no list knows, hold the initials in their order?"""
    letters = iter(word.folded)
    person = lexicon.is_first_name(word.folded) and not word.text.isupper()
    known = person or word.folded in lexicon.kept or lexicon.ordinary(word.text)
    told = word.folded[:1] == initials[:1] and all(letter in letters for letter in initials)
    return _SHORTEST <= len(initials) <= len(word.text) <= _LONGEST and not known and told
