"""How many figures a number has, written or said: « quatre-vingt-deux » two, « six cent douze » three."""

from collections.abc import Sequence
from itertools import pairwise

from thematique.french.lexicon import among

UNITS = {"zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8}
UNITS |= {"neuf": 9}
_TEENS = {"dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16}
_TENS = among("vingt vingts trente quarante cinquante soixante septante huitante octante nonante")
_LARGE = among("cent cents mille million millions")
_ROOM = {"mille": 3, "million": 6, "millions": 6}


def written(text: str) -> int:
    """How many figures are written in a text."""
    return sum(map(str.isdigit, text))


def counts(word: str) -> bool:
    """Is this folded word a number, in figures or in letters?"""
    return word[0].isdigit() or word in UNITS or word in _TEENS or word in _TENS or word in _LARGE


def figures(numbers: Sequence[str]) -> int:
    """About how many figures the folded words of a number have."""
    count, room = 0, 0
    for word in numbers:
        if word.isdigit():
            count, room = count + len(word), 0
        elif word in _LARGE:
            wanted = _ROOM.get(word, 2)
            count, room = count + wanted + (0 if room == -1 else 1), wanted
        elif word in _TENS:
            scored = word.startswith("vingt") and room == -1
            count, room = count + (1 if scored else 0 if room > 1 else 2), 1
        elif word in _TEENS:
            count, room = count + (0 if room > 0 else 2), (1 if word == "dix" else 0)
        else:
            count, room = count + (0 if room > 0 and word != "zero" else 1), (-1 if room <= 0 else 0)
    return count


def one_by_one(numbers: Sequence[str]) -> bool:
    """Is someone counting, « un, deux, trois, quatre »?"""
    values = [UNITS.get(word, _TEENS.get(word, -9)) for word in numbers]
    steps = sum(1 for before, after in pairwise(values) if after == before + 1)
    return steps * 2 > len(values)
