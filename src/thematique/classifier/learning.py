"""Learn codes from lessons and from the codebook's examples.

Source  calibration: Platt, Probabilistic outputs for support vector machines, 1999, with one slope for all codes, since
        a code with a dozen passages cannot tell its own.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from thematique.classifier.lessons import Lesson
from thematique.classifier.model import Model, counted, weighted
from thematique.records import Code, record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MIN_POSITIVES = 5
"""A code given to fewer passages, in one document alone, or to all that were read stays with what the codebook says."""

_N_FOLDS = 5
_INVERSE_REGULARISATION = 10.0
_OTHERS = 0.3
_STEPS = 30
_MIN_TEXTS = 2
_MOST_WORDS = 20_000
_THRESHOLDS = (0.1, 0.6)
_ENOUGH_BLIND = 50
# what a code's own threshold is drawn to, as if seen on so many passages
_PRIOR_THRESHOLD, _PRIOR_WEIGHT = 0.3, 5.0


@record
class Learnt:
    """What was learnt, and what it is worth on documents that it was not learnt from.

    Attributes:
        model: the model.
        codes: the codes that it knows.
        held_out: the probability of each code on each lesson by models that did not learn from its document, shape
            (n_lessons, n_codes).
        by_document: whether documents were held out whole; stretches of text otherwise, for want of a second document.
    """

    model: Model
    codes: Sequence[str]
    held_out: "NDArray[np.float64]"
    by_document: bool


@record
class _Features:
    meaning: "NDArray[np.float64]"
    words: Any

    def rows(self, chosen: "NDArray[Any]") -> "_Features":
        return _Features(meaning=self.meaning[chosen], words=self.words[chosen])

    def times(self, weights: "NDArray[np.float64]") -> "NDArray[np.float64]":
        dim = self.meaning.shape[1]
        result: NDArray[np.float64] = self.meaning @ weights[:dim] + self.words @ weights[dim:-1] + weights[-1]
        return result


def learnable(lessons: Sequence[Lesson], codes: Sequence[Code]) -> Sequence[Code]:
    """The codes for which people gave enough examples, in enough documents, beside passages without them."""
    given = [(code, one.segment.document) for one in lessons for code, share in one.shares.items() if share >= 0.5]
    many = Counter(code for code, _ in given)
    documents = Counter(code for code, _ in set(given))
    wanted = min(2, len({one.segment.document for one in lessons}))
    return [
        one
        for one in codes
        if one.codable and MIN_POSITIVES <= many[one.code] < len(lessons) and documents[one.code] >= wanted
    ]


def learn(
    lessons: Sequence[Lesson],
    vectors: "NDArray[np.float32]",
    codes: Sequence[Code],
    *,
    encode: Callable[[Sequence[str]], "NDArray[np.float32]"],
    encoder: str,
) -> Learnt:
    """Learn the codes of `learnable`.

    Args:
        lessons: the passages that were read.
        vectors: theirs, shape (n_lessons, dim).
        codes: the codebook.
        encode: the encoder that made the vectors, for the codebook's examples.
        encoder: its identity.

    Raises:
        ValueError: no code can be learnt.
    """
    import numpy as np
    from threadpoolctl import threadpool_limits

    known = learnable(lessons, codes)
    if not known:
        raise ValueError("no code has enough codings")
    examples = _Examples(known)
    texts = [one.segment.text for one in lessons]
    counts = counted([*texts, *examples.texts])
    columns, rarity = _chosen(counts)
    # an encoder takes one text at least
    told = [vectors, encode(examples.texts)] if examples.texts else [vectors]
    features = _Features(
        meaning=np.vstack(told).astype(np.float64),
        words=weighted(counts[:, columns], rarity),
    )
    shares = np.array([[one.shares.get(code.code, 0.0) for code in known] for one in lessons])
    folds, by_document = _folds(lessons)
    # small matrices: threads would only wait for one another
    with threadpool_limits(1):
        held_out = np.zeros(shares.shape)
        for fold in range(folds.max() + 1):
            taught = np.concatenate([folds != fold, np.ones(len(examples.texts), dtype=bool)])
            weights = _fit(features.rows(taught), shares[folds != fold], examples)
            held_out[folds == fold] = features.rows(np.flatnonzero(folds == fold)).times(weights)
        weights = _fit(features, shares, examples)
    slope, bias = _calibration(held_out, shares, np.array([one.blind for one in lessons]))
    probabilities = 1 / (1 + np.exp(-np.clip(slope * held_out + bias, -30, 30)))
    dim = features.meaning.shape[1]
    model = Model(
        codes=tuple(code.code for code in known),
        encoder=encoder,
        columns=columns,
        rarity=rarity,
        meaning=slope * weights[:dim],
        words=slope * weights[dim:-1],
        bias=slope * weights[-1] + bias,
        threshold=_thresholds(probabilities, shares),
    )
    return Learnt(model=model, codes=model.codes, held_out=probabilities, by_document=by_document)


class _Examples:
    """What the codebook teaches: examples for their code, and less strongly against the others; counter-examples."""

    def __init__(self, codes: Sequence[Code]) -> None:
        import numpy as np

        given = [(number, text, 1.0) for number, code in enumerate(codes) for text in code.examples]
        against = [(number, text, 0.0) for number, code in enumerate(codes) for text in code.counter_examples]
        self.texts = [text for _, text, _ in (*given, *against)]
        owner = np.array([number for number, _, _ in (*given, *against)], dtype=int)
        said = np.array([label for _, _, label in (*given, *against)])
        own = owner[:, None] == np.arange(len(codes))[None, :]
        self.labels = np.where(own, said[:, None], 0.0)
        self.weights = np.where(own, 1.0, _OTHERS)


def _chosen(counts: Any) -> tuple["NDArray[np.int64]", "NDArray[np.float64]"]:
    """The word families that come in two texts at least, and how rare each is."""
    import numpy as np

    present = np.asarray((counts > 0).sum(axis=0)).ravel()
    columns = np.flatnonzero(present >= _MIN_TEXTS)
    columns = np.sort(columns[np.argsort(-present[columns], kind="stable")[:_MOST_WORDS]])
    return columns, np.log((1 + counts.shape[0]) / (1 + present[columns])) + 1


def _folds(lessons: Sequence[Lesson]) -> tuple["NDArray[np.int64]", bool]:
    """The fold of each lesson: documents whole, the largest dealt out first; stretches of text where there is one."""
    import numpy as np

    sizes = Counter(one.segment.document for one in lessons)
    if len(sizes) == 1:
        return np.arange(len(lessons)) * min(_N_FOLDS, len(lessons)) // len(lessons), False
    loads = [0] * min(_N_FOLDS, len(sizes))
    place = {}
    for document, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        place[document] = loads.index(min(loads))
        loads[place[document]] += size
    return np.array([place[one.segment.document] for one in lessons]), True


def _fit(features: _Features, shares: "NDArray[np.float64]", examples: _Examples) -> "NDArray[np.float64]":
    """The weights of logistic regressions, one column a code, all found at once; both labels weigh the same."""
    import numpy as np
    from scipy.optimize import minimize

    labels = np.vstack([shares, examples.labels])
    counts = np.vstack([np.ones(shares.shape), examples.weights])
    given, refused = counts * labels, counts * (1 - labels)
    scale = len(shares) / 2
    given, refused = (part * scale / np.maximum(part.sum(axis=0), 1e-9) for part in (given, refused))
    dim, n_words = features.meaning.shape[1], features.words.shape[1]
    transposed = features.words.T.tocsr()
    shape = (dim + n_words + 1, labels.shape[1])

    def loss(flat: "NDArray[np.float64]") -> tuple[float, "NDArray[np.float64]"]:
        weights = flat.reshape(shape)
        logits = features.times(weights)
        error = (given + refused) / (1 + np.exp(-np.clip(logits, -60, 60))) - given
        penalised = weights[:-1] / _INVERSE_REGULARISATION
        gradient = np.vstack([features.meaning.T @ error, transposed @ error, error.sum(axis=0)[None, :]])
        gradient[:-1] += penalised
        value = (given * np.logaddexp(0, -logits) + refused * np.logaddexp(0, logits)).sum()
        return float(value + (penalised * weights[:-1]).sum() / 2), gradient.ravel()

    found = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    weights: NDArray[np.float64] = found.x.reshape(shape)
    return weights


def _calibration(
    logits: "NDArray[np.float64]", shares: "NDArray[np.float64]", blind: "NDArray[np.bool_]"
) -> tuple[float, "NDArray[np.float64]"]:
    """One slope for all codes, and for each the shift that makes the mean probability its share of the passages.

    The share is that among passages drawn at random once there are enough: people are first shown likely ones.
    """
    import numpy as np
    from scipy.optimize import brentq
    from sklearn.linear_model import LogisticRegression

    n_codes = shares.shape[1]
    both = np.hstack([logits.reshape(-1, 1), np.tile(np.eye(n_codes), (len(shares), 1))])
    regression = LogisticRegression(C=1.0, fit_intercept=False, max_iter=500)
    regression.fit(both, shares.ravel() >= 0.5)
    slope = max(float(regression.coef_[0, 0]), 0.05)
    counted_rows = blind if blind.sum() >= _ENOUGH_BLIND else np.ones(len(blind), dtype=bool)
    bias = []
    for code in range(n_codes):
        column = slope * logits[counted_rows, code]
        share = (shares[counted_rows, code].sum() + 0.5) / (counted_rows.sum() + 1)

        def excess(shift: float, column: "NDArray[np.float64]" = column, share: float = share) -> float:
            return float((1 / (1 + np.exp(-np.clip(column + shift, -60, 60)))).mean() - share)

        bias.append(brentq(excess, -60, 60))
    return slope, np.array(bias)


def _thresholds(probabilities: "NDArray[np.float64]", shares: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """For each code, the probability that makes the best F1 on documents not learnt from, drawn to a common one."""
    import numpy as np

    grid = np.arange(*_THRESHOLDS, 0.02)
    found = []
    for code in range(shares.shape[1]):
        labels = shares[:, code] >= 0.5
        flagged = probabilities[:, code][None, :] >= grid[:, None]
        hits = (flagged & labels[None, :]).sum(axis=1)
        f1 = 2 * hits / np.maximum(flagged.sum(axis=1) + labels.sum(), 1)
        best = float(grid[int(f1.argmax())])
        n = float(labels.sum())
        found.append((n * best + _PRIOR_WEIGHT * _PRIOR_THRESHOLD) / (n + _PRIOR_WEIGHT))
    return np.round(np.array(found), 4)
