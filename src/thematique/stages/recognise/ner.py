"""Names that the models see: ours reads every text, the one for written French those that leave a doubt.

A transcript without capitals, or all in capitals, is read in lower case by ours alone, which needs none. In the others
the model for written French also reads the sentences where a capital remains that ours did not explain.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from thematique import recogniser
from thematique.french.casing import Casing, lowered
from thematique.french.names import capital, initial, words
from thematique.stages.recognise import spoken, written
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.span import Span

# not after « M. » nor « J.-P. »
_LEAN = 0.4
"""In speech without capitals a name left costs more than a word masked: two chances in five make a name."""
_END_OF_SENTENCE = re.compile(r"(?<=\w{3}[.!?…]|\w{2}[ \u00a0\u202f][!?])[ \u00a0]+")


def find_all(texts: Sequence[str], lexicon: Lexicon, *, casing: Casing = Casing.NORMAL) -> list[list[Span]]:
    """The names of each text of one transcript, in the order of `texts`."""
    cased = casing is Casing.NORMAL
    seen = (
        recogniser.entities(recogniser.spoken(), texts)
        if cased
        else recogniser.entities(recogniser.spoken(), [lowered(text) for text in texts], lean=_LEAN)
    )
    found = [list(spoken.names(text, given, lexicon, cased=cased)) for text, given in zip(texts, seen, strict=True)]
    if not cased:
        return found
    doubtful = [
        (index, start, end)
        for index, (text, spans) in enumerate(zip(texts, found, strict=True))
        for start, end in _doubtful(text, spans, lexicon)
    ]
    read = recogniser.entities(recogniser.written(), [texts[index][start:end] for index, start, end in doubtful])
    for (index, offset, _), entities in zip(doubtful, read, strict=True):
        there = [one._replace(start=one.start + offset, end=one.end + offset) for one in entities]
        found[index] += written.names(texts[index], there, lexicon)
    return found


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
