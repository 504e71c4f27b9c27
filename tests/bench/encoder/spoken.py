"""A written sentence as somebody would say it and somebody else type it out: nothing but its manner changes.

Lower case, no punctuation, markers of talk, words said twice, words cut short. The ten commonest markers come as often,
one against another, as was counted in 1.24 million transcribed words of French interviews; the rarer ones, from « du
coup » on, by round numbers that were guessed.
"""

import hashlib
import random
import re
from collections.abc import Iterator

MARKERS = {
    "euh": 29819, "donc": 7220, "enfin": 5748, "hein": 4700, "bon": 4490, "ben": 4120, "voilà": 3668, "quoi": 2693,
    "bah": 1881, "en fait": 1439, "du coup": 500, "vous savez": 400, "tu vois": 350, "vous voyez": 300, "je veux dire": 280,
    "disons": 150, "on va dire": 130, "comment dire": 80,
}  # fmt: skip
SHARE_MARKERS = 0.12
SHARE_TWICE = 0.05
SHARE_CUT = 0.03

_WORD = re.compile(r"\w+(?:['’-]\w+)*['’]?")
_SHORT, _LONG = 4, 6


def spoken(text: str) -> str:
    """The spoken form of `text`, always the same for the same text; one marker at least."""
    chance = random.Random(hashlib.sha256(text.encode()).digest())
    words = _WORD.findall(text.lower())
    if not words:
        return ""
    said = [part for word in words for part in _said(word, chance)]
    if len(said) == len(words):
        said.insert(chance.randrange(len(said)), _marker(chance))
    return " ".join(said)


def _said(word: str, chance: random.Random) -> Iterator[str]:
    if chance.random() < SHARE_MARKERS:
        yield _marker(chance)
    if len(word) <= _SHORT and chance.random() < 2 * SHARE_TWICE:
        yield word
    if len(word) >= _LONG and chance.random() < 2 * SHARE_CUT:
        yield word[: chance.randint(2, 3)] + "-"
    yield word


def _marker(chance: random.Random) -> str:
    return chance.choices(list(MARKERS), list(MARKERS.values()))[0]
