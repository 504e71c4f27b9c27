"""Names of one person that were heard or written otherwise: misspelt, spelled aloud, broken off, shortened."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from thematique.french.names import ADDRESSES, PARTICLES, Name, full
from thematique.french.sounds import near, slips, sound
from thematique.stages.pseudonyms.evidence import Evidence
from thematique.stages.pseudonyms.lexicons import first_names, gender_of, is_ordinary, whole_of

Forms = dict[str, list[str]]
"""Persons, by identity, with all their forms."""

ALIKE = "ces deux noms s'entendent de la même façon : ils ont reçu le même code"
NEAR = "ces deux noms ne diffèrent que d'une lettre, dans la même transcription : ils ont reçu le même code"
SHORT = "le premier est un diminutif du second, seul à le porter dans la transcription : ils ont reçu le même code"
BEGUN = "le premier est le début du second, seul à commencer ainsi dans la transcription : ils ont reçu le même code"
CUT = "le premier est le début du second, interrompu : ils ont reçu le même code"

_LONG_SURNAME = 6
_SHORT_SOUND = 3
_CUT = 4
_FEMININE = ("e", "le", "ne", "te")


class Join(NamedTuple):
    """Two names taken for those of one person, and why."""

    name: str
    other: str
    why: str


def spelled(name: str) -> bool:
    """Is this key a name said letter by letter?"""
    return len(name) > 1 and all(len(part) == 1 for part in name.split())


def echo(name: str) -> bool:
    """Is this one name said twice, « mounire mounir »?"""
    parts = name.split()
    return len(parts) > 1 and len(parts[0]) > 1 and len({sound(part) for part in parts}) == 1


def _heard(name: str) -> str:
    """How a name sounds, said once."""
    return sound(name.partition(" ")[0]) if echo(name) else sound(name)


def join_misspelt(holders: dict[Name, str], forms: Forms, known: frozenset[str], seen: Evidence) -> list[Join]:
    """Join the full names whose first names and family names sound alike, and those that one letter parts in a text."""
    joins: list[Join] = []
    for glued in (False, True):
        alike: dict[str, dict[str, Name]] = {}
        for parts, holder in holders.items():
            if holder in forms and min(map(len, parts)) > 1:
                heard = sound("".join(parts)) if glued else f"{sound(parts.given)} {sound(parts.surname)}"
                alike.setdefault(heard, {}).setdefault(holder, parts)
        for same in alike.values():
            joins += _gather(same, forms, known)
        _follow(holders, joins)
    return joins + _join_near(holders, forms, known, seen)


def _gather(same: Mapping[str, Name], forms: Forms, known: frozenset[str]) -> list[Join]:
    """Join names that sound alike to the first of those that have a code, or else to the first."""
    head, *others = sorted(same, key=lambda name: name not in known)
    joins = []
    for name in others:
        if name not in known and not _opposite(same[name].given, same[head].given):
            forms[head].extend(forms.pop(name))
            joins.append(Join(name, head, ALIKE))
    return joins


def _opposite(given: str, other: str) -> bool:
    """Are these a man's and a woman's first names? « Michel » and « Michèle » are, whoever bears the latter abroad."""
    if len({gender_of(given), gender_of(other)} - {None}) > 1:
        return True
    short, long = sorted((given, other), key=len)
    return {short, long} <= first_names() and long in {short + ending for ending in _FEMININE}


def _follow(holders: dict[Name, str], joins: Sequence[Join]) -> None:
    """Let the parts of a name that has joined another be those of that other."""
    joined = {join.name: join.other for join in joins}
    for parts, holder in holders.items():
        holders[parts] = joined.get(holder, holder)


def _join_near(holders: dict[Name, str], forms: Forms, known: frozenset[str], seen: Evidence) -> list[Join]:
    """Join the full names of one first name, or of its diminutive, whose family names are the same but for a letter."""
    blocks: dict[tuple[str, str], dict[str, Name]] = {}
    for parts, holder in holders.items():
        long = len(parts.surname) >= _LONG_SURNAME
        for slip in slips(parts.surname) if long else [parts.surname]:
            for given in (parts.given, *whole_of(parts.given)):
                blocks.setdefault((sound(given), slip), {}).setdefault(holder, parts)
    joins: list[Join] = []
    for block in blocks.values():
        pair = sorted(
            (holder for holder in block if holder in forms),
            key=lambda holder: (holder not in known, bool(whole_of(block[holder].given))),
        )
        if len(pair) != 2 or pair[1] in known:
            continue
        kept, lost = pair
        one, other = block[kept], block[lost]
        short = one.surname == other.surname and one.given != other.given
        alike = short or (near(one.surname, other.surname) and _together(forms[kept], forms[lost], seen))
        if alike and not _opposite(one.given, other.given):
            forms[kept].extend(forms.pop(lost))
            joins.append(Join(lost, kept, SHORT if short else NEAR))
    _follow(holders, joins)
    return joins


def _together(some: Iterable[str], others: Iterable[str], seen: Evidence) -> bool:
    """Do two persons of these forms stand in one document?"""
    return bool(_where(some, seen) & _where(others, seen))


def _where(forms: Iterable[str], seen: Evidence) -> frozenset[str]:
    """The documents where a person of these forms stands."""
    return frozenset().union(*(seen.documents.get(name, ()) for name in forms))


def join_variants(forms: Forms, known: frozenset[str], shared: Iterable[str], seen: Evidence) -> list[Join]:
    """Join the names that stand alone to the only person whose name they are, otherwise spelled, or short for.

    Args:
        forms: the persons; changed.
        known: the identities that have a code.
        shared: names that several persons bear: nobody's alone.
        seen: where the names stand.
    """
    lone = [name for name, some in forms.items() if some == [name] and alone(name)]
    joins = _join_alike(lone, forms, known, frozenset(shared))
    called = _called(forms)
    for name in lone:
        if name in forms and name not in known:
            joins += _join_short(name, forms, called, seen)
    return joins


def alone(name: str) -> bool:
    """Is this a first name or a family name by itself, spelled aloud maybe? Not a mere particle."""
    single = not full(name) or spelled(name) or echo(name) or name in first_names() or bool(whole_of(name))
    return single and not set(name.split()) <= PARTICLES and name.partition(" ")[0] not in ADDRESSES


def _join_alike(lone: Sequence[str], forms: Forms, known: frozenset[str], shared: frozenset[str]) -> list[Join]:
    """Join names that stand alone and sound alike, unless several persons may be meant."""
    alike: dict[str, dict[str, list[str]]] = {}
    for head, some in forms.items():
        for name in some:
            if alone(name) or len(name) > _LONG_SURNAME:
                alike.setdefault(_heard(name), {}).setdefault(head, []).append(name)
    candidates = frozenset(lone)
    joins: list[Join] = []
    for heard, there in alike.items():
        anchored = [head for head in there if head not in candidates or head in known or head in shared]
        if len(there) == 1 or len(heard) < _SHORT_SOUND or len(anchored) > 1:
            continue
        head = anchored[0] if anchored else next(iter(there))
        like = there[head][0]
        for name in candidates & there.keys():
            if name != head and name not in shared and name not in known and _same(name, like):
                forms[head].extend(forms.pop(name))
                joins.append(Join(name, head, ALIKE))
    return joins


def _same(name: str, like: str) -> bool:
    """May two names that sound alike be taken for one? Not a man's and a woman's, nor two short family names."""
    if "".join(name.split()) == "".join(like.split()):
        return True
    if like in first_names() or name in first_names():
        return not _opposite(name, like)
    return min(len(name), len(like)) >= _LONG_SURNAME - 1 and max(len(name), len(like)) >= _LONG_SURNAME


def _called(forms: Forms) -> Mapping[str, Sequence[str]]:
    """For each first name, family name and beginning of one, the persons so called.

    « Dédé Collignon » is called « andré » too, with a mark: « ~andre ». What is broken off may lack one letter,
    « vande- », what is said for short at least two, « dieudo… ».
    """
    called: dict[str, dict[str, None]] = {}
    for head, some in forms.items():
        for name in some:
            given, _, rest = name.partition(" ")
            parts = {name, given} if rest else {name}
            starts = {f"{part[:length]}-" for part in parts for length in range(_CUT, len(part))}
            short = {f"{given[:length]}…" for length in range(_CUT, len(given) - 1)}
            for part in sorted(parts | starts | short):
                called.setdefault(part, {})[head] = None
            for whole in whole_of(given) if rest else ():
                called.setdefault(f"~{whole}", {})[head] = None
    return {part: list(heads) for part, heads in called.items()}


def _join_short(name: str, forms: Forms, called: Mapping[str, Sequence[str]], seen: Evidence) -> list[Join]:
    """Join a diminutive, or the beginning of a name, to the only person of its documents of whom it is short."""
    cut = [f"{name}-"] if name in seen.cut and len(name) >= _CUT else []
    cut += [] if name in first_names() or is_ordinary(name) else [f"{name}…"]
    wholes = (*whole_of(name), *cut, f"~{name}")
    heads = {head for whole in wholes for head in called.get(whole, ()) if head in forms and head != name}
    near_by = sorted(head for head in heads if _together(forms[head], forms[name], seen))
    if len(near_by) != 1:
        return []
    forms[near_by[0]].extend(forms.pop(name))
    return [Join(name, near_by[0], CUT if name in seen.cut else SHORT if whole_of(name) else BEGUN)]
