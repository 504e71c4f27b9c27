"""The axis on which the page of agreement draws coefficients."""

import math
from collections.abc import Iterable

from thematique.agreement.results import Figure
from thematique.pages.words import number
from thematique.records import record

_STRIDE = 0.2


@record
class Scale:
    """An axis from `start` to 1."""

    start: float

    @property
    def told(self) -> str:
        """From where to where it goes."""
        return f"de {number(self.start, 1).replace('-', '−') if self.start else 0} à 1"

    def place(self, value: float) -> float:
        """Where a value lies, in [0, 1]."""
        return (value - self.start) / (1 - self.start)


def scale(figures: Iterable[Figure]) -> Scale:
    """An axis that holds all these with their bounds: it goes under 0 only where one of them does."""
    ends = [end for one in figures for end in (one.value, one.low) if end is not None]
    return Scale(start=min(0.0, round(math.floor(min(ends, default=0.0) / _STRIDE) * _STRIDE, 1)))
