"""A text as it is seen: without invisible characters, accents joined to their letters, with the way back.

A zero-width space inside a name would hide it from every pattern, and from the model.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from thematique.french.names import INVISIBLE

_UNSEEN = re.compile(f"[{INVISIBLE}]")
_APART = re.compile(r".[\u0300-\u036f]+", re.DOTALL)
_ODD = re.compile(f"[{INVISIBLE}\u0300-\u036f]")


class Visible(NamedTuple):
    """What is seen of a text; character `i` stands at [starts[i], ends[i]) of the original, or at `i` if None."""

    text: str
    starts: list[int] | None
    ends: list[int] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the visible text, which is not empty, stands in the original."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def visible(text: str) -> Visible:
    """`text` as it is seen."""
    if not _ODD.search(text):
        return Visible(text, None, None)
    pieces, starts, ends = [], [], []
    for start, end, seen in _letters(text):
        pieces.append(seen)
        starts += [start] * len(seen)
        ends += [end] * len(seen)
    return Visible("".join(pieces), starts, ends)


def _letters(text: str) -> Iterator[tuple[int, int, str]]:
    """The characters that are seen, each with its place and its accents."""
    kept = [(at, char) for at, char in enumerate(text) if not _UNSEEN.match(char)]
    plain = "".join(char for _, char in kept)
    done = 0
    for match in _APART.finditer(plain):
        yield from ((at, at + 1, char) for at, char in kept[done : match.start()])
        yield kept[match.start()][0], kept[match.end() - 1][0] + 1, unicodedata.normalize("NFC", match.group())
        done = match.end()
    yield from ((at, at + 1, char) for at, char in kept[done:])
