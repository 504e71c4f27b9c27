"""The stage: numbers, roles, variables, and no word of the talk in a notice."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.errors import FileRefused, Reason
from thematique.records import RawDocument, RawTurn, Role, Source
from thematique.stages.ingest import Settings, run, stage

TEXT = """# titre : Entretien 3
# Secteur d’activité : AMO
# n_words : 12
# type : entretien

Enquêtrice : Bonjour.
P1\u00a0: Oui,   c’est\u00a0bien.
P2 :
P1 : …
P2 : ---
"""


def source(text: str | bytes = TEXT, filename: str = "e3.txt", **variables: str) -> Source:
    content = text.encode() if isinstance(text, str) else text
    return Source(document="e3", filename=filename, content=content, variables=variables)


def document(text: str = TEXT, settings: Settings | None = None, **variables: str) -> RawDocument:
    return run(sources=[source(text, **variables)], settings=settings or Settings())["raw_documents"][0]


def turns(text: str = TEXT, settings: Settings | None = None) -> list[RawTurn]:
    return list(run(sources=[source(text)], settings=settings or Settings())["raw_turns"])


def test_turns_are_numbered_from_zero_with_their_roles() -> None:
    assert [(t.turn, t.speaker, t.role) for t in turns()] == [
        (0, "Enquêtrice", Role.INTERVIEWER),
        (1, "P1", Role.PARTICIPANT),
        (2, "P1", Role.PARTICIPANT),
    ]


def test_no_break_spaces_and_apostrophes_stay_while_blanks_are_single() -> None:
    assert turns()[1].text == "Oui, c’est\u00a0bien."


def test_the_header_fills_fields_and_variables() -> None:
    found = document()
    assert (found.title, found.type, found.language) == ("Entretien 3", "entretien", "fr")
    assert found.variables == {"secteur_d_activite": "AMO", "n_words_": "12"}
    assert found.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_corpus_csv_wins_over_the_header() -> None:
    found = document(Titre="Autre", secteur_d_activite="Santé", langue="nl", cycle="2")
    assert (found.title, found.language) == ("Autre", "nl")
    assert found.variables == {"secteur_d_activite": "Santé", "n_words_": "12", "cycle": "2"}


def test_the_study_may_name_interviewers() -> None:
    text = "Hélène : Bonjour\nMarc : Oui\nHélène : Bien"
    roles = [turn.role for turn in turns(text, Settings(interviewers=("Hélène",)))]
    assert roles == [Role.INTERVIEWER, Role.PARTICIPANT, Role.INTERVIEWER]


@pytest.mark.parametrize("text", ["P1 :\nP2 :\n", "# titre : x\n", "...".replace(".", "-")])
def test_a_file_without_speech_is_refused(text: str) -> None:
    with pytest.raises(FileRefused) as refused:
        run(sources=[source(text)], settings=Settings())
    assert refused.value.reason is Reason.NO_TURN


def test_a_file_too_big_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        run(sources=[source()], settings=Settings(max_bytes=10))
    assert refused.value.reason is Reason.TOO_BIG


def test_a_file_of_several_documents_tells_them_apart() -> None:
    text = "**** *n_1\nBonjour à tous.\n\n**** *n_2\nEt au revoir."
    written = run(sources=[source(text)], settings=Settings())
    names = [found.document for found in written["raw_documents"]]
    assert len(set(names)) == 2
    assert all(name.startswith("e3:") for name in names)
    assert {turn.document for turn in written["raw_turns"]} == set(names)


def test_the_stage_keeps_what_identifies_people_private() -> None:
    assert stage.private == {"raw_documents", "raw_turns"}
    assert set(run(sources=[source()], settings=Settings())) == set(stage.writes)


LINE = st.text(alphabet="abcé ’P1:.-[](#)0\u00a0\t", max_size=30)


@given(st.lists(LINE, max_size=12))
def test_any_text_is_read_the_same_twice_or_refused_and_notices_never_quote_it(lines: list[str]) -> None:
    text = "Zorglub va bien aujourd’hui.\n" + "\n".join(lines)
    once = run(sources=[source(text)], settings=Settings())
    assert once == run(sources=[source(text)], settings=Settings())
    assert not any("Zorglub" in notice.message for notice in once["notices"])
    for turn in once["raw_turns"]:
        assert turn.text == turn.text.strip()
        assert turn.text


NOTE = "Entretien fictif, toutes les personnes et tous les lieux sont inventés par nous."


def roles(note: str, *answers: str) -> list[Role]:
    said = "\n".join(f"P1 : {answer}" for answer in answers)
    return [turn.role for turn in turns(f"{note}\n\nEnquêtrice : Bonjour, vous allez bien ?\n{said}\n")]


def test_a_note_above_the_first_label_is_not_said_by_a_participant() -> None:
    found = roles(NOTE, *["On a beaucoup de travail avec les familles en ce moment, vous savez." for _ in range(20)])
    assert found[0] is Role.INTERVIEWER
    assert {*found[2:]} == {Role.PARTICIPANT}


def test_long_talk_above_the_first_label_is_still_an_answer() -> None:
    assert roles(NOTE, "Oui.")[0] is Role.PARTICIPANT
