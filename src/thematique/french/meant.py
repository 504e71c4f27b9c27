"""What a person who writes a name means by it."""

import functools

from thematique.french.dictionary import dictionary
from thematique.french.names import capital, key


@functools.lru_cache(maxsize=1 << 16)
def meant(name: str) -> str:
    """What all spellings of a name share; equal for two texts of which what is decided of one holds for the other.

    Case, accents and hyphens do not count, but for a word of every day: « Rose » is the name, « rose » the flower.
    """
    said = key(name)
    if " " in said or not dictionary()(name.lower()):
        return said
    return f"{said} ^" if capital(name) else said
