"""The forms in which labels, columns and keys are compared: without case, accents and signs."""

import re
import unicodedata


def plain_form(text: str) -> str:
    """Lower case, no accents, straight apostrophes, single spaces."""
    decomposed = unicodedata.normalize("NFD", text.replace("’", "'").casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).replace("œ", "oe").split())


def words_of(label: str) -> list[str]:
    """The words of a label in plain form, without what surrounds them."""
    return re.findall(r"[^\W_]+(?:['-][^\W_]+)*'?", plain_form(label))


def plain_name(name: str) -> str:
    """The words of a column's name in plain form, signs and underscores gone."""
    return " ".join(re.findall(r"[^\W_]+", plain_form(name)))


def key_of(name: str) -> str:
    """The name of a variable: lower case, no accents, words joined by underscores."""
    return re.sub(r"[^\w]+", "_", plain_form(name)).strip("_")
