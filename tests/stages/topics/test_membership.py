"""How surely a point belongs, and who stays outside."""

import numpy as np

from thematique.stages.topics.membership import probabilities, without_outliers
from thematique.stages.topics.partition import best_overlaps, partition
from thematique.stages.topics.settings import Settings
from thematique.stages.topics.space import reduced

from .test_clusters import mixture


def test_a_point_between_two_groups_or_far_from_all_belongs_less_surely_than_others() -> None:
    points, labels = mixture(200, 4, noise=0.5)
    between = points[:2].mean(axis=0)
    far = 8 * np.random.default_rng(3).normal(size=64)
    space = reduced(np.vstack([points, between, far]))
    sure = probabilities(space, np.append(labels, [0, 0]))
    assert sure[:200].min() > 0.99
    assert sure[200] < 0.9
    assert sure[201] < 0.5


def test_the_least_sure_stay_outside_up_to_the_bound() -> None:
    sure = np.array([0.9, 0.1, 0.2, 0.3, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9])
    labels = np.zeros(10, dtype=np.int64)
    for bound, expected in ((0.0, []), (0.1, [1]), (0.2, [1, 2]), (1.0, [1, 2, 3])):
        kept = without_outliers(labels, sure, min_probability=0.5, max_outliers=bound, min_size=3)
        assert np.flatnonzero(kept < 0).tolist() == expected


def test_a_group_never_falls_under_the_smallest_size() -> None:
    labels = np.array([0] * 10 + [1] * 3)
    sure = np.array([0.9] * 10 + [0.9, 0.9, 0.1])
    kept = without_outliers(labels, sure, min_probability=0.5, max_outliers=0.5, min_size=3)
    assert kept.tolist() == labels.tolist()


def test_overlap_is_that_of_jaccard() -> None:
    overlaps = best_overlaps(np.array([0, 0, 0, 1, 1, -1]), np.array([5, 5, 7, 7, 7, 7]))
    assert overlaps == {-1: 0.25, 0: 2 / 3, 1: 0.5}


def test_topics_of_noise_are_less_stable_than_topics_of_groups() -> None:
    clear = partition(mixture(200, 6)[0], Settings(n_topics=6)).stability
    noise = partition(np.random.default_rng(2).normal(size=(200, 64)), Settings()).stability
    assert min(clear.values()) > 0.9 > 0.7 > np.mean(list(noise.values()))
