"""The words of a text, whatever their encoding, the white space between them and the numbers of pseudonyms.

Texts are compared in NFC, with runs of white space as one space and pseudonyms without their number: `[PERSONNE_12]`
and `[PERSONNE_3]` are the same word. A word is a run of letters and digits, a pseudonym, or a single other sign.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from thematique.records import record

_KINDS = "PERSONNE|LIEU|ORGANISATION|DATE|AGE|TELEPHONE|EMAIL|IDENTIFIANT|URL"
_REDUCED = re.compile(rf"(?P<mark>\[(?:{_KINDS})_)[0-9]+(?=\])|[^\S ]\s*| \s+")
_PSEUDONYM = re.compile(rf"\[(?:{_KINDS})_\]")
_WORD = re.compile(rf"{_PSEUDONYM.pattern}|[\w\u0300-\u036f]+|[^\w\s]")
_JAMO = ("\u1160", "\u11ff")


@record
class Cut:
    """A stretch of a text in words, `last` excluded; `head` and `tail` count the characters left out of them."""

    first: int
    last: int
    head: int = 0
    tail: int = 0


class Wording:
    """A text as the words it is made of, with the way back to its positions."""

    def __init__(self, text: str) -> None:
        self._text, self._origins = _normalised(text)
        spans = [match.span() for match in _WORD.finditer(self._text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._indices = {start: index for index, start in enumerate(self._starts)}

    def __len__(self) -> int:
        return len(self._starts)

    def cut(self, start: int, end: int) -> Cut:
        """The words that a passage touches; a letter or a pseudonym's number cut in two is taken whole.

        Raises:
            ValueError: the positions are not in the text, or hold no word.
        """
        if not 0 <= start < end <= self._origins[-1]:
            raise ValueError(f"no passage from {start} to {end}")
        low, high = bisect_right(self._origins, start) - 1, bisect_left(self._origins, end)
        first, last = bisect_right(self._ends, low), bisect_left(self._starts, high)
        if first >= last:
            raise ValueError(f"no word from {start} to {end}")
        return Cut(
            first=first, last=last, head=max(0, low - self._starts[first]), tail=max(0, self._ends[last - 1] - high)
        )

    def span(self, cut: Cut) -> tuple[int, int]:
        """Where a stretch starts and ends in the text."""
        return self._origins[self._starts[cut.first] + cut.head], self._origins[self._ends[cut.last - 1] - cut.tail]

    def start(self, index: int) -> int:
        """Where a word starts in the text."""
        return self._origins[self._starts[index]]

    def at(self, position: int) -> int:
        """The first word that starts at `position` or later; the number of words when there is none."""
        return bisect_left(self._starts, bisect_left(self._origins, position))

    def passage(self, first: int, last: int) -> str:
        """The normalised text of the words from `first` to `last`, excluded, of those that exist."""
        first, last = max(0, first), min(last, len(self))
        return self._text[self._starts[first] : self._ends[last - 1]] if first < last else ""

    def sized(self, first: int, last: int, *, words: int, length: int) -> list[int]:
        """Those of the words, `last` excluded, where a passage of so many words and characters starts."""
        starts = self._starts[first:last]
        ends = self._ends[first + words - 1 : last + words - 1]
        # a text has few stretches of one size: most of the work is this line, so it is kept plain
        return [i for i, (start, end) in enumerate(zip(starts, ends, strict=False), first) if end - start == length]

    def equal(self, passage: str, words: int) -> list[int]:
        """The words where a normalised passage of so many words starts, overlapping ones included."""
        found = []
        position = self._text.find(passage)
        while position >= 0:
            index = self._indices.get(position)
            if index is not None and self.passage(index, index + words) == passage:
                found.append(index)
            position = self._text.find(passage, position + 1)
        return found


def is_bare(passage: str) -> bool:
    """Whether a normalised passage holds pseudonyms and, besides them, only signs."""
    rest, pseudonyms = _PSEUDONYM.subn("", passage)
    return pseudonyms > 0 and not re.search(r"\w", rest)


def _normalised(text: str) -> tuple[str, Sequence[int]]:
    """The text for comparison, and the position of each of its characters in `text`, then the length of `text`."""
    composed, composed_origins = _composed(text)
    pieces: list[str] = []
    kept: list[int] = []
    last = 0
    for match in _REDUCED.finditer(composed):
        reduced = match["mark"] or " "
        pieces += composed[last : match.start()], reduced
        kept.extend(range(last, match.start() + len(reduced)))
        last = match.end()
    kept.extend(range(last, len(composed) + 1))
    return "".join((*pieces, composed[last:])), [composed_origins[position] for position in kept]


def _composed(text: str) -> tuple[str, Sequence[int]]:
    """The text in NFC, and the position of each of its characters in `text`, then the length of `text`."""
    if unicodedata.is_normalized("NFC", text):
        return text, range(len(text) + 1)
    starts = [i for i, letter in enumerate(text) if i == 0 or not _joins(letter)]
    pieces: list[str] = []
    origins: list[int] = []
    for start, end in pairwise([*starts, len(text)]):
        pieces.append(unicodedata.normalize("NFC", text[start:end]))
        origins.extend(min(start + rank, end - 1) for rank in range(len(pieces[-1])))
    return "".join(pieces), [*origins, len(text)]


def _joins(letter: str) -> bool:
    """Whether a character may merge with the one before it."""
    return unicodedata.category(letter).startswith("M") or _JAMO[0] <= letter <= _JAMO[1]
