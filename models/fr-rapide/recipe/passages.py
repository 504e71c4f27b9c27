"""Longer texts than sentences: several that somebody could have said one after the other."""

import random
from collections.abc import Sequence

import numpy as np
from pairs import Pair

_NEIGHBOURS = 40
_LENGTHS = (2, 2, 3, 3, 4, 5, 6, 8, 12)
_BLOCK = 512
_CANDIDATES = 20_000


def passages(pairs: Sequence[Pair], vectors: np.ndarray, number: int, seed: int) -> list[Pair]:
    """`number` passages of 2 to 12 pairs: one in two about one thing, the others about anything.

    `vectors` are those of the English sentences of `pairs`, of unit length.
    """
    chance = random.Random(seed)  # noqa: S311 - not a secret
    starts = [chance.randrange(len(pairs)) for _ in range(number)]
    near = _near(vectors, starts[: number // 2], sorted(chance.sample(range(len(pairs)), min(_CANDIDATES, len(pairs)))))
    made = []
    for place, start in enumerate(starts):
        others = near[place] if place < len(near) else [chance.randrange(len(pairs)) for _ in range(_NEIGHBOURS)]
        rows = [start, *chance.sample(others, chance.choice(_LENGTHS) - 1)]
        chance.shuffle(rows)
        english, french = (" ".join(pairs[row][side] for row in rows) for side in (0, 1))
        made.append(Pair(english, french))
    return made


def _near(vectors: np.ndarray, starts: Sequence[int], candidates: Sequence[int]) -> list[list[int]]:
    """For each of `starts`, the rows among `candidates` whose vectors are nearest."""
    among, found = vectors[candidates].astype(np.float32), []
    rows = np.array(candidates)
    for first in range(0, len(starts), _BLOCK):
        likeness = vectors[starts[first : first + _BLOCK]].astype(np.float32) @ among.T
        found += rows[np.argpartition(-likeness, _NEIGHBOURS, axis=1)[:, :_NEIGHBOURS]].tolist()
    return found
