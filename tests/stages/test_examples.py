"""Vectors of the codebook's texts, none of them made twice."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from thematique import encoder
from thematique.encoder.known import remembering
from thematique.records import Code, Vector
from thematique.stages import examples

FEW = Code(
    code="t.relais", name="Relais", definition="Passer la main.", expressions=["prendre le relais"],
    examples=["Elle a repris le dossier."], counter_examples=["Je garde tout pour moi."],
)  # fmt: skip
THEME = Code(code="t", name="Thème", definition="", codable=False, examples=["Jamais lu."])


def _run(codes: Sequence[Code], known: Sequence[Vector] = ()) -> list[Vector]:
    return examples.run(codes=codes, examples=known, settings=examples.Settings())["examples"]


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that reach the encoder, one after the other."""
    seen: list[str] = []
    real = encoder.encode

    def listening(texts: Sequence[str], name: str) -> object:
        seen.extend(texts)
        return real(texts, name)

    monkeypatch.setattr(encoder, "encode", listening)
    return seen


def test_what_speaks_for_and_against_a_code_has_a_vector(encoded: list[str]) -> None:
    made = _run([THEME, FEW])
    assert encoded == [*FEW.examples, FEW.definition, "Relais, prendre le relais", *FEW.counter_examples]
    assert [(one.document, one.segment) for one in made] == [("t.relais", n) for n in range(4)]
    assert np.array_equal(np.stack([one.values for one in made]), encoder.encode(encoded[:4], encoder.SHIPPED))


def test_a_changed_codebook_has_only_its_new_texts_encoded(encoded: list[str]) -> None:
    known = _run([FEW])
    encoded.clear()
    _run([replace(FEW, code="t.suite", examples=["On se repasse les familles."])], known)
    assert encoded == ["On se repasse les familles."]


def test_learning_asks_nothing_of_the_encoder_for_what_is_known(encoded: list[str]) -> None:
    known = _run([FEW])
    encoded.clear()
    assert remembering(known, encoder.SHIPPED)(FEW.examples).shape == (1, 384)
    assert encoded == []


def test_a_codebook_of_names_alone_needs_no_encoder(encoded: list[str]) -> None:
    assert _run([THEME]) == []
    assert encoded == []
