"""A place said less precisely: « Huy » becomes « commune de la province de Liège », « rue du Pont, 3 » « rue »."""

import functools
import re
from collections.abc import Mapping

from thematique.french.lexicon import read
from thematique.french.names import fold, key
from thematique.shipped import shipped
from thematique.stages.anonymise.patterns import POSTCODES, PROVINCES, QUARTERS, STREETS

_BELGIAN = "data/lexicons/communes_belgique.txt"
_FRENCH = "data/lexicons/communes_france.txt"
_PROVINCES = "data/lexicons/provinces_belgique.txt"
LISTS = (_BELGIAN, _FRENCH, _PROVINCES)

_POSTCODE = re.compile(r"(?<!\d)(?:B-?)?([1-9]\d{3})(?=[ \u00a0]+[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def vague(text: str, level: str) -> str | None:
    """The place at this level (province, pays, type), without brackets; None where it is not known."""
    kind = _type(text)
    if level == "type" or kind is None:
        return kind if level == "type" else None
    province = _province(text)
    if level == "province":
        return f"{kind} {PROVINCES[province]}" if province else None
    if province or key(text) in _names(_BELGIAN):
        return f"{kind} de Belgique" if key(text) not in _names(_FRENCH) or province else None
    return f"{kind} de France" if key(text) in _names(_FRENCH) else None


def _type(text: str) -> str | None:
    """What sort of place this is."""
    words = [fold(word) for word in _WORD.findall(text)]
    if any(word in STREETS for word in words[:2]):
        return "rue"
    if words and words[0] in QUARTERS:
        return "quartier"
    return "commune" if key(text) in _names(_BELGIAN) or key(text) in _names(_FRENCH) or _province(text) else None


def _province(text: str) -> str | None:
    """The Belgian province of a commune, or of an address that ends with one or holds its postcode."""
    match = _POSTCODE.search(text)
    if match:
        return next(province for last, province in POSTCODES if int(match.group(1)) <= last)
    parts = key(text).split()
    street = any(word in STREETS for word in parts[:2])
    starts = range(2, len(parts)) if street else range(1)
    names = (" ".join(parts[start:]) for start in starts)
    return next((_provinces()[name] for name in names if name in _provinces()), None)


@functools.cache
def _names(path: str) -> frozenset[str]:
    """The keys of the names of a list."""
    names = read(shipped(path))
    return frozenset(map(key, (*names.sure, *names.ambiguous)))


@functools.cache
def _provinces() -> Mapping[str, str]:
    """The province of each Belgian locality whose name is that of none elsewhere."""
    lines = (line.partition(":") for line in read(shipped(_PROVINCES)).sure)
    return {key(name): province for province, _, names in lines for name in names.split(",")}
