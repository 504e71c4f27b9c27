"""Tables of speech are known by their titles or by what their columns hold."""

import pytest

from thematique.stages.ingest.dialogue.grids import speech_lines
from thematique.stages.ingest.dialogue.lines import Line, Table

TALK = [("INT", "Bonjour, ça va ?"), ("P1", "Oui, très bien."), ("INT", "Et vous ?"), ("P2", "Réponse courte.")]


def said(*rows: tuple[str, ...]) -> list[tuple[str | None, str]] | None:
    lines = speech_lines(Table(rows=[[[Line(text=cell)] for cell in row] for row in rows]))
    return None if lines is None else [(line.speaker, line.text) for line in lines]


@pytest.mark.parametrize(
    "titles", [("Locuteur", "Verbatim"), ("Nom du participant", "Transcription"), ("Qui", "Propos")]
)
def test_titles_are_not_speech(titles: tuple[str, str]) -> None:
    assert said(titles, *TALK) == TALK


@pytest.mark.parametrize("first", [("P2", "Réponse courte."), ("P1", "Message reçu."), ("P1", "Commentaire ?")])
def test_a_first_turn_is_no_row_of_titles(first: tuple[str, str]) -> None:
    assert said(first, *TALK) == [first, *TALK]


def test_columns_of_times_and_numbers_are_told_from_speech() -> None:
    rows = [(str(number), f"00:0{number}", *turn) for number, turn in enumerate(TALK, start=1)]
    assert said(*rows) == TALK


@pytest.mark.parametrize("row", [("un seul",), ("a", "b", "c", "d", "e", "f"), ("", "")])
def test_other_tables_are_left(row: tuple[str, ...]) -> None:
    assert said(row) is None
