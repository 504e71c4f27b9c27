"""The word lists of this room, read once a process."""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path

from thematique.french.dictionary import dictionary, dictionary_paths
from thematique.french.lexicon import read
from thematique.french.names import fold, key
from thematique.records import record
from thematique.shipped import shipped
from thematique.stages.sweep.patterns import TITLES

_NAMES = ("prenoms", "noms")
_PLACES = ("communes_belgique", "communes_france", "lieux_monde", "gentiles")
_SAFE = ("institutions", "communs", "marques", "peuples", "mots_etrangers", "particules", "roles")
_EMPTY = "mots_vides"
_COMMON = "mots"


@record
class Lexicon:
    """What is known of words before reading a text; all sets hold folded words, `ordinary` takes a word as written.

    Attributes:
        names: first names and family names, ordinary words included.
        places: words that are the whole name of a place.
        safe: what identifies no one: institutions, brands, nationalities, exclamations.
        empty: grammatical words.
        common: words that were met in the texts from which the dictionary was made.
    """

    names: frozenset[str]
    places: frozenset[str]
    safe: frozenset[str]
    empty: frozenset[str]
    common: frozenset[str]
    ordinary: Callable[[str], bool]


def paths() -> Sequence[Path]:
    """The files on which this room depends."""
    return [*map(_path, (*_NAMES, *_PLACES, *_SAFE, _EMPTY)), *dictionary_paths()]


@functools.cache
def lexicon() -> Lexicon:
    """The lists, ready to be searched."""
    return Lexicon(
        names=_words(_NAMES),
        places=_words(_PLACES),
        safe=_words(_SAFE) | TITLES,
        empty=frozenset(map(fold, read(_path(_EMPTY)).sure)),
        common=frozenset(map(fold, read(_path(_COMMON)).sure)),
        ordinary=dictionary(),
    )


def _words(lists: Sequence[str]) -> frozenset[str]:
    """The entries of one word."""
    found = (
        key(entry) for name in lists for entries in [read(_path(name))] for entry in (*entries.sure, *entries.ambiguous)
    )
    return frozenset(entry for entry in found if " " not in entry)


def _path(name: str) -> Path:
    return shipped(f"data/lexicons/{name}.txt")
