"""Who decided what: the codings that stand, coder by coder, and what the coders agree or disagree on.

Codings on a selection, or on more than one segment, count for each segment of which they share at least half, or that
holds at least half of them. A code that was refused is not given, but its passage was read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from thematique.codings import CONSENSUS, NOTHING, Coding, Drawn, Verdict
from thematique.overlaps import overlapping
from thematique.records import Segment, record
from thematique.review import models, progress
from thematique.review.order import Spot
from thematique.review.queue import Decided

Readings = Mapping[str, frozenset[str]]
"""What each coder who read a passage accepted there, by the coder's name; empty for nothing."""

Segments = Mapping[str, Sequence[Segment]]
"""The segments of each document, in the order of the text."""


@record
class Passage:
    """A passage that several coders read, with what each accepted, and what was settled (None where nothing was)."""

    document: str
    segment: int
    readings: Readings
    agreed: frozenset[str] | None

    @property
    def spot(self) -> Spot:
        """Where it is."""
        return self.document, self.segment

    @property
    def unanimous(self) -> bool:
        """Whether all accepted the same codes."""
        return len(set(self.readings.values())) == 1

    @property
    def is_open(self) -> bool:
        """Whether coders differ and nobody has settled yet."""
        return not self.unanimous and self.agreed is None


def standing(*, lost: bool = False) -> list[Coding]:
    """The codings that stand, in the order of the text, then of the coders.

    Args:
        lost: those whose words are no longer in the text instead of those whose words are.
    """
    rows = models.Coding.objects.filter(standing=True).select_related("coder", "by")
    rows = rows.exclude(lost="") if lost else rows.filter(lost="")
    return sorted(map(_coding, rows), key=_reading_order)


def with_consensus(segments: Segments) -> list[Coding]:
    """The codings that stand and, in the name of the consensus, what all who read a passage said without being asked.

    Args:
        segments: those of the whole study.
    """
    return sorted([*standing(), *_unanimous(segments)], key=_reading_order)


def decided() -> list[Decided]:
    """For each coder and passage, the first reading on which something was decided."""
    firsts: dict[tuple[Spot, str], Decided] = {}
    for one, _ in decided_since(None):
        firsts.setdefault((one.spot, one.coder), one)
    return [firsts[key] for key in sorted(firsts)]


def decided_since(moment: datetime | None) -> list[tuple[Decided, datetime]]:
    """The readings decided on from a moment on, each with when, the earliest first; None for all."""
    rows = models.Reading.objects.filter(lost="", segment__isnull=False).exclude(decided_at=None)
    rows = rows if moment is None else rows.filter(decided_at__gte=moment)
    values = rows.order_by("decided_at", "pk").values_list(
        "document", "segment", "coder__name", "drawn", "blind", "decided_at"
    )
    return [
        (Decided(document=document, segment=segment or 0, coder=coder, drawn=Drawn(drawn), blind=blind), at)
        for document, segment, coder, drawn, blind, at in values
        if at is not None
    ]


