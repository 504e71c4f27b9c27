"""Speech typed or transcribed without accents: « il a ete » is read as « il a été »."""

import functools
import re
from collections.abc import Mapping

from thematique.french.lexicon import read
from thematique.french.names import fold
from thematique.shipped import shipped
from thematique.stages.recognise.lexicon import lexicon

# one of the files on which the dictionary depends
_WORDS = "data/lexicons/mots.txt"
_WORD = re.compile(r"(?<![\w-])[a-z]{2,30}(?![\w-])")


def accented(text: str) -> str:
    """`text`, of the same length, with the accents that its words in lower case lack to be words of French."""
    lost = _lost()
    return _WORD.sub(lambda match: lost.get(match.group(), match.group()), text)


@functools.cache
def _lost() -> Mapping[str, str]:
    """The accented words by what is left of them without accents, where that is neither a word nor a known name."""
    lists = lexicon()
    found: dict[str, str] = {}
    for word in read(shipped(_WORDS)).sure:
        bare = fold(word)
        name = lists.is_first_name(bare) or lists.is_place(bare)
        if bare != word and len(bare) == len(word) and not name and not lists.ordinary(bare):
            found.setdefault(bare, word)
    return found
