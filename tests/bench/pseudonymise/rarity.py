"""How rare a word is, in bits: hiding a rare ordinary word costs the reader more than hiding a frequent one.

Counted on the unmarked words of the transcripts of tune/ and on the texts of data/sample, all written for this project:
the lists in data/lexicons tell which words exist, not how often. A word that is never met counts as met half a time.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from bench.pseudonymise.cover import ordinary
from bench.pseudonymise.gold import Transcript
from thematique.french.names import fold
from thematique.shipped import shipped

_SAMPLE = ("fg2_charleroi.txt", "fg4_namur.vtt", "ent2_amo.srt")
_WORD = re.compile(r"[^\W\d_]+")
_UNSEEN = 0.5


def rarity(texts: Iterable[Sequence[str]]) -> Callable[[str], float]:
    """Weigh folded words by what is told by the words of `texts`."""
    counts = Counter(word for text in texts for word in text)
    total = sum(counts.values()) + _UNSEEN
    return lambda word: -math.log2(max(counts[word], _UNSEEN) / total)


def shipped_rarity(tune: Iterable[Transcript]) -> Callable[[str], float]:
    """Weigh words by those of the sample and of the transcripts of tune/."""
    sample = (shipped(f"data/sample/{name}").read_text(encoding="utf-8") for name in _SAMPLE)
    return rarity(
        [
            *([fold(word) for word in _WORD.findall(text)] for text in sample),
            *([word for word, _, _ in ordinary(transcript)] for transcript in tune),
        ]
    )
