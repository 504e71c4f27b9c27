"""Whether a transcript is written with capitals; if not, a copy in which what may be a name has one."""

from collections.abc import Sequence
from enum import StrEnum

from thematique.french.names import capital, cut_short, words
from thematique.stages.recognise.lexicon import Lexicon

_FEW_STARTS = 0.5
_FEW_CAPITALS = 0.005
_MOST = 0.6


class Casing(StrEnum):
    """How a transcript uses capitals."""

    NORMAL = "normal"
    LOWER = "lower"
    UPPER = "upper"


def casing(texts: Sequence[str]) -> Casing:
    """How the turns of one transcript use capitals.

    Turns that begin without one are not enough: many transcripts of speech write capitals in names alone.
    """
    found = [word.text for text in texts for word in words(text)]
    if not found:
        return Casing.NORMAL
    if sum(word.isupper() and len(word) > 1 for word in found) > _MOST * len(found):
        return Casing.UPPER
    starts = [char for text in texts if (char := next(filter(str.isalpha, text), ""))]
    few_starts = sum(map(str.isupper, starts)) < _FEW_STARTS * len(starts)
    few_capitals = sum(map(capital, found)) < _FEW_CAPITALS * len(found)
    return Casing.LOWER if few_starts and few_capitals else Casing.NORMAL


def recased(text: str, lexicon: Lexicon) -> str:
    """`text`, of the same length, with a capital on the words that are not ordinary ones and nowhere else."""
    pieces, done = [], 0
    for word in words(text):
        lower = word.text.lower()
        known = word.folded in lexicon.particles or lexicon.ordinary(lower) or cut_short(text, word)
        new = lower if known else lower[:1].upper() + lower[1:]
        pieces += [text[done : word.start], new if len(new) == len(word.text) else word.text]
        done = word.end
    return "".join(pieces) + text[done:]
