"""The passages that a reader is shown: what was said, by whom, where, and why the machine flagged it."""

from collections.abc import Mapping, Sequence

from thematique.pages.words import anchor, shorten
from thematique.records import Segment, record
from thematique.stages.report.coding import Row, leaves
from thematique.stages.report.corpus import Corpus, Key

_QUESTION_LENGTH = 220


@record
class Passage:
    """A passage ready to be read.

    Attributes:
        anchor: identifier in the page.
        time: seconds from the start of the recording to the turn's start.
        question: what the interviewer said just before; may be empty.
        left_out: words of the passage that are not shown.
        others: the other codes, without the themes that only gather them, flagged in the passage.
    """

    anchor: str
    document: str
    turn: int
    time: float | None
    speaker: str
    question: str
    text: str
    left_out: int
    score: float
    reason: str = ""
    others: Sequence[Row] = ()


@record
class Reading:
    """A code with the passages that carry it most surely."""

    row: Row
    anchor: str
    passages: Sequence[Passage]


def readings(lines: Sequence[Row], corpus: Corpus, *, n_passages: int, max_characters: int) -> Sequence[Reading]:
    """Each code with its `n_passages` best passages, the highest scores first."""
    at: dict[Key, list[Row]] = {}
    for row in leaves(lines):
        for key in row.flagged:
            at.setdefault(key, []).append(row)
    return [_reading(row, corpus, at, n_passages, max_characters) for row in lines]


def show(
    segment: Segment,
    corpus: Corpus,
    *,
    identifier: str,
    score: float,
    max_characters: int,
    reason: str = "",
    others: Sequence[Row] = (),
) -> Passage:
    """The passage of `segment`, cut near `max_characters`."""
    text = shorten(segment.text, max_characters)
    turn = corpus.turns.get((segment.document, segment.turn))
    return Passage(
        anchor=identifier,
        document=segment.document,
        turn=segment.turn,
        time=turn.time_start if turn else None,
        speaker=segment.speaker,
        question=shorten(corpus.question(segment), _QUESTION_LENGTH),
        text=text,
        left_out=len(segment.text.split()) - len(text.split()),
        score=score,
        reason=reason,
        others=others,
    )


def _reading(
    row: Row, corpus: Corpus, at: Mapping[Key, Sequence[Row]], n_passages: int, max_characters: int
) -> Reading:
    place = anchor("code", row.code.code)
    best = sorted(row.flagged.items(), key=lambda item: (-item[1].score, item[0]))[:n_passages]
    shown = [
        show(
            corpus.passages[key],
            corpus,
            identifier=f"{place}-{rank}",
            score=suggestion.score,
            max_characters=max_characters,
            reason=suggestion.reason,
            others=[other for other in at[key] if other is not row],
        )
        for rank, (key, suggestion) in enumerate(best, start=1)
    ]
    return Reading(row=row, anchor=place, passages=shown)
