"""What stands around a passage in its interview: enough to understand it, cut at a word where it is long."""

from collections.abc import Sequence

from thematique.records import Segment, Turn, record
from thematique.shared import SharedSide

_TURNS = 2
_SIGNS = 220


@record
class Beside:
    """A turn near a passage; for the passage's own turn, what stands before or after it."""

    turn: Turn
    text: str


@record
class Context:
    """What was said before and after a passage, and when the passage's turn starts, in seconds."""

    before: Sequence[Beside]
    after: Sequence[Beside]
    time: float | None


def context_of(shared: SharedSide, segment: Segment) -> Context:
    """The rest of a passage's turn and two turns on each side, as far as they are near."""
    turns = shared.turns[segment.document]
    at = next(i for i, turn in enumerate(turns) if turn.turn == segment.turn)
    own = turns[at]
    before, after = own.text[: segment.start - own.start], own.text[segment.end - own.start :]
    return Context(
        before=_ends([*((turn, turn.text) for turn in turns[max(0, at - _TURNS) : at]), (own, before)]),
        after=_starts([(own, after), *((turn, turn.text) for turn in turns[at + 1 : at + 1 + _TURNS])]),
        time=own.time_start,
    )


def _ends(texts: Sequence[tuple[Turn, str]]) -> list[Beside]:
    """The turns with the end of their texts."""
    cut = [(turn, text.strip()) for turn, text in texts]
    return [
        Beside(turn=turn, text=text if len(text) <= _SIGNS else f"… {text[-_SIGNS:].partition(' ')[2]}")
        for turn, text in cut
        if text
    ]


def _starts(texts: Sequence[tuple[Turn, str]]) -> list[Beside]:
    """The turns with the start of their texts."""
    cut = [(turn, text.strip()) for turn, text in texts]
    return [
        Beside(turn=turn, text=text if len(text) <= _SIGNS else f"{text[:_SIGNS].rpartition(' ')[0]} …")
        for turn, text in cut
        if text
    ]
