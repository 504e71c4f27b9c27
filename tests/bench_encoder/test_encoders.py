"""Encoders are known by their vectors; what was encoded once is not encoded again."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bench.encoder.encoders import Encoder, all_shipped, baselines, named, remembered
from thematique.encoder import SHIPPED, encode

TEXTS = ["On manque de places en crèche.", "Les places en crèche manquent.", "Il pleut sur Liège.", "Il pleut encore."]


class Counting:
    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        self.asked.append(list(texts))
        return np.full((len(texts), 2), len(self.asked), dtype=np.float32)


def beside() -> dict[str, Encoder]:
    return {one.name: one for one in baselines(teacher=None)}


def test_vectors_are_kept_by_text_and_by_model(tmp_path: Path) -> None:
    work = Counting()
    one, other = (remembered(Encoder(name="a", identity=identity, encode=work), tmp_path) for identity in "ab")
    first = one.encode(["a", "b"])
    assert np.array_equal(one.encode(["a", "b"]), first)
    one.encode(["ab"])
    other.encode(["a", "b"])
    assert work.asked == [["a", "b"], ["ab"], ["a", "b"]]


@pytest.mark.parametrize("name", ["tfidf", "mean"])
def test_a_baseline_gives_unit_vectors_in_which_alike_is_nearer(name: str) -> None:
    vectors = beside()[name].encode(TEXTS)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_chance_knows_a_text_again_and_nothing_else() -> None:
    vectors = beside()["chance"].encode([f"{number}" for number in range(100)] + ["0"])
    likeness = vectors @ vectors.T
    assert likeness[0, 100] == pytest.approx(1)
    assert abs(likeness[:100, :100][~np.eye(100, dtype=bool)]).max() < 0.35


def test_the_models_that_ship_are_known_and_give_the_vectors_of_the_product() -> None:
    assert SHIPPED in all_shipped()
    assert np.array_equal(named(SHIPPED).encode(TEXTS), encode(TEXTS, SHIPPED))
