"""Finding many names of one or several words at once, whatever their case and accents."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from thematique.french.names import Word, joined, key, words

_DIGIT = re.compile(r"\d")


class Match(NamedTuple):
    """The words `first` to `last` (excluded) of a text are the phrase `key`."""

    first: int
    last: int
    key: str


class Phrases:
    """A set of keys (folded words joined by a space) that can be searched in a text in linear time."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = {key for key in keys if key}
        self._beginnings = {
            " ".join(parts[:length]) for parts in map(str.split, self._keys) for length in range(1, len(parts) + 1)
        }

    def __contains__(self, key: str) -> bool:
        """Is `key` one of the phrases?"""
        return key in self._keys

    def find(self, text: str, words: Sequence[Word]) -> Iterator[Match]:
        """The longest phrases of `text`, from left to right, without overlap; `words` are those of `text`."""
        end = 0
        for first in [at for at, word in enumerate(words) if word.folded in self._beginnings]:
            match = None
            for longer in self._at(text, words, first) if first >= end else ():
                match = longer
            if match:
                yield match
                end = match.last

    def every(self, text: str, words: Sequence[Word]) -> Iterator[Match]:
        """All the phrases of `text`, those inside longer ones too."""
        for first in range(len(words)):
            yield from self._at(text, words, first)

    def _at(self, text: str, words: Sequence[Word], first: int) -> Iterator[Match]:
        """The phrases that begin with the word `first`, the longest last."""
        key, at = words[first].folded, first
        while key in self._beginnings:
            at += 1
            if key in self._keys:
                yield Match(first, at, key)
            if at == len(words) or not joined(text, words[at - 1].end, words[at].start):
                break
            key = f"{key} {words[at].folded}"


class Found(NamedTuple):
    """`name` stands at [start, end) of a text."""

    start: int
    end: int
    name: str


class Names:
    """Names as people give them.

    Those that hold a digit, no letter, or signs that part words, as « M. Tas », are found as they stand but for their
    case.
    """

    def __init__(self, names: Iterable[str]) -> None:
        given = list(names)
        self._signs = {
            name: re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
            for name in given
            if _DIGIT.search(name) or not words(name) or _parted(name)
        }
        self._by_key = {key(name): name for name in given if name not in self._signs}
        self._phrases = Phrases(self._by_key)

    def find(self, text: str, inside: Sequence[Word]) -> Iterator[Found]:
        """The longest names of `text`, from left to right; `inside` are the words of `text`."""
        end = 0
        phrases = self._told(inside, self._phrases.find(text, inside))
        for found in sorted((*phrases, *self._signs_of(text)), key=lambda one: (one.start, -one.end)):
            if found.end > end:
                yield found
                end = found.end

    def every(self, text: str, inside: Sequence[Word]) -> Iterator[Found]:
        """All the names of `text`, those inside longer ones too."""
        yield from self._told(inside, self._phrases.every(text, inside))
        yield from self._signs_of(text)

    def _told(self, inside: Sequence[Word], matches: Iterable[Match]) -> Iterator[Found]:
        for match in matches:
            yield Found(inside[match.first].start, inside[match.last - 1].end, self._by_key[match.key])

    def _signs_of(self, text: str) -> Iterator[Found]:
        for name, pattern in self._signs.items():
            for sign in pattern.finditer(text):
                yield Found(sign.start(), sign.end(), name)


def _parted(name: str) -> bool:
    """Does a sign stand between two words that no text may join?"""
    return any(not joined(name, left.end, right.start) for left, right in pairwise(words(name)))
