"""Which segments, or other passages of a text, a passage shares words with; the one rule for what counts as on it."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile
from typing import Protocol, TypeVar


class Spanned(Protocol):
    """Something that lies between two positions of a document's text, the second excluded."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends, excluded."""


S = TypeVar("S", bound=Spanned)


def touching(start: int, end: int, ordered: Sequence[S]) -> Sequence[S]:
    """Those that share a character with a passage, of those of its document, apart and in the order of the text."""
    index = bisect_right(ordered, start, key=lambda one: one.end)
    return list(takewhile(lambda one: one.start < end, ordered[index:]))


def overlapping(start: int, end: int, ordered: Sequence[S]) -> Sequence[S]:
    """Those of which half, or half of the passage, is shared, of those of its document in the text's order."""
    shared = ((one, min(end, one.end) - max(start, one.start)) for one in touching(start, end, ordered))
    return [one for one, both in shared if 2 * both >= min(end - start, one.end - one.start)]
