"""What two coders read in common, and the codes that each gave there.

A segment was read by a coder who has any row on it, also one that says that it carries nothing, or that refuses a code;
a row is on a segment when it covers half of it, or the segment half of the row. Only what both read is compared, and
nothing that an interviewer says unless asked for. A turn is compared over those of its segments that both read; so are
the characters, each of which carries exactly the codes that were given to it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from thematique.agreement.results import Level, Unit
from thematique.codings import NOTHING, Coding, Verdict
from thematique.overlaps import overlapping, touching
from thematique.records import Role, Segment, record

Codes = frozenset[str]
_Key = tuple[str, int]
_Marks = Mapping[_Key, Sequence[tuple[int, int, str]]]


@record
class Reading:
    """A unit that both read, with the codes that each gave it; `weight` is what it counts for: 1, or its characters."""

    document: str
    turn: int
    segment: int | None
    start: int
    end: int
    weight: int
    a: Codes
    b: Codes


@record
class Common:
    """What two coders read: the units in common, in the order of the text, and how many segments only one read."""

    readings: Sequence[Reading]
    only_a: int
    only_b: int


def read_by_both(
    a: Iterable[Coding],
    b: Iterable[Coding],
    segments: Iterable[Segment],
    *,
    unit: Unit = Unit.SEGMENT,
    interviewers: bool = False,
) -> Common:
    """The units that both coders read.

    Args:
        a: all rows of one coder.
        b: all rows of the other.
        segments: those of the whole study, interviewers' included.
        unit: what is counted.
        interviewers: whether what interviewers say counts too.
    """
    ordered, rows = _ordered(segments), (list(a), list(b))
    one, other = _on_segments(rows[0], ordered), _on_segments(rows[1], ordered)
    counted = {
        _key(segment): segment
        for document in sorted(ordered)
        for segment in ordered[document]
        if interviewers or segment.role != Role.INTERVIEWER
    }
    both = {key: segment for key, segment in counted.items() if key in one and key in other}
    whole = [_reading(segment, one[key], other[key]) for key, segment in both.items()]
    return Common(
        readings=_of_unit(unit, whole, list(both.values()), rows),
        only_a=len(counted.keys() & one.keys()) - len(both),
        only_b=len(counted.keys() & other.keys()) - len(both),
    )


def at_level(codes: Codes, level: Level) -> Codes:
    """The codes themselves, or their themes."""
    return codes if level == Level.CODE else frozenset(theme_of(code) for code in codes)


def theme_of(code: str) -> str:
    """The theme that a code belongs to; a theme is its own."""
    return code.partition(".")[0]


def _key(segment: Segment) -> _Key:
    return segment.document, segment.segment


def _ordered(segments: Iterable[Segment]) -> Mapping[str, Sequence[Segment]]:
    by_document: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        by_document[segment.document].append(segment)
    return {document: sorted(those, key=lambda one: one.start) for document, those in by_document.items()}


def _gives(coding: Coding) -> bool:
    return coding.verdict == Verdict.ACCEPT and coding.code != NOTHING


def _on_segments(codings: Iterable[Coding], ordered: Mapping[str, Sequence[Segment]]) -> Mapping[_Key, Codes]:
    """The segments that a coder read, with the codes given to each."""
    rows: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    for coding in codings:
        rows[coding.document, coding.start, coding.end].update([coding.code] if _gives(coding) else [])
    whole = {(one.document, one.start, one.end): one for those in ordered.values() for one in those}
    read: dict[_Key, set[str]] = defaultdict(set)
    for span, codes in rows.items():
        document, start, end = span
        # most rows are exactly a segment: looking that up spares the search
        for segment in (whole[span],) if span in whole else overlapping(start, end, ordered.get(document, ())):
            read[_key(segment)] |= codes
    return {key: frozenset(codes) for key, codes in read.items()}


def _reading(segment: Segment, a: Codes, b: Codes) -> Reading:
    return Reading(
        document=segment.document,
        turn=segment.turn,
        segment=segment.segment,
        start=segment.start,
        end=segment.end,
        weight=1,
        a=a,
        b=b,
    )


def _of_unit(
    unit: Unit,
    whole: Sequence[Reading],
    both: Sequence[Segment],
    rows: tuple[Iterable[Coding], Iterable[Coding]],
) -> Sequence[Reading]:
    if unit == Unit.SEGMENT:
        return whole
    if unit == Unit.TURN:
        return [_turn(list(those)) for _, those in groupby(whole, key=lambda one: (one.document, one.turn))]
    kept = {document: tuple(those) for document, those in groupby(both, key=lambda one: one.document)}
    a, b = (_marks(codings, kept) for codings in rows)
    return [stretch for segment in both for stretch in _stretches(segment, a, b)]


def _turn(readings: Sequence[Reading]) -> Reading:
    """The turn that holds these segments."""
    return Reading(
        document=readings[0].document,
        turn=readings[0].turn,
        segment=None,
        start=readings[0].start,
        end=readings[-1].end,
        weight=1,
        a=frozenset().union(*(one.a for one in readings)),
        b=frozenset().union(*(one.b for one in readings)),
    )


def _marks(codings: Iterable[Coding], kept: Mapping[str, Sequence[Segment]]) -> _Marks:
    """What a coder marked of each segment: start, end and code."""
    marks: dict[_Key, list[tuple[int, int, str]]] = defaultdict(list)
    for coding in filter(_gives, codings):
        for segment in touching(coding.start, coding.end, kept.get(coding.document, ())):
            mark = max(coding.start, segment.start), min(coding.end, segment.end), coding.code
            marks[_key(segment)].append(mark)
    return marks


def _stretches(segment: Segment, a: _Marks, b: _Marks) -> Iterator[Reading]:
    """The longest stretches of a segment all of whose characters carry the same codes of each coder."""
    ours, theirs = a.get(_key(segment), ()), b.get(_key(segment), ())
    cuts = {segment.start, segment.end}.union(*((start, end) for start, end, _ in (*ours, *theirs)))
    pieces = [(start, end, _at(start, ours), _at(start, theirs)) for start, end in pairwise(sorted(cuts))]
    for (one, other), group in groupby(pieces, key=lambda piece: piece[2:]):
        alike = list(group)
        start, end = alike[0][0], alike[-1][1]
        yield Reading(
            document=segment.document,
            turn=segment.turn,
            segment=segment.segment,
            start=start,
            end=end,
            weight=end - start,
            a=one,
            b=other,
        )


def _at(position: int, marks: Sequence[tuple[int, int, str]]) -> Codes:
    return frozenset(code for start, end, code in marks if start <= position < end)
