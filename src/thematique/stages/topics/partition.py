"""From vectors to topics: reduction, groups, outliers, numbers, stability.

Source: Hennig, C. (2007), Cluster-wise assessment of cluster stability, Computational Statistics & Data Analysis
52(1), 258-271.
"""

from collections.abc import Mapping

import numpy as np
from threadpoolctl import threadpool_limits

from thematique.records import record
from thematique.stages.topics.clusters import Labels, best_number, groups, subsample
from thematique.stages.topics.membership import probabilities, without_outliers
from thematique.stages.topics.settings import Settings
from thematique.stages.topics.space import Floats, readable, reduced

OUTLIERS = -1

# under this, any division into topics is chance
_MIN_SEGMENTS = 12
# a rerun sees this share of the segments, and no more than this number
_SHARE = 0.8
_MAX_RERUN = 8_000


@record
class Partition:
    """The topic of each segment, the largest topic numbered 0, outliers -1; how surely, in [0, 1].

    `stability` maps each topic to the mean, over reruns on a part of the segments, of its best Jaccard overlap.
    """

    topics: Labels
    probabilities: Floats
    stability: Mapping[int, float]


def partition(vectors: Floats, settings: Settings) -> Partition:
    """Divide segments into topics.

    Args:
        vectors: shape (segments, dimensions); a zero row is an outlier. The order of rows breaks ties.
        settings: the researcher's choices.
    """
    seen = readable(vectors)
    topics = np.full(len(vectors), OUTLIERS)
    sure = np.zeros(len(vectors))
    stability: Mapping[int, float] = {}
    # sums of floats depend on how many threads share them: one thread gives every machine the same topics
    with threadpool_limits(limits=1):
        if seen.any():
            points = reduced(vectors[seen])
            number = _number(points, settings)
            labels, sure[seen] = _found(points, number, settings, seed=settings.seed)
            topics[seen] = _largest_first(labels)
            stability = _stability(points, topics[seen], number, settings)
    return Partition(topics=topics, probabilities=sure, stability=stability)


def _number(points: Floats, settings: Settings) -> int:
    if len(points) < _MIN_SEGMENTS:
        return 1
    return settings.n_topics or best_number(points, min_size=settings.min_size, seed=settings.seed)


def _found(points: Floats, number: int, settings: Settings, *, seed: int) -> tuple[Labels, Floats]:
    labels = groups(points, number=number, min_size=settings.min_size, seed=seed)
    sure = probabilities(points, labels)
    kept = without_outliers(
        labels,
        sure,
        min_probability=settings.min_probability,
        max_outliers=settings.max_outliers,
        min_size=settings.min_size,
    )
    return kept, sure


def _largest_first(labels: Labels) -> Labels:
    """The groups numbered by size; of two groups of one size, the one met first comes first."""
    names, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    order = sorted((-size, place, name) for name, place, size in zip(names, first, sizes, strict=True) if name >= 0)
    numbers = {int(name): number for number, (_, _, name) in enumerate(order)} | {OUTLIERS: OUTLIERS}
    return np.array([numbers[int(label)] for label in labels])


def _stability(points: Floats, topics: Labels, number: int, settings: Settings) -> Mapping[int, float]:
    overlaps: dict[int, list[float]] = {int(topic): [] for topic in np.unique(topics)}
    for rerun in range(1, settings.n_reruns + 1):
        seed = settings.seed + rerun
        drawn = subsample(len(points), share=_SHARE, most=_MAX_RERUN, seed=seed)
        again, _ = _found(points[drawn], number, settings, seed=seed)
        for topic, overlap in best_overlaps(topics[drawn], again).items():
            overlaps[topic].append(overlap)
    return {topic: float(np.mean(found)) if found else 0.0 for topic, found in overlaps.items()}


def best_overlaps(topics: Labels, others: Labels) -> Mapping[int, float]:
    """The best Jaccard overlap of each topic with a group of another division of the same segments."""
    names, rows = np.unique(topics, return_inverse=True)
    groups_found, columns = np.unique(others, return_inverse=True)
    common = np.zeros((len(names), len(groups_found)))
    np.add.at(common, (rows, columns), 1)
    unions = common.sum(axis=1, keepdims=True) + common.sum(axis=0, keepdims=True) - common
    best = (common / unions).max(axis=1)
    return {int(name): float(overlap) for name, overlap in zip(names, best, strict=True)}
