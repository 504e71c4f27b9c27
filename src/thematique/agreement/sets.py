"""Alpha of sets of codes: a passage may carry several, one or none.

The distance of two sets is 0 when they are equal, two empty ones included, and 1 when they share no code, an empty and
a filled one included. Else, with J the shared codes over all codes of both: 1 - J for Jaccard; for MASI, 1 - 2/3 J when
one set holds the other, and 1 - 1/3 J when each has codes of its own.

Source: Passonneau 2006, "Measuring agreement on set-valued items". Other programs measure otherwise, so that their
figures cannot be set beside these: some divide by zero on two empty sets, some take 0 for an empty and a filled one.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from thematique.agreement.coders import alpha_of
from thematique.agreement.contingency import Floats
from thematique.agreement.results import Figure

Codes = frozenset[str]
_BLOCK = 256


class Distance(StrEnum):
    """How the distance of two sets is measured."""

    JACCARD = "jaccard"
    MASI = "masi"


def alpha_of_sets(units: Sequence[Sequence[Codes | None]], *, distance: Distance = Distance.MASI) -> Figure:
    """Krippendorff's alpha of sets, any number of coders; None where a coder did not read the unit."""
    kinds = list(dict.fromkeys(codes for unit in units for codes in unit if codes is not None))
    places = {codes: place for place, codes in enumerate(kinds)}
    counts = np.zeros((len(units), len(kinds)))
    for row, unit in enumerate(units):
        for codes in unit:
            if codes is not None:
                counts[row, places[codes]] += 1
    held = membership(kinds)
    return alpha_of(counts, among(held, held, distance=distance))


def membership(sets: Sequence[Codes]) -> Floats:
    """1 where a set holds a code, else 0, of shape (sets, codes)."""
    codes = sorted(frozenset().union(*sets))
    return np.array([[float(code in one) for code in codes] for one in sets]).reshape(len(sets), len(codes))


def between(one: Floats, other: Floats, *, distance: Distance = Distance.MASI) -> Floats:
    """How far apart sets are, one by one, in [0, 1], from their memberships of shape (sets, codes)."""
    return _distance((one * other).sum(-1), one.sum(-1), other.sum(-1), distance)


def among(one: Floats, other: Floats, *, distance: Distance = Distance.MASI) -> Floats:
    """How far each set of the first is from each of the second, of shape (sets of the first, sets of the second)."""
    return _distance(one @ other.T, one.sum(-1)[:, None], other.sum(-1)[None, :], distance)


def crosswise(times: Floats, held: Floats) -> Floats:
    """The sum of the MASI distances of all pairs of sets, one of each document, of shape (documents, documents).

    Args:
        times: how often each document has each set, of shape (documents, sets).
        held: the memberships of the sets, of shape (sets, codes).
    """
    found = np.zeros((len(times), len(times)))
    for first in range(0, len(held), _BLOCK):
        block = slice(first, first + _BLOCK)
        found += times[:, block] @ (among(held[block], held) @ times.T)
    return found


def _distance(shared: Floats, size: Floats, of: Floats, distance: Distance) -> Floats:
    either = size + of - shared
    jaccard = np.divide(shared, either, out=np.ones(np.shape(either)), where=either > 0)
    if distance == Distance.JACCARD:
        return np.asarray(1 - jaccard)
    inside = shared == np.minimum(size, of)
    return np.asarray(1 - jaccard * np.where(shared == either, 1, np.where(inside, 2 / 3, 1 / 3)))
