"""What counts as a trace of somebody or of a document, and what may be anything else."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from thematique.forgetting.traces import Traces
from thematique.forgetting.wanted import Wanted

CODE = "[PERSONNE_3]"
SAID = 'Il a dit "jamais", et puis il est parti sans se retourner.'


def traces(*names: str, documents: Sequence[str] = (), said: Sequence[str] = ()) -> Traces:
    return Traces(
        Wanted(
            documents=frozenset(documents),
            turns=frozenset(),
            code=CODE if names else "",
            names=sorted(names, key=lambda name: (-len(name), name)),
            said=said,
            spans={},
        )
    )


@pytest.mark.parametrize("found", ["sophie", "Sophie", "SOPHIE"])
def test_a_name_found_in_any_case_is_looked_for_with_a_capital_and_in_capitals(found: str) -> None:
    looking = traces(found)
    assert looking.redact("Sophie, SOPHIE, la sophie, Sophiette") == f"{CODE}, {CODE}, la sophie, Sophiette"
    assert looking.in_text("vu avec SOPHIE")
    assert not looking.in_text("vu avec Sophiette")


def test_a_compound_name_goes_before_its_parts() -> None:
    assert traces("jean", "jean-paul").redact("Jean-Paul et Jean") == f"{CODE} et {CODE}"


def test_a_name_of_three_letters_is_redacted_and_makes_a_file_one_to_look_at(tmp_path: Path) -> None:
    looking = traces("léa", "Al")
    assert looking.redact("Léa, Al, LÉA, léa") == f"{CODE}, Al, {CODE}, léa"
    notes = tmp_path / "notes.txt"
    notes.write_text("vu avec Léa", encoding="utf-8")
    assert looking.in_file(notes) is None
    notes.write_text("vu avec Lucie", encoding="utf-8")
    assert looking.in_file(notes) is False


def test_a_longer_name_makes_a_file_a_trace_whatever_else_is_there(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("vu avec Max, puis Sophie", encoding="utf-8")
    assert traces("Max", "Sophie").in_file(notes) is True


@pytest.mark.parametrize(("name", "expected"), [("1", None), ("P1", None), ("2", False), ("entretien_1", True)])
def test_a_document_with_a_short_name_makes_no_file_of_people_a_trace(
    tmp_path: Path, name: str, expected: bool | None
) -> None:
    budget = tmp_path / "budget.csv"
    budget.write_text("poste;1;P1;entretien_1\n", encoding="utf-8")
    assert traces(documents=[name]).in_file(budget) is expected


def test_the_words_of_a_document_with_a_short_name_are_a_trace(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text(f"1;{SAID}", encoding="utf-8")
    assert traces(documents=["1"], said=[SAID]).in_file(notes) is True


def test_words_are_found_as_they_are_and_as_json_writes_them() -> None:
    looking = traces(said=[SAID])
    for written in (SAID, json.dumps({"text": SAID}, ensure_ascii=False)):
        assert looking.in_text(written)
        assert "jamais" not in looking.redact(written)


def test_what_is_looked_for_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looking = traces(said=[SAID])
    looking.redact("")
    monkeypatch.setattr(json, "dumps", None)
    assert "jamais" not in looking.redact(SAID)
