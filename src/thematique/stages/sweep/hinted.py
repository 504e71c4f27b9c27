"""What the hints of the recogniser say of each word."""

import math
from collections.abc import Iterable, Mapping

from thematique.corrections import LEAST_SHARE, Hint
from thematique.records import Where
from thematique.stages.sweep.ranking import Place

_MOST = 5.0


def hinted(hints: Iterable[Hint]) -> Mapping[Place, Mapping[int, float]]:
    """For each text, how much each word that begins at a position is taken for a name, in [0, 5].

    That is the logarithm of its odds, counted from those of the least share that makes a hint.
    """
    found: dict[Place, dict[int, float]] = {}
    for one in hints:
        place = Place(one.document, one.turn, Where.TEXT, "")
        found.setdefault(place, {})[one.start] = max(0.0, min(_MOST, _log_odds(one.share) - _log_odds(LEAST_SHARE)))
    return found


def _log_odds(share: float) -> float:
    return math.log(share / (1 - share)) if share < 1 else math.inf