def readings(segments: Segments) -> Mapping[Spot, Readings]:
    """What each coder who read a passage accepted there, in the order of the text; the consensus as one of them.

    Args:
        segments: those of the whole study.
    """
    rows = models.Coding.objects.filter(standing=True, lost="").values_list(
        "document", "segment", "start", "end", "coder", "code", "verdict"
    )
    names = dict(models.Coder.objects.values_list("pk", "name"))
    found: dict[Spot, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for document, segment, start, end, coder, code, verdict in rows:
        for number in _numbers(segments.get(document, ()), segment, start, end):
            accepted = found[document, number][names[coder]]
            if verdict == Verdict.ACCEPT and code != NOTHING:
                accepted.add(code)
    return {
        spot: {coder: frozenset(codes) for coder, codes in sorted(by_coder.items())}
        for spot, by_coder in sorted(found.items())
    }


def read_by_several(segments: Segments) -> list[Passage]:
    """The passages that two coders or more read, in the order of the text.

    Args:
        segments: those of the whole study.
    """
    return [
        Passage(
            document=document,
            segment=segment,
            readings={coder: codes for coder, codes in by_coder.items() if coder != CONSENSUS},
            agreed=by_coder.get(CONSENSUS),
        )
        for (document, segment), by_coder in readings(segments).items()
        if len(by_coder.keys() - {CONSENSUS}) > 1
    ]


def disagreements(segments: Segments) -> list[Passage]:
    """The passages on which coders differ and nobody has settled yet, in the order of the text.

    Args:
        segments: those of the whole study.
    """
    return [passage for passage in read_by_several(segments) if passage.is_open]


def laid_on(segment: Segment, segments: Segments) -> list[models.Coding]:
    """The codings that stand on a segment, of all coders, in the order in which they were decided.

    Args:
        segment: one of `segments`.
        segments: those of the whole study.
    """
    touching = models.Coding.objects.filter(
        standing=True, lost="", document=segment.document, start__lt=segment.end, end__gt=segment.start
    )
    rows = touching.select_related("coder", "by").order_by("decided_at", "pk")
    return [row for row in rows if segment in overlapping(row.start, row.end, segments[segment.document])]


def counts() -> Mapping[str, Mapping[str, int]]:
    """How often each coder accepted each code, as it stands, where they did: code, then coder."""
    table = {
        code: {coder: tally.accepted for coder, tally in by.items() if tally.accepted}
        for code, by in progress.of_codes().items()
        if code != NOTHING
    }
    return {code: by for code, by in table.items() if by}


def _numbers(segments: Sequence[Segment], segment: int | None, start: int, end: int) -> Iterable[int]:
    """The segments for which a coding counts; most lie on one exactly, and need no search."""
    return (segment,) if segment is not None else [one.segment for one in overlapping(start, end, segments)]


def _unanimous(segments: Segments) -> Iterator[Coding]:
    """Codings of the consensus for the passages where it needed no one: all who read them accepted the same codes."""
    laid: dict[Spot, list[models.Coding]] = defaultdict(list)
    for row in (
        models.Coding.objects.filter(standing=True, lost="").select_related("coder").order_by("decided_at", "pk")
    ):
        for number in _numbers(segments.get(row.document, ()), row.segment, row.start, row.end):
            laid[row.document, number].append(row)
    numbered = {(document, one.segment): one for document, those in segments.items() for one in those}
    for passage in read_by_several(segments):
        if not passage.unanimous or passage.agreed is not None:
            continue
        for code in sorted(next(iter(passage.readings.values()))) or [NOTHING]:
            rows = [row for row in laid[passage.spot] if code in (NOTHING, row.code)]
            yield _agreed(numbered[passage.spot], code, rows)


def _agreed(segment: Segment, code: str, rows: Sequence[models.Coding]) -> Coding:
    """What coders said alike of a segment; drawn at random or blind only if it was for all of them."""
    drawn = {Drawn(row.drawn) for row in rows}
    return Coding(
        document=segment.document,
        turn=segment.turn,
        segment=segment.segment,
        start=segment.start,
        end=segment.end,
        code=code,
        coder=CONSENSUS,
        verdict=Verdict.ACCEPT,
        decided_at=max(row.decided_at for row in rows).isoformat(timespec="microseconds"),
        drawn=drawn.pop() if len(drawn) == 1 else Drawn.CHOSEN,
        blind=all(row.blind for row in rows),
    )


def _coding(row: models.Coding) -> Coding:
    return Coding(
        document=row.document,
        turn=row.turn,
        segment=row.segment,
        start=row.start,
        end=row.end,
        code=row.code,
        coder=row.coder.name,
        verdict=Verdict(row.verdict),
        decided_at=row.decided_at.isoformat(timespec="microseconds"),
        model=row.model,
        score=row.score,
        drawn=Drawn(row.drawn),
        blind=row.blind,
        by=row.by.name if row.by else "",
    )


def _reading_order(coding: Coding) -> tuple[Any, ...]:
    return (coding.document, coding.start, coding.end, coding.coder, coding.code, coding.verdict)
