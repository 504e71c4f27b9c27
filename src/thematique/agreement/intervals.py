"""Intervals by resampling the documents: what the figures might have been with other interviews of the same kind.

Passages of one interview resemble each other, so that whole documents are drawn, with replacement, and not passages;
the interval holds the middle 95 % of the figures so obtained (percentile bootstrap, Davison and Hinkley 1997). Fewer
than five documents would give an interval that looks surer than it is: none is given then. A figure that is undefined
in more than one draw in twenty gets none either: it hangs on one or two interviews. Nor does one that all draws
repeat, as a perfect agreement does: an interval without width would pass for certainty.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from thematique.agreement import contingency
from thematique.agreement.contingency import Floats
from thematique.agreement.results import Figure, Measure, Side

LEAST_DOCUMENTS = 5
RESAMPLES = 2000
_TAIL = 0.025
_MOST_UNDEFINED = 0.05


def draws(documents: int, *, resamples: int = RESAMPLES, seed: int = 0) -> Floats | None:
    """How often each document is drawn in each resample, of shape (resamples, documents); None for too few documents.

    The draws depend on the number of documents and the seed alone: documents must come in an order of their own.
    """
    if documents < LEAST_DOCUMENTS:
        return None
    drawn = np.random.default_rng(seed).multinomial(documents, np.full(documents, 1 / documents), size=resamples)
    return np.asarray(drawn, dtype=np.float64)


def redrawn(tables: Floats, drawn: Floats | None) -> Floats | None:
    """The tables of each resample, of shape (resamples, targets, 2, 2); None where no interval is given.

    Args:
        tables: of each document and target, of shape (documents, targets, 2, 2).
        drawn: see `draws`.
    """
    return None if drawn is None else np.tensordot(drawn, tables, axes=1)


def figures(
    measure: Measure, tables: Floats, resampled: Floats | None, *, reference: Side = Side.B
) -> Sequence[Figure]:
    """A figure of each target with its interval.

    Args:
        measure: any but `ALPHA_U`.
        tables: of each target, of shape (targets, 2, 2).
        resampled: see `redrawn`.
        reference: the side that precision and recall hold to be right.
    """
    points = [contingency.figure(measure, table, reference=reference) for table in tables]
    if resampled is None:
        return points
    return bounded(points, contingency.values(measure, resampled, reference=reference))


def bounded(points: Sequence[Figure], resampled: Floats) -> Sequence[Figure]:
    """The figures with their bounds, where these can be given.

    Args:
        points: the figures of all documents.
        resampled: those of each resample, NaN where undefined, of shape (resamples, figures).
    """
    ranked = np.sort(resampled, axis=0)
    defined = np.count_nonzero(~np.isnan(ranked), axis=0)
    low, high = (_quantile(ranked, defined, share) for share in (_TAIL, 1 - _TAIL))
    given = (defined >= (1 - _MOST_UNDEFINED) * len(ranked)) & (low < high)
    return [
        Figure(value=point.value, low=float(low[place]), high=float(high[place]))
        if point.value is not None and given[place]
        else point
        for place, point in enumerate(points)
    ]


def _quantile(ranked: Floats, defined: NDArray[np.intp], share: float) -> Floats:
    """A quantile of the defined figures, which come first, interpolated between neighbours."""
    last = np.maximum(defined - 1, 0)
    below = np.floor(share * last).astype(np.intp)
    above = np.minimum(below + 1, last)
    first, second = (np.take_along_axis(ranked, place[None], axis=0)[0] for place in (below, above))
    return np.asarray(first + (share * last - below) * (second - first))
