"""The first names that a diminutive may stand for: « Dédé » for André or Désiré."""

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

from thematique.french.lexicon import read
from thematique.french.names import key
from thematique.shipped import shipped

_LIST = "data/lexicons/diminutifs.txt"


def diminutives_path() -> Path:
    """The file on which `diminutives` depends."""
    return shipped(_LIST)


@functools.cache
def diminutives() -> Mapping[str, Sequence[str]]:
    """The keys of the first names that each diminutive shortens, by its key, the most frequent first."""
    found: dict[str, list[str]] = {}
    for line in read(diminutives_path()).sure:
        short, _, wholes = line.partition(":")
        found.setdefault(key(short), []).extend(map(key, wholes.split(",")))
    return found
