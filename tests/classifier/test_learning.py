"""What is learnt from lessons, on invented passages whose theme shows in their words."""

from dataclasses import replace

import numpy as np
import pytest

from thematique.classifier import learning
from thematique.classifier.lessons import Lesson
from thematique.records import Code, Role, Segment

CAFE = ("on se croise à la machine à café", "un mot devant le café du matin", "le café, c'est là que tout se règle")
DEPART = ("elle est partie après trois mois", "encore une démission dans l'équipe", "le poste est vacant depuis mars")
OTHER = ("il a plu toute la semaine", "les enfants ont fait un dessin", "le bus était en retard ce matin")
CODES = [
    Code(code="informel.cafe", name="Café", definition="", examples=("à la machine, autour d'un café",)),
    Code(code="tensions.turnover", name="Turn-over", definition="", examples=("les gens s'en vont, postes vacants",)),
    Code(code="rare", name="Rare", definition="", examples=("une chose que personne ne dit",)),
]


def encode(texts: list[str]) -> np.ndarray:
    """A vector that says nothing of the theme: what is learnt here comes from the words."""
    return np.full((len(texts), 3), 1 / np.sqrt(3), dtype=np.float32)


def lesson(number: int, text: str, codes: tuple[str, ...], *, document: str, blind: bool = False) -> Lesson:
    segment = Segment(
        document=document,
        segment=number,
        turn=number,
        start=number * 100,
        end=number * 100 + len(text),
        speaker="P",
        role=Role.PARTICIPANT,
        text=text,
        n_words=len(text.split()),
        short=False,
    )
    return Lesson(segment=segment, shares=dict.fromkeys(codes, 1.0), blind=blind, decided_at=f"2026-01-01T{number:06}")


@pytest.fixture(scope="module")
def taught() -> list[Lesson]:
    rows = [(text, ("informel.cafe",)) for text in CAFE] + [(text, ("tensions.turnover",)) for text in DEPART]
    rows += [(text, ()) for text in OTHER]
    return [
        lesson(n, f"{text} alors voilà numéro{n}", codes, document=f"d{n % 4}")
        for n, (text, codes) in enumerate(rows * 6)
    ]


def learnt(lessons: list[Lesson]) -> learning.Learnt:
    return learning.learn(lessons, encode([""] * len(lessons)), CODES, encode=encode, encoder="essai")


def test_codes_with_too_few_passages_are_not_learnt(taught: list[Lesson]) -> None:
    assert [code.code for code in learning.learnable(taught, CODES)] == ["informel.cafe", "tensions.turnover"]
    one_document = [one for one in taught if "informel.cafe" not in one.shares or one.segment.document == "d0"]
    assert [code.code for code in learning.learnable(one_document, CODES)] == ["tensions.turnover"]


def test_nothing_to_learn_is_said() -> None:
    with pytest.raises(ValueError, match="enough"):
        learnt([lesson(0, "un mot", (), document="d")])


def test_a_code_that_every_passage_carries_cannot_be_told_from_anything(taught: list[Lesson]) -> None:
    everywhere = [one for one in taught if "informel.cafe" in one.shares]
    assert learning.learnable(everywhere, CODES) == []
    with pytest.raises(ValueError, match="enough"):
        learnt(everywhere)
    assert [code.code for code in learning.learnable([*everywhere, taught[-1]], CODES)] == ["informel.cafe"]


def test_codes_without_an_example_are_learnt_from_passages_alone(taught: list[Lesson]) -> None:
    def refusing(texts: list[str]) -> np.ndarray:
        assert texts, "an encoder takes one text at least"
        return encode(texts)

    bare = [replace(code, examples=()) for code in CODES]
    found = learning.learn(taught, encode([""] * len(taught)), bare, encode=refusing, encoder="essai")
    labels = np.array([[code in one.shares for code in found.codes] for one in taught])
    assert ((found.held_out >= found.model.threshold) == labels).mean() > 0.95


def test_what_was_taught_is_found_in_documents_held_out(taught: list[Lesson]) -> None:
    found = learnt(taught)
    labels = np.array([[code in one.shares for code in found.codes] for one in taught])
    assert found.by_document
    assert ((found.held_out >= found.model.threshold) == labels).mean() > 0.95


def test_probabilities_are_those_of_the_passages_at_large(taught: list[Lesson]) -> None:
    found = learnt(taught)
    labels = np.array([[code in one.shares for code in found.codes] for one in taught])
    assert found.held_out.mean(axis=0) == pytest.approx(labels.mean(axis=0), abs=0.02)


def test_the_share_is_that_of_blind_passages_once_there_are_enough(taught: list[Lesson]) -> None:
    rare = [lesson(1000 + n, f"rien de tel {n}", (), document=f"d{n % 4}", blind=True) for n in range(60)]
    found = learnt([*taught, *rare])
    # none of them carries a code; half a passage is added so that a share is never nothing
    assert found.held_out[len(taught) :].mean(axis=0) == pytest.approx([0.5 / 61] * 2, abs=0.005)


def test_learning_is_the_same_whatever_the_order_of_the_lessons(taught: list[Lesson]) -> None:
    one, other = learnt(taught), learnt(list(reversed(taught)))
    texts, vectors = list(CAFE), encode([""] * 3)
    assert np.allclose(one.model.probabilities(texts, vectors), other.model.probabilities(texts, vectors), atol=1e-3)


def test_a_single_document_is_held_out_by_stretches(taught: list[Lesson]) -> None:
    alone = [lesson(n, one.segment.text, tuple(one.shares), document="d") for n, one in enumerate(taught)]
    assert not learnt(alone).by_document


def test_two_runs_give_the_same_model(taught: list[Lesson]) -> None:
    one, other = learnt(taught).model, learnt(taught).model
    assert np.array_equal(one.words, other.words)
    assert np.array_equal(one.threshold, other.threshold)
