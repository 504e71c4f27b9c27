"""Which decisions a later one replaces: of those that contradict each other, the last holds."""

from collections.abc import Container, Hashable, Iterable, Mapping, Sequence

from thematique.corrections import Act, Correction
from thematique.french.meant import meant
from thematique.french.names import key

_WHO = (Act.MERGE, Act.SPLIT)


def replaced(holding: Iterable[Correction]) -> Mapping[int, Correction]:
    """The number of each decision that another replaces, with that other one.

    Args:
        holding: the decisions of names that were not taken back, in the order in which they were made.
    """
    last: dict[Hashable, list[Correction]] = {}
    found: dict[int, Correction] = {}
    for one in holding:
        before = last.setdefault(_matter(one), [])
        found |= {former.number: one for former in before if _contradict(former, one)}
        last[_matter(one)] = [*(former for former in before if former.number not in found), one]
    return found


def masked_within(history: Iterable[Correction], gone: Container[int], unmasked: Correction) -> Sequence[Correction]:
    """The earlier decisions to mask a name that stands inside a longer one, which `unmasked` leaves as it stands.

    Args:
        history: all that was decided.
        gone: the numbers of the decisions that were taken back, or that another replaces.
        unmasked: a decision to leave a name.
    """
    whole = f" {key(unmasked.name)} "
    return [
        one
        for one in history
        if one.act is Act.MASK
        and one.number not in gone
        and one.number < unmasked.number
        and one.document in ("", unmasked.document)
        and f" {key(one.name)} " in whole
        and key(one.name) != whole.strip()
    ]


def _matter(one: Correction) -> Hashable:
    """What a decision is about, as far as it is quickly told: a name, or who is who, everywhere or at a place."""
    if one.act in _WHO:
        names = key(one.name) if one.document else frozenset((key(one.name), key(one.other)))
        return "who", one.document, names
    return "what", key(one.name), one.document, one.turn, one.where, one.key, one.start, one.end


def _contradict(former: Correction, one: Correction) -> bool:
    """Do two decisions on one matter say different things? In the study, a pair is merged in either order."""
    if one.act in _WHO:
        return former.act is not one.act or bool(one.document and key(former.other) != key(one.other))
    return (former.act, former.kind) != (one.act, one.kind) and meant(former.name) == meant(one.name)
