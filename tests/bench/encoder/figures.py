"""A figure with its replicates: the same measure on the same texts drawn anew, so that two encoders may be compared."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from thematique.records import record

if TYPE_CHECKING:
    from numpy.typing import NDArray

N_REPLICATES = 400
SEED = 2026


@record
class Figure:
    """What was measured.

    Attributes:
        value: on the texts as they are.
        replicates: on texts, and draws of learning texts, drawn anew; the n-th is of the same draw for every encoder.
    """

    value: float
    replicates: "NDArray[np.float64]"


class Interval(NamedTuple):
    """A value and where 95 % of its replicates lie."""

    value: float
    low: float
    high: float


def interval(figure: Figure) -> Interval:
    """The 95 % interval of a figure: its replicates, moved to have the value in their middle.

    Rankings of texts that are drawn twice are flattered, as are small groups: without the move the value of an average
    precision may lie below its own interval.
    """
    low, high = np.nanquantile(figure.replicates - np.nanmean(figure.replicates), [0.025, 0.975])
    return Interval(figure.value, float(figure.value + low), float(figure.value + high))


def gain(figure: Figure, other: Figure) -> Interval:
    """How much `figure` is above `other`, both measured on the same draws."""
    return interval(Figure(value=figure.value - other.value, replicates=figure.replicates - other.replicates))


def redrawn(n_rows: int) -> "NDArray[np.float64]":
    """How often each row is drawn in each replicate, shape (1 + N_REPLICATES, n_rows); the first draws each row once."""
    counts = np.random.default_rng(SEED).multinomial(n_rows, np.full(n_rows, 1 / n_rows), N_REPLICATES)
    return np.vstack([np.ones((1, n_rows)), counts])


def of_rows(values: "NDArray[np.float64]") -> Figure:
    """From the measure on `redrawn` rows, shape (1 + N_REPLICATES,)."""
    return Figure(value=float(values[0]), replicates=values[1:])


def of_draws(draws: Sequence["NDArray[np.float64]"]) -> Figure:
    """The mean over draws of learning texts, each measured on `redrawn` rows; the draws are drawn anew as well."""
    table = np.array(draws)
    times = redrawn(len(table)) / len(table)
    return of_rows(np.einsum("bd,db->b", times, table))
