"""French words and their English counterparts, induced from the pairs, the static encoder and the spelling.

What the pairs say often is read from them by the first model of Brown et al. (1993); a word that they seldom have is
looked for among the English words that the static encoder puts near it and that are written like it.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from lesson import Taught
from letters import Spelling, plain
from pairs import Pair
from teacher import English

OFTEN = 5
"""From how many times on the pairs tell what a word means."""
_FRENCH = re.compile(r"[^\W\d_]+'?|\d+")
_ENGLISH = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|\d+")
_ROUNDS = 6
_LEAST = 0.1
_LONG = 4
_N_WORDS = 80_000
_BLOCK = 1000
_SPELT, _SHARED = 0.7, 0.3
_SAME_NAME, _SAME_WORD = 1.0, 0.3


class Guess(NamedTuple):
    """An English word for a French one: how near they lie, and how alike they are written, from 0 to 1."""

    english: str
    near: float
    spelt: float


class Dictionary(NamedTuple):
    """What French words are in English.

    Attributes:
        seen: how often the pairs have each French word.
        common: the words that they have, with how sure the translation is, from 0 to 1.
        rare: the words that they seldom or never have.
        names: words that stay as they are.
    """

    seen: Counter[str]
    common: Mapping[str, tuple[str, float]]
    rare: Mapping[str, Guess]
    names: Collection[str]


def induced(
    pairs: Sequence[Pair],
    told: Sequence[str],
    words: Taught,
    english: English,
    names: Collection[str],
) -> Dictionary:
    """The dictionary of `words`: frequent ones, and all of the texts `told`."""
    french = [cut(pair.french) for pair in pairs]
    seen = Counter(word for text in french for word in text)
    others = [_ENGLISH.findall(pair.english.lower().replace("’", "'")) for pair in pairs]
    rank = {word: row for row, word in enumerate(words.words)}
    asked = [*words.words[:_N_WORDS], *Counter(word for text in told for word in cut(text))]
    rare = [word for word in dict.fromkeys(asked) if seen[word] < OFTEN and len(word) >= _LONG and word in rank]
    vectors = words.vectors[[rank[word] for word in rare]]
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return Dictionary(
        seen=seen,
        common=_aligned(french, others),
        rare=_looked_for(rare, vectors, *english, names),
        names=names,
    )


def cut(text: str) -> list[str]:
    """The words and numbers of a French text."""
    return _FRENCH.findall(text.lower().replace("’", "'"))


def _aligned(french: Sequence[Sequence[str]], english: Sequence[Sequence[str]]) -> dict[str, tuple[str, float]]:
    """The likeliest English word of each French one, by expectation and maximisation."""
    here, there = (list(dict.fromkeys(word for text in texts for word in text)) for texts in (french, english))
    row, column = ({word: place for place, word in enumerate(words)} for words in (here, there))
    first, second, group, n_groups = [], [], [], 0
    for some, others in zip(french, english, strict=True):
        known = sorted({row[word] for word in some})
        for other in sorted({column[word] for word in others}):
            first += known
            second += [other] * len(known)
            group += [n_groups] * len(known)
            n_groups += 1
    groups = np.array(group)
    keys, links = np.unique(np.array(first, dtype=np.int64) * len(there) + np.array(second), return_inverse=True)
    rows, columns = keys // len(there), keys % len(there)
    chance = np.ones(len(keys))
    for _ in range(_ROUNDS):
        shares = chance[links]
        shares /= np.bincount(groups, shares, minlength=n_groups)[groups]
        counts = np.bincount(links, shares, minlength=len(keys))
        chance = counts / np.bincount(rows, counts, minlength=len(here))[rows]
    found: dict[str, tuple[str, float]] = {}
    for link in np.argsort(-chance, kind="stable"):
        if chance[link] < _LEAST:
            break
        found.setdefault(here[rows[link]], (there[columns[link]], float(chance[link])))
    return found


def _looked_for(
    rare: Sequence[str], vectors: np.ndarray, english: Sequence[str], there: np.ndarray, names: Collection[str]
) -> dict[str, Guess]:
    place, spelling = {word: row for row, word in enumerate(english)}, Spelling(english)
    found = {}
    for first in range(0, len(rare), _BLOCK):
        some = rare[first : first + _BLOCK]
        near, shared = vectors[first : first + _BLOCK] @ there.T, spelling.shared(some)
        score = near + _SPELT * np.maximum(shared - _SHARED, 0)
        for row, word in enumerate(some):
            if plain(word) in place:
                score[row, place[plain(word)]] += _SAME_NAME if word in names else _SAME_WORD
        for row, (word, best) in enumerate(zip(some, score.argmax(axis=1), strict=True)):
            found[word] = Guess(english[best], float(near[row, best]), float(shared[row, best]))
    return found
