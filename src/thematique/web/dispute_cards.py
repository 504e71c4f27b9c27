"""A passage that several coders read, as it is put before whoever settles it: the readings side by side, the codes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby

from thematique.codings import CONSENSUS, NOTHING, Drawn, Verdict
from thematique.records import Code, Segment, record
from thematique.review import layers, models
from thematique.review.layers import Passage
from thematique.web.context import Context, context_of
from thematique.web.desk import Desk

_DIGITS = 9
_HOW = {True: "lu sans voir les suggestions", False: "lu en pouvant voir les suggestions"}
_IMPORTED = "codage importé"


@record
class Choice:
    """A code that may be kept: who gave it, the digit that chooses it, what the codebook says of it.

    `known` is None for a code that is no longer in the codebook.
    """

    code: str
    name: str
    theme: str
    given_by: Sequence[str]
    digit: int | None
    kept: bool
    known: Code | None

    @property
    def can_be_given(self) -> bool:
        """Whether the codebook lets people give it."""
        return self.known is not None and self.known.codable


@record
class Given:
    """A code that a coder gave, and the words it was given to when they are not the whole passage."""

    name: str
    text: str


@record
class Voice:
    """What one coder said of a passage: the codes, the memos, when, and how the passage had come.

    `is_later` says that some of it was decided after the passage was settled.
    """

    coder: str
    given: Sequence[Given]
    memos: Sequence[str]
    at: datetime
    how: str
    is_later: bool


@record
class Settlement:
    """What somebody decided for all; `holds` until it is replaced or taken back."""

    by: str
    at: datetime
    names: Sequence[str]
    holds: bool


@record
class Said:
    """What the machine says of a code on the passage."""

    name: str
    score: float
    flagged: bool
    reason: str


@record
class DisputeCard:
    """A passage with all that was said of it; `is_mine` when the reader is one of its coders."""

    passage: Passage
    segment: Segment
    context: Context
    choices: Sequence[Choice]
    voices: Sequence[Voice]
    settlements: Sequence[Settlement]
    is_mine: bool

    @property
    def now(self) -> Settlement | None:
        """The settlement that holds."""
        return next((one for one in self.settlements if one.holds), None)

    @property
    def former(self) -> Sequence[Settlement]:
        """Those that no longer hold, the newest first."""
        return [one for one in reversed(self.settlements) if not one.holds]


def dispute_card(desk: Desk, passage: Passage, segment: Segment, reader: str) -> DisputeCard:
    """A passage as whoever settles it sees it.

    Args:
        desk: the study.
        passage: what coders said.
        segment: where they said it.
        reader: the name of who looks.
    """
    codes = desk.codes
    rows = [row for row in layers.laid_on(segment, desk.shared.segments) if row.coder.name != CONSENSUS]
    settlements = _settlements(codes, segment)
    settled_at = max((one.at for one in settlements if one.holds), default=None)
    return DisputeCard(
        passage=passage,
        segment=segment,
        context=context_of(desk.shared, segment),
        choices=_choices(codes, passage),
        voices=[
            _voice(desk, codes, segment, [row for row in rows if row.coder.name == name], settled_at)
            for name in passage.readings
        ],
        settlements=settlements,
        is_mine=reader in passage.readings,
    )


def machine_says(desk: Desk, passage: Passage, segment: Segment) -> Sequence[Said]:
    """What the machine proposes there, and how it scores the codes that coders gave."""
    codes = desk.codes
    given = frozenset[str]().union(*passage.readings.values())
    return [
        Said(name=_name(codes, one.code), score=one.score, flagged=one.flagged, reason=one.reason)
        for one in desk.shared.suggestions(segment.document, segment.segment)
        if one.code in given or (one.flagged and one.code in codes and codes[one.code].codable)
    ]


def _choices(codes: Mapping[str, Code], passage: Passage) -> list[Choice]:
    """The codes that somebody gave, those given by most first; what all gave, or was settled, is kept."""
    given = {
        code: [name for name, accepted in passage.readings.items() if code in accepted]
        for code in sorted((passage.agreed or frozenset()).union(*passage.readings.values()))
    }
    ranked = sorted(given.items(), key=lambda item: (-len(item[1]), item[0]))
    kept = passage.agreed if passage.agreed is not None else frozenset.intersection(*passage.readings.values())
    return [
        Choice(
            code=code,
            name=_name(codes, code),
            theme=_name(codes, code.rpartition(".")[0]),
            given_by=names,
            digit=number if number <= _DIGITS else None,
            kept=code in kept,
            known=codes.get(code),
        )
        for number, (code, names) in enumerate(ranked, start=1)
    ]


def _voice(
    desk: Desk,
    codes: Mapping[str, Code],
    segment: Segment,
    rows: Sequence[models.Coding],
    settled_at: datetime | None,
) -> Voice:
    """What one coder said, from all their codings there, the first decided first."""
    first, last = rows[0], rows[-1].decided_at
    accepted = [row for row in rows if row.verdict == Verdict.ACCEPT and row.code != NOTHING]
    memos = models.Memo.objects.filter(
        coder=first.coder, standing=True, lost="", code="", document=segment.document,
        start__lt=segment.end, end__gt=segment.start,
    )  # fmt: skip
    return Voice(
        coder=first.coder.name,
        given=[Given(name=_name(codes, row.code), text=_words(desk, segment, row)) for row in accepted],
        memos=list(memos.order_by("written_at").values_list("text", flat=True)),
        at=last,
        how=_IMPORTED if first.drawn == Drawn.IMPORTED else _HOW[first.blind],
        is_later=settled_at is not None and last > settled_at,
    )


def _words(desk: Desk, segment: Segment, row: models.Coding) -> str:
    """The words of the passage that a code was given to; empty for all of them."""
    start, end = max(row.start, segment.start), min(row.end, segment.end)
    return "" if (start, end) == (segment.start, segment.end) else desk.shared.text(row.document)[start:end]


def _settlements(codes: Mapping[str, Code], segment: Segment) -> list[Settlement]:
    """What was decided for all on the passage, the oldest first: the codings of one act end together."""
    rows = models.Coding.objects.filter(
        coder__name=CONSENSUS, lost="", document=segment.document, start=segment.start, end=segment.end
    )
    found = [
        Settlement(
            by=acted[0].by.name if acted[0].by else "",
            at=acted[-1].decided_at,
            names=[_name(codes, row.code) for row in acted if row.code != NOTHING],
            holds=ended_at is None,
        )
        for (ended_at, _), group in groupby(
            sorted(rows.select_related("by"), key=lambda row: (str(row.ended_at), row.by_id or 0, row.decided_at)),
            key=lambda row: (row.ended_at, row.by_id),
        )
        if (acted := list(group))
    ]
    return sorted(found, key=lambda one: one.at)


def _name(codes: Mapping[str, Code], code: str) -> str:
    return codes[code].name if code in codes else code
