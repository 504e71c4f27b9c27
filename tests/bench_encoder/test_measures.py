"""The quick measures on many weightings agree with those of scikit-learn and scipy."""

import numpy as np
import pytest
from scipy.stats import spearmanr
from sklearn.metrics import average_precision_score, f1_score

from bench.encoder.measures import average_precision, f1, finds, mean, spearman

CHANCE = np.random.default_rng(0)
COUNTS = np.vstack([np.ones(60), CHANCE.multinomial(60, np.full(60, 1 / 60), 5)])
ROUNDED = np.round(CHANCE.normal(size=60), 1)
OTHER = ROUNDED + CHANCE.normal(size=60)
RIGHT = CHANCE.random(60) < 0.3


def again(values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    return np.repeat(values, counts.astype(int))


def test_average_precision_is_that_of_the_texts_drawn_ties_included() -> None:
    found = average_precision(ROUNDED, RIGHT, COUNTS)
    wanted = [average_precision_score(again(RIGHT, row), again(ROUNDED, row)) for row in COUNTS]
    assert found == pytest.approx(wanted)


def test_average_precision_without_a_right_row_is_unknown() -> None:
    assert np.isnan(average_precision(ROUNDED, np.zeros(60, dtype=bool), COUNTS)).all()


@pytest.mark.parametrize(("weighted", "average"), [(True, "weighted"), (False, "macro")])
def test_f1_is_that_of_the_texts_drawn(weighted: bool, average: str) -> None:
    right, found = CHANCE.choice(list("abc"), 60), CHANCE.choice(list("abc"), 60)
    wanted = [f1_score(again(right, row), again(found, row), average=average) for row in COUNTS]
    assert f1(list(found), list(right), COUNTS, weighted=weighted) == pytest.approx(wanted)


def test_correlations_are_those_of_the_texts_drawn() -> None:
    wanted = [spearmanr(again(ROUNDED, row), again(OTHER, row))[0] for row in COUNTS]
    assert spearman(ROUNDED, OTHER, COUNTS) == pytest.approx(wanted)


def test_a_mean_is_a_share_of_the_texts_drawn() -> None:
    assert mean(RIGHT, COUNTS) == pytest.approx([again(RIGHT, row).mean() for row in COUNTS])


def test_a_text_is_found_when_it_is_nearer_than_all_others_and_a_tie_is_a_miss() -> None:
    among = np.eye(3)
    asked = np.array([[1, 0.2, 0], [0.9, 0.1, 0], [0, 1, 1]])
    assert finds(asked, among).tolist() == [True, False, False]
    assert not finds(np.zeros((2, 3)), among[:2]).any()
