"""What is learnt from a codebook alone."""

import numpy as np
import pytest

from stages.classify.invented import CODES, CRECHE, OTHER, TURNOVER
from thematique import encoder
from thematique.classifier.teaching import teaching
from thematique.records import Code
from thematique.stages.classify import cold_start
from thematique.stages.classify.reasons import Reasons

TEXTS = [*CRECHE, *TURNOVER, *OTHER]
CODABLE = CODES[1:]


@pytest.fixture(scope="module")
def learnt() -> cold_start.Learnt:
    def encode(texts):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - as in the stage
        return encoder.encode(texts, encoder.SHIPPED)

    return cold_start.learn(TEXTS, encode(TEXTS), CODABLE, encode=encode)


def test_a_code_with_few_examples_also_speaks_by_its_definition() -> None:
    few = Code(
        code="a", name="Nom", definition="Définition.", includes=("ceci",), expressions=("cela",), examples=("E",)
    )
    assert teaching(few) == ("E", "Définition.", "ceci", "Nom, cela")
    many = Code(code="a", name="Nom", definition="Définition.", examples=tuple("ABCDEFGH"))
    assert teaching(many) == tuple("ABCDEFGH")


def test_there_is_a_score_for_each_passage_and_example_of_each_code(learnt: cold_start.Learnt) -> None:
    assert learnt.scores.shape == (len(TEXTS), 2)
    taught = [len(teaching(code)) for code in CODABLE]
    assert [len(scores) for scores in learnt.example_scores] == taught
    assert np.isfinite(learnt.scores).all()


def test_passages_of_a_code_score_above_the_others(learnt: cold_start.Learnt) -> None:
    assert learnt.scores[:4, 0].min() > learnt.scores[4:, 0].max()
    assert learnt.scores[4:8, 1].min() > np.delete(learnt.scores[:, 1], range(4, 8)).max()


def test_examples_score_above_the_passages_that_speak_of_something_else(learnt: cold_start.Learnt) -> None:
    assert learnt.example_scores[0].mean() > learnt.scores[8:, 0].mean()


def test_expressions_are_found_as_whole_words_whatever_their_case_and_plural() -> None:
    code = Code(code="a", name="", definition="", expressions=("liste d'attente", "turn-over"))
    texts = ["Une LISTE D’ATTENTE.", "Des liste d'attentes", "La liste", "le turn-over", "turn-overdose"]
    assert cold_start._expressed(texts, code).tolist() == [1, 1, 0, 1, 0]


def test_a_reason_gives_at_most_three_words_as_they_stand_in_the_passage(learnt: cold_start.Learnt) -> None:
    why = Reasons(learnt, CODABLE).why(0, 0)
    words = why.removeprefix("mots : ").split(", ")
    assert why.startswith("mots : ")
    assert 1 <= len(words) <= 3
    assert all(word in TEXTS[0].lower() for word in words)
