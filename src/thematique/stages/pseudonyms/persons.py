"""Which names are those of one person."""

from collections.abc import Iterable, Mapping, Sequence

from thematique.french.names import ADDRESSES, PARTICLES, TITLED, Gender, Name, addressed, full, split
from thematique.records import record
from thematique.stages.pseudonyms.evidence import Evidence
from thematique.stages.pseudonyms.lexicons import first_names, gender_of, is_ordinary
from thematique.stages.pseudonyms.variants import Forms, Join, alone, join_misspelt, join_variants


@record
class People:
    """The persons that names tell.

    Attributes:
        persons: each person as her forms, her identity first.
        joins: names taken for one because they sound alike, or because one is short for the other.
        bearers: for each first name and family name, the identities of those who bear it.
    """

    persons: Sequence[tuple[str, ...]]
    joins: Sequence[Join]
    bearers: Mapping[str, Sequence[str]]


def persons(names: Sequence[str], known: frozenset[str], others: frozenset[str], seen: Evidence) -> People:
    """The persons that these keys name.

    Args:
        names: the keys, in the order of the text.
        known: the identities that have a code; they stay apart.
        others: the keys of places and organisations; they are no part of a person's name.
        seen: what else was seen of the names.
    """
    titled = _titled_forms(names, known)
    plain = [name for name in names if name not in titled]
    holders, forms = _wholes(plain, known)
    _join_shortened(holders, forms, known)
    joins = join_misspelt(holders, forms, known, seen)
    firm = {
        parts: holder for parts, holder in holders.items() if holder in forms and _firm(parts, holder, others, seen)
    }
    owners = _owners(firm)
    apart = _titled(owners, forms, known, seen)
    for part, holding in owners.items():
        if part in others:
            continue
        if len(holding) == 1 and part not in apart and _may_join(part, forms[holding[0]], known):
            forms[holding[0]].append(part)
        else:
            forms.setdefault(part, [part])
    taken = {name for some in forms.values() for name in some}
    forms.update({name: [name] for name in names if name not in taken})
    joins += join_variants(forms, known, apart | {name for name in owners if len(owners[name]) > 1}, seen)
    return People(persons=[tuple(dict.fromkeys(some)) for some in forms.values()], joins=joins, bearers=owners)


def _titled_forms(names: Iterable[str], known: frozenset[str]) -> frozenset[str]:
    """The identities that are a title and a name, « monsieur lambert », given by an earlier run."""
    return frozenset(name for name in names if name in known and name.partition(" ")[0] in ADDRESSES)


def _wholes(names: Iterable[str], known: frozenset[str]) -> tuple[dict[Name, str], Forms]:
    """The full names taken apart, with the name that stands for each; and the forms of those."""
    wholes = {
        name: split(name, is_first_name=first_names().__contains__) for name in names if full(name) and not alone(name)
    }
    holders: dict[Name, str] = {}
    forms: Forms = {}
    # « Le Goff Rozenn » and « Rozenn Le Goff », wherever each is cut
    cut: dict[tuple[str, ...], Name] = {}
    for name, parts in wholes.items():
        seen = cut.setdefault(tuple(sorted(name.split())), parts)
        holder = name if name in known else holders.setdefault(seen, name)
        holders.setdefault(seen, holder)
        orders = (f"{parts.given} {parts.surname}", f"{parts.surname} {parts.given}")
        forms.setdefault(holder, [holder]).extend(order for order in (name, *orders) if order not in known)
    return holders, forms


def _firm(parts: Name, holder: str, others: frozenset[str], seen: Evidence) -> bool:
    """Is this surely the full name of one person, whose parts may stand for it?

    Two first names heard once may be two women, « Christine Valérie » (men's first names are family names too); and a
    name that holds a place is a doubt.
    """
    if any(len(part) == 1 or {part, _bare(part)} & others for part in parts):
        return False
    said = [word for word in holder.split() if word not in PARTICLES]
    enumerated = all(word in first_names() for word in said) and gender_of(said[-1]) is Gender.WOMAN
    return not enumerated or holder in seen.firm


