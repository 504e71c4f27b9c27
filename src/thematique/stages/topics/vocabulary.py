"""The words of segments that can tell what a topic is about.

Two inflections of one word (« enfant, enfants », « infirmier, infirmières ») count as one and are shown as the
commonest of them.

Source: for the idea of a light stemmer, Savoy, J. (2006), Light stemming approaches for the French, Portuguese, German
and Hungarian languages, Proceedings of ACM SAC, 1031-1035.
"""

import functools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from thematique.french.lexicon import read
from thematique.french.names import fold
from thematique.shipped import shipped
from thematique.stages.topics import patterns

STOP_WORDS = shipped("data/lexicons/mots_vides.txt")
INVENTED = tuple(shipped(f"data/lexicons/{name}.txt") for name in ("prenoms_inventes", "noms_inventes"))
"""The names that may stand for those of persons."""

_WORD = re.compile(patterns.WORD)
# a word that a smaller share of the segments of a topic could use is a whim of one speaker
_LEAST_SHARE = 0.1
_LEAST_SEGMENTS = 2
_FEW_SEGMENTS = 60


def telling_words(texts: Sequence[str], *, stop_words: Sequence[str], n_topics: int) -> Sequence[Sequence[str]]:
    """The telling words of each text, in its order, each in the form that is the commonest in all the texts.

    Left out are stop words, and words too rare to describe a topic when there are `n_topics`.
    """
    empty = _invented().union(stop_words)
    found = [[word for word in words(text) if word not in empty] for text in texts]
    forms = commonest_forms(Counter(word for line in found for word in line))
    lines = [[forms[word] for word in line if forms[word] not in empty] for line in found]
    spread = Counter(word for line in lines for word in set(line))
    least = max(_LEAST_SEGMENTS, round(_LEAST_SHARE * len(texts) / n_topics)) if len(texts) >= _FEW_SEGMENTS else 1
    return [[word for word in line if spread[word] >= least] for line in lines]


def all_stop_words(own: Sequence[str]) -> Sequence[str]:
    """The shipped stop words and the researcher's own, in alphabetical order."""
    return sorted({*read(STOP_WORDS).sure, *(word.lower() for line in own for word in words(line))})


@functools.cache
def _invented() -> frozenset[str]:
    """The names that may stand for those of persons, which are no subject; no model keeps this list of names."""
    return frozenset(line.split()[0].lower() for path in INVENTED for line in read(path).sure)


def words(text: str) -> Sequence[str]:
    """The words of `text` in lower case, without pseudonyms, notes, elided words, numbers and broken-off words."""
    plain = patterns.BRACKETS.sub(" ", unicodedata.normalize("NFC", text)).lower().replace("’", "'")
    for pattern in (patterns.NOTES, patterns.UNFINISHED, patterns.ELISIONS, patterns.INVERSIONS):
        plain = pattern.sub(" ", plain)
    return _WORD.findall(plain)


def commonest_forms(counts: Mapping[str, int]) -> Mapping[str, str]:
    """For each word, the commonest of its inflections; of two as common, the shorter, then the first in order."""
    families: defaultdict[str, list[str]] = defaultdict(list)
    for word in counts:
        families[family(word)].append(word)
    return {
        word: min(members, key=lambda member: (-counts[member], len(member), member))
        for members in families.values()
        for word in members
    }


@functools.lru_cache(maxsize=1 << 17)
def family(word: str) -> str:
    """What the inflections of a word share; not always a word.

    Accents are left out as by hurried transcribers, but not the last: « marché » is not « marche ».
    """
    for pattern, replacement in patterns.ENDINGS:
        word = pattern.sub(replacement, word)
    return fold(word[:-1]) + word[-1:]
