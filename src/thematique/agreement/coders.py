"""Coefficients of any number of coders, each of whom may have left units unread.

Every function takes a row a unit and an answer a coder, None where that coder did not read the unit. Units that fewer
than two coders read say nothing of agreement; Gwet's coefficients and Fleiss' kappa still take the shares of the
answers from them, Krippendorff's alpha does not.

Sources: Fleiss 1971; Krippendorff 2004, chapter 11; Gwet 2014, chapters 2 and 5, for missing answers.
"""

from collections.abc import Collection, Hashable, Sequence

import numpy as np

from thematique.agreement.contingency import Floats
from thematique.agreement.results import Figure, Undefined

Answers = Sequence[Sequence[Hashable | None]]


def percent(units: Answers) -> Figure:
    """How often two coders drawn from those of a unit gave the same answer."""
    counts, _ = _counted(units)
    paired = counts[counts.sum(1) > 1]
    return Figure(value=_observed(paired)) if len(paired) else Figure(value=None, why=Undefined.EMPTY)


def fleiss(units: Answers) -> Figure:
    """Fleiss' kappa; of two coders who read everything, Scott's pi."""
    counts, _ = _counted(units)
    return _beyond(counts, float((_shares(counts) ** 2).sum()))


def ac1(units: Answers, *, answers: Collection[Hashable] = ()) -> Figure:
    """Gwet's AC1; `answers` are those that could be given, where some never were."""
    counts, kinds = _counted(units, answers)
    shares = _shares(counts)
    return _beyond(counts, float((shares * (1 - shares)).sum()) / max(kinds - 1, 1))


def brennan_prediger(units: Answers, *, answers: Collection[Hashable] = ()) -> Figure:
    """Brennan and Prediger's coefficient; `answers` are those that could be given, where some never were."""
    counts, kinds = _counted(units, answers)
    return _beyond(counts, 1 / max(kinds, 1))


def alpha(units: Answers) -> Figure:
    """Krippendorff's alpha of answers without order."""
    counts, kinds = _counted(units)
    return alpha_of(counts, 1 - np.eye(kinds))


def alpha_of(counts: Floats, distances: Floats) -> Figure:
    """Krippendorff's alpha.

    Args:
        counts: how many coders gave each answer to each unit, of shape (units, answers).
        distances: how far apart two answers are, of shape (answers, answers).
    """
    paired = counts[counts.sum(1) > 1]
    readers, times = paired.sum(1), paired.sum(0)
    n = float(times.sum())
    if not n:
        return Figure(value=None, why=Undefined.EMPTY)
    expected = float(times @ distances @ times) / (n * (n - 1))
    if not expected:
        return Figure(value=None, why=Undefined.NO_VARIATION)
    apart = ((paired @ distances) * paired).sum(1) / (readers - 1)
    return Figure(value=1 - float(apart.sum()) / n / expected)


def _counted(units: Answers, answers: Collection[Hashable] = ()) -> tuple[Floats, int]:
    """How many coders gave each answer to each unit, and how many answers there are."""
    given = dict.fromkeys([*answers, *(answer for unit in units for answer in unit if answer is not None)])
    places = {answer: place for place, answer in enumerate(given)}
    counts = np.zeros((len(units), len(places)))
    for row, unit in enumerate(units):
        for answer in unit:
            if answer is not None:
                counts[row, places[answer]] += 1
    return counts, len(places)


def _observed(paired: Floats) -> float:
    readers = paired.sum(1)
    return float(((paired * (paired - 1)).sum(1) / (readers * (readers - 1))).mean())


def _shares(counts: Floats) -> Floats:
    """The mean over the units of the share of their coders who gave each answer."""
    read = counts[counts.sum(1) > 0]
    return np.asarray((read / read.sum(1, keepdims=True)).mean(0) if len(read) else np.zeros(counts.shape[1]))


def _beyond(counts: Floats, chance: float) -> Figure:
    paired = counts[counts.sum(1) > 1]
    if not len(paired):
        return Figure(value=None, why=Undefined.EMPTY)
    if np.count_nonzero(counts.sum(0)) < 2:
        return Figure(value=None, why=Undefined.NO_VARIATION)
    return Figure(value=(_observed(paired) - chance) / (1 - chance))
