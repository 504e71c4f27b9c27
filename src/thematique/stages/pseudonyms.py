"""Give every entity of the study a code, `[PERSONNE_3]`, and keep it for ever.

Reads: findings.
Writes: pseudonyms (private), from which it also learns the codes given before.
Method: forms that differ only by case, accents or hyphens are one entity over the whole study. A first name or a family
    name alone joins a full name that holds it only if no other full name of the study does: « Sophie » is an entity of
    its own where two Sophies are known. Two entities that already have codes are never merged. New codes are numbered
    in the order of the text, so that a number says nothing of the name.

The first form of a pseudonym is its identity; the others are found in the texts too. A pseudonym without form is a
code that was given to someone since erased: it is never given again.
"""

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from thematique.french.lexicon import read
from thematique.french.names import PARTICLES, Name, form, full, key, split
from thematique.records import Finding, Kind, Pseudonym, Where, record
from thematique.shipped import shipped
from thematique.stage import NoSettings, Scope, Stage

FIRST_NAMES = "data/lexicons/prenoms.txt"
ORDINARY = "data/lexicons/mots.txt"

CODES: Mapping[Kind, str] = {
    Kind.PER: "PERSONNE",
    Kind.LOC: "LIEU",
    Kind.ORG: "ORGANISATION",
    Kind.DATE: "DATE",
    Kind.AGE: "AGE",
    Kind.PHONE: "TELEPHONE",
    Kind.EMAIL: "EMAIL",
    Kind.ID: "IDENTIFIANT",
    Kind.URL: "URL",
}
_NAMED = (Kind.PER, Kind.LOC, Kind.ORG)
_PLACES_IN_TURN = {Where.VARIABLE: 0, Where.SPEAKER: 1, Where.TEXT: 2}


@record
class _Entity:
    """One entity before it has a code; `forms[0]` is its identity."""

    kind: Kind
    forms: tuple[str, ...]


def run(
    *, settings: NoSettings, findings: Sequence[Finding], pseudonyms: Sequence[Pseudonym]
) -> Mapping[str, Sequence[Pseudonym]]:
    """The pseudonyms of the study: those known, brought up to date, then the new ones."""
    del settings
    known = [pseudonym for pseudonym in pseudonyms if pseudonym.forms]
    identities = {(pseudonym.kind, pseudonym.forms[0]): None for pseudonym in known}
    kinds = _kinds(findings, known)
    seen = (*identities, *_in_order(findings))
    named = {(kinds.get(name, kind) if kind in _NAMED else kind, name): None for kind, name in seen if name}
    entities = [
        *_persons(
            [name for kind, name in named if kind is Kind.PER],
            frozenset(p.forms[0] for p in known if p.kind is Kind.PER),
            frozenset(name for kind, name in named if kind in (Kind.LOC, Kind.ORG)),
        ),
        *(_Entity(kind=kind, forms=(name,)) for kind, name in named if kind is not Kind.PER),
    ]
    order = {name: rank for rank, name in enumerate(named)}
    entities.sort(key=lambda entity: min(order.get((entity.kind, name), len(order)) for name in entity.forms))
    return {"pseudonyms": _coded(entities, pseudonyms)}


def _in_order(findings: Iterable[Finding]) -> Iterable[tuple[Kind, str]]:
    """Kind and form of the findings in the order of the text, documents sorted by name."""
    ordered = sorted(findings, key=lambda f: (f.document, f.turn, _PLACES_IN_TURN[f.where], f.key, f.start, f.end))
    return ((finding.kind, form(finding.kind, finding.text)) for finding in ordered)


def _kinds(findings: Iterable[Finding], known: Iterable[Pseudonym]) -> Mapping[str, Kind]:
    """The one kind of each name: the one it already has, or else that under which it was found most often."""
    counts: dict[str, Counter[Kind]] = {}
    for finding in findings:
        if finding.kind in _NAMED:
            counts.setdefault(form(finding.kind, finding.text), Counter())[finding.kind] += 1
    kinds = {name: max(_NAMED, key=lambda kind: count[kind]) for name, count in counts.items()}
    return kinds | {p.forms[0]: p.kind for p in known if p.kind in _NAMED}


