"""The units of a comparison as numbers: equal ones counted together, document by document."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

import numpy as np

from thematique.agreement.contingency import Floats, ratio
from thematique.agreement.results import Level
from thematique.agreement.sets import between, crosswise, membership
from thematique.agreement.units import Codes, at_level


class Tally:
    """How often each pair of sets of codes occurs in each document.

    Args:
        units: document, codes of the first coder, codes of the second, and what the unit counts for.
    """

    def __init__(self, units: Iterable[tuple[str, Codes, Codes, int]]) -> None:
        counted: Counter[tuple[str, Codes, Codes]] = Counter()
        for document, a, b, weight in units:
            counted[document, a, b] += weight
        self._counted = counted
        self.documents: Sequence[str] = sorted({document for document, _, _ in counted})
        self._sets = sorted({codes for _, a, b in counted for codes in (a, b)}, key=sorted)
        places = {codes: place for place, codes in enumerate(self._sets)}
        rows = {document: row for row, document in enumerate(self.documents)}
        cells = np.array([(rows[d], places[a], places[b]) for d, a, b in counted], dtype=np.intp).reshape(-1, 3)
        self._row, self._a, self._b = cells.T
        self._weight: Floats = np.array(list(counted.values()), dtype=np.float64)

    def tables(self, targets: Sequence[Collection[str]]) -> Floats:
        """For each document and target the table of who gave any of the target's codes.

        Of shape (documents, targets, 2, 2), as `contingency` has them.
        """
        held = np.array([[not codes.isdisjoint(target) for target in targets] for codes in self._sets], dtype=bool)
        held = held.reshape(len(self._sets), len(targets))
        a, b = held[self._a], held[self._b]
        cells = [self._by_document((one & other) * self._weight[:, None]) for one in (a, ~a) for other in (b, ~b)]
        return np.stack(cells, axis=-1).reshape(len(self.documents), len(targets), 2, 2)

    def of_themes(self) -> "Tally":
        """The same units with the themes of their codes."""
        themes = {codes: at_level(codes, Level.THEME) for codes in self._sets}
        return Tally((document, themes[a], themes[b], weight) for (document, a, b), weight in self._counted.items())

    def identical(self) -> float:
        """On how many units both gave the same codes."""
        return float(self._weight[self._a == self._b].sum())

    def total(self) -> float:
        """How many units there are."""
        return float(self._weight.sum())

    def alpha_of_sets(self, samples: Floats) -> Floats:
        """Alpha of the sets by their MASI distance; NaN where undefined.

        Args:
            samples: how often each document is in each sample, of shape (samples, documents).
        """
        apart, crossed = self._apart
        answers = 2 * (samples @ self._by_document(self._weight[:, None])[:, 0])
        expected = ((samples @ crossed) * samples).sum(-1)
        return np.asarray(1 - ratio(2 * (answers - 1) * (samples @ apart), expected))

    def codes(self) -> Codes:
        """All codes that either coder gave."""
        return frozenset().union(*self._sets)

    @cached_property
    def _apart(self) -> tuple[Floats, Floats]:
        """The distances of the two coders' sets, summed by document, and those of all sets, by pair of documents."""
        held = membership(self._sets)
        times = np.zeros((len(self.documents), len(self._sets)))
        for side in (self._a, self._b):
            np.add.at(times, (self._row, side), self._weight)
        pairs = between(held[self._a], held[self._b]) * self._weight
        return self._by_document(pairs[:, None])[:, 0], crosswise(times, held)

    def _by_document(self, values: Floats) -> Floats:
        sums = np.zeros((len(self.documents), values.shape[1]))
        np.add.at(sums, self._row, values)
        return sums
