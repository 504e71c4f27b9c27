"""Coefficients of two coders, from the table that crosses their answers.

A table has a row for each answer of the first coder and a column for each of the second, in the same order; for one
code, the first answer is "given" and the second "not given": [[both, only a], [only b, neither]]. Tables may be stacked
in any number of dimensions: an array of shape (..., k, k) gives coefficients of shape (...), NaN where undefined.

Sources: Scott 1955 (pi), Cohen 1960 (kappa), Brennan and Prediger 1981, Cicchetti and Feinstein 1990 (positive and
negative agreement), Krippendorff 2004 (alpha), Gwet 2008 (AC1). Where all answers are the same, AC1 and Brennan and
Prediger's would come to 1 by their formulas; every coefficient that corrects for chance is undefined then: no
disagreement could show.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thematique.agreement.results import Figure, Measure, Side, Undefined

Floats = NDArray[np.float64]
_GIVEN, _NOT_GIVEN = 0, 1


def figure(measure: Measure, table: ArrayLike, *, reference: Side = Side.B) -> Figure:
    """One coefficient of one table.

    Args:
        measure: any but `ALPHA_U`; those of a single code need a table of two answers.
        table: of shape (k, k).
        reference: the side that precision and recall hold to be right.

    Raises:
        ValueError: the table is not square, or has negative cells.
    """
    cells = checked(table)
    value = float(values(measure, cells, reference=reference))
    if not np.isnan(value):
        return Figure(value=value)
    return Figure(value=None, why=_REASONS.get(measure, Undefined.NO_VARIATION) if cells.any() else Undefined.EMPTY)


def values(measure: Measure, tables: Floats, *, reference: Side = Side.B) -> Floats:
    """One coefficient of each of the stacked tables; NaN where undefined."""
    turned: Floats = np.swapaxes(tables, -1, -2) if measure in _OF_REFERENCE and reference == Side.A else tables
    return _FORMULAS[measure](turned)


def checked(table: ArrayLike) -> Floats:
    """A table as numbers.

    Raises:
        ValueError: it is not square, or has negative cells.
    """
    cells = np.asarray(table, dtype=np.float64)
    if cells.ndim < 2 or cells.shape[-1] != cells.shape[-2] or not (cells >= 0).all():
        raise ValueError("a table crosses the same answers of two coders, in numbers of units")
    return cells


def crossed(a: Sequence[object], b: Sequence[object]) -> Floats:
    """The table of two coders' answers to the same units, answers in the order in which they first occur."""
    places = {answer: place for place, answer in enumerate(dict.fromkeys([*a, *b]))}
    table = np.zeros((len(places), len(places)))
    for one, other in zip(a, b, strict=True):
        table[places[one], places[other]] += 1
    return table


def ratio(top: Floats, bottom: Floats) -> Floats:
    """Quotients, NaN where there is nothing to divide by."""
    return np.asarray(np.divide(top, bottom, out=np.full(np.shape(bottom), np.nan), where=bottom > 0))


def _percent(tables: Floats) -> Floats:
    return ratio(_agreed(tables), _total(tables))


def _kappa(tables: Floats) -> Floats:
    total = _total(tables)
    chance = (tables.sum(-1) * tables.sum(-2)).sum(-1)
    return ratio(total * _agreed(tables) - chance, total**2 - chance)


def _pi(tables: Floats) -> Floats:
    total, squares = _total(tables), _squares(tables)
    return ratio(4 * total * _agreed(tables) - squares, 4 * total**2 - squares)


def _alpha(tables: Floats) -> Floats:
    answers = 2 * _total(tables)
    apart = 2 * (_total(tables) - _agreed(tables))
    return 1 - ratio((answers - 1) * apart, answers**2 - _squares(tables))


def _ac1(tables: Floats) -> Floats:
    kinds = tables.shape[-1]
    return _varied(tables, ratio(4 * _total(tables) ** 2 - _squares(tables), 4 * (kinds - 1) * _total(tables) ** 2))


def _brennan_prediger(tables: Floats) -> Floats:
    return _varied(tables, np.full(tables.shape[:-2], 1 / tables.shape[-1]))


def _varied(tables: Floats, chance: Floats) -> Floats:
    """What is agreed beyond chance, where not all answers are the same."""
    beyond = ratio(_percent(tables) - chance, 1 - chance)
    return np.where(4 * _total(tables) ** 2 > _squares(tables), beyond, np.nan)


def _specific(tables: Floats, answer: int) -> Floats:
    """How often one answer of either coder was also that of the other."""
    return ratio(2 * tables[..., answer, answer], tables[..., answer, :].sum(-1) + tables[..., :, answer].sum(-1))


def _positive(tables: Floats) -> Floats:
    return _specific(tables, _GIVEN)


def _negative(tables: Floats) -> Floats:
    return _specific(tables, _NOT_GIVEN)


def _precision(tables: Floats) -> Floats:
    return ratio(tables[..., _GIVEN, _GIVEN], tables[..., _GIVEN, :].sum(-1))


def _recall(tables: Floats) -> Floats:
    return ratio(tables[..., _GIVEN, _GIVEN], tables[..., :, _GIVEN].sum(-1))


def _prevalence_a(tables: Floats) -> Floats:
    return ratio(tables[..., _GIVEN, :].sum(-1), _total(tables))


def _prevalence_b(tables: Floats) -> Floats:
    return ratio(tables[..., :, _GIVEN].sum(-1), _total(tables))


def _total(tables: Floats) -> Floats:
    return np.asarray(tables.sum((-1, -2)))


def _agreed(tables: Floats) -> Floats:
    return np.asarray(np.trace(tables, axis1=-1, axis2=-2))


def _squares(tables: Floats) -> Floats:
    """The sum over the answers of the square of how often both coders together gave it."""
    return np.asarray(((tables.sum(-1) + tables.sum(-2)) ** 2).sum(-1))


_FORMULAS: Mapping[Measure, Callable[[Floats], Floats]] = MappingProxyType(
    {
        Measure.PREVALENCE_A: _prevalence_a,
        Measure.PREVALENCE_B: _prevalence_b,
        Measure.PERCENT: _percent,
        Measure.POSITIVE: _positive,
        Measure.NEGATIVE: _negative,
        Measure.KAPPA: _kappa,
        Measure.PI: _pi,
        Measure.AC1: _ac1,
        Measure.BRENNAN_PREDIGER: _brennan_prediger,
        Measure.ALPHA: _alpha,
        Measure.PRECISION: _precision,
        Measure.RECALL: _recall,
        Measure.F1: _positive,
    }
)
_OF_REFERENCE = {Measure.PRECISION, Measure.RECALL}
_REASONS: Mapping[Measure, Undefined] = MappingProxyType(
    {
        Measure.POSITIVE: Undefined.NEVER_GIVEN,
        Measure.NEGATIVE: Undefined.ALWAYS_GIVEN,
        Measure.PRECISION: Undefined.NOT_BY_OTHER,
        Measure.RECALL: Undefined.NOT_BY_REFERENCE,
        Measure.F1: Undefined.NEVER_GIVEN,
    }
)
