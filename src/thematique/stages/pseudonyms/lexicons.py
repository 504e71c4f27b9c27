"""The word lists that tell what a name may be, by key."""

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

from thematique.french.dictionary import dictionary, dictionary_paths
from thematique.french.diminutives import diminutives, diminutives_path
from thematique.french.lexicon import read
from thematique.french.names import Gender, key
from thematique.shipped import shipped

_FIRST_NAMES = ("data/lexicons/prenoms.txt", "data/lexicons/prenoms_monde.txt")
_GENDERS = "data/lexicons/prenoms_genre.txt"
_KEPT = tuple(f"data/lexicons/{name}.txt" for name in ("communs", "institutions", "marques", "peuples"))
GIVEN = "data/lexicons/prenoms_inventes.txt"
SURNAMES = "data/lexicons/noms_inventes.txt"


def paths() -> Sequence[Path]:
    """The files on which this room depends."""
    lists = (*_FIRST_NAMES, _GENDERS, *_KEPT, GIVEN, SURNAMES)
    return [*map(shipped, lists), diminutives_path(), *dictionary_paths()]


def is_ordinary(part: str) -> bool:
    """Is this key, or one of its spellings, an ordinary word?"""
    return part in _ordinary() or dictionary()(part)


def is_kept(part: str) -> bool:
    """Is this the key of an institution, a brand, a people: something that identifies no one?"""
    return part in _kept()


@functools.cache
def first_names() -> frozenset[str]:
    """The keys of the known first names."""
    lists = [read(shipped(names)) for names in _FIRST_NAMES]
    return frozenset(key(name) for names in lists for name in (*names.sure, *names.ambiguous))


def gender_of(given: str) -> Gender | None:
    """The gender of a first name, given as a key, if it has one."""
    return _genders().get(given) or _genders().get(given.partition(" ")[0])


def whole_of(short: str) -> Sequence[str]:
    """The first names of which this key is a diminutive."""
    return diminutives().get(short, ())


@functools.cache
def _genders() -> Mapping[str, Gender]:
    """The gender of each first name, by key; none where two spellings differ."""
    found: dict[str, set[str]] = {}
    for entry in read(shipped(_GENDERS)).sure:
        name, _, gender = entry.rpartition(" ")
        found.setdefault(key(name), set()).add(gender)
    return {name: Gender(next(iter(told))) for name, told in found.items() if len(told) == 1}


@functools.cache
def _ordinary() -> frozenset[str]:
    """The keys of the ordinary words."""
    return frozenset(map(key, read(shipped("data/lexicons/mots.txt")).sure))


@functools.cache
def _kept() -> frozenset[str]:
    return frozenset(key(entry) for name in _KEPT for entry in read(shipped(name)).sure)
