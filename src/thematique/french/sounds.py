"""How names sound and how near their spellings are: what a transcriber who never saw a name written may confuse.

`sound` follows French reading, with what French ears make of Flemish, Arabic, Turkish and Polish names: « Thonnard »
and « Tonnart », « Van den Bossche » and « vanden boche », « Ilunga » and « Ilounga » sound alike.
"""

import functools
import re
from collections.abc import Iterator

from thematique.french.names import fold

_NOT_LETTERS = re.compile(r"[^a-z]")
_V = "aeiouy"
_RULES = [
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"ph", "f"),
        (r"s*sch|tsch|tch|cz|ch|sh", "S"),
        (r"sz", "s"),
        (r"gn", "N"),
        (r"gu(?=[ei])|gg?h?(?=[^eiy]|$)", "G"),
        (r"dj|dg(?=[ei])|g(?=[eiy])", "J"),
        (rf"j(?=[^{_V}]|$)", "i"),
        (r"j", "J"),
        (r"ck|cq|kh|qu?|c(?=[^eiy]|$)|k", "K"),
        (r"c", "s"),
        (r"x(?=.)", "Ks"),
        (r"w", "v"),
        (r"h", ""),
        (r"eaul?[xdst]*$|aul?[xdst]*$|o[dst]+$", "O"),
        (r"eau|au", "O"),
        (r"o[uo]", "U"),
        (rf"u(?=[^{_V}]|$)", "U"),
        (r"ae", "a"),
        (rf"[ae]in(?=[^{_V}n]|$)|[iy][nm](?=[^{_V}nm]|$)", "1"),
        (rf"[ae]([nm])(?=[^{_V}nm]|$)", "2"),
        (rf"o([nm])(?=[^{_V}nm]|$)", "3"),
        (r"a[iy]|e[iy]", "E"),
        (r"y", "i"),
        (r"e[rz]$", "E"),
        (r"[dtpsxz]+$", ""),
        (r"(?<=.)e[sn]?t?$", ""),
        (r"z", "s"),
        (r"(.)\1+", r"\1"),
    )
]


@functools.lru_cache(maxsize=1 << 16)
def sound(name: str) -> str:
    """How a name sounds, whatever the spaces and hyphens in it; equal for two names that are heard alike."""
    heard = _NOT_LETTERS.sub("", fold(name))
    for pattern, replacement in _RULES:
        heard = pattern.sub(replacement, heard)
    return heard


def near(one: str, other: str) -> bool:
    """Does a single slip of the pen part these keys: a letter more, less, changed, or two letters swapped?"""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, left = one[start:], other[start:]
    return rest[1:] == left[1:] or rest[1:] == left or rest == left[1:] or _swapped(rest, left)


def _swapped(rest: str, left: str) -> bool:
    return rest[:2] == left[:2][::-1] and rest[2:] == left[2:]


def slips(key: str) -> Iterator[str]:
    """What is left of a key by a slip, and itself: two keys that are `near` share one of these."""
    yield key
    for place in range(len(key)):
        yield key[:place] + key[place + 1 :]
