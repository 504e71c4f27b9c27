"""Read a turn as pieces and find where its sentences end, as people and machines write French speech.

Method: a point, a question mark, an exclamation mark or an ellipsis ends a sentence unless it belongs to a title, an
abbreviation, initials or a number, stands in brackets or quotation marks that close soon after, or marks a hesitation
(« je... je sais pas »). A line feed always ends one.
"""

import re
from collections.abc import Iterator, Sequence, Set

from thematique.records import record
from thematique.stages.segment import markers
from thematique.stages.segment.forms import Form, Forms

_PIECE = re.compile(r"\S+")
_NEAR = 4


@record
class Pieces:
    """The runs of non-blanks of a turn, with their positions in its text.

    Gap i stands before piece i; `enclosed` are the gaps inside brackets or quotation marks, `lines` those that hold a
    line feed.
    """

    forms: Sequence[Form]
    spans: Sequence[tuple[int, int]]
    enclosed: Set[int]
    lines: Set[int]


def read(text: str, known: Forms) -> Pieces:
    """The pieces of a text; their forms are added to those known."""
    spans = [match.span() for match in _PIECE.finditer(text)]
    raw = [text[start:end] for start, end in spans]
    return Pieces(
        forms=[known[piece] for piece in raw],
        spans=spans,
        enclosed=frozenset(gap for pair in markers.BRACKETS if pair[0] in text for gap in _inside(raw, *pair)),
        lines=frozenset(_line_feeds(text, spans)),
    )


def ends(pieces: Pieces) -> list[int]:
    """The gaps where a sentence ends, in order; neither the start nor the end of the text."""
    forms, found = pieces.forms, [0]
    for gap in [gap for gap, before in enumerate(forms[:-1], start=1) if before.may_end or gap in pieces.lines]:
        free = gap not in pieces.enclosed and not forms[gap].trails
        if gap in pieces.lines or (free and _ends_at(forms, gap, start=found[-1])):
            found.append(gap)
    return found[1:]


def _inside(raw: Sequence[str], opening: str, closing: str, longest: int) -> Iterator[int]:
    """The gaps between an opening sign and the next closing one, where they are near."""
    start = -1
    for index, piece in enumerate(raw):
        if start >= 0 and closing in piece:
            if index - start <= longest:
                yield from range(start + 1, index + 1)
            start = -1
        if opening in piece and piece.rfind(opening) > piece.rfind(closing):
            start = index


def _line_feeds(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The gaps that hold a line feed."""
    if "\n" in text:
        for gap in range(1, len(spans)):
            if "\n" in text[spans[gap - 1][1] : spans[gap][0]]:
                yield gap


def _ends_at(forms: Sequence[Form], gap: int, *, start: int) -> bool:
    """Whether the sentence that began at `start` ends at the gap, before which some sign stands."""
    before = forms[max(start, gap - _NEAR) : gap][::-1]
    spoken = next((form for form in before if form.word), before[-1])
    signs = next((form.signs for form in before[: before.index(spoken) + 1] if form.signs), "")
    after = next((form for form in forms[gap : gap + _NEAR] if form.word), forms[gap])
    lower = after.raw.lstrip(markers.EDGES)[:1].islower()
    if not signs or (lower and (before[0].raw[-1] in markers.QUOTED or markers.INVERSION.fullmatch(after.word))):
        return False
    if "?" in signs or "!" in signs:
        return True
    if "…" in signs or ".." in signs:
        return not lower and spoken.word != after.word and spoken.after < markers.TIED
    return _point_ends(spoken, after, lower=lower, first=forms[start] is spoken)


def _point_ends(spoken: Form, after: Form, *, lower: bool, first: bool) -> bool:
    """Whether a point after the spoken word ends the sentence; a number that comes first in it counts a list."""
    word = spoken.word
    if word in markers.TITLES:
        return False
    if word.isdecimal():
        return not first and not lower and not after.figure
    letters = spoken.raw.strip(markers.EDGES).replace("’", "'").rpartition("'")[2][: markers.LONGEST_INITIALS]
    if word in markers.ABBREVIATIONS or (letters.isupper() and markers.INITIALS.fullmatch(letters)):
        return not lower and after.word in markers.STARTERS
    return not (word == "etc" and lower)
