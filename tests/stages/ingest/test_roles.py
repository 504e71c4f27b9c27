"""Interviewers are known by their label, everyone else takes part."""

import pytest

from thematique.records import Role
from thematique.stages.ingest.roles import roles


def interviewers(*labels: str, named: tuple[str, ...] = ()) -> set[str]:
    return {label for label, role in roles(labels, interviewers=named).items() if role is Role.INTERVIEWER}


@pytest.mark.parametrize(
    "label",
    [
        *("Enquêteur", "ENQUÊTRICE", "Enq.", "enqueteur 2", "Enquêteur·rice", "Enquêteur/trice", "Intervieweuse"),
        *("Intervieweur", "Interviewer", "Chercheuse", "Animatrice 2", "Animateur", "Modératrice", "Facilitateur"),
        *("INT", "INT1", "INT 2", "Q", "I", "Question", "L’enquêtrice", "Enquêteur Marc", "Sophie (animatrice)"),
        *("Marc ?", "E ?", "Animatrice\u00a01", "Modérateur(trice)", "Intervieweur.euse"),
    ],
)
def test_these_labels_ask(label: str) -> None:
    assert interviewers(label, "P1", "P2") == {label}


@pytest.mark.parametrize(
    "label",
    [
        *("Interviewé", "Interviewée", "Interviewe", "Enquêté", "Enquêtée 3", "P1", "Participante", "Sophie", "R", ""),
        *("Inès", "Quentin", "Intissar", "Locuteur 1", "Élève", "Éducatrice", "Modeste"),
    ],
)
def test_these_labels_answer(label: str) -> None:
    assert interviewers(label, "Enquêteur") == {"Enquêteur"}


def test_a_letter_alone_opposite_another_label_asks() -> None:
    assert interviewers("E", "M") == {"E"}
    assert interviewers("E", "Sophie") == {"E"}
    assert interviewers("I", "P1", "P2") == {"I"}
    assert interviewers("A", "P1", "P2") == {"A"}


def test_a_letter_among_its_like_does_not() -> None:
    assert interviewers("E", "E1", "E2") == set()
    assert interviewers("I1", "I2", "I3") == set()
    assert interviewers("A", "B", "C") == set()
    assert interviewers("E", "Sophie", "Marc") == set()


def test_a_letter_does_not_ask_beside_a_named_interviewer() -> None:
    assert interviewers("Enquêteur", "E") == {"Enquêteur"}
    assert interviewers("Q", "E") == {"Q"}
    assert interviewers("I", "E") == {"I"}


def test_the_study_may_name_its_interviewers() -> None:
    assert interviewers("Hélène", "Marc", named=("helene",)) == {"Hélène"}


def test_no_label_at_all_answers() -> None:
    assert roles([""]) == {"": Role.PARTICIPANT}
