"""The word lists of this room, read once a process."""

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from thematique.french.dictionary import dictionary, dictionary_paths
from thematique.french.diminutives import diminutives, diminutives_path
from thematique.french.lexicon import read
from thematique.french.names import Word, capital, fold, key
from thematique.french.phrases import Phrases
from thematique.records import record
from thematique.shipped import shipped
from thematique.stages.recognise.patterns import FEASTS

_FOLDER = "data/lexicons"
_FIRST_NAMES = ("prenoms", "prenoms_monde", "surnoms")
_SURNAMES = "noms_famille"
_TOWNS_PEOPLE = "gentiles"
_BELGIUM = ("communes_belgique", "quartiers")
_PLACES = (*_BELGIUM, "lieux_monde", _TOWNS_PEOPLE)
_VILLAGES = "communes_france"
_WORDS_TOO = "communes_mots"
_KEPT = ("institutions", "communs")
_BRANDS = "marques"
_PEOPLES = "peuples"
_FOREIGN = "mots_etrangers"
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
        acronyms: names of institutions that are first names too, but in capitals: « TOM », « Tom ».
        brands: those of `kept` that are family names after a title or a first name.
        peoples: nationalities and the like; they stay, but may be family names too.
        surnames: family names of one or several words that are no ordinary words.
        ambiguous_surnames: those that are, « petit ».
        near: the places of Belgium and their quarters, and the towns of France that are ordinary words too.
        short_forms: for a first name, those by which people call who bears it: « dieudonné », « dieu ».
        towns_people: the inhabitants of towns, which name the place in lower case too; they are among `places`.
    """

    first_names: frozenset[str]
    common_first_names: frozenset[str]
    ambiguous_first_names: frozenset[str]
    surnames: Phrases
    ambiguous_surnames: frozenset[str]
    places: Phrases
    near: Phrases
    villages: Phrases
    ambiguous_places: frozenset[str]
    kept: Phrases
    acronyms: frozenset[str]
    brands: frozenset[str]
    peoples: frozenset[str]
    towns_people: frozenset[str]
    foreign: frozenset[str]
    particles: frozenset[str]
    roles: frozenset[str]
    short_forms: Mapping[str, frozenset[str]]
    ordinary: Callable[[str], bool]

    def is_first_name(self, name: str) -> bool:
        """Is this key a first name, be it an ordinary word too?"""
        return name in self.first_names or name in self.ambiguous_first_names

    def is_place(self, name: str) -> bool:
        """Is this key a place, be it an ordinary word too?"""
        return name in self.places or name in self.villages or name in self.ambiguous_places

    def is_surname(self, name: str) -> bool:
        """Is this key a family name, be it an ordinary word too?"""
        return name in self.surnames or name in self.ambiguous_surnames

    def is_no_name(self, name: str) -> bool:
        """Is this key an institution, a brand, a particle of speech, a people or a role, which identifies no one?"""
        return name in self.kept or name in self.particles or name in self.peoples or name in self.roles

    def may_be_surname(self, word: Word) -> bool:
        """May this word, where a name is expected, be one though it is mostly a brand or a nationality?"""
        if word.folded in FEASTS:
            return True
        if not capital(word.text) or word.text.isupper():
            return False
        return word.folded in self.brands or word.folded in self.peoples or self.is_surname(word.folded)


def paths() -> Sequence[Path]:
    """The files on which this room depends."""
    persons = (*_FIRST_NAMES, _SURNAMES, _ROLES, _PEOPLES)
    others = (*_PLACES, _VILLAGES, _WORDS_TOO, *_KEPT, _BRANDS, _FOREIGN, _PARTICLES)
    return [*map(_path, (*persons, *others)), diminutives_path(), *dictionary_paths()]


@functools.cache
def lexicon() -> Lexicon:
    """The lists, ready to be searched."""
    first = [read(_path(name)) for name in _FIRST_NAMES]
    ambiguous = frozenset(key(entry) for entries in first for entry in entries.ambiguous)
    first_names = frozenset(key(entry) for entries in first for entry in entries.sure) - ambiguous
    kept = frozenset(key(entry) for name in (*_KEPT, _BRANDS) for entry in read(_path(name)).sure)
    ordinary = dictionary()
    acronyms = frozenset(name for name in kept & first_names if " " not in name and not ordinary(name))
    surnames = read(_path(_SURNAMES))
    near = [read(_path(name)) for name in (*_BELGIUM, _WORDS_TOO)]
    places = [read(_path(name)) for name in _PLACES]
    return Lexicon(
        first_names=first_names,
        common_first_names=frozenset(map(key, first[0].sure[:_COMMON])),
        ambiguous_first_names=ambiguous,
        surnames=Phrases(map(key, surnames.sure)),
        ambiguous_surnames=frozenset(map(key, surnames.ambiguous)),
        near=Phrases(key(entry) for entries in near for entry in (*entries.sure, *entries.ambiguous)),
        places=Phrases(key(entry) for entries in places for entry in entries.sure),
        villages=Phrases(key(entry) for entry in read(_path(_VILLAGES)).sure),
        ambiguous_places=frozenset(key(entry) for entries in places for entry in entries.ambiguous),
        kept=Phrases(kept - acronyms),
        acronyms=acronyms,
        brands=frozenset(key(entry) for entry in read(_path(_BRANDS)).sure),
        peoples=frozenset(key(entry) for entry in read(_path(_PEOPLES)).sure),
        towns_people=frozenset(key(entry) for entry in read(_path(_TOWNS_PEOPLE)).sure),
        foreign=frozenset(key(entry) for entry in read(_path(_FOREIGN)).sure),
        particles=frozenset(fold(entry) for entry in read(_path(_PARTICLES)).sure),
        roles=frozenset(key(entry) for entry in read(_path(_ROLES)).sure),
        short_forms=_short_forms(),
        ordinary=ordinary,
    )


def _short_forms() -> dict[str, frozenset[str]]:
    """The diminutives of each first name."""
    found: dict[str, set[str]] = {}
    for short, wholes in diminutives().items():
        for name in wholes:
            found.setdefault(name, set()).add(short)
    return {name: frozenset(short) for name, short in found.items()}


def _path(name: str) -> Path:
    return shipped(f"{_FOLDER}/{name}.txt")
