"""The topics as a BERTopic model: their keywords, and the files from which `BERTopic.load` makes the model again."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from thematique.records import File, record
from thematique.stages.topics.clusters import Labels
from thematique.stages.topics.patterns import WORD
from thematique.stages.topics.space import Floats


@record
class Fitted:
    """A BERTopic model, the topic that it gives each segment and the keywords of each topic, the best first."""

    model: Any
    topics: Sequence[int]
    keywords: Mapping[int, Sequence[str]]


def fitted(
    lines: Sequence[Sequence[str]],
    vectors: Floats,
    topics: Labels,
    *,
    stop_words: Sequence[str],
    n_keywords: int,
) -> Fitted:
    """Fit a model on topics found beforehand: what BERTopic calls manual topic modelling.

    BERTopic numbers topics anew by size; its numbers hold from here on.

    Args:
        lines: the telling words of each segment; two different ones at least in all.
        vectors: shape (segments, dimensions).
        topics: the topic of each segment.
        stop_words: words that the model ignores in new texts too.
        n_keywords: words kept for each topic.
    """
    with _without_umap():
        from bertopic import BERTopic
    from bertopic.cluster import BaseCluster
    from bertopic.dimensionality import BaseDimensionalityReduction
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    model = BERTopic(
        language="french",
        top_n_words=n_keywords,
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=BaseCluster(),
        vectorizer_model=CountVectorizer(token_pattern=WORD, stop_words=list(stop_words)),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
    )
    model.fit([" ".join(line) for line in lines], embeddings=vectors, y=topics)
    # the words of three segments a topic, which nothing needs
    model.representative_docs_ = {}
    keywords = {
        int(topic): tuple(word for word, _ in pairs if word) for topic, pairs in model.topic_representations_.items()
    }
    return Fitted(model=model, topics=[int(topic) for topic in model.topics_], keywords=keywords)


def saved(model: Any, labels: Mapping[int, str]) -> Sequence[File]:
    """The files of the model in BERTopic's own format without pickle, in alphabetical order.

    They hold numbers, settings and the words that segments are made of, out of their order; no segment.
    """
    model.set_topic_labels(dict(labels))
    with TemporaryDirectory() as folder:
        model.save(folder, serialization="safetensors", save_ctfidf=True)
        paths = sorted(path for path in Path(folder).rglob("*") if path.is_file())
        return [File(name=path.relative_to(folder).as_posix(), content=path.read_bytes()) for path in paths]


@contextmanager
def _without_umap() -> Iterator[None]:
    """Import BERTopic as where UMAP is not installed, which it provides for.

    UMAP compiles itself when it is first imported, for a quarter of a minute or more, and no topic here needs it.
    Afterwards it can be imported as usual.
    """
    hidden = "umap" not in sys.modules
    if hidden:
        # the import system's own way to say that a module is absent
        sys.modules["umap"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if hidden:
            del sys.modules["umap"]
