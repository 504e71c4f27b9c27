"""The two figures that the recipes choose by."""

import csv
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from pairs import held
from scipy.stats import spearmanr
from spoken import spoken

_SEED = 6
_N_ASKED = 1000
_MIN_WORDS = 6

Encode = Callable[[Sequence[str]], np.ndarray]


def likeness(encode: Encode, sources: Path) -> float:
    """Spearman's correlation with people's judgements on STS-B French, dev."""
    with (sources / "pairs/stsb/stsb-fr-dev.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    first, second = encode([row[0] for row in rows]), encode([row[1] for row in rows])
    return float(spearmanr((first * second).sum(axis=1), [float(row[2]) for row in rows]).statistic)


def robustness(encode: Encode, sources: Path) -> float:
    """How often the spoken form of a sentence finds it among a thousand that nobody learnt from."""
    chance = random.Random(_SEED)  # noqa: S311 - not a secret
    sentences = sorted({pair.french for pair in held(sources) if len(pair.french.split()) >= _MIN_WORDS})
    asked = chance.sample(sentences, _N_ASKED)
    written, said = encode(asked), encode([spoken(sentence, chance) for sentence in asked])
    return float(((said @ written.T).argmax(axis=1) == np.arange(len(asked))).mean())
