"""What a coder may see of the machine and of colleagues while reading a whole interview: double coding is blind.

The same rule as in the queue, passage by passage. The machine is silent on the reserve until the coder has done with
the passage; colleagues and the consensus are silent on all that the coder is still to read.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set

from thematique.codings import CONSENSUS, Drawn
from thematique.records import Segment, record
from thematique.review.order import Order, Spot
from thematique.review.queue import Decided


@record
class Sight:
    """Where the machine is silent for a coder, and where colleagues are (fr. visibilité)."""

    without_machine: Set[Spot]
    without_others: Set[Spot]

    def shows_machine(self, segments: Iterable[Segment]) -> bool:
        """Whether the suggestions on these passages may all be seen."""
        return not any((one.document, one.segment) in self.without_machine for one in segments)

    def shows_others(self, segments: Iterable[Segment]) -> bool:
        """Whether what others said of these passages may be seen, of all of them."""
        return not any((one.document, one.segment) in self.without_others for one in segments)


def sight(order: Order, coder: str, *, done: Set[Spot], decided: Iterable[Decided]) -> Sight:
    """What `coder` may see.

    Args:
        order: the shared order of the queue.
        coder: who reads.
        done: the passages on which this coder decided, but those that are still being read blind.
        decided: the decisions of all coders.
    """
    counted: dict[Spot, set[str]] = defaultdict(set)
    for reading in decided:
        # in reserve, only who read blind has read: see the queue
        if reading.coder not in {coder, CONSENSUS} and (reading.blind or reading.spot not in order.reserve):
            counted[reading.spot].add(reading.coder)
    full = {spot for spot, names in counted.items() if len(names) >= order.settings.readings}
    queued = order.reserve | order.ranks[Drawn.UNCERTAIN].keys()
    return Sight(without_machine=order.reserve - done, without_others=queued - done - full)


def touched(segments: Sequence[Segment], start: int, end: int) -> Sequence[Segment]:
    """The segments of a document, in order, that share words with a passage."""
    first = bisect_right(segments, start, key=lambda one: one.end)
    return segments[first : bisect_left(segments, end, key=lambda one: one.start)]
