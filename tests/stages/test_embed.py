"""Vectors of segments, none of them made twice."""

from collections.abc import Sequence

import numpy as np
import pytest

from thematique import encoder, tables
from thematique.digests import digest
from thematique.records import Role, Segment, Vector
from thematique.stages import embed

TEXTS = ["On manque de places.", "Oui.", "L'équipe change tout le temps.", "Oui.", "🙂"]


def segments(*texts: str) -> list[Segment]:
    return [
        Segment(
            document="a", segment=n, turn=n, start=0, end=len(text), speaker="", role=Role.PARTICIPANT, text=text,
            n_words=len(text.split()), short=False,
        )
        for n, text in enumerate(texts)
    ]  # fmt: skip


def _run(texts: Sequence[str], known: Sequence[Vector] = ()) -> list[Vector]:
    return embed.run(segments=segments(*texts), vectors=known, settings=embed.Settings())["vectors"]


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


def test_each_segment_has_the_vector_of_its_text() -> None:
    vectors = _run(TEXTS)
    assert [(vector.document, vector.segment) for vector in vectors] == [("a", n) for n in range(5)]
    assert np.array_equal(np.stack([v.values for v in vectors]), encoder.encode(TEXTS, encoder.SHIPPED))
    assert [vector.digest for vector in vectors] == [digest(text.encode()) for text in TEXTS]
    assert {vector.model for vector in vectors} == {encoder.identity(encoder.SHIPPED)}


def test_a_text_that_comes_back_is_encoded_once(encoded: list[str]) -> None:
    _run(TEXTS)
    assert encoded == [TEXTS[0], TEXTS[1], TEXTS[2], TEXTS[4]]


def test_what_is_known_is_not_encoded_again_wherever_it_stood(encoded: list[str]) -> None:
    known = tables.decode(tables.encode(_run(TEXTS), Vector), Vector)
    encoded.clear()
    texts = ["Du neuf.", *reversed(TEXTS)]
    later = _run(texts, known)
    assert encoded == ["Du neuf."]
    assert tables.encode(later, Vector) == tables.encode(_run(texts), Vector)


def test_vectors_of_another_model_are_not_taken_for_its_own(encoded: list[str]) -> None:
    vector = Vector(document="a", segment=0, digest=digest(b"Oui."), model="autre@0", values=[1.0])
    (made,) = _run(["Oui."], [vector])
    assert encoded == ["Oui."]
    assert made.model != "autre@0"


def test_no_segment_needs_no_encoder(encoded: list[str]) -> None:
    assert _run([]) == []
    assert encoded == []
