"""What people type in a codebook, made fit to be kept, and checked against what is there."""

import re
from collections.abc import Iterable, Sequence

from thematique.codebook.content import EXAMPLES, normal
from thematique.errors import WrongUse
from thematique.french.names import fold
from thematique.records import Code

_LINE_END = re.compile("\r\n?")
# what no keyboard types, and halves of characters, which no file can hold
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean_name(name: str) -> str:
    """A name on one line.

    Raises:
        WrongUse: it is empty.
    """
    cleaned = " ".join(_clean(name).split())
    if not cleaned:
        raise WrongUse("le nom du code est vide ; donnez-lui un nom.")
    return cleaned


def clean_definition(definition: str) -> str:
    """A definition without blanks around it.

    Raises:
        WrongUse: it is empty.
    """
    cleaned = _clean(definition)
    if not cleaned:
        raise WrongUse("la définition du code est vide ; dites en une phrase ce qu'il désigne.")
    return cleaned


def clean_items(items: Iterable[str]) -> tuple[str, ...]:
    """The items of a list without the empty ones and without repeats."""
    return joined((), [cleaned for cleaned in map(_clean, items) if cleaned])


def joined(first: Sequence[str], second: Iterable[str]) -> tuple[str, ...]:
    """The items of `first`, then those of `second` that are not there yet."""
    items = list(first)
    seen = {normal(item) for item in items}
    for item in second:
        if normal(item) not in seen:
            items.append(item)
            seen.add(normal(item))
    return tuple(items)


def check_name(name: str, beside: Iterable[Code]) -> None:
    """Check that no code beside has this name, whatever its case and accents.

    Raises:
        WrongUse: one has it.
    """
    if fold(normal(name)) in {fold(normal(one.name)) for one in beside}:
        raise WrongUse(f"le nom « {name} » est déjà pris à cet endroit de la grille ; choisissez-en un autre.")


def check_examples(code: Code, others: Iterable[Code]) -> None:
    """Check that each example of a code serves once: it says where a code stops and the next begins.

    Raises:
        WrongUse: one is given twice, to this code or to another.
    """
    owners = {normal(text): one.name for one in others for key in EXAMPLES for text in getattr(one, key)}
    for key, called in zip(EXAMPLES, ("l'exemple", "le contre-exemple"), strict=True):
        for number, text in enumerate(getattr(code, key), start=1):
            if owner := owners.get(normal(text)):
                raise WrongUse(
                    f"{called} n° {number} est déjà donné au code « {owner} » ; retirez-le de l'un des deux."
                )
        owners |= {normal(text): code.name for text in getattr(code, key)}


def _clean(text: str) -> str:
    return _UNREADABLE.sub("", _LINE_END.sub("\n", text)).strip()
