"""Intervals, and comparisons on the same draws."""

import numpy as np
import pytest

from bench.encoder.figures import N_REPLICATES, Figure, gain, interval, of_draws, of_rows, redrawn


def test_each_replicate_draws_as_many_rows_and_the_first_is_the_rows_themselves() -> None:
    counts = redrawn(30)
    assert counts.shape == (1 + N_REPLICATES, 30)
    assert (counts.sum(axis=1) == 30).all()
    assert (counts[0] == 1).all()


def test_the_interval_of_a_share_is_that_of_its_standard_error() -> None:
    hits = np.arange(400) < 200
    value, low, high = interval(of_rows(redrawn(400) @ hits / 400))
    assert value == 0.5
    assert (high - low) / 2 == pytest.approx(1.96 * 0.025, rel=0.15)


def test_a_flattered_ranking_has_its_value_inside_its_interval() -> None:
    found = interval(Figure(value=0.5, replicates=np.linspace(0.6, 0.8, 101)))
    assert found.low < 0.5 < found.high


def test_two_encoders_wrong_on_the_same_texts_are_told_apart_more_surely_than_alone() -> None:
    hits = np.random.default_rng(0).random(300) < 0.6
    better = hits | (np.arange(300) < 25)
    one, other = (of_rows(redrawn(300) @ right / 300) for right in (better, hits))
    assert interval(one).low < interval(other).high
    assert gain(one, other).low > 0
    assert gain(other, one).high < 0


def test_draws_that_differ_widen_the_interval() -> None:
    rows = redrawn(200) @ (np.arange(200) < 100) / 200
    alike = interval(of_draws([rows] * 10))
    unlike = interval(of_draws([rows + shift for shift in np.linspace(-0.2, 0.2, 10)]))
    assert alike.value == pytest.approx(unlike.value)
    assert unlike.high - unlike.low > alike.high - alike.low
