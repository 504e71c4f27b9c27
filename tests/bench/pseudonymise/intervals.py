"""Shares with their 95 % intervals, files being what is drawn anew."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

SEED = 2026
N_DRAWS = 1000


class Share(NamedTuple):
    """So much of so much, in one file."""

    part: float
    whole: float


class Estimate(NamedTuple):
    """The share over several files and its interval; nan where there is nothing to share."""

    value: float
    low: float
    high: float
    part: float
    whole: float


def estimate(shares: Sequence[Share], *, seed: int = SEED) -> Estimate:
    """The share of the sums, and the range of the same on files drawn with replacement."""
    table = np.array(shares, dtype=float).reshape(-1, 2)
    part, whole = table.sum(axis=0)
    if not whole:
        return Estimate(float("nan"), float("nan"), float("nan"), 0.0, 0.0)
    drawn = np.random.default_rng(seed).integers(len(table), size=(N_DRAWS, len(table)))
    parts, wholes = np.moveaxis(table[drawn].sum(axis=1), -1, 0)
    low, high = np.quantile(parts[wholes > 0] / wholes[wholes > 0], [0.025, 0.975])
    return Estimate(float(part / whole), float(low), float(high), float(part), float(whole))


def estimates(files: Sequence[Mapping[str, Share]]) -> dict[str, Estimate]:
    """The estimate of every measure that any of the files has, in the order they are met."""
    names = dict.fromkeys(name for file in files for name in file)
    return {name: estimate([file.get(name, Share(0, 0)) for file in files]) for name in names}
