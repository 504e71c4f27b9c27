"""What a machine writes for a name that it does not know."""

import random
import re

# spellings of one sound, each taken for another of its row
_SOUNDS = (
    ("eau", "au", "o", "ot", "aud"),
    ("ou", "u", "oo"),
    ("ai", "é", "è", "ei", "ay"),
    ("qu", "k", "c", "ck"),
    ("ph", "f", "ff"),
    ("ss", "s", "c", "ç"),
    ("en", "an", "em", "am"),
    ("in", "ain", "ein", "yn"),
    ("y", "i", "ï"),
    ("z", "s"),
    ("j", "g", "dj"),
    ("w", "v", "ou"),
    ("x", "ks", "cks", "s"),
    ("é", "er", "ée", "et", "e"),
    ("th", "t", "tt"),
    ("ch", "sh", "sch"),
    ("ij", "ey", "ei"),
    ("ou", "w", "oua"),
    ("r", "rr"),
    ("l", "ll"),
    ("n", "nn"),
    ("m", "mm"),
    ("b", "bb", "p"),
    ("d", "t", "dd"),
)
_MUTE = re.compile(r"[estxdh]$")
_SHORT = 4


def misheard(name: str, chance: random.Random) -> str:
    """`name` as a machine may write it: by ear, without hyphens, in other pieces."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        name = _once(name, chance)
    return name


def _once(name: str, chance: random.Random) -> str:
    """One fault."""
    drawn = chance.random()
    if drawn < 0.5:
        return _by_ear(name, chance)
    if drawn < 0.6:
        return _MUTE.sub("", name) if len(name) > _SHORT else name
    if drawn < 0.68:
        return name + chance.choice(("e", "s", "t", "x", "h"))
    if drawn < 0.76:
        return re.sub(r"(?<=\w)h", "", name)
    if drawn < 0.88:
        return name.replace("-", " ").replace("'", chance.choice((" ", "")))
    if drawn < 0.94:
        return name.replace(" ", "", 1).replace("-", "", 1)
    return _apart(name, chance)


def _by_ear(name: str, chance: random.Random) -> str:
    """One sound in another spelling."""
    rows = [(spelling, row) for row in _SOUNDS for spelling in row if spelling in name]
    if not rows:
        return name
    spelling, row = chance.choice(rows)
    places = [match.start() for match in re.finditer(re.escape(spelling), name)]
    at = chance.choice(places)
    return name[:at] + chance.choice(row) + name[at + len(spelling) :]


def _apart(name: str, chance: random.Random) -> str:
    """In two words."""
    if len(name) < 2 * _SHORT or " " in name:
        return name
    at = chance.randrange(3, len(name) - 3)
    return f"{name[:at]} {name[at:]}"
