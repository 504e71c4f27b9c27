"""From scores to probabilities, without any coded passage.

The scores of a code's examples say how passages that carry it score; those of the corpus say how passages score at
large. The ratio of both, and the share of passages that carry the code, make a probability by Bayes' rule. The share is
estimated from the scores themselves (Saerens, Latinne & Decaestecker 2002) and drawn half-way to the expected one: a
corpus that never speaks of a code is given few flags for it, and a small corpus is not taken at its word.

A code with a handful of examples cannot say how its passages score: its most likely passages are taken, in half the
expected share.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_N_STEPS = 100
_FEW_EXAMPLES = 8
# how fast the probability falls away from the last passage taken, for one standard deviation of the scores
_STEEPNESS = 2.0


def probabilities(
    scores: "NDArray[np.float64]", example_scores: Sequence["NDArray[np.float64]"], *, share: float
) -> "NDArray[np.float64]":
    """The probability that each passage carries each code.

    Args:
        scores: shape (n_passages, n_codes).
        example_scores: for each code, the scores of its examples.
        share: the share of passages expected to carry a code, in ]0, 1[.

    Returns:
        Probabilities of the same shape as `scores`, in ]0, 1[, in the same order as the scores for each code.
    """
    import numpy as np

    columns = [
        _column(scores[:, n], examples, share) if len(examples) >= _FEW_EXAMPLES else _ranked(scores[:, n], share)
        for n, examples in enumerate(example_scores)
    ]
    return np.stack(columns, axis=1)


def _ranked(scores: "NDArray[np.float64]", share: float) -> "NDArray[np.float64]":
    """Probabilities that reach one half at the last passage of half the expected share."""
    import numpy as np

    edge = np.quantile(scores, 1 - share / 2)
    distance = (scores - edge) / max(float(scores.std()), 1e-9)
    result: NDArray[np.float64] = 1 / (1 + np.exp(np.clip(-_STEEPNESS * distance, -30, 30)))
    return result


def _column(scores: "NDArray[np.float64]", examples: "NDArray[np.float64]", share: float) -> "NDArray[np.float64]":
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    both = np.concatenate([examples, scores])[:, None]
    labels = np.concatenate([np.ones(len(examples)), np.zeros(len(scores))])
    half = np.concatenate([np.full(len(examples), 0.5 / len(examples)), np.full(len(scores), 0.5 / len(scores))])
    model = LogisticRegression(C=1.0).fit(both, labels, sample_weight=half * len(both))
    # a slope below zero would turn the order round: the examples then say nothing
    slope = max(float(model.coef_[0, 0]), 0.0)
    ratio = np.exp(np.clip(slope * scores + float(model.intercept_[0]), -30, 30))
    estimate = share
    for _ in range(_N_STEPS):
        posterior = estimate * ratio / (estimate * ratio + 1 - estimate)
        estimate = (float(posterior.mean()) + share) / 2
    result: NDArray[np.float64] = estimate * ratio / (estimate * ratio + 1 - estimate)
    return result
