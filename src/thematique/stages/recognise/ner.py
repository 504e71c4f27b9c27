"""Names that the models see: ours reads every text, the one for written French those that leave a doubt.

A transcript without capitals, or all in capitals, is read in lower case by ours alone, which needs none. In the others
the model for written French also reads the sentences where a capital remains that ours did not explain.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from thematique import recogniser
from thematique.french.casing import Casing, lowered
from thematique.french.names import capital, initial, words
from thematique.stages.recognise import spoken, written
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.span import Span

_LEAN = 0.4
"""In speech without capitals a name left costs more than a word masked: two chances in five make a name."""
_HUNCH = 0.1
"""How likely a name must be to begin at a word for that to count beside what else is known of the word."""
# not after « M. » nor « J.-P. »
_END_OF_SENTENCE = re.compile(r"(?<=\w{3}[.!?…]|\w{2}[ \u00a0\u202f][!?])[ \u00a0]+")


class Named(NamedTuple):
    """For each text of a transcript, its names, and where else one may begin, too seldom for a mask by itself."""

    names: Sequence[Sequence[Span]]
    hunches: Sequence[frozenset[int]]


def find_all(texts: Sequence[str], lexicon: Lexicon, *, casing: Casing = Casing.NORMAL) -> Named:
    """What the models see in the texts of one transcript, in the order of `texts`; no hunch where capitals tell."""
    cased = casing is Casing.NORMAL
    seen = (
        recogniser.read(recogniser.spoken(), texts)
        if cased
        else recogniser.read(recogniser.spoken(), [lowered(text) for text in texts], lean=_LEAN)
    )
    found = [list(spoken.names(text, one.names, lexicon, cased=cased)) for text, one in zip(texts, seen, strict=True)]
    if not cased:
        hunches = [frozenset(at for at, share in one.beginnings.items() if share >= _HUNCH) for one in seen]
        return Named(found, hunches)
    doubtful = [
        (index, start, end)
        for index, (text, spans) in enumerate(zip(texts, found, strict=True))
        for start, end in _doubtful(text, spans, lexicon)
    ]
    again = recogniser.read(recogniser.written(), [texts[index][start:end] for index, start, end in doubtful])
    for (index, offset, _), one in zip(doubtful, again, strict=True):
        there = [name._replace(start=name.start + offset, end=name.end + offset) for name in one.names]
        found[index] += written.names(texts[index], there, lexicon)
    return Named(found, [frozenset()] * len(texts))


def _doubtful(text: str, spans: Sequence[Span], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The sentences of a text where a capital is neither in a name already found, nor of a known word."""
    unexplained = list(_unexplained(text, spans, lexicon))
    if not unexplained:
        return
    starts = [0, *(match.end() for match in _END_OF_SENTENCE.finditer(text)), len(text)]
    for start, end in itertools.pairwise(starts):
        if any(start <= at < end for at in unexplained):
            yield start, end


def _unexplained(text: str, spans: Sequence[Span], lexicon: Lexicon) -> Iterator[int]:
    """Where the words begin whose capital nothing explains."""
    inside = words(text)
    kept = {at for match in lexicon.kept.find(text, inside) for at in range(match.first, match.last)}
    for at, word in enumerate(inside):
        if not capital(word.text) or at in kept or word.folded in lexicon.particles or word.folded in lexicon.peoples:
            continue
        if initial(text, word.start) and lexicon.ordinary(word.text):
            continue
        if not any(span.start < word.end and span.end > word.start for span in spans):
            yield word.start
