"""Find topics that nobody asked for: groups of segments that speak of the same thing, with the words that tell of what.

Reads: segments, vectors
Writes: topics, segment_topics, models/topics
Method: principal components of the vectors; spectral clustering, the number of topics from the size of the corpus and
the shape of its vectors; a mixture with noise, for how surely a segment belongs and which belong nowhere; the words
that distinguish a topic by class-based TF-IDF in a BERTopic model; reruns on parts of the segments, for stability.
Only what participants say is divided, and not replies too short to carry a theme.
Source: Grootendorst, M. (2022), BERTopic: neural topic modeling with a class-based TF-IDF procedure, arXiv:2203.05794.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from thematique.records import File, Role, Segment, SegmentTopic, Topic, Vector
from thematique.stage import Scope, Stage
from thematique.stages.topics.model import fitted, saved
from thematique.stages.topics.partition import OUTLIERS, Partition, partition
from thematique.stages.topics.settings import Settings
from thematique.stages.topics.space import Floats
from thematique.stages.topics.vocabulary import INVENTED, STOP_WORDS, all_stop_words, telling_words

_LABEL_WORDS = 3
# BERTopic fails on a vocabulary of one word
_MIN_WORDS = 2
_NO_TOPIC = "hors sujets"
_NO_WORD = "sans mot marquant"
_DECIMALS = 4


def run(*, segments: Sequence[Segment], vectors: Sequence[Vector], settings: Settings) -> Mapping[str, Sequence[Any]]:
    """Divide what participants say into topics; the order of segments and vectors changes nothing."""
    chosen = sorted(
        (segment for segment in segments if segment.role is Role.PARTICIPANT and not segment.short),
        key=lambda segment: (segment.document, segment.segment),
    )
    matrix = _matrix(chosen, vectors)
    stop_words = all_stop_words(settings.stop_words)
    found = partition(matrix, settings)
    texts = [segment.text for segment in chosen]
    lines = telling_words(texts, stop_words=stop_words, n_topics=max(1, len(found.stability)))
    if len({word for line in lines for word in line}) < _MIN_WORDS:
        # nothing to tell topics by: every segment stays outside
        found = partition(np.zeros_like(matrix), settings)
        return _tables(chosen, found, found.topics.tolist(), {}, [])
    fit = fitted(lines, matrix, found.topics, stop_words=stop_words, n_keywords=settings.n_keywords)
    labels = {topic: _label(topic, keywords) for topic, keywords in fit.keywords.items()}
    return _tables(chosen, found, fit.topics, fit.keywords, saved(fit.model, labels))


def _matrix(chosen: Sequence[Segment], vectors: Sequence[Vector]) -> Floats:
    """The vectors of the segments, one row each; zeros for a segment without a vector."""
    by_place = {(vector.document, vector.segment): vector.values for vector in vectors}
    n_columns = max((len(values) for values in by_place.values()), default=1)
    matrix = np.zeros((len(chosen), n_columns), dtype=np.float32)
    for row, segment in enumerate(chosen):
        matrix[row] = by_place.get((segment.document, segment.segment), 0)
    return matrix


def _label(topic: int, keywords: Sequence[str]) -> str:
    if topic == OUTLIERS:
        return _NO_TOPIC
    return ", ".join(keywords[:_LABEL_WORDS]) or _NO_WORD


def _tables(
    chosen: Sequence[Segment],
    found: Partition,
    numbers: Sequence[int],
    keywords: Mapping[int, Sequence[str]],
    files: Sequence[File],
) -> Mapping[str, Sequence[Any]]:
    """The records of a division; `numbers` are the final numbers of the topics, segment by segment."""
    sizes = Counter(numbers)
    before = dict(zip(numbers, found.topics.tolist(), strict=True))
    topics = [
        Topic(
            topic=topic,
            size=sizes[topic],
            label=_label(topic, keywords.get(topic, ())),
            keywords=tuple(keywords.get(topic, ())),
            stability=round(found.stability.get(before[topic], 0.0), _DECIMALS),
        )
        for topic in sorted(before)
    ]
    places = [
        SegmentTopic(document=segment.document, segment=segment.segment, topic=topic, probability=_sure(topic, sure))
        for segment, topic, sure in zip(chosen, numbers, found.probabilities.tolist(), strict=True)
    ]
    return {"topics": topics, "segment_topics": places, "models/topics": files}


def _sure(topic: int, sure: float) -> float:
    """How surely a segment belongs to its topic or, for an outlier, does not belong to the nearest one."""
    return round(1 - sure if topic == OUTLIERS else sure, _DECIMALS)


def _resources(_settings: Settings) -> Iterable[Path]:
    return (STOP_WORDS, *INVENTED)


stage = Stage(
    run=run,
    reads={"segments": Segment, "vectors": Vector},
    writes={"topics": Topic, "segment_topics": SegmentTopic, "models/topics": File},
    settings=Settings,
    scope=Scope.CORPUS,
    libraries=("bertopic", "numpy", "safetensors", "scikit-learn"),
    resources=_resources,
)
