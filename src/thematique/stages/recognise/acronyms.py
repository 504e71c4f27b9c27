"""Acronyms that no list knows: « le GVTH », « l'IZPA ». They name services far more often than associations."""

import re
from collections.abc import Sequence

from thematique.french.names import Word
from thematique.stages.recognise.lexicon import Lexicon

_LONGEST = 6
_DETERMINER = re.compile(
    r"(?:\b(?:les?|la|du|des|aux?|une?|ce|cette|ces|mon|ma|mes|notre|nos|votre|vos|leurs?)[ \u00a0]|\b[ld]['’])$", re.I
)
_REACH = 8
_VOWEL = re.compile("[aeiouy]")


def unlisted(text: str, content: Sequence[Word], lexicon: Lexicon, *, cased: bool = True) -> bool:
    """Is this one word after a determiner, and no known name of a person? In capitals, or without any vowel."""
    if len(content) != 1:
        return False
    only = content[0]
    return (
        (only.text.isupper() if cased else not _VOWEL.search(only.folded))
        and 1 < len(only.text) <= _LONGEST
        and not lexicon.is_first_name(only.folded)
        and not lexicon.is_surname(only.folded)
        and _DETERMINER.search(text, max(0, only.start - _REACH), only.start) is not None
    )
