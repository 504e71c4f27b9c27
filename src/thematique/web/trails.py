"""Where each coder is in the queue: what was met, in order, and what comes next."""

import threading
from collections.abc import Iterator

from thematique.codings import Drawn
from thematique.review import layers
from thematique.review.filters import Filter, choose
from thematique.review.models import Coder, Reading
from thematique.review.order import Spot
from thematique.review.queue import Draw, draws
from thematique.web.desk import Desk

# the ones begun first are forgotten: whoever comes back to them starts at what is left
_MOST_TRAILS = 300
# after so many passages, what colleagues decided meanwhile is looked at again
_FRESH = 40


class Trail:
    """The passages that one coder meets with one filter; the queue itself when the filter asks for nothing."""

    def __init__(self, desk: Desk, coder: Coder, wanted: Filter) -> None:
        self._desk = desk
        self._coder = coder
        self._wanted = wanted
        self._met: list[Draw] = []
        self._at = -1
        self._coming: Iterator[Draw] | None = None
        self._drawn = 0
        self._lock = threading.Lock()
        self.withheld = 0
        self.found: int | None = None

    def current(self) -> Draw | None:
        """The passage where the coder is; the first one at the start."""
        return self._met[self._at] if 0 <= self._at < len(self._met) else self.next()

    def next(self, spot: Spot | None = None) -> Draw | None:
        """The passage after it, or after the one at `spot` if it was met; None at the end, where the coder stays."""
        with self._lock:
            self._stand_at(spot)
            if self._at + 1 == len(self._met):
                drawn = self._draw()
                if drawn is None:
                    return None
                self._met.append(drawn)
            self._at += 1
            return self._met[self._at]

    def previous(self, spot: Spot | None = None) -> Draw | None:
        """The passage before it, or the one at `spot` if it was met; None at the start, where the coder stays."""
        with self._lock:
            self._stand_at(spot)
            if self._at <= 0:
                return None
            self._at -= 1
            return self._met[self._at]

    def go_to(self, spot: Spot) -> Draw | None:
        """A passage by its place: where it was met, or as chosen by hand, which is never a random draw."""
        with self._lock:
            at = self._find(spot)
            if at is None:
                passage = self._desk.passage(spot)
                if passage is None:
                    return None
                drawn = Draw(passage=passage, drawn=Drawn.CHOSEN, blind=spot in self._desk.order().reserve)
                at = self._at + 1
                self._met.insert(at, drawn)
            self._at = at
            return self._met[at]

    @property
    def is_filtered(self) -> bool:
        """Whether the coder chose what to see."""
        return not self._is_queue

    def _stand_at(self, spot: Spot | None) -> None:
        """Go on from the passage that a window shows: it may be another than the last one that was asked for."""
        at = self._find(spot)
        self._at = self._at if at is None else at

    def _find(self, spot: Spot | None) -> int | None:
        return next((i for i, draw in enumerate(self._met) if draw.passage.spot == spot), None)

    def _draw(self) -> Draw | None:
        """The next passage on which the coder has not decided in another window."""
        if self._coming is None or self._drawn >= _FRESH:
            self._coming, self._drawn = self._start(), 0
        met = {draw.passage.spot for draw in self._met}
        for draw in self._coming:
            self._drawn += 1
            if draw.passage.spot not in met and not (self._is_queue and self._is_decided(draw)):
                return draw
        return None

    def _start(self) -> Iterator[Draw]:
        decided = self._desk.decided()
        order = self._desk.order()
        if self._is_queue:
            return draws(order, coder=self._coder.name, decided=decided)
        disputed = _disputed(self._desk, self._wanted)
        choice = choose(order, self._wanted, coder=self._coder.name, decided=decided, disputed=disputed)
        self.withheld, self.found = choice.withheld, len(choice.draws)
        return iter(choice.draws)

    @property
    def _is_queue(self) -> bool:
        return self._wanted == Filter()

    def _is_decided(self, draw: Draw) -> bool:
        spot = draw.passage.spot
        read = Reading.objects.filter(coder=self._coder, document=spot[0], segment=spot[1], lost="")
        return read.exclude(decided_at=None).exists()


def trail(desk: Desk, coder: Coder, wanted: Filter) -> Trail:
    """The coder's trail with this filter, where they left it."""
    found = desk.trails.get((coder.pk, repr(wanted)))
    if found is None:
        for forgotten in list(desk.trails)[: len(desk.trails) - _MOST_TRAILS]:
            desk.trails.pop(forgotten, None)
        found = desk.trails[coder.pk, repr(wanted)] = Trail(desk, coder, wanted)
    return found


def _disputed(desk: Desk, wanted: Filter) -> frozenset[Spot]:
    if not wanted.disagreements:
        return frozenset()
    return frozenset((passage.document, passage.segment) for passage in layers.disagreements(desk.shared.segments))
