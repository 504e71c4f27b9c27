"""From suspect words to doubts in the order in which they should be read."""

import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from thematique.corrections import Doubt
from thematique.records import Where
from thematique.stages.sweep.signs import Sign
from thematique.stages.sweep.suspects import Suspect

_LIKELY = 0.3
_HINTED = 1.0
_OFTEN = 0.4
_LEAST = -0.5
_MOST_PHRASES = 3


class Place(NamedTuple):
    """Where a text stands; for a variable, `key` is its name."""

    document: str
    turn: int
    where: Where
    key: str


class Found(NamedTuple):
    """A suspect, where it stands, with its words as they are written there."""

    place: Place
    suspect: Suspect
    text: str


def ranked(found: Iterable[Found]) -> list[Doubt]:
    """A doubt for each form in each document, by the rank that the form has in the study."""
    forms: dict[str, list[Found]] = {}
    for one in found:
        forms.setdefault(one.suspect.form, []).append(one)
    weights = {form: _weight(there) for form, there in forms.items()}
    order = sorted((form for form in forms if weights[form] >= _LEAST), key=lambda form: (-weights[form], form))
    return [doubt for rank, form in enumerate(order, start=1) for doubt in _doubts(forms[form], rank)]


def weight(suspect: Suspect) -> float:
    """What the signs of a suspect weigh, what stands around it, and what the recogniser makes of it."""
    return sum(sign.weight for sign in suspect.signs) + _LIKELY * suspect.likely + _HINTED * suspect.hinted


def _weight(there: Sequence[Found]) -> float:
    """The weight of a form: that of its most suspect occurrence, less what an ordinary word loses by being frequent."""
    best = max(weight(one.suspect) for one in there)
    rare = any(Sign.UNKNOWN in one.suspect.signs for one in there)
    return best if rare else best - _OFTEN * math.log(len(there))


def _doubts(there: Sequence[Found], rank: int) -> Iterable[Doubt]:
    """One doubt in each document in which a form stands, at its most suspect place."""
    for document, mine in groupby(sorted(there, key=_order), key=lambda one: one.place.document):
        occurrences = list(mine)
        best = max(occurrences, key=lambda one: weight(one.suspect))
        yield Doubt(
            document=document,
            turn=best.place.turn,
            where=best.place.where,
            start=best.suspect.start,
            end=best.suspect.end,
            text=best.text,
            why=_why(best.suspect, len(occurrences)),
            rank=rank,
            key=best.place.key,
        )


def _order(one: Found) -> tuple[str, int, str, str, int]:
    place = one.place
    return place.document, place.turn, place.where, place.key, one.suspect.start


def _why(suspect: Suspect, count: int) -> str:
    """What drew attention, the weightiest sign first."""
    signs = sorted((sign for sign in suspect.signs if sign.phrase), key=lambda sign: (-sign.weight, sign.name))
    times = [f"{count} fois"] if count > 1 else []
    return ", ".join([*(sign.phrase for sign in signs[:_MOST_PHRASES]), *times])
