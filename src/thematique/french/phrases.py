"""Finding many names of one or several words at once, whatever their case and accents."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from thematique.french.names import Word, joined


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
        index = 0
        while index < len(words):
            match = self._match_at(text, words, index) if words[index].folded in self._beginnings else None
            if match:
                yield match
            index = match.last if match else index + 1

    def _match_at(self, text: str, words: Sequence[Word], first: int) -> Match | None:
        """The longest phrase that begins with the word `first`, if any."""
        key, found, at = words[first].folded, None, first
        while key in self._beginnings:
            at += 1
            if key in self._keys:
                found = Match(first, at, key)
            if at == len(words) or not joined(text, words[at - 1].end, words[at].start):
                break
            key = f"{key} {words[at].folded}"
        return found
