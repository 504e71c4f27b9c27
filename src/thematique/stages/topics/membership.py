"""How surely a segment belongs to its topic, and which segments belong to none.

Source: Banfield, J. D. & Raftery, A. E. (1993), Model-based Gaussian and non-Gaussian clustering, Biometrics 49(3),
803-821: a mixture of groups of one spread, with a component for noise.
"""

import numpy as np

from thematique.stages.topics.clusters import Labels, distances, means
from thematique.stages.topics.space import Floats

# the share of the noise before the segments are seen
_NOISE = 0.1


def probabilities(points: Floats, labels: Labels) -> Floats:
    """How surely each point belongs to its group, in [0, 1].

    The groups are Gaussian with one spread, which the data tell; the noise lies around the origin, with the spread of
    all directions.
    """
    centres = means(points, labels)
    n_points, n_groups = len(points), len(centres)
    if n_groups == 1:
        return np.ones(n_points)
    rest = points - centres[labels]
    covariance = rest.T @ rest / max(1, n_points - n_groups)
    total, squares = float(np.trace(covariance)), float((covariance**2).sum())
    if not squares:
        return np.ones(n_points)
    # as many dimensions as would have this spread if it were the same in all directions
    dimensions = total**2 / squares
    spread, noise_spread = total / dimensions, 1 / dimensions
    prior = np.bincount(labels) / n_points * (1 - _NOISE)
    logs = np.log(prior) - dimensions / 2 * np.log(spread) - distances(points, centres) / 2 / spread
    noise = np.log(_NOISE) - dimensions / 2 * np.log(noise_spread) - (points**2).sum(axis=1) / 2 / noise_spread
    top = np.maximum(logs.max(axis=1), noise)
    weights = np.exp(logs - top[:, None])
    sure = weights[np.arange(n_points), labels] / (weights.sum(axis=1) + np.exp(noise - top))
    return np.asarray(sure)


def without_outliers(
    labels: Labels, sure: Floats, *, min_probability: float, max_outliers: float, min_size: int
) -> Labels:
    """The labels with -1 for outliers: the least sure points, never more than the share `max_outliers`.

    A group that would fall under `min_size` keeps all its points.
    """
    order = np.argsort(sure, kind="stable")[: int(max_outliers * len(labels))]
    outside = np.zeros(len(labels), dtype=bool)
    outside[order] = sure[order] < min_probability
    left = np.bincount(labels[~outside], minlength=int(labels.max()) + 1)
    outside &= left[labels] >= min_size
    return np.where(outside, -1, labels)
