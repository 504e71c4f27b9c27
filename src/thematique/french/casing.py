"""Whether a transcript is written with capitals, and a copy without any for those whose capitals say nothing."""

import re
from collections.abc import Sequence
from enum import StrEnum

from thematique.french.names import capital, words

_FEW_STARTS = 0.5
_FEW_CAPITALS = 0.005
_MOST = 0.6
# « [PERSONNE_3] », « [retiré] », « (LIEU_1) »: what was put there says nothing of how the rest is written
_PUT_THERE = re.compile(r"\[[^\[\]\n]{1,40}\]|\([A-ZÀ-Ý]{2,20}_\d{1,9}\)")


class Casing(StrEnum):
    """How a transcript uses capitals."""

    NORMAL = "normal"
    LOWER = "lower"
    UPPER = "upper"


def casing(texts: Sequence[str]) -> Casing:
    """How the turns of one transcript use capitals.

    Turns that begin without one are not enough: many transcripts of speech write capitals in names alone. Codes that
    stand for a name already, and other remarks between brackets, do not count.
    """
    texts = [_PUT_THERE.sub(" ", text) for text in texts]
    found = [word.text for text in texts for word in words(text)]
    if not found:
        return Casing.NORMAL
    if sum(word.isupper() and len(word) > 1 for word in found) > _MOST * len(found):
        return Casing.UPPER
    starts = [char for text in texts if (char := next(filter(str.isalpha, text), ""))]
    few_starts = sum(map(str.isupper, starts)) < _FEW_STARTS * len(starts)
    few_capitals = sum(map(capital, found)) < _FEW_CAPITALS * len(found)
    return Casing.LOWER if few_starts and few_capitals else Casing.NORMAL


def lowered(text: str) -> str:
    """`text` in lower case, of the same length."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(map(_lowered, text))


def _lowered(char: str) -> str:
    """A letter in lower case, or as it is where that would take two."""
    lower = char.lower()
    return lower if len(lower) == 1 else char
