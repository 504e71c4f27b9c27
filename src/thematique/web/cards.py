"""A passage as a coder sees it: its words in their context, the machine's suggestions, what was decided so far."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from thematique.codings import NOTHING, Drawn, Verdict
from thematique.records import Code, Role, Segment, Suggestion, Turn, record
from thematique.review import models
from thematique.web.desk import Desk
from thematique.web.filters import visible

_AROUND = 2
_SHOWN = 6
# of each turn around, so much is shown before one asks for the rest; in characters
_NEAR = 320
_WORDS = re.compile(r"^mots : (.+)$")


@record
class Piece:
    """Some of a passage's text.

    `start` is its position in the passage; `spoke` lists the numbers of the suggestions for which it spoke; `marked`
    says that the coder gave a code to it alone; `sign` that it is one invisible sign, which is shown by its number.
    """

    start: int
    text: str
    spoke: str = ""
    marked: bool = False
    sign: bool = False


@record
class Around:
    """A turn in the neighbourhood of a passage; for the passage's own turn, what stands before or after it.

    `text` is the part next to the passage, `more` what is farther from it.
    """

    turn: Turn
    text: str
    more: str = ""


@record
class Line:
    """A code on a passage: the machine's suggestion if it may be seen, and what the coder decided.

    `number` counts from 1, for the key that accepts it. `verdict` is empty while nothing is decided; `text` are the
    words on which it is when they are not the whole passage, at `start`; `coding` is the key of the decision.
    """

    number: int
    code: str
    name: str
    theme: str
    definition: str
    includes: Sequence[str] = ()
    excludes: Sequence[str] = ()
    score: float | None = None
    reason: str = ""
    verdict: str = ""
    text: str = ""
    start: int = 0
    coding: int | None = None


@record
class Card:
    """A passage, ready to be shown.

    `after` is the last entry of the journal when it was made: what was decided later by others is told. `hidden` says
    that suggestions wait for the coder's own decision. `notice` says what was just done.
    """

    reading: models.Reading
    segment: Segment
    title: str
    time: float | None
    before: Sequence[Around]
    pieces: Sequence[Piece]
    behind: Sequence[Around]
    lines: Sequence[Line]
    nothing: bool
    memo: str
    hidden: bool
    after: int
    notice: str

    @property
    def is_random(self) -> bool:
        """Whether chance drew the passage."""
        return self.reading.drawn == Drawn.RANDOM

    @property
    def is_interviewer(self) -> bool:
        """Whether the one who asks speaks."""
        return self.segment.role is Role.INTERVIEWER

    @property
    def more(self) -> bool:
        """Whether some of the turns around are cut short."""
        return any(around.more for around in (*self.before, *self.behind))


def card(desk: Desk, reading: models.Reading, segment: Segment, *, notice: str = "") -> Card:
    """The card of a passage for the coder of the reading."""
    # read first: what is decided from here on is news to the one who sees the card
    after = models.Head.objects.values_list("number", flat=True).get(pk=1)
    hidden = reading.blind and reading.finished_at is None
    suggestions = [] if hidden else desk.shared.suggestions(segment.document, segment.segment)
    mine = _decided(reading, segment)
    lines = _lines(desk.codes, suggestions, mine, segment)
    turns = desk.shared.turns[segment.document]
    at = next(i for i, turn in enumerate(turns) if turn.turn == segment.turn)
    own = turns[at]
    document = desk.shared.documents.get(segment.document)
    return Card(
        reading=reading,
        segment=segment,
        title=(document.title if document else "") or segment.document,
        time=own.time_start,
        before=[
            *[_before(turn, turn.text) for turn in turns[max(0, at - _AROUND) : at]],
            *_part(_before(own, own.text[: segment.start - own.start])),
        ],
        pieces=list(_pieces(segment.text, lines)),
        behind=[
            *_part(_behind(own, own.text[segment.end - own.start :])),
            *[_behind(turn, turn.text) for turn in turns[at + 1 : at + 1 + _AROUND]],
        ],
        lines=lines,
        nothing=any(coding.code == NOTHING for coding in mine),
        memo=_memo(reading, segment),
        hidden=hidden,
        after=after,
        notice=notice,
    )


def _decided(reading: models.Reading, segment: Segment) -> list[models.Coding]:
    within = models.Coding.objects.filter(
        coder=reading.coder,
        standing=True,
        lost="",
        document=segment.document,
        start__gte=segment.start,
        end__lte=segment.end,
    )
    return list(within.order_by("pk"))


def _memo(reading: models.Reading, segment: Segment) -> str:
    here = {"document": segment.document, "start": segment.start, "end": segment.end}
    memos = models.Memo.objects.filter(coder=reading.coder, standing=True, code="", lost="", **here)
    return memos.values_list("text", flat=True).first() or ""


def _lines(
    codes: Mapping[str, Code], suggestions: Sequence[Suggestion], mine: Sequence[models.Coding], segment: Segment
) -> list[Line]:
    """The codes to show: what is proposed, then what else the coder decided on the passage, then on words of it."""
    whole = {one.code: one for one in mine if one.code != NOTHING and _is_on(one, segment)}
    proposed = [one for one in suggestions if one.code in codes and codes[one.code].codable and one.flagged][:_SHOWN]
    judged = [one for one in suggestions if one.code in whole and one not in proposed]
    known = {one.code: one for one in (*proposed, *judged)}
    selected = [one for one in mine if one.code != NOTHING and not _is_on(one, segment)]
    told: list[tuple[str, models.Coding | None]] = [
        *((code, whole.get(code)) for code in (*known, *sorted(whole.keys() - known.keys()))),
        *((one.code, one) for one in selected),
    ]
    return [
        _line(
            codes, code, number, suggestion=None if coding in selected else known.get(code), coding=coding, on=segment
        )
        for number, (code, coding) in enumerate(told, start=1)
    ]


def _is_on(coding: models.Coding, segment: Segment) -> bool:
    return (coding.start, coding.end) == (segment.start, segment.end)


def _line(
    codes: Mapping[str, Code],
    code: str,
    number: int,
    *,
    suggestion: Suggestion | None,
    coding: models.Coding | None,
    on: Segment,
) -> Line:
    known, theme = codes.get(code), codes.get(code.rpartition(".")[0])
    first, last = (coding.start - on.start, coding.end - on.start) if coding else (0, len(on.text))
    return Line(
        number=number,
        code=code,
        name=known.name if known else code,
        theme=theme.name if theme else "",
        definition=known.definition if known else "",
        includes=known.includes if known else (),
        excludes=known.excludes if known else (),
        score=suggestion.score if suggestion else None,
        reason=suggestion.reason if suggestion else "",
        verdict=Verdict(coding.verdict).value if coding else "",
        text="" if (first, last) == (0, len(on.text)) else on.text[first:last],
        start=first,
        coding=coding.pk if coding else None,
    )


def _pieces(text: str, lines: Sequence[Line]) -> Iterator[Piece]:
    """The text, cut so that the words that spoke for a suggestion, and those that carry a code, can be marked."""
    spoke = [(span, line.number) for line in lines for span in _spoken(text, line.reason)]
    marked = [(line.start, line.start + len(line.text)) for line in lines if line.text]
    signs = [at for at, char in enumerate(text) if visible(char) != char]
    spans = [*(span for span, _ in spoke), *marked, *((at, at + 1) for at in signs)]
    for start, end in pairwise(sorted({0, len(text), *(edge for span in spans for edge in span)})):
        numbers = sorted({number for span, number in spoke if _covers(span, start, end)})
        yield Piece(
            start=start,
            text=text[start:end],
            spoke=" ".join(map(str, numbers)),
            marked=any(_covers(span, start, end) for span in marked),
            sign=start in signs,
        )


def _covers(span: tuple[int, int], start: int, end: int) -> bool:
    return span[0] <= start and end <= span[1]


def _spoken(text: str, reason: str) -> list[tuple[int, int]]:
    """Where the words stand that spoke for a suggestion."""
    words = {word.strip() for found in _WORDS.findall(reason) for word in found.split(",")} - {""}
    if not words:
        return []
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return [match.span() for match in re.finditer(rf"\b(?:{longest_first})\b", text, re.IGNORECASE)]


def _before(turn: Turn, text: str) -> Around:
    """Text that ends where the passage is near."""
    at = text.rfind(" ", 0, len(text) - _NEAR) + 1 if len(text) > _NEAR else 0
    return Around(turn=turn, text=text[at:], more=text[:at])


def _behind(turn: Turn, text: str) -> Around:
    """Text that starts where the passage is near."""
    at = text.find(" ", _NEAR) if len(text) > _NEAR else -1
    return Around(turn=turn, text=text[:at], more=text[at:]) if at >= 0 else Around(turn=turn, text=text)


def _part(around: Around) -> Iterable[Around]:
    return [around] if (around.text + around.more).strip() else []
