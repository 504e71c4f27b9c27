"""An age said less precisely: « quatorze ans » becomes « 10-14 ans »."""

import re

from thematique.french.counting import number
from thematique.french.names import fold
from thematique.stages.anonymise.patterns import MONTHS_IN_YEAR, MONTHS_OLD, WEEKS

_WORD = re.compile(r"[^\W_]+")
_BAND = 5
_INFANT = 3
_OLD = 90
_OLDEST = 130
_DAYS = 365
_IN_YEAR = {"mois": MONTHS_IN_YEAR, "semaine": WEEKS, "semaines": WEEKS, "jour": _DAYS, "jours": _DAYS}


def band(text: str) -> str | None:
    """The band of five years of an age, without brackets; None where the text tells none."""
    words = _WORD.findall(fold(text))
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            said = number(words[first:last])
            if said is not None:
                return _band(said // _IN_YEAR.get(_unit(words[last:]), 1))
    return None


def _unit(after: list[str]) -> str:
    """In what an age is counted, if not in years."""
    return after[0] if after and after[0] in MONTHS_OLD else ""


def _band(years: int) -> str | None:
    if years > _OLDEST:
        return None
    if years < _INFANT:
        return f"moins de {_INFANT} ans"
    if years >= _OLD:
        return f"{_OLD} ans et plus"
    low = years // _BAND * _BAND
    return f"{max(low, _INFANT)}-{low + _BAND - 1} ans"
