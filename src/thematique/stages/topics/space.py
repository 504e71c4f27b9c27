"""The space in which topics are sought: fewer dimensions, and only the direction of a vector counts."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]

_MAX_DIMENSIONS = 32
# below five vectors a dimension, principal components describe the sample rather than the language
_VECTORS_PER_DIMENSION = 5
# what two copies of one text may differ by after the projection
_DECIMALS = 5


def readable(vectors: Floats) -> NDArray[np.bool_]:
    """Which rows say something: a text without a known word has a zero vector."""
    return np.asarray(np.isfinite(vectors).all(axis=1) & (vectors != 0).any(axis=1))


def reduced(vectors: Floats) -> Floats:
    """The rows on their principal components, centred and of unit length; all zeros where every row is the same.

    The centre is taken away because the vectors of one corpus, all spoken French on one subject, share most of their
    direction.
    """
    from sklearn.decomposition import PCA
    from sklearn.preprocessing import normalize

    n_rows, n_columns = vectors.shape
    if n_rows < 2:
        return np.zeros((n_rows, 1))
    wanted = min(_MAX_DIMENSIONS, max(2, n_rows // _VECTORS_PER_DIMENSION), n_rows, n_columns)
    # both solvers are exact and draw nothing; the first is the faster where rows are many
    solver = "covariance_eigh" if n_rows > n_columns else "full"
    points = PCA(wanted, svd_solver=solver).fit_transform(normalize(vectors))
    return np.asarray(normalize(np.round(points, _DECIMALS)))


def n_distinct(points: Floats) -> int:
    """How many different rows there are."""
    return len(np.unique(np.round(points, _DECIMALS), axis=0))
