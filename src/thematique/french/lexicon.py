"""Reading word lists: one entry a line, `#` begins a comment, a final `*` marks what is also an ordinary word."""

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Entries(NamedTuple):
    """The entries of a list, as written: those that can only be names, and those that are ordinary words too."""

    sure: Sequence[str]
    ambiguous: Sequence[str]


def among(words: str) -> frozenset[str]:
    """The set of the words of a string: a short list in a module, easy to read and to add to."""
    return frozenset(words.split())


@functools.cache
def read(path: Path) -> Entries:
    """The entries of the list at `path`, in its order."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    entries = [line for line in lines if line and not line.startswith("#")]
    return Entries(
        tuple(entry for entry in entries if not entry.endswith("*")),
        tuple(entry[:-1] for entry in entries if entry.endswith("*")),
    )
