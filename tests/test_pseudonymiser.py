"""The pseudonymiser alone, as a function."""

from pathlib import Path

import pytest

import small
from thematique.pseudonymiser import pseudonymise
from thematique.stages import ingest


def test_each_file_has_its_outcome(tmp_path: Path) -> None:
    lot = small.write(tmp_path / "lot")
    (lot / "vide.txt").write_bytes(b"")
    (lot / "table.csv").write_text("locuteur;texte\nP1;Je vois Sophie Lambert.\nP2;Ah oui ?\n", encoding="utf-8")
    outcomes = {one.file: one for one in pseudonymise([lot], tmp_path / "out")}
    assert list(outcomes) == ["vide.txt", "nord", "sud", "table"]
    assert outcomes["vide.txt"].refused
    assert outcomes["nord"].n_mentions >= 7
    text = Path(outcomes["table"].output).read_text(encoding="utf-8")
    assert "Lambert" not in text
    assert text.startswith("P1 : Je vois [PERSONNE_")


def test_a_second_call_replaces_the_first(tmp_path: Path) -> None:
    lot = small.write(tmp_path / "lot")
    first = pseudonymise([lot], tmp_path / "out")
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*.*")}
    assert pseudonymise([lot], tmp_path / "out") == first
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*.*")} == before


def test_the_originals_are_untouched(tmp_path: Path) -> None:
    lot = small.write(tmp_path / "lot")
    pseudonymise([lot], tmp_path / "out")
    assert sorted(path.name for path in lot.iterdir()) == ["nord.txt", "sud.txt"]
    assert (lot / "nord.txt").read_text(encoding="utf-8") == small.NORD


def test_what_nobody_expected_is_written_in_the_journal_that_the_message_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_filename: str, _content: bytes) -> None:
        raise RuntimeError("Krastapoulis")

    monkeypatch.setattr(ingest, "reader_of", fail)
    outcomes = pseudonymise([small.write(tmp_path / "lot")], tmp_path / "out")
    assert [one.file for one in outcomes] == ["nord.txt", "sud.txt"]
    assert all("(ingest, RuntimeError)" in one.refused and "private/journal.log" in one.refused for one in outcomes)
    journal = tmp_path / "out" / "private" / "journal.log"
    assert "Krastapoulis" in journal.read_text(encoding="utf-8")
    assert journal.stat().st_mode & 0o777 == 0o600
