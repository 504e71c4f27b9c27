"""The passages that several coders read: how many agree, which ones a filter finds, which comes next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from thematique.records import record
from thematique.review.layers import Passage
from thematique.review.order import Spot

OPEN, SETTLED, EVERY = "", "tranches", "tous"
"""The states that a filter may ask for: to settle, settled, either."""


@record
class Wanted:
    """Which passages somebody wants to see; what is not given is not asked.

    `code` is a code or a theme that somebody gave; `pair` are two coders who differ; `state` is `OPEN`, `SETTLED` or
    `EVERY`.
    """

    code: str = ""
    document: str = ""
    pair: tuple[str, ...] = ()
    state: str = OPEN

    def finds(self, passage: Passage) -> bool:
        """Whether a passage is disputed, or settled, and meets what is asked."""
        return (
            self._has_state(passage)
            and self.document in ("", passage.document)
            and (not self.pair or _differ(passage, self.pair))
            and (not self.code or any(self._concerns(code) for code in _at_stake(passage)))
        )

    def _has_state(self, passage: Passage) -> bool:
        is_settled = passage.agreed is not None
        return is_settled if self.state == SETTLED else passage.is_open or (is_settled and self.state == EVERY)

    def _concerns(self, code: str) -> bool:
        return code == self.code or code.startswith(f"{self.code}.")


@record
class Glance:
    """How many passages several coders read; of these, all agree on some, some are settled, the others are open."""

    read: int
    unanimous: int
    settled: int
    open: int


def glance(passages: Sequence[Passage]) -> Glance:
    """Agreement in four numbers."""
    settled = sum(one.agreed is not None for one in passages)
    is_open = sum(one.is_open for one in passages)
    return Glance(read=len(passages), unanimous=len(passages) - settled - is_open, settled=settled, open=is_open)


def pairs(passages: Iterable[Passage]) -> Sequence[tuple[tuple[str, str], int]]:
    """The coders who differ somewhere, two by two, and on how many passages."""
    counts = Counter(pair for one in passages for pair in combinations(sorted(one.readings), 2) if _differ(one, pair))
    return sorted(counts.items())


def codes_at_stake(passages: Iterable[Passage]) -> frozenset[str]:
    """The codes that somebody gave on these passages."""
    return frozenset(code for one in passages for code in _at_stake(one))


def after(found: Sequence[Passage], spot: Spot) -> Passage | None:
    """The first passage behind a place in the text; None at the end."""
    return next((one for one in found if one.spot > spot), None)


def before(found: Sequence[Passage], spot: Spot) -> Passage | None:
    """The last passage in front of a place in the text; None at the start."""
    return next((one for one in reversed(found) if one.spot < spot), None)


def _differ(passage: Passage, pair: Sequence[str]) -> bool:
    first, second = (passage.readings.get(name) for name in pair)
    return first is not None and second is not None and first != second


def _at_stake(passage: Passage) -> frozenset[str]:
    return (passage.agreed or frozenset()).union(*passage.readings.values())
