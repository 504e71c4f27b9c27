"""Invented names that may stand for the codes of persons: plausible, kept for ever, and said by nobody in the study.

Each person has a first name of her gender, if it is known, of roughly the origin of her own; who shares a family name
shares the invented one. No part of an invented name is a name found nor a word said in the study. When a new file says
one, the person who bore it is called otherwise everywhere from then on: nobody must be taken for somebody else.
"""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from thematique.french.lexicon import read
from thematique.french.names import ADDRESSES, Gender, full, key, split
from thematique.records import Kind, Pseudonym, record
from thematique.shipped import shipped
from thematique.stages.pseudonyms.evidence import Evidence
from thematique.stages.pseudonyms.lexicons import GIVEN, SURNAMES, first_names, gender_of
from thematique.stages.pseudonyms.numbering import draw

_FRENCH = "fr"
# how often a name of her origin is tried, then one of any origin, before two are joined together
_OWN = 16
_ANY = 40
_ORIGINS = (
    ("maghreb", re.compile(r"^(?:el|al|ben|bel|bou|ait|abd\w*)\b|^(?:ben|bou|el)[a-z]{4}|(?:oui|aoui|ouni)$")),
    ("turkish", re.compile(r"oglu$|turk$|soy$|(?:ya|da|de)mir|yild|\boz")),
    ("vietnamese", re.compile(r"^(?:nguyen|tran|pham|le thi|huynh|hoang|dang|bui|vo|ngo|duong)\b")),
    ("polish", re.compile(r"(?:sk[ia]|czyk|wicz|czak|nowak)$")),
    ("flemish", re.compile(r"^(?:van|vande[nr]?|ver|de[nr]?)\b|^(?:van|ver)[a-z]{4}|(?:ens|aert|aers|ckx|inck|eeck)$")),
    (
        "subsaharan",
        re.compile(r"^(?:n[dgkst]|m[bp]|ts?h?i[bm])|(?:anga|unga|ala|ombe|endi|ndo)$|^(?:diallo|barry|sow|ba)$"),
    ),
)


@record
class _Person:
    """What an invented name must agree with; `surname` is the key of the real one."""

    gender: Gender | None
    origin: str
    surname: str


@record
class _Choice:
    """A first name or a family name to choose from."""

    name: str
    origin: str
    gender: str = ""


def invented(
    pseudonyms: Sequence[Pseudonym],
    before: Mapping[str, Pseudonym],
    said: frozenset[str],
    seen: Evidence,
    secret: bytes,
) -> list[Pseudonym]:
    """The pseudonyms with an invented name for each person; those that had one keep it.

    Args:
        pseudonyms: those of the study.
        before: those of the run before, by code.
        said: all the words of the study, folded.
        seen: what the findings say.
        secret: what the names are drawn with.
    """
    taken = said | {word for name in seen.said for word in (name, *name.split())}
    people = {p.pseudonym: p for p in pseudonyms if p.kind is Kind.PER and not p.documents}
    people = {p.pseudonym: p for p in pseudonyms if p.kind is Kind.PER and (p.forms or p.former)} | people
    names = {code: before[code].invented for code in people if code in before}
    names = {code: name for code, name in names.items() if name and not {*map(key, name.split())} & taken}
    family = {_person(people[code], seen).surname: name.partition(" ")[2] for code, name in names.items()}
    family.pop("", None)
    used = {part for name in names.values() for part in name.split(" ", 1)}
    for code, person in people.items():
        known = person.forms or person.former
        if code not in names and known:
            who = _person(person, seen)
            lot = draw(secret, "name", *known[:1], *person.documents)
            first = _drawn(GIVEN, who, lot, used, taken)
            last = family.get(who.surname) or _drawn(SURNAMES, who, lot, used, taken)
            names[code] = f"{first} {last}"
            if who.surname:
                family[who.surname] = last
    return [replace(p, invented=names.get(p.pseudonym, "")) for p in pseudonyms]


def _drawn(path: str, who: _Person, lot: bytes, used: set[str], taken: frozenset[str]) -> str:
    """Draw a name that nobody bears nor says: of her origin, or else of any, or else two names joined together."""
    suiting = _suiting(path, who.gender)
    own = suiting.get(who.origin) or suiting[""]
    turn = 0
    while True:
        lots = [int.from_bytes(draw(lot, path, str(turn), half)) for half in "ab"]
        pool = own if turn < _OWN else suiting[""]
        chosen = [pool[one % len(pool)] for one in lots[: 1 if turn < _ANY else 2]]
        name = "-".join(chosen)
        if name not in used and len({*chosen}) == len(chosen) and not {*map(key, chosen)} & taken:
            used.add(name)
            return name
        turn += 1


def _person(pseudonym: Pseudonym, seen: Evidence) -> _Person:
    """What the names of somebody tell of a name that may stand for hers."""
    forms = pseudonym.forms or pseudonym.former
    whole = next((name for name in forms if full(name) and name.partition(" ")[0] not in ADDRESSES), "")
    parts = split(whole, is_first_name=first_names().__contains__) if whole and whole not in first_names() else None
    alone = forms[0] if forms[0] in first_names() else ""
    given, surname = (parts.given, parts.surname) if parts else (alone, "" if alone else forms[0].split()[-1])
    told = {gender for name in forms for gender in seen.titled.get(name, ())}
    gender = gender_of(given) if given else None
    return _Person(
        gender=gender or (next(iter(told)) if len(told) == 1 else None),
        origin=_origin(given, surname),
        surname=surname,
    )


def _origin(given: str, surname: str) -> str:
    """Where names come from, roughly."""
    told = next((origin for origin, pattern in _ORIGINS if surname and pattern.search(surname)), "")
    return told or _origins().get(given, _FRENCH)


@functools.cache
def _origins() -> Mapping[str, str]:
    return {key(choice.name): choice.origin for choice in _choices(GIVEN)}


@functools.cache
def _choices(path: str) -> Sequence[_Choice]:
    found = []
    for line in read(shipped(path)).sure:
        name, *told = line.split()
        found.append(_Choice(name=name, origin=told[-1], gender=told[0] if len(told) > 1 else ""))
    return found


@functools.cache
def _suiting(path: str, gender: Gender | None) -> Mapping[str, Sequence[str]]:
    """The names of a list that suit a gender, by origin; all of them under no origin."""
    found: dict[str, list[str]] = {}
    for one in _choices(path):
        if not gender or one.gender in ("", gender):
            found.setdefault(one.origin, []).append(one.name)
            found.setdefault("", []).append(one.name)
    return found
