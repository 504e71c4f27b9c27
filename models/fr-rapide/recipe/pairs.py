"""The English and French sentences to learn from: those of Tatoeba that the bench does not ask for."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[3] / "tests"))

from bench.encoder.held_out import Pair, split


def _pairs(sources: Path) -> list[Pair]:
    with (sources / "pairs/tatoeba/fra.txt").open(encoding="utf-8") as stream:
        return [Pair(*line.rstrip("\n").split("\t")[:2]) for line in stream]


def training(sources: Path) -> list[Pair]:
    """The pairs that may be learnt from, in the order of the file."""
    return list(split(_pairs(sources)).training)


def held(sources: Path) -> list[Pair]:
    """The pairs that may not, in the order of the file."""
    return list(split(_pairs(sources)).held)
