"""Which doubts and likenesses people have already answered."""

from collections.abc import Iterable

from thematique.corrections import Act, Correction, Doubt, Likeness
from thematique.french.meant import meant
from thematique.french.names import key

_DECIDING = (Act.MASK, Act.UNMASK, Act.KIND)


class Settled:
    """What people have decided of names: a doubt, or a likeness, that one of the decisions answers is in it."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        made = list(corrections)
        deciding = [one for one in made if one.act in _DECIDING]
        self._named = {(meant(one.name), one.document) for one in deciding if not one.local}
        self._placed = {(one.document, one.turn, one.where, one.key, one.start) for one in deciding if one.local}
        self._pairs = {frozenset({key(one.name), key(one.other)}) for one in made if one.other}
        self._natures = {key(one.name) for one in made if one.act is Act.KIND and not one.document}
        self._split = {(key(one.name), one.document) for one in made if one.act is Act.SPLIT and not one.other}

    def __contains__(self, asked: Doubt | Likeness) -> bool:
        if isinstance(asked, Likeness):
            pair = frozenset({key(asked.name), key(asked.other)})
            told = len(pair) == 1 and not asked.document and pair <= self._natures
            return told or pair in self._pairs or (key(asked.name), asked.document) in self._split
        if asked.start < 0:
            return False
        name = meant(asked.text)
        place = (asked.document, asked.turn, asked.where, asked.key, asked.start)
        return (name, "") in self._named or (name, asked.document) in self._named or place in self._placed
