"""First names said alone in several documents: one person until somebody says otherwise, or as many as documents."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from thematique.records import Kind
from thematique.stages.pseudonyms.entities import Entity
from thematique.stages.pseudonyms.evidence import Evidence
from thematique.stages.pseudonyms.lexicons import first_names, whole_of
from thematique.stages.pseudonyms.variants import alone


def called(entity: Entity, seen: Evidence) -> Mapping[str, Sequence[str]]:
    """For each document that calls a person by a first name alone, and never in full, the first names by which it does.

    Empty if the person stands in one document only.
    """
    named = {name: seen.documents[name] for name in entity.forms if name in seen.documents}
    if entity.kind is not Kind.PER or len(frozenset().union(*named.values())) < 2:
        return {}
    linked = frozenset().union(*(there for name, there in named.items() if not alone(name)))
    there: dict[str, list[str]] = {}
    for name, documents in named.items():
        if name in first_names() or whole_of(name):
            for document in sorted(documents - linked):
                there.setdefault(document, []).append(name)
    return there


def apart(entities: Iterable[Entity], seen: Evidence) -> Iterator[Entity]:
    """Somebody else for each document that calls a person of the study by a first name alone."""
    for entity in entities:
        if not entity.documents:
            for document, names in sorted(called(entity, seen).items()):
                yield Entity(kind=Kind.PER, forms=tuple(names), documents=(document,))
