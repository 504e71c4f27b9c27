"""Figures and texts as a French reader expects them: pure functions from values to strings.

Numbers take a decimal comma and thin no-break spaces. Characters that would hide or reorder text on screen (bidi
controls, zero-width characters, control codes) are shown by their number, since the text comes from files of unknown
origin.
"""

import unicodedata
from collections.abc import Sequence
from urllib.parse import quote

THIN = "\u202f"

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
# tab, line feed and soft hyphen are ordinary in transcripts and move nothing
_HARMLESS = frozenset("\t\n\u00ad")


def number(value: float, decimals: int = 0) -> str:
    """`value` rounded to `decimals` places: 12345.6 gives « 12 346 »."""
    return f"{value:,.{decimals}f}".replace(",", THIN).replace(".", ",")


def percent(share: float | None, decimals: int = 0) -> str:
    """A share in [0, 1] as a percentage; a dash where there is nothing to divide by."""
    return "—" if share is None else f"{number(100 * share, decimals)}{THIN}%"


def count(n: int, one: str, many: str) -> str:
    """`n` with its noun; in French zero is singular."""
    return f"{number(n)} {one if n < 2 else many}"


def listing(items: Sequence[str]) -> str:
    """Items in a sentence: « a, b et c »."""
    return " et ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def capital(text: str) -> str:
    """`text` with a capital first letter, the others as they are."""
    return text[:1].upper() + text[1:]


def date(text: str) -> str:
    """A date written 2025-03-12 as 12/03/2025; any other text as it is."""
    parts = text.split("-")
    dated = [len(part) for part in parts] == [4, 2, 2] and all(part.isascii() and part.isdigit() for part in parts)
    return "/".join(reversed(parts)) if dated else text


def clock(seconds: float) -> str:
    """A time from the start of the recording, « 1:02:03 » or « 2:03 »."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def visible(text: str) -> str:
    """`text` with each character that would hide or reorder it replaced by its number, as in ‹U+202E›."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def shorten(text: str, length: int) -> str:
    """`text` cut at a word near `length` characters, with an ellipsis where something is left out."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    at_word = cut.rpartition(" ")[0]
    return (at_word if 2 * len(at_word) > length else cut).rstrip() + "…"


def anchor(prefix: str, name: str) -> str:
    """An identifier of the page for `name`, different for different names."""
    return f"{prefix}-{quote(name, safe='', errors='backslashreplace')}"


def _shown(character: str) -> str:
    hidden = character not in _HARMLESS and unicodedata.category(character) in _HIDDEN
    return f"‹U+{ord(character):04X}›" if hidden else character
