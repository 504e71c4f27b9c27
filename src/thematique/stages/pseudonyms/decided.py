"""What people decided of who is who: two names of one entity, or one name of two."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from thematique.corrections import Act, Correction
from thematique.french.names import ADDRESSES, form
from thematique.records import NAMED, Kind
from thematique.stages.pseudonyms.entities import Entity, Identity, parts_of, without

_WHO = (Act.MERGE, Act.SPLIT)


class Decided:
    """Entities as the machine sees them, brought together and parted as people said, in the order in which they did.

    Args:
        entities: those of the whole study, each form once.
        coded: the identities that have a code.
    """

    def __init__(self, entities: Iterable[Entity], coded: frozenset[Identity]) -> None:
        self._groups: dict[int, list[Entity]] = {rank: [entity] for rank, entity in enumerate(entities)}
        self._coded = coded
        self._places = {(entity.kind, name): rank for rank, (entity,) in self._groups.items() for name in entity.forms}

    def apply(self, corrections: Iterable[Correction]) -> Sequence[Entity]:
        """The entities of the study, and those of one document after them."""
        ordered = sorted((one for one in corrections if one.act in _WHO), key=lambda one: one.number)
        for one in ordered:
            if not one.document:
                (self._split if one.act is Act.SPLIT else self._merge)(_name(one.name), one.other)
        whole = [self._one(group) for group in self._groups.values()]
        local = {(one.document, _name(one.name)): self._local(one) for one in ordered if one.document}
        return [*whole, *(entity for entity in local.values() if entity)]

    def _at(self, name: str) -> int | None:
        """The group of which this is a form."""
        return next((self._places[kind, name] for kind in NAMED if (kind, name) in self._places), None)

    def _merge(self, name: str, other: str) -> None:
        """Let the entity of a name be that of another."""
        gone, kept, called = self._at(name), self._at(_name(other)), _name(other)
        if gone is None or gone == kept or not called:
            return
        if kept is None:
            first, *rest = self._groups[gone]
            self._groups[gone] = [replace(first, forms=(*first.forms, called)), *rest]
            self._places[first.kind, called] = gone
            return
        self._groups[kept] += self._groups.pop(gone)
        self._places = {place: kept if rank == gone else rank for place, rank in self._places.items()}

    def _split(self, name: str, other: str) -> None:
        """Let a name be an entity of its own in the whole study, unless it already is another one than `other`."""
        rank = self._at(name)
        if rank is None or self._at(_name(other)) not in (None, rank):
            return
        group = self._groups[rank]
        owner = next(entity for entity in group if name in entity.forms)
        # of two names of one entity, that which is not its identity leaves it
        if name == owner.forms[0] and _name(other) in owner.forms:
            name = _name(other)
        if name == owner.forms[0]:
            parted, rest = owner, [entity for entity in group if entity is not owner]
        else:
            forms = tuple(parts_of(name, owner.forms[1:], ADDRESSES))
            parted = Entity(kind=owner.kind, forms=forms, parted=True)
            rest = [without(entity, forms) if entity is owner else entity for entity in group]
        if rest:
            fresh = max(self._groups) + 1
            self._groups |= {rank: rest, fresh: [parted]}
            self._places |= {(parted.kind, form): fresh for form in parted.forms}

    def _one(self, group: Sequence[Entity]) -> Entity:
        """The entity that a group makes, known by the first of them that has a code."""
        head = next((entity for entity in group if entity.identity in self._coded), group[0])
        others = [entity for entity in group if entity is not head]
        return Entity(
            kind=head.kind,
            parted=head.parted,
            forms=tuple(dict.fromkeys((*head.forms, *(name for entity in others for name in entity.forms)))),
            absorbed=tuple(entity.identity for entity in others),
        )

    def _local(self, one: Correction) -> Entity | None:
        """The entity that a name is in one document only; None where nothing is so called."""
        name, rank = _name(one.name), self._at(_name(one.name))
        if rank is None:
            return None
        owner = self._one(self._groups[rank])
        forms = tuple(parts_of(name, owner.forms, ADDRESSES))
        if one.act is Act.SPLIT:
            return Entity(kind=owner.kind, forms=forms, documents=(one.document,))
        whose = self._at(_name(one.other))
        if whose is None or whose == rank:
            return None
        other = self._one(self._groups[whose])
        return Entity(kind=other.kind, forms=forms, documents=(one.document,), alias=other.identity)


def _name(name: str) -> str:
    return form(Kind.PER, name)
