"""The measures, each on many weightings of the same rows at once: `counts` has shape (n_weightings, n_rows)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import rankdata

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def mean(hits: "NDArray[np.generic]", counts: "Floats") -> "Floats":
    """The share of rows that are hits."""
    shares: Floats = counts @ hits.astype(float) / counts.sum(axis=1)
    return shares


def spearman(found: "Floats", right: "Floats", counts: "Floats") -> "Floats":
    """Spearman's correlation of ranks; every count is a whole number."""
    return np.array([_correlation(found, right, row.astype(int)) for row in counts])


def _correlation(found: "Floats", right: "Floats", times: "NDArray[np.int64]") -> float:
    ranks = [rankdata(np.repeat(values, times)) for values in (found, right)]
    return float(np.corrcoef(*ranks)[0, 1])


def f1(found: Sequence[str], right: Sequence[str], counts: "Floats", *, weighted: bool) -> "Floats":
    """The mean F1 of the classes that are there, by their size or each alike."""
    classes = sorted(set(right) | set(found))
    said, true = (np.array(labels)[:, None] == np.array(classes)[None, :] for labels in (found, right))
    both, support, answered = counts @ (said & true), counts @ true, counts @ said
    scores = 2 * both / np.maximum(support + answered, 1e-12)
    sizes = support if weighted else (support > 0).astype(float)
    result: Floats = (scores * sizes).sum(axis=1) / sizes.sum(axis=1)
    return result


def average_precision(scores: "Floats", right: "NDArray[np.bool_]", counts: "Floats") -> "Floats":
    """The mean precision at each right row, ties counted as if the wrong ones came first; nan where no row is right."""
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    last = np.searchsorted(-ranked, -ranked, side="right") - 1
    seen = counts[:, order]
    good = seen * right[order]
    precision = np.cumsum(good, axis=1)[:, last] / np.maximum(np.cumsum(seen, axis=1)[:, last], 1e-12)
    total = good.sum(axis=1)
    with np.errstate(invalid="ignore"):
        result: Floats = (good * precision).sum(axis=1) / total
    return result


def finds(asked: "NDArray[np.floating]", among: "NDArray[np.floating]") -> "NDArray[np.bool_]":
    """Whether, for each row of `asked`, the same row of `among` is nearer than all others; a tie is a miss."""
    likeness = asked @ among.T
    own = np.diag(likeness).copy()
    np.fill_diagonal(likeness, -np.inf)
    nearer: NDArray[np.bool_] = own > likeness.max(axis=1)
    return nearer
