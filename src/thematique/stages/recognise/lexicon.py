"""The word lists of this room, read once a process."""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path

from thematique.french.dictionary import dictionary, dictionary_paths
from thematique.french.lexicon import read
from thematique.french.names import Word, capital, fold, key
from thematique.french.phrases import Phrases
from thematique.records import record
from thematique.shipped import shipped

_FOLDER = "data/lexicons"
_FIRST_NAMES = "prenoms"
_TOWNS_PEOPLE = "gentiles"
_PLACES = ("communes_belgique", "lieux_monde", _TOWNS_PEOPLE)
_VILLAGES = "communes_france"
_KEPT = ("institutions", "communs")
_BRANDS = "marques"
_PEOPLES = "peuples"
_PARTICLES = "particules"
_ROLES = "roles"
_COMMON = 2500


@record
class Lexicon:
    """What is known of words before reading a text; all sets hold keys, `ordinary` takes a word as written.

    Attributes:
        common_first_names: the most borne of `first_names`.
        villages: places so small and so many that one in lower case is more often another word.
        kept: what identifies no one, brands included.
        brands: those of `kept` that are family names after a title or a first name.
        peoples: nationalities and the like; they stay, but may be family names too.
        towns_people: the inhabitants of towns, which name the place in lower case too; they are among `places`.
    """

    first_names: frozenset[str]
    common_first_names: frozenset[str]
    ambiguous_first_names: frozenset[str]
    places: Phrases
    villages: Phrases
    ambiguous_places: frozenset[str]
    kept: Phrases
    brands: frozenset[str]
    peoples: frozenset[str]
    towns_people: frozenset[str]
    particles: frozenset[str]
    roles: frozenset[str]
    ordinary: Callable[[str], bool]

    def is_first_name(self, name: str) -> bool:
        """Is this key a first name, be it an ordinary word too?"""
        return name in self.first_names or name in self.ambiguous_first_names

    def is_place(self, name: str) -> bool:
        """Is this key a place, be it an ordinary word too?"""
        return name in self.places or name in self.villages or name in self.ambiguous_places

    def may_be_surname(self, word: Word) -> bool:
        """May this word, where a name is expected, be one though it is mostly a brand or a nationality?"""
        return capital(word.text) and not word.text.isupper() and word.folded in self.brands | self.peoples


def paths() -> Sequence[Path]:
    """The files on which this room depends."""
    names = (_FIRST_NAMES, *_PLACES, _VILLAGES, *_KEPT, _BRANDS, _PEOPLES, _PARTICLES, _ROLES)
    return [*(_path(name) for name in names), *dictionary_paths()]


@functools.cache
def lexicon() -> Lexicon:
    """The lists, ready to be searched."""
    first = read(_path(_FIRST_NAMES))
    places = [read(_path(name)) for name in _PLACES]
    return Lexicon(
        first_names=frozenset(map(key, first.sure)) - frozenset(map(key, first.ambiguous)),
        common_first_names=frozenset(map(key, first.sure[:_COMMON])),
        ambiguous_first_names=frozenset(map(key, first.ambiguous)),
        places=Phrases(key(entry) for entries in places for entry in entries.sure),
        villages=Phrases(key(entry) for entry in read(_path(_VILLAGES)).sure),
        ambiguous_places=frozenset(key(entry) for entries in places for entry in entries.ambiguous),
        kept=Phrases(key(entry) for name in (*_KEPT, _BRANDS) for entry in read(_path(name)).sure),
        brands=frozenset(key(entry) for entry in read(_path(_BRANDS)).sure),
        peoples=frozenset(key(entry) for entry in read(_path(_PEOPLES)).sure),
        towns_people=frozenset(key(entry) for entry in read(_path(_TOWNS_PEOPLE)).sure),
        particles=frozenset(fold(entry) for entry in read(_path(_PARTICLES)).sure),
        roles=frozenset(key(entry) for entry in read(_path(_ROLES)).sure),
        ordinary=dictionary(),
    )


def _path(name: str) -> Path:
    return shipped(f"{_FOLDER}/{name}.txt")
