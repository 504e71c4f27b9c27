"""The two models of names: what is loaded, and what they see before any judgement."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from thematique import recogniser
from thematique.errors import InvalidFile
from thematique.shipped import shipped

MEGABYTE = 1_000_000


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the weights, which the program takes for those that it brings."""
    copy = tmp_path / "weights"
    shutil.copytree(shipped(recogniser.WEIGHTS), copy)
    monkeypatch.setattr(recogniser, "shipped", lambda _name: copy)
    recogniser.spoken.cache_clear()
    yield copy
    recogniser.spoken.cache_clear()


def test_altered_weights_are_refused_before_they_are_read(elsewhere: Path) -> None:
    weights = elsewhere / "model"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x00")
    with pytest.raises(InvalidFile, match="réinstallez thematique"):
        recogniser.spoken()


def test_a_file_more_in_the_folder_of_weights_is_refused(elsewhere: Path) -> None:
    (elsewhere / "more.py").write_text("raise SystemExit", encoding="utf-8")
    with pytest.raises(InvalidFile):
        recogniser.spoken()


def test_the_weights_fit_in_thirty_megabytes_and_change_what_is_fresh() -> None:
    assert {path.name for path in recogniser.paths()} == {"architecture.json", "cfg", "model", "moves"}
    assert sum(path.stat().st_size for path in recogniser.paths()) < 30 * MEGABYTE


def test_our_model_sees_a_name_without_capitals() -> None:
    (found,) = recogniser.entities(recogniser.spoken(), ["et là je dis à samira bouziane viens on va à charleroi"])
    assert [(entity.label, entity.start) for entity in found] == [("PER", 15), ("LOC", 45)]


def test_a_text_too_long_for_a_model_is_read_whole() -> None:
    text = "on a vu madame samira bouziane hier " * 1000
    (found,) = recogniser.entities(recogniser.spoken(), [text])
    assert found[-1].start > 35_000
    assert all("samira" in text[entity.start : entity.end] for entity in found[-20:])


def test_a_glimpse_is_a_word_of_the_text_and_a_share() -> None:
    text = "et là je dis à samira bouziane viens on va à charleroi"
    (found,) = recogniser.glimpses([text])
    seen = {text[one.start : one.end]: one.share for one in found}
    assert {"samira", "bouziane", "charleroi"} <= seen.keys()
    assert all(0 < share <= 1 for share in seen.values())
    assert seen["samira"] > 0.5


def test_glimpses_in_a_long_text_are_placed_in_the_whole() -> None:
    text = "on a vu madame samira bouziane hier " * 1000
    (found,) = recogniser.glimpses([text])
    assert found[-1].start > 35_000
    assert {text[one.start : one.end] for one in found[-20:]} >= {"samira", "bouziane"}


def test_there_are_as_many_answers_as_texts() -> None:
    assert recogniser.entities(recogniser.spoken(), ["", "oui", ""]) == [[], [], []]
    assert recogniser.entities(recogniser.written(), []) == []
    assert recogniser.glimpses(["", "oui", ""]) == [[], [], []]
    assert recogniser.glimpses([]) == []
