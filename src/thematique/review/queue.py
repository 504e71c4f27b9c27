"""The queue of a coder: uncertain, rare and random passages in their shares, what is left to read of each.

Source  turns of the three kinds: Tijdeman, The chairman assignment problem, Discrete Mathematics 32, 1980.

The queue follows from what was decided, and from nothing else: made again at any moment, it goes on where it was. After
any number of draws each kind has had its share to within three quarters of a passage.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from thematique.codings import CONSENSUS, Drawn
from thematique.records import record
from thematique.review.order import Order, Passage, Spot


@record
class Decided:
    """That a coder has decided on a passage, and how the passage had come.

    One for a coder and a passage, however many codes were given and however often: the first time is meant. `blind`
    says that the coder had seen no suggestion then.
    """

    document: str
    segment: int
    coder: str
    drawn: Drawn
    blind: bool

    @property
    def spot(self) -> Spot:
        """Where the passage is."""
        return self.document, self.segment


@record
class Draw:
    """A passage that a coder is to meet, how it comes, and whether suggestions stay hidden (fr. tirage)."""

    passage: Passage
    drawn: Drawn
    blind: bool


def draws(order: Order, *, coder: str, decided: Iterable[Decided]) -> Iterator[Draw]:
    """What is left to read for a coder, the next passage first; when a kind is exhausted the others go on.

    What a colleague drew and too few have read comes first within its kind, so that coders overlap. Each passage that
    the iterator gives is reckoned as read: ask anew to meet again those that were left without a decision.

    Args:
        order: the shared order.
        coder: whose queue it is.
        decided: the decisions of all coders, in any order.
    """
    mine, others = _by_spot(coder, decided)
    closed = {*mine, *(spot for spot, readings in others.items() if _is_full(order, spot, readings))}
    counts = Counter(reading.drawn for reading in mine.values())
    streams = {
        Drawn.UNCERTAIN: chain(_begun(order, others, Drawn.UNCERTAIN), order.uncertain),
        Drawn.RARE: chain(_begun(order, others, Drawn.RARE), order.rare),
        Drawn.RANDOM: iter(order.random),
    }
    while streams:
        kind = due(counts, {kind: order.settings.shares()[kind] for kind in streams})
        passage = next((passage for passage in streams[kind] if passage.spot not in closed), None)
        if passage is None:
            del streams[kind]
            continue
        closed.add(passage.spot)
        counts[kind] += 1
        yield Draw(passage=passage, drawn=kind, blind=kind is Drawn.RANDOM)


def due(counts: Mapping[Drawn, int], shares: Mapping[Drawn, float]) -> Drawn:
    """The kind whose turn it is: of those that lag enough behind their share, the first that would fall a draw behind.

    Args:
        counts: how many draws of each kind there were.
        shares: the share of each kind that is left, which need not make 1; a kind without a share waits for the others.
    """
    left = {kind: share for kind, share in shares.items() if share > 0} or dict.fromkeys(shares, 1.0)
    if len(left) == 1:
        return next(iter(left))
    total = sum(left.values())
    n_draws = sum(counts.get(kind, 0) for kind in left) + 1
    lags = {kind: share / total * n_draws - counts.get(kind, 0) for kind, share in left.items()}
    slack = 1 / (2 * len(left) - 2)
    # the lags make 1, so that one at least reaches the slack, but for rounding
    return min(
        (kind for kind, lag in lags.items() if lag > slack - 1e-9),
        key=lambda kind: (1 - slack - lags[kind]) / left[kind],
    )


def _by_spot(
    coder: str, decided: Iterable[Decided]
) -> tuple[Mapping[Spot, Decided], Mapping[Spot, Mapping[str, Decided]]]:
    """What this coder decided, and what each of the others did; the consensus is nobody's reading."""
    mine: dict[Spot, Decided] = {}
    others: dict[Spot, dict[str, Decided]] = defaultdict(dict)
    for reading in decided:
        if reading.coder == coder:
            mine[reading.spot] = reading
        elif reading.coder != CONSENSUS:
            others[reading.spot][reading.coder] = reading
    return mine, others


def _is_full(order: Order, spot: Spot, readings: Mapping[str, Decided]) -> bool:
    """Whether enough others have read a passage; in reserve, only those who read it blind count."""
    counted = [reading for reading in readings.values() if reading.blind or spot not in order.reserve]
    return len(counted) >= order.settings.readings


def _begun(order: Order, others: Mapping[Spot, Mapping[str, Decided]], kind: Drawn) -> Sequence[Passage]:
    """Passages out of reserve that some coder met by this kind of draw, in its order; what it has lost comes last."""
    everywhere, own = order.ranks[Drawn.UNCERTAIN], order.ranks[kind]
    ranks = sorted(
        (own.get(spot, len(own)), everywhere[spot])
        for spot, readings in others.items()
        if spot in everywhere and any(reading.drawn == kind for reading in readings.values())
    )
    return [order.uncertain[rank] for _, rank in ranks]
