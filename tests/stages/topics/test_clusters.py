"""How many groups, and which."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thematique.stages.topics.clusters import best_number, distances, groups, usual_number
from thematique.stages.topics.space import readable, reduced


def mixture(n_points: int, n_groups: int, *, noise: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(1)
    centres = draw.normal(size=(n_groups, 64))
    labels = np.arange(n_points) % n_groups
    return centres[labels] + noise * draw.normal(size=(n_points, 64)), labels


def test_the_usual_number_grows_from_a_handful_to_tens() -> None:
    assert [usual_number(n) for n in (1, 60, 1_000, 20_000, 100_000)] == [1, 5, 14, 43, 79]


@pytest.mark.parametrize(("n_points", "n_groups"), [(60, 3), (60, 4), (300, 8), (1_000, 10), (1_000, 24)])
def test_the_number_of_clear_groups_is_found_within_half_an_octave(n_points: int, n_groups: int) -> None:
    points, _ = mixture(n_points, n_groups)
    assert n_groups / 1.5 <= best_number(reduced(points), min_size=3, seed=0) <= n_groups * 1.5


def test_clear_groups_are_found_exactly() -> None:
    points, truth = mixture(600, 8)
    labels = groups(reduced(points), number=8, min_size=3, seed=0)
    assert len(set(zip(labels.tolist(), truth.tolist(), strict=True))) == 8


def test_pure_noise_gets_about_the_usual_number() -> None:
    noise = np.random.default_rng(0).normal(size=(60, 256))
    assert 2 <= best_number(reduced(noise), min_size=3, seed=0) <= 10


@given(number=st.integers(1, 40), min_size=st.integers(2, 10), seed=st.integers(0, 99))
@settings(max_examples=15, deadline=None)
def test_no_group_is_smaller_than_asked(number: int, min_size: int, seed: int) -> None:
    points = reduced(np.random.default_rng(seed).normal(size=(70, 20)))
    labels = groups(points, number=number, min_size=min_size, seed=0)
    assert np.bincount(labels).min() >= min_size
    assert set(labels) == set(range(labels.max() + 1))


def test_distances_are_squared_and_euclidean() -> None:
    assert distances(np.array([[0.0, 0.0], [3.0, 4.0]]), np.array([[3.0, 4.0]])).tolist() == [[25.0], [0.0]]


def test_zero_and_broken_vectors_are_not_readable() -> None:
    assert readable(np.array([[0.0, 0.0], [np.nan, 1.0], [0.0, -1.0]])).tolist() == [False, False, True]


def test_reduced_points_have_unit_length_and_identical_ones_are_all_zero() -> None:
    points, _ = mixture(50, 3)
    assert np.allclose(np.linalg.norm(reduced(points), axis=1), 1, atol=1e-6)
    assert not reduced(np.tile(points[:1], (50, 1))).any()
