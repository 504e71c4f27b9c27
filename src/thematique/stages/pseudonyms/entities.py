"""Entities of the study before they have a code."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from thematique.records import Kind, Pseudonym, record

EVERYWHERE = ""
"""The document of a code given up that had been given to names parted in the whole study."""


class Identity(NamedTuple):
    """What an entity is known by from one run to the next: the first of its forms, and where alone it is so called."""

    kind: Kind
    name: str
    documents: tuple[str, ...] = ()


@record
class Entity:
    """One entity; `forms[0]` is its identity.

    Attributes:
        documents: where alone these forms name it; everywhere if there is none.
        absorbed: the identities of those that people said to be the same.
        parted: whether people said that it is somebody else than the machine thinks.
        alias: the identity of the one of which these are forms in `documents`, where it has a code of its own.
    """

    kind: Kind
    forms: tuple[str, ...]
    documents: tuple[str, ...] = ()
    absorbed: tuple[Identity, ...] = ()
    parted: bool = False
    alias: Identity | None = None

    @property
    def identity(self) -> Identity:
        """By what it is known from one run to the next."""
        return Identity(self.kind, self.forms[0], self.documents)


def identity_of(pseudonym: Pseudonym) -> Identity | None:
    """By what a pseudonym's entity is known; None when it was erased."""
    names = pseudonym.forms or pseudonym.former
    documents = tuple(document for document in pseudonym.documents if document != EVERYWHERE)
    return Identity(pseudonym.kind, names[0], documents) if names else None


def is_parted(pseudonym: Pseudonym) -> bool:
    """Was the code given because people parted names that the machine takes for one's, which may be undone?"""
    return bool(pseudonym.forms and pseudonym.former) or EVERYWHERE in pseudonym.documents


def parts_of(name: str, forms: Iterable[str], titles: frozenset[str]) -> Iterator[str]:
    """The name and those of the forms that are made of its words: « sophie » for « sophie lambert »."""
    words = set(name.split())
    yield name
    yield from (form for form in forms if form != name and set(form.split()) - titles <= words)


def without(entity: Entity, names: Iterable[str]) -> Entity:
    """The entity without some of its forms; its identity stays, or it would be another."""
    gone = set(names)
    return replace(entity, forms=(entity.forms[0], *(form for form in entity.forms[1:] if form not in gone)))
