"""What can be learnt from: the passages that people read, with what they said of each code.

A passage teaches only what somebody decided there: it speaks for the codes that were accepted, and against the others.
Passages that nobody read, and what interviewers say, teach nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from thematique.codings import CONSENSUS, NOTHING, Coding, Drawn, Verdict
from thematique.overlaps import overlapping
from thematique.records import Role, Segment, record

Spot = tuple[str, int]


@record
class Lesson:
    """A passage that was read: for each code, the share of its readers who gave it.

    `blind` says that chance drew it and that its readers saw no suggestion; `decided_at` is the last decision on it.
    """

    segment: Segment
    shares: Mapping[str, float]
    blind: bool
    decided_at: str


def lessons(codings: Iterable[Coding], segments: Iterable[Segment], *, interviewers: bool = False) -> list[Lesson]:
    """The passages that were read, in the order of the text; where the team agreed, the consensus alone counts.

    Args:
        codings: those that stand, of all coders.
        segments: those of the study.
        interviewers: whether what interviewers say teaches too.
    """
    by_document: dict[str, list[Segment]] = defaultdict(list)
    for segment in sorted(segments, key=lambda one: (one.document, one.start)):
        by_document[segment.document].append(segment)
    rows: dict[Spot, list[Coding]] = defaultdict(list)
    for coding in codings:
        for segment in overlapping(coding.start, coding.end, by_document.get(coding.document, ())):
            if interviewers or segment.role is Role.PARTICIPANT:
                rows[segment.document, segment.segment].append(coding)
    return [
        _lesson(segment, rows[segment.document, segment.segment])
        for those in by_document.values()
        for segment in those
        if (segment.document, segment.segment) in rows
    ]


def _lesson(segment: Segment, rows: Sequence[Coding]) -> Lesson:
    agreed = [coding for coding in rows if coding.coder == CONSENSUS]
    counted = agreed or rows
    readers = {coding.coder for coding in counted}
    given = {
        (coding.coder, coding.code) for coding in counted if coding.verdict is Verdict.ACCEPT and coding.code != NOTHING
    }
    codes = sorted({code for _, code in given})
    people = [coding for coding in rows if coding.coder != CONSENSUS]
    return Lesson(
        segment=segment,
        shares={code: sum((reader, code) in given for reader in readers) / len(readers) for code in codes},
        blind=bool(people) and all(coding.blind and coding.drawn is Drawn.RANDOM for coding in people),
        decided_at=max(coding.decided_at for coding in rows),
    )
