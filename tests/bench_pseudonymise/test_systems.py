"""What is read from a plain file is set back on it, and what is kept apart is not shown."""

from pathlib import Path

import pytest

from bench.pseudonymise import command
from bench.pseudonymise.aligned import places
from bench.pseudonymise.systems import hiding, lines, study_of, unread
from bench.pseudonymise.utility import kappa
from bench_pseudonymise.invented import transcript
from thematique.records import RawTurn, Role, Where


def turn(number: int, speaker: str, text: str) -> RawTurn:
    return RawTurn(document="d", turn=number, speaker=speaker, text=text, role=Role.PARTICIPANT)


def test_characters_are_found_whatever_became_of_the_spaces() -> None:
    text = "A\u00a0:  un  deux\n\nB : trois\n"
    found = places(text, [turn(0, "A", "un deux"), turn(1, "B", "trois")])
    spread = found[0, Where.TEXT, ""]
    assert "".join(text[at] for at in spread[:-1]) == "unddeux"
    assert text[spread[3] : spread[7]] == "deux"
    assert text[found[1, Where.SPEAKER, ""][0]] == "B"


def test_two_turns_of_one_speaker_made_one_are_found() -> None:
    text = "A : un\n\nA : deux\n"
    assert places(text, [turn(0, "A", "un"), turn(1, "A", "deux")])[1, Where.TEXT, ""][0] == text.index("deux")


def test_variables_are_found_above_the_turns() -> None:
    text = "Présentes : Léa\n\nA : un\n"
    found = places(text, [turn(0, "A", "un")], {"presentes": "Léa", "titre": "absent"})
    assert found[-1, Where.VARIABLE, "presentes"][0] == text.index("Léa")
    assert (-1, Where.VARIABLE, "titre") not in found


def test_words_that_are_not_in_the_file_are_told_by_their_turn_alone() -> None:
    with pytest.raises(ValueError, match=r"^turn 0: its words are not in the file$"):
        places("A : un\n", [turn(0, "A", "secret")])


def test_the_turns_that_thematique_reads_are_those_of_the_file(tmp_path: Path) -> None:
    read = transcript()
    study = study_of([read], tmp_path)
    assert [done.refused for done in study.run(only="ingest")] == [""]
    turns = study.table("raw_turns", private=True)
    assert [f"{turn.speaker} : {turn.text}" for turn in turns] == lines([read])
    assert unread(study, [read]) == 0


def test_the_stages_that_hide_are_between_reading_and_mentions(tmp_path: Path) -> None:
    stages = hiding(study_of([transcript()], tmp_path))
    assert (stages[0], stages[-1]) == ("recognise", "anonymise")


def test_texts_kept_apart_are_never_listed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    apart = str(command.GOLD / "held" / "entretien.txt")
    assert command.main([apart, "--list"]) == 2
    assert command.main([apart, "--intruder", str(tmp_path / "feuille.csv")]) == 2
    assert capsys.readouterr().out == ""
    assert list(tmp_path.iterdir()) == []


def test_kappa_by_hand() -> None:
    assert kappa([True, True, False, False], [True, False, False, False]) == pytest.approx(0.5)
    assert kappa([True], [True]) == 1
    assert kappa([True, False], [False, True]) == -1
