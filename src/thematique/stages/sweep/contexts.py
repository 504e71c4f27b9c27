"""Whether a word stands where names stand: learnt, for each study, from what was masked in it."""

import math
from collections import Counter
from collections.abc import Iterable

from thematique.records import NAMED
from thematique.stages.sweep.reading import Heard, Text

_DOUBT = 30
_MOST = 3.0


class Contexts:
    """What stands beside the names that are masked in these texts, and beside words of any kind."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._sides = (_Side(), _Side())
        for text in texts:
            for heard in text.heard:
                self._sides[0].words[heard.before] += 1
                self._sides[1].words[heard.after] += 1
            for around in text.masked:
                if around.kind in NAMED:
                    self._sides[0].names[around.before] += 1
                    self._sides[1].names[around.after] += 1
        for side in self._sides:
            side.close()

    def likely(self, heard: Heard) -> float:
        """The logarithm of how much more often names than words stand between these neighbours, in [-6, 6]."""
        return self._sides[0].likely(heard.before) + self._sides[1].likely(heard.after)


class _Side:
    """The neighbours on one side."""

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.names: Counter[str] = Counter()
        self._n_names = self._n_words = 0

    def close(self) -> None:
        self._n_names, self._n_words = self.names.total(), self.words.total()

    def likely(self, neighbour: str) -> float:
        """What was rarely seen counts little: the usual share of a neighbour stands for the names not yet seen."""
        usual = (self.words[neighbour] + 1) / (self._n_words + len(self.words) + 1)
        share = (self.names[neighbour] + _DOUBT * usual) / (self._n_names + _DOUBT)
        return max(-_MOST, min(_MOST, math.log(share / usual)))
