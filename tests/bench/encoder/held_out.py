"""The pairs of translations that no encoder learns from, so that the bench may ask for them.

A pair is held out when the hash of its English sentence says so. Whoever trains takes `split(pairs).training` and
nothing else of these pairs: sentences come several times, with other translations, so that a pair is also kept from
training when either of its sentences stands in a pair held out.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from thematique.records import record

ONE_IN = 50


class Pair(NamedTuple):
    """A sentence in two languages."""

    english: str
    french: str


@record
class Split:
    """Pairs to learn from and pairs to judge with: no sentence is in both, but for case, accents kept, and punctuation."""

    training: Sequence[Pair]
    held: Sequence[Pair]


def key(sentence: str) -> str:
    """What two writings of the same sentence share: its letters and digits, in lower case."""
    return "".join(character for character in sentence.casefold() if character.isalnum())


def rank(sentence: str) -> int:
    """A place in an order that depends on nothing but the sentence."""
    return int.from_bytes(hashlib.sha256(key(sentence).encode()).digest()[:8])


def split(pairs: Iterable[Pair]) -> Split:
    """Set one English sentence in `ONE_IN` apart, with all that shares a sentence with it; in the order of `pairs`."""
    known = list(pairs)
    held = [pair for pair in known if rank(pair.english) % ONE_IN == 0]
    taken = {key(sentence) for pair in held for sentence in pair}
    training = [pair for pair in known if key(pair.english) not in taken and key(pair.french) not in taken]
    return Split(training=training, held=held)
