"""The plain learner."""

import numpy as np
import pytest

from bench.encoder.probe import classified, scored

CHANCE = np.random.default_rng(0)
LABELS = ["chaud"] * 30 + ["froid"] * 30
VECTORS = CHANCE.normal(size=(60, 8)) + np.repeat([[2.0], [-2.0]], 30, axis=0)
TAUGHT, ASKED = np.arange(0, 60, 2), np.arange(1, 60, 2)


def test_it_learns_what_can_be_learnt() -> None:
    assert classified(VECTORS, TAUGHT, LABELS, ASKED) == [LABELS[row] for row in ASKED]
    warm = np.array(LABELS) == "chaud"
    scores = scored(VECTORS, TAUGHT, warm, ASKED)
    assert scores[warm[ASKED]].min() > scores[~warm[ASKED]].max()


def test_it_is_blind_to_the_scale_and_to_the_place_of_the_vectors() -> None:
    warm = np.array(LABELS) == "chaud"
    moved = scored(0.01 * VECTORS + 5, TAUGHT, warm, ASKED)
    assert moved == pytest.approx(scored(VECTORS, TAUGHT, warm, ASKED), rel=1e-3)


def test_it_does_not_see_the_labels_that_it_is_asked_for() -> None:
    wrong = [label if row % 2 == 0 else "autre" for row, label in enumerate(LABELS)]
    assert classified(VECTORS, TAUGHT, wrong, ASKED) == classified(VECTORS, TAUGHT, LABELS, ASKED)