def _persons(names: Sequence[str], known: frozenset[str], others: frozenset[str]) -> list[_Entity]:
    """The persons that these keys name.

    Args:
        names: the keys, in the order of the text.
        known: the identities that have a code; they stay apart.
        others: the keys of places and organisations; they are no part of a person's name.
    """
    first_names = _first_names()
    wholes = {
        name: split(name, is_first_name=first_names.__contains__)
        for name in names
        if full(name) and name not in first_names
    }
    holders: dict[Name, str] = {}
    forms: dict[str, list[str]] = {}
    for name, parts in wholes.items():
        turned = Name(parts.surname, parts.given)
        seen = turned if turned in holders else parts
        holder = name if name in known else holders.setdefault(seen, name)
        holders.setdefault(seen, holder)
        orders = (f"{parts.given} {parts.surname}", f"{parts.surname} {parts.given}")
        forms.setdefault(holder, [holder]).extend(order for order in (name, *orders) if order not in known)
    for part, owners in _owners(holders, first_names).items():
        if part in others:
            continue
        if len(owners) == 1 and _may_join(part, forms[owners[0]], known):
            forms[owners[0]].append(part)
        else:
            forms.setdefault(part, [part])
    taken = {name for some in forms.values() for name in some}
    forms.update({name: [name] for name in names if name not in taken})
    return [_Entity(kind=Kind.PER, forms=tuple(dict.fromkeys(some))) for some in forms.values()]


def _owners(holders: Mapping[Name, str], first_names: frozenset[str]) -> Mapping[str, Sequence[str]]:
    """The full names that hold each first name and each family name; no particles, initials, nor words of every day.

    An ordinary word counts only beside a known first name: « Mairie d'Ivry », should it be taken for a person, must not
    make « mairie » one.
    """
    ordinary = _ordinary()
    owners: dict[str, list[str]] = {}
    for parts, holder in holders.items():
        certain = parts.given in first_names
        for part in parts:
            if len(part) > 1 and part not in PARTICLES and (certain or part not in ordinary):
                owners.setdefault(part, []).append(holder)
    return owners


def _may_join(part: str, forms: Sequence[str], known: frozenset[str]) -> bool:
    """May a first or family name join the person of these forms? Not if both have a code."""
    return part not in known or not any(name in known for name in forms)


def _coded(entities: Iterable[_Entity], before: Sequence[Pseudonym]) -> list[Pseudonym]:
    """The entities with their codes: the one they had, or the next number of their kind."""
    last = {kind: max((_number(p) for p in before if p.kind is kind), default=0) for kind in CODES}
    given = {(p.kind, p.forms[0]): p for p in before if p.forms}
    coded = {p.pseudonym: p for p in before if not p.forms}
    for entity in entities:
        old = next((given[entity.kind, name] for name in entity.forms if (entity.kind, name) in given), None)
        if old is None:
            last[entity.kind] += 1
        code = old.pseudonym if old else f"[{CODES[entity.kind]}_{last[entity.kind]}]"
        coded[code] = Pseudonym(pseudonym=code, kind=entity.kind, forms=entity.forms)
    order = list(CODES)
    return sorted(coded.values(), key=lambda p: (order.index(p.kind), _number(p)))


def _number(pseudonym: Pseudonym) -> int:
    """The number in a code."""
    return int(pseudonym.pseudonym.strip("[]").rpartition("_")[2])


@functools.cache
def _first_names() -> frozenset[str]:
    """The keys of the known first names."""
    names = read(shipped(FIRST_NAMES))
    return frozenset(map(key, (*names.sure, *names.ambiguous)))


@functools.cache
def _ordinary() -> frozenset[str]:
    """The keys of the ordinary words."""
    return frozenset(map(key, read(shipped(ORDINARY)).sure))


stage = Stage(
    run=run,
    reads={"findings": Finding},
    writes={"pseudonyms": Pseudonym},
    keeps=frozenset({"pseudonyms"}),
    private=frozenset({"pseudonyms"}),
    scope=Scope.CORPUS,
    resources=lambda _settings: (shipped(FIRST_NAMES), shipped(ORDINARY)),
)
