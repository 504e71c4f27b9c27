"""The paths of codes, `theme.code`: where a code stands, and new paths made from French names."""

import re
from collections.abc import Collection
from itertools import count

from thematique.codebook.content import HEAD, LISTS, TEXTS
from thematique.french.names import fold

# tables, addresses and exports show paths: a name that is a whole sentence is cut
_MAX_KEY = 60
_NAMELESS = "code"


def parent(path: str) -> str:
    """The path above; empty for a theme."""
    return path.rpartition(".")[0]


def key(path: str) -> str:
    """The last part of a path."""
    return path.rpartition(".")[2]


def within(path: str, branch: str) -> bool:
    """Whether a path is that of the branch or of a code under it."""
    return path == branch or path.startswith(f"{branch}.")


def key_of(name: str) -> str:
    """A French name as a part of a path: « L'été à l'école » gives `l-ete-a-l-ecole`."""
    words = "-".join(re.findall(r"[a-z0-9]+", fold(name)))
    return words[:_MAX_KEY].rstrip("-") or _NAMELESS


def free_path(wanted: str, *, under: str, taken: Collection[str]) -> str:
    """The path of a code under another (or of a theme), numbered if `wanted` is taken there.

    Keys that mean something else in the file are never free.
    """
    reserved = (*TEXTS, *LISTS) if under else HEAD
    numbered = (wanted if n == 1 else f"{wanted}-{n}" for n in count(1))
    paths = (f"{under}.{one}" if under else one for one in numbered if one not in reserved)
    return next(path for path in paths if path not in taken)
