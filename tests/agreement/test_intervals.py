"""Intervals come from drawing whole documents, in the same way every time."""

import numpy as np
import pytest

from thematique.agreement import intervals
from thematique.agreement.contingency import Floats
from thematique.agreement.intervals import bounded, draws, figures, redrawn
from thematique.agreement.results import Figure, Measure


def drawn(documents: int, **options: int) -> Floats:
    found = draws(documents, **options)
    assert found is not None
    return found


def test_fewer_than_5_documents_give_no_interval() -> None:
    assert [draws(number) is None for number in range(7)] == [True] * 5 + [False] * 2
    tables = np.array([[[[5, 1], [2, 9]]]] * 4, dtype=np.float64)
    assert figures(Measure.PERCENT, tables.sum(0), redrawn(tables, draws(4))) == [Figure(value=56 / 68)]


def test_each_resample_draws_as_many_documents_as_there_are() -> None:
    found = drawn(8)
    assert found.shape == (intervals.RESAMPLES, 8)
    assert (found.sum(1) == 8).all()
    assert found.mean(0) == pytest.approx(np.ones(8), abs=0.1)


def test_the_seed_alone_decides_the_draws() -> None:
    assert (drawn(8) == drawn(8)).all()
    assert (drawn(8) != drawn(8, seed=1)).any()


def test_the_bounds_are_the_percentiles_of_the_resamples() -> None:
    sample = np.random.default_rng(5).normal(size=(2000, 3))
    found = bounded([Figure(value=0.0)] * 3, sample)
    for place, figure in enumerate(found):
        assert (figure.low, figure.high) == pytest.approx(tuple(np.percentile(sample[:, place], [2.5, 97.5])))


def test_an_interval_is_that_of_an_explicit_loop_over_resamples() -> None:
    rng = np.random.default_rng(2)
    tables = rng.integers(1, 30, (7, 2, 2, 2)).astype(np.float64)
    sample = drawn(7)
    found = figures(Measure.KAPPA, tables.sum(0), redrawn(tables, sample))
    for target in range(2):
        kappas = []
        for weights in sample:
            (a, b), (c, d) = sum(w * t for w, t in zip(weights, tables[:, target], strict=True))
            n = a + b + c + d
            chance = ((a + b) * (a + c) + (c + d) * (b + d)) / n**2
            kappas.append(((a + d) / n - chance) / (1 - chance))
        assert (found[target].low, found[target].high) == pytest.approx(tuple(np.percentile(kappas, [2.5, 97.5])))


def test_a_figure_that_hangs_on_one_document_gets_no_interval() -> None:
    tables = np.zeros((6, 1, 2, 2))
    tables[:, 0, 1, 1] = 10
    tables[0, 0, 0, 0] = 4
    assert figures(Measure.KAPPA, tables.sum(0), redrawn(tables, drawn(6))) == [Figure(value=1)]


def test_a_figure_that_every_draw_repeats_gets_no_interval() -> None:
    tables = np.array([[[[5 + d, 0], [0, 9]]] for d in range(6)], dtype=np.float64)
    assert figures(Measure.KAPPA, tables.sum(0), redrawn(tables, drawn(6))) == [Figure(value=1)]
    (found,) = figures(Measure.PREVALENCE_A, tables.sum(0), redrawn(tables, drawn(6)))
    assert (found.low or 0) < (found.value or 0) < (found.high or 0)


def test_few_undefined_resamples_are_left_out() -> None:
    sample = np.linspace(0, 1, 1000)[:, None].copy()
    sample[:50] = np.nan
    (found,) = bounded([Figure(value=0.5)], sample)
    assert (found.low, found.high) == pytest.approx(tuple(np.nanpercentile(sample, [2.5, 97.5])))
    sample[50] = np.nan
    assert bounded([Figure(value=0.5)], sample) == [Figure(value=0.5)]


def test_documents_that_resemble_each_other_less_give_wider_intervals() -> None:
    widths = []
    for spread in (2, 9):
        moved = [(-1) ** d * spread for d in range(8)]
        tables = np.array([[[[50 + d, 10 - d], [10 - d, 50 + d]]] for d in moved], dtype=np.float64)
        (found,) = figures(Measure.KAPPA, tables.sum(0), redrawn(tables, drawn(8)))
        assert found.low is not None
        assert found.high is not None
        widths.append(found.high - found.low)
    assert 2 * widths[0] < widths[1]