def _bare(part: str) -> str:
    """A part of a name without its particles: « orleans » for « d orleans »."""
    return " ".join(word for word in part.split() if word not in PARTICLES)


def _join_shortened(holders: Mapping[Name, str], forms: Forms, known: frozenset[str]) -> None:
    """Let « sophie l » join the only Sophie whose family name begins so, and « s lambert » the only such Lambert.

    « Sonia Branca » joins the only Sonia Branca-Rosoff too.
    """
    beginning: dict[str, list[tuple[Name, str]]] = {}
    for parts, holder in holders.items():
        if all(len(part) > 1 for part in parts):
            for start in sorted({start for part in parts for start in _starts(part)}):
                beginning.setdefault(start, []).append((parts, holder))
    for parts, name in holders.items():
        if name not in forms:
            continue
        fitting = {
            holder
            for other, holder in beginning.get(max(parts, key=len), ())
            if holder != name
            and holder in forms
            and any(all(map(_fits, order, other)) for order in (parts, reversed(parts)))
        }
        whole = next(iter(fitting)) if len(fitting) == 1 else None
        if whole and not (name in known and any(form in known for form in forms[whole])):
            forms[whole].extend(forms.pop(name))


def _starts(part: str) -> list[str]:
    """The initial of a part of a name, its first words and itself: all that it may be shortened to."""
    said = part.split()
    return [part[0], *(" ".join(said[:length]) for length in range(1, len(said) + 1))]


def _fits(part: str, whole: str) -> bool:
    """Is this part of a name the other one, its initial, or the beginning of a double name?"""
    return whole.startswith(part) if len(part) == 1 else whole == part or whole.startswith(f"{part} ")


def _owners(holders: Mapping[Name, str]) -> dict[str, list[str]]:
    """The full names that hold each first name and each family name; no particles, initials, nor words of every day.

    An ordinary word counts only beside a known first name: « Mairie d'Ivry », should it be taken for a person, must not
    make « mairie » one.
    """
    owners: dict[str, list[str]] = {}
    for parts, holder in holders.items():
        certain = parts.given in first_names()
        for part in parts:
            holding = owners.get(part, [])
            if len(part) > 1 and part not in PARTICLES and (certain or not is_ordinary(part)) and holder not in holding:
                owners.setdefault(part, []).append(holder)
    return owners


def _titled(owners: Mapping[str, Sequence[str]], forms: Forms, known: frozenset[str], seen: Evidence) -> set[str]:
    """Give a family name under a title to the person of that gender who bears it, or to a person of its own.

    Returns:
        The family names that more than one person now bears.
    """
    apart: set[str] = set()
    for name, genders in seen.titled.items():
        if full(name) or (name in first_names() and name not in owners and len(genders) == 1):
            continue
        bearers = {holder: gender_of(_given(holder, name)) for holder in owners.get(name, ())}
        for gender in genders:
            titled = addressed(name, TITLED[gender])
            fitting = [holder for holder, told in bearers.items() if told == gender]
            unknown = [holder for holder, told in bearers.items() if told is None]
            agreed = len(bearers) <= 1 and len(genders) == 1 and len(fitting) + len(unknown) == len(bearers)
            if agreed and titled not in known:
                continue
            if len(fitting) == 1 and not unknown and _may_join(titled, forms[fitting[0]], known):
                forms[fitting[0]].append(titled)
            else:
                forms.setdefault(titled, [titled])
            apart.add(name)
    return apart


def _given(holder: str, surname: str) -> str:
    """The first name in a full name."""
    return holder.removesuffix(surname).strip() if holder.endswith(surname) else holder.removeprefix(surname).strip()


def _may_join(part: str, forms: Sequence[str], known: frozenset[str]) -> bool:
    """May a first or family name join the person of these forms? Not if both have a code."""
    return part not in known or not any(name in known for name in forms)
