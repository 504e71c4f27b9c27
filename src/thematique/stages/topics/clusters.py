"""Cutting the space into groups of neighbours, and how many groups there should be.

Density clustering (HDBSCAN, with or without UMAP) sees one blob in the vectors of a corpus of interviews: two to five
topics, one of which holds nearly all. Spectral clustering cuts the blob where neighbours are fewest. On French answers
coded by people it finds their groups again as well as k-means does, and comes back more often when it is run again.

Source: Ng, A. Y., Jordan, M. I. & Weiss, Y. (2001), On spectral clustering: analysis and an algorithm, Advances in
Neural Information Processing Systems 14, 849-856.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thematique.stages.topics.space import Floats, n_distinct

Labels = NDArray[np.integer[Any]]

# the usual number of topics is this power of the number of segments: 5 for 60, 14 for 1,000, 43 for 20,000
_GROWTH = 0.38
# tried around the usual number: from an eighth to the double, by steps of a quarter of an octave
_OCTAVES = np.arange(-3, 1.01, 0.25)
# what a clearer shape must be worth, in silhouette, to depart from the usual number by an octave; for two octaves it
# is four times as much: a few copies of one answer are a clear shape, and two topics say nothing of a thousand segments
_PRICE_OF_AN_OCTAVE = 0.03
# groups are sought among so many points, to which the others then go; so many are enough to choose their number
_MAX_POINTS = 20_000
_MAX_TRIED = 5_000
_NEIGHBOURS = 15
_NEIGHBOURHOODS = 6
_POWER_ITERATIONS = 30
_STARTS = 10


def usual_number(n_points: int) -> int:
    """How many topics people expect in a corpus of this size, when its shape says nothing."""
    return max(1, round(math.pow(n_points, _GROWTH)))


def best_number(points: Floats, *, min_size: int, seed: int) -> int:
    """How many topics fit the points: the usual number, unless their shape clearly says another.

    The shape is the simplified silhouette: how much nearer points are to their own centre than to the next.
    """
    sample = points[subsample(len(points), share=1, most=_MAX_TRIED, seed=seed)]
    most = min(n_distinct(sample), len(sample) // (2 * min_size))
    if most < 2:
        return 1
    usual = usual_number(len(points))
    numbers = sorted({int(np.clip(round(usual * 2.0**octaves), 2, most)) for octaves in _OCTAVES})
    axes = _axes(sample, numbers[-1], seed=seed)
    merits = [
        _silhouette(sample, _centres(sample, axes[:, :number], seed=seed))
        - _PRICE_OF_AN_OCTAVE * math.log2(number / usual) ** 2
        for number in numbers
    ]
    return max(zip(merits, numbers, strict=True))[1]


def groups(points: Floats, *, number: int, min_size: int, seed: int) -> Labels:
    """The group of each point, from 0; `number` groups at most, none under `min_size` unless it is the only one.

    The members of a group that is too small go to the nearest of the others.
    """
    sample = points[subsample(len(points), share=1, most=_MAX_POINTS, seed=seed)]
    number = min(number, n_distinct(sample))
    if number < 2:
        return np.zeros(len(points), dtype=np.int64)
    centres = _centres(sample, _axes(sample, number, seed=seed), seed=seed)
    labels = _nearest(points, centres)
    while len(centres) > 1:
        sizes = np.bincount(labels, minlength=len(centres))
        if sizes.min() >= min_size:
            break
        centres = np.delete(centres, int(np.argmin(sizes)), axis=0)
        labels = _nearest(points, centres)
    return labels


def subsample(n_points: int, *, share: float, most: int, seed: int) -> Labels:
    """The positions of a random part of the points, in ascending order."""
    n_drawn = min(most, max(1, round(n_points * share)))
    return np.sort(np.random.default_rng(seed).choice(n_points, n_drawn, replace=False))


def means(points: Floats, labels: Labels) -> Floats:
    """The mean point of each group, one row a group, in the order of their labels."""
    names, rows = np.unique(labels, return_inverse=True)
    sums = np.zeros((len(names), points.shape[1]))
    np.add.at(sums, rows, points)
    return np.asarray(sums / np.bincount(rows)[:, None])


def distances(points: Floats, centres: Floats) -> Floats:
    """The squared distance of each point (row) to each centre (column)."""
    squares = (points**2).sum(axis=1)[:, None] + (centres**2).sum(axis=1) - 2 * points @ centres.T
    return np.asarray(np.maximum(squares, 0))


def _axes(points: Floats, number: int, *, seed: int) -> Floats:
    """The `number` smoothest functions on the graph of neighbours, one column each."""
    from scipy.sparse import diags, identity
    from sklearn.neighbors import kneighbors_graph
    from sklearn.utils.extmath import randomized_svd

    n_points = len(points)
    graph = kneighbors_graph(points, min(_NEIGHBOURS, max(1, n_points // _NEIGHBOURHOODS)))
    graph = (graph + graph.T) / 2
    scale = diags(1 / np.sqrt(np.asarray(graph.sum(axis=1)).ravel()))
    # half of the identity makes all eigenvalues positive: they are then the singular values
    smoothing = ((scale @ graph @ scale + identity(n_points)) / 2).tocsr()
    axes, _, _ = randomized_svd(
        smoothing, number, n_iter=_POWER_ITERATIONS, power_iteration_normalizer="QR", random_state=seed
    )
    return np.asarray(axes)


def _centres(points: Floats, axes: Floats, *, seed: int) -> Floats:
    """The mean points of as many groups as there are axes."""
    from sklearn.cluster import KMeans
    from sklearn.preprocessing import normalize

    labels = KMeans(axes.shape[1], n_init=_STARTS, random_state=seed).fit_predict(normalize(axes))
    return means(points, labels)


def _nearest(points: Floats, centres: Floats) -> Labels:
    return np.asarray(np.argmin(distances(points, centres), axis=1))


def _silhouette(points: Floats, centres: Floats) -> float:
    """The simplified silhouette, where a point does not draw the centre of its own group towards itself."""
    if len(centres) < 2:
        return 0.0
    apart = distances(points, centres)
    labels = np.argmin(apart, axis=1)
    sizes = np.bincount(labels, minlength=len(centres))[labels]
    own, next_one = np.sqrt(np.partition(apart, 1, axis=1)[:, :2]).T
    own = own * sizes / np.maximum(sizes - 1, 1)
    widest = np.maximum(np.maximum(own, next_one), np.finfo(np.float64).tiny)
    return float(np.mean(np.where(sizes > 1, (next_one - own) / widest, 0)))
