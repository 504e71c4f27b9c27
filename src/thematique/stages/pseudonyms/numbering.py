"""Numbers that say nothing: new entities are numbered in an order that only the originals tell.

The order is that of a keyed hash (HMAC-SHA256) of each entity, whose key is made of every name found and its place. So
a number follows neither the alphabet nor the text, whoever has no original cannot draw it again, and the same originals
give the same numbers. The key is stretched (scrypt), for whoever has the pseudonymised texts and a list of all the
persons would otherwise try the ways to put them in the places; in a study of a handful of persons this only makes the
attempt dear (EDPB guidelines 01/2025: a secret kept apart, and a lookup table, which is the registry).
"""

import functools
import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence

from thematique.records import Finding, Kind, Pseudonym
from thematique.stages.pseudonyms.entities import EVERYWHERE, Entity, Identity, identity_of, is_parted

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
_COST = 1 << 12


def secret(findings: Iterable[Finding]) -> bytes:
    """The key of a run: 32 bytes that change with every name found and its place, in whatever order they come."""
    lines = sorted(
        "\0".join((f.document, str(f.turn), f.where, f.key, str(f.start), str(f.end), f.kind, f.text)) for f in findings
    )
    return _stretched(hashlib.sha256("\1".join(lines).encode("utf-8", "surrogatepass")).digest())


@functools.lru_cache(maxsize=16)
def _stretched(digest: bytes) -> bytes:
    return hashlib.scrypt(digest, salt=b"thematique", n=_COST, r=8, p=1, dklen=32)


def draw(key: bytes, *parts: str) -> bytes:
    """The lot that something draws under a key."""
    return hmac.digest(key, "\0".join(parts).encode("utf-8", "surrogatepass"), "sha256")


def coded(
    entities: Sequence[Entity], before: Sequence[Pseudonym], fresh: frozenset[str], key: bytes
) -> list[Pseudonym]:
    """The entities with their codes: the one they had, or a new number of their kind.

    Args:
        entities: those of the study, then those of one document.
        before: the pseudonyms of the run before.
        fresh: the forms that are found.
        key: what new entities are drawn with.

    Returns:
        The pseudonyms in the order of their codes; those that nobody has any more among them.
    """
    given = {identity: p for p in before if (identity := identity_of(p))}
    local = {(p.kind, name, document): p for p in before for document in p.documents for name in p.forms or p.former}
    codes = {entity.identity: code for entity in entities if (code := _had(entity, given, local))}
    codes |= _numbered([e for e in entities if e.identity not in codes and not e.alias], before, key)
    rows = [
        Pseudonym(
            pseudonym=codes[entity.alias or entity.identity],
            kind=entity.kind,
            forms=entity.forms,
            found=bool(entity.documents) or any({name, name.partition(" ")[2]} & fresh for name in entity.forms),
            documents=entity.documents,
            former=entity.forms[:1] if entity.parted else (),
        )
        for entity in entities
    ]
    kept = {row.pseudonym for row in rows}
    rows += [_given_up(p) for p in before if p.pseudonym not in kept]
    order = list(CODES)
    return sorted(rows, key=lambda p: (order.index(p.kind), number(p.pseudonym), *p.documents))


def _had(
    entity: Entity, given: Mapping[Identity, Pseudonym], local: Mapping[tuple[Kind, str, str], Pseudonym]
) -> str | None:
    """The code that an entity already has: by its identity, or as one of its forms was known before it."""
    if entity.documents:
        there = (local.get((entity.kind, name, entity.documents[0])) for name in entity.forms)
    else:
        names = (Identity(entity.kind, name) for name in entity.forms)
        there = (given.get(identity) for identity in (*names, *entity.absorbed))
    return next((p.pseudonym for p in there if p), None) if not entity.alias else None


def _numbered(entities: Sequence[Entity], before: Sequence[Pseudonym], key: bytes) -> dict[Identity, str]:
    """The codes of new entities."""
    last = {kind: max((number(p.pseudonym) for p in before if _of(p, kind)), default=0) for kind in CODES}
    drawn = sorted(entities, key=lambda e: (draw(key, e.kind, e.forms[0], *e.documents), e.identity))
    codes = {}
    for entity in drawn:
        last[entity.kind] += 1
        codes[entity.identity] = f"[{CODES[entity.kind]}_{last[entity.kind]}]"
    return codes


def _given_up(pseudonym: Pseudonym) -> Pseudonym:
    """A code that nobody has any more: never given to another, given back to whom it was."""
    return Pseudonym(
        pseudonym=pseudonym.pseudonym,
        kind=pseudonym.kind,
        forms=(),
        found=False,
        documents=[EVERYWHERE] if is_parted(pseudonym) else pseudonym.documents,
        former=pseudonym.forms[:1] or pseudonym.former,
    )


def _of(pseudonym: Pseudonym, kind: Kind) -> bool:
    """Is the code one of this kind? An entity may since have been told to be of another."""
    return pseudonym.pseudonym.startswith(f"[{CODES[kind]}_")


def number(code: str) -> int:
    """The number in a code."""
    return int(code.strip("[]").rpartition("_")[2])
