"""Scores made probabilities."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from thematique.stages.classify.calibration import probabilities

SCORES = arrays(np.float64, st.tuples(st.integers(1, 20), st.just(2)), elements=st.floats(-50, 50))
EXAMPLES = arrays(np.float64, st.integers(1, 8), elements=st.floats(-50, 50))


@given(SCORES, EXAMPLES, EXAMPLES, st.floats(0.01, 0.99))
@settings(max_examples=60, deadline=None)
def test_probabilities_lie_between_zero_and_one_in_the_order_of_the_scores(
    scores: np.ndarray, one: np.ndarray, other: np.ndarray, share: float
) -> None:
    made = probabilities(scores, [one, other], share=share)
    assert made.shape == scores.shape
    assert np.isfinite(made).all()
    assert ((made > 0) & (made < 1)).all()
    for column in range(2):
        order = np.argsort(scores[:, column], kind="stable")
        assert (np.diff(made[order, column]) >= 0).all()


def test_examples_that_score_like_the_corpus_say_nothing_but_the_expected_share() -> None:
    scores = np.tile(np.linspace(-1, 1, 21), (1, 1)).T
    made = probabilities(scores, [scores[:, 0]], share=0.2)
    assert np.allclose(made, 0.2, atol=0.01)


def test_examples_that_score_below_the_corpus_do_not_turn_the_order_round() -> None:
    scores = np.linspace(0, 1, 11)[:, None]
    made = probabilities(scores, [np.array([-5.0, -4.0])], share=0.2)
    assert (np.diff(made[:, 0]) >= 0).all()


def test_a_corpus_that_speaks_more_of_a_code_is_given_a_larger_share() -> None:
    examples = np.full(10, 4.0) + np.linspace(-1, 1, 10)

    def mean(n_high: int) -> float:
        scores = np.concatenate([np.full(n_high, 4.0), np.full(100 - n_high, -1.0)])[:, None]
        return float(probabilities(scores, [examples], share=0.1).mean())

    assert mean(2) < mean(20) < mean(50)
