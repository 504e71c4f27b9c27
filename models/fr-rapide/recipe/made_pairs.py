"""Pairs that nobody wrote, so that the words of the news and of descriptions are learnt as well as those of talk.

Tatoeba has few words, and the layers that learn from it alone leave the others where they were. Hence its pairs with a
rare word in the place of a frequent one that is used alike, in both languages, and news with an English gloss, word for
word: clumsy, but the teacher minds the words more than their order.
"""

import random
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

import numpy as np
from dictionary import OFTEN, Dictionary
from pairs import Pair
from words import Known

_TOKEN = re.compile(r"[^\W\d_]+'?|\d+|[.,;:!?]")
_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÉÀ«])")
_SHORTEST, _LONGEST = 5, 40
"""Of sentences of the news, in words."""
_LETTERS = 120
_NEAR, _SPELT = 0.35, 0.5
_SURELY_NEAR, _HARDLY_NEAR, _SURE = 0.45, 0.1, 0.4
_FREQUENT = 40_000
_LIKE, _TRIES = 4, 6
_BLOCK = 2000


def sentences(told: Sequence[str], number: int, chance: random.Random) -> list[str]:
    """`number` sentences of the texts `told`."""
    cut = {part for text in told for part in _END.split(text) if _SHORTEST <= len(part.split()) <= _LONGEST}
    found = sorted(cut)
    chance.shuffle(found)
    return found[:number]


def glossed(french: str, words: Dictionary) -> Pair:
    """The text with its words in English, in the French order."""
    made, first = [], True
    for word in _TOKEN.findall(french.replace("’", "'")):
        made.append(_gloss(word, words, name=word[0].isupper() and not first))
        first = word in ".!?:"
    return Pair(re.sub(r" ([.,;:!?])", r"\1", " ".join(word for word in made if word)), french)


def _gloss(word: str, words: Dictionary, *, name: bool) -> str:
    lower = word.lower()
    if not word[0].isalnum() or (name and words.seen[lower] < OFTEN):
        return word
    if words.seen[lower] >= OFTEN and lower in words.common:
        return words.common[lower][0]
    guess = words.rare.get(lower)
    if lower in words.names or guess is None:
        return word if lower in words.names else word.rstrip("'")
    return guess.english if guess.near >= _NEAR or guess.spelt >= _SPELT else word


def replaced(
    pairs: Sequence[Pair], words: Dictionary, known: Known, whole: Collection[str], chance: random.Random
) -> list[Pair]:
    """Pairs with a rare word in the place of one that is used alike; twice for the words in `whole`."""
    place = {word: known.rows[row] for row, word in enumerate(known.words)}
    rank = {word: row for row, word in enumerate(known.words)}
    frequent = [
        word
        for word, number in words.seen.items()
        if number >= OFTEN and len(word) > 2 and word in place and words.common.get(word, ("", 0))[1] >= _SURE
    ]
    rare = [
        word
        for word in words.rare
        if word in place and _counterpart(word, words) and (word in whole or rank[word] < _FREQUENT)
    ]
    vectors = known.vectors - known.vectors.mean(axis=0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    among, where = vectors[[place[word] for word in frequent]], _where(pairs)
    made = []
    for first in range(0, len(rare), _BLOCK):
        some = rare[first : first + _BLOCK]
        likeness = vectors[[place[word] for word in some]] @ among.T
        for word, alike in zip(some, np.argpartition(-likeness, _LIKE, axis=1)[:, :_LIKE].tolist(), strict=True):
            for _ in range(2 if word in whole else 1):
                old = frequent[chance.choice(alike)]
                asked = [pairs[row] for row in chance.sample(where[old], min(_TRIES, len(where[old])))]
                made += islice(_put(asked, (words.common[old][0], old), (_counterpart(word, words), word)), 1)
    chance.shuffle(made)
    return made


def _counterpart(word: str, words: Dictionary) -> str:
    """The English word, or nothing when it is not sure enough."""
    if word in words.names:
        return word.capitalize()
    guess = words.rare[word]
    return guess.english if guess.near >= _SURELY_NEAR or (guess.spelt >= _SPELT and guess.near >= _HARDLY_NEAR) else ""


def _where(pairs: Sequence[Pair]) -> Mapping[str, list[int]]:
    found = defaultdict(list)
    for row, pair in enumerate(pairs):
        for word in dict.fromkeys(_TOKEN.findall(pair.french.lower().replace("’", "'"))):
            found[word].append(row)
    return found


def _put(pairs: Sequence[Pair], old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """The pairs, each of whose sides had the old word once, with the new one."""
    for pair in pairs:
        sides = [
            re.subn(rf"(?<!\w){re.escape(before)}(?!\w)", after, text.replace("’", "'"), flags=re.IGNORECASE)
            for text, before, after in zip(pair, old, new, strict=True)
        ]
        if all(times == 1 for _, times in sides) and len(pair.french) < _LETTERS:
            yield Pair(*(text for text, _ in sides))
