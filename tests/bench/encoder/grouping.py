"""Do groups made without labels look like those that people make?"""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_mutual_info_score, v_measure_score

from bench.encoder import corpora
from bench.encoder.figures import Figure
from bench.encoder.nearness import abstract_halves
from bench.encoder.teaching import NOT_CODES

if TYPE_CHECKING:
    from bench.encoder.encoders import Encode

N_DRAWS = 10
N_TOPICS = 20
_SHARE = 0.9
_MIN_GROUP = 10
_STARTS = 4


def sentences(encode: "Encode") -> Figure:
    """V-measure of k-means against the topics of SIB-200."""
    parts = [corpora.sib200(part) for part in ("train", "dev")]
    return _measured(encode, [t for part in parts for t in part.texts], [c for part in parts for c in part.labels])


def headlines(encode: "Encode") -> Figure:
    """V-measure of k-means against the topics of headlines alone."""
    return _news(encode, headline_only=True)


def articles(encode: "Encode") -> Figure:
    """V-measure of k-means against the topics of articles."""
    return _news(encode, headline_only=False)


def answers(encode: "Encode") -> Figure:
    """V-measure of k-means against the one label of open answers, question by question; mean of the questions."""
    known = [(one.question, one.text, next(iter(one.labels))) for one in corpora.answers() if len(one.labels) == 1]
    sizes = Counter((question, label) for question, _, label in known)
    kept = [one for one in known if sizes[one[0], one[2]] >= _MIN_GROUP and one[2] not in NOT_CODES]
    vectors = encode([text for _, text, _ in kept])
    questions = np.array([question for question, _, _ in kept])
    labels = np.array([label for _, _, label in kept])
    chosen = [q for q in sorted(set(questions)) if len(set(labels[questions == q])) > 1]
    found = [_agreement(vectors[questions == q], labels[questions == q]).replicates for q in chosen]
    return _of(np.mean(found, axis=0))


def abstracts(encode: "Encode") -> Figure:
    """Adjusted mutual information of two groupings of the same abstracts: by their first and by their second halves."""
    first, second = abstract_halves()
    vectors = encode([*first, *second])

    def agreement(rows: np.ndarray, seed: int) -> float:
        one, other = (_groups(vectors[start + rows], N_TOPICS, seed) for start in (0, len(first)))
        return float(adjusted_mutual_info_score(one, other))

    return _of(_drawn(len(first), agreement))


def _news(encode: "Encode", *, headline_only: bool) -> Figure:
    parts = [corpora.news(part, headline_only=headline_only) for part in ("learning", "dev")]
    return _measured(encode, [t for part in parts for t in part.texts], [c for part in parts for c in part.labels])


def _measured(encode: "Encode", texts: list[str], labels: list[str]) -> Figure:
    return _agreement(encode(texts), np.array(labels))


def _agreement(vectors: np.ndarray, labels: np.ndarray) -> Figure:
    def agreement(rows: np.ndarray, seed: int) -> float:
        return float(v_measure_score(labels[rows], _groups(vectors[rows], len(set(labels)), seed)))

    return _of(_drawn(len(labels), agreement))


def _groups(vectors: np.ndarray, number: int, seed: int) -> np.ndarray:
    found: np.ndarray = KMeans(number, n_init=_STARTS, random_state=seed).fit_predict(vectors)
    return found


def _drawn(n_rows: int, measure: Callable[[np.ndarray, int], float]) -> np.ndarray:
    """The measure on several draws of nine tenths of the rows."""
    found = []
    for seed in range(N_DRAWS):
        rows = np.random.default_rng(seed).choice(n_rows, round(_SHARE * n_rows), replace=False)
        found.append(measure(np.sort(rows), seed))
    return np.array(found)


def _of(draws: np.ndarray) -> Figure:
    return Figure(value=float(draws.mean()), replicates=draws)
