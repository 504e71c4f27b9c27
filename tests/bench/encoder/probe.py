"""What is learnt from vectors: the same plain learner for every encoder."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

if TYPE_CHECKING:
    from numpy.typing import NDArray

# that of the product's own learner
INVERSE_REGULARISATION = 10.0
_STEPS = 1000


def classified(
    vectors: "NDArray[np.floating]", taught: "NDArray[np.int64]", labels: Sequence[str], asked: "NDArray[np.int64]"
) -> list[str]:
    """The class of the rows `asked`, by a logistic regression on the rows `taught`; `labels` are those of all rows."""
    known, unknown = _scaled(vectors, taught, asked)
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=_STEPS)
    return list(map(str, model.fit(known, np.array(labels)[taught]).predict(unknown)))


def scored(
    vectors: "NDArray[np.floating]", taught: "NDArray[np.int64]", given: "NDArray[np.bool_]", asked: "NDArray[np.int64]"
) -> "NDArray[np.float64]":
    """How strongly the rows `asked` call for a label, which `given` says of all rows; both sides weigh the same."""
    known, unknown = _scaled(vectors, taught, asked)
    model = LogisticRegression(C=INVERSE_REGULARISATION, class_weight="balanced", max_iter=_STEPS)
    scores: NDArray[np.float64] = model.fit(known, given[taught]).decision_function(unknown)
    return scores


def _scaled(
    vectors: "NDArray[np.floating]", taught: "NDArray[np.int64]", asked: "NDArray[np.int64]"
) -> "tuple[NDArray[np.floating], NDArray[np.floating]]":
    # some encoders put all texts in a narrow cone, where one strength of regularisation would not be the same for all
    middle = vectors[taught].mean(axis=0)
    scale = np.sqrt(((vectors[taught] - middle) ** 2).sum(axis=1).mean()) or 1.0
    return (vectors[taught] - middle) / scale, (vectors[asked] - middle) / scale
