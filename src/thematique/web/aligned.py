"""A raw text beside the replaced one: the same pieces on both sides, and where a position of one is in the other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from thematique.records import Mention, record
from thematique.web.filters import visible

# a name of one line, unlike a passage that somebody points at as a whole
_FEW_WORDS = 8


@record
class Mark:
    """Something to be seen in a raw text, from `start` to `end`; `item` names it in the page, `look` says what it is.

    `code` is what replaces it, `key` what two spellings of it share, `told` what a reader is told of it, `state` what
    was decided of it and is not applied yet.
    """

    item: str
    look: str
    start: int
    end: int
    key: str = ""
    code: str = ""
    told: str = ""
    state: str = ""


@record
class Piece:
    """Some of a text, at `start` in the raw one; `mark` is what it belongs to, `wish` a wish that covers it besides.

    `sign` says that it is one invisible sign, which is shown by its number.
    """

    start: int
    text: str
    mark: Mark | None = None
    wish: str = ""
    sign: bool = False


@record
class Both:
    """The two sides of a text."""

    raw: Sequence[Piece]
    replaced: Sequence[Piece]


def both(text: str, marks: Sequence[Mark]) -> Both:
    """A text cut at its marks, and the same with the masked ones replaced by their codes."""
    raw = list(_pieces(text, marks))
    return Both(raw=raw, replaced=list(_replaced(raw)))


def raw_span(mentions: Iterable[Mention], start: int, end: int) -> tuple[int, int]:
    """Where the words from `start` to `end` of the replaced text stand in the raw one; a code counts whole.

    Args:
        mentions: those of the text, from left to right.
        start: position in the replaced text.
        end: position in the replaced text, excluded.
    """
    first, last, shift = start, end, 0
    for mention in mentions:
        at = mention.start + shift
        behind = at + len(mention.pseudonym)
        shift += len(mention.pseudonym) - (mention.end - mention.start)
        if start >= behind:
            first = start - shift
        elif start >= at:
            first = mention.start
        if end >= behind:
            last = end - shift
        elif end > at:
            last = mention.end
    return first, last


def is_long(text: str) -> bool:
    """Whether a stretch is too long to be a name."""
    return len(text.split()) > _FEW_WORDS


def _pieces(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    signs = set() if text.isprintable() else {at for at, char in enumerate(text) if visible(char) != char}
    edges = {0, len(text), *(edge for mark in marks for edge in (mark.start, mark.end))}
    edges |= {edge for at in signs for edge in (at, at + 1)}
    over = _covering(marks, sorted(edges))
    for start, end in pairwise(sorted(edges)):
        there = over[start]
        shown = next((mark for mark in there if mark.look != "wish"), None)
        wish = next((mark for mark in there if mark.look == "wish"), None)
        yield Piece(
            start=start,
            text=text[start:end],
            mark=shown or wish,
            wish=wish.item if wish and shown else "",
            sign=start in signs,
        )


def _covering(marks: Sequence[Mark], edges: Sequence[int]) -> Mapping[int, Sequence[Mark]]:
    """The marks that cover what begins at each edge; what is masked comes first, then what is in doubt."""
    found: dict[int, list[Mark]] = {edge: [] for edge in edges}
    for mark in sorted(marks, key=lambda mark: not mark.code):
        for edge in edges:
            if mark.start <= edge < mark.end:
                found[edge].append(mark)
    return found


def _replaced(raw: Iterable[Piece]) -> Iterator[Piece]:
    before = None
    for piece in raw:
        mark = piece.mark
        if mark is None or not mark.code:
            yield piece
        elif mark is not before:
            yield Piece(start=piece.start, text=mark.code, mark=mark, wish=piece.wish)
        before = mark
