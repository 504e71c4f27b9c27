"""What the findings say of persons beside their names: who was seen often or under a title, and of which gender."""

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from thematique.french.dictionary import dictionary, dictionary_paths
from thematique.french.lexicon import read
from thematique.french.names import TITLED, Gender, form, key
from thematique.records import Finding, Kind, Where, record
from thematique.shipped import shipped

_FIRST_NAMES = "data/lexicons/prenoms.txt"
_GENDERS = "data/lexicons/prenoms_genre.txt"
_OFTEN = 2


@record
class Evidence:
    """What is known of the names of persons, by key.

    Attributes:
        firm: names that are surely one, by a label, a title or repetition.
        titled: for each name that followed a title, the genders that the titles told.
    """

    firm: frozenset[str]
    titled: Mapping[str, Sequence[Gender]]


def evidence(findings: Iterable[Finding]) -> Evidence:
    """What the findings say of the names of persons."""
    genders = {source: gender for gender, source in TITLED.items()}
    counts: Counter[str] = Counter()
    firm: set[str] = set()
    titled: dict[str, set[Gender]] = {}
    for finding in findings:
        if finding.kind is not Kind.PER:
            continue
        name = form(Kind.PER, finding.text)
        counts[name] += 1
        if finding.where is not Where.TEXT or finding.source.startswith("title"):
            firm.add(name)
        if finding.source in genders:
            titled.setdefault(name, set()).add(genders[finding.source])
    firm |= {name for name, count in counts.items() if count >= _OFTEN}
    return Evidence(firm=frozenset(firm), titled={name: sorted(found) for name, found in titled.items()})


def paths() -> Sequence[Path]:
    """The files on which this room depends."""
    return [shipped(_FIRST_NAMES), shipped(_GENDERS), *dictionary_paths()]


def is_ordinary(part: str) -> bool:
    """Is this key, or one of its spellings, an ordinary word?"""
    return part in _ordinary() or dictionary()(part)


@functools.cache
def first_names() -> frozenset[str]:
    """The keys of the known first names."""
    names = read(shipped(_FIRST_NAMES))
    return frozenset(map(key, (*names.sure, *names.ambiguous)))


def gender_of(given: str) -> Gender | None:
    """The gender of a first name, given as a key, if it has one."""
    return _genders().get(given) or _genders().get(given.partition(" ")[0])


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
