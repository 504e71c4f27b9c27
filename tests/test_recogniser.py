"""The two models of names: what is loaded, and what they see before any judgement."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
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
    (found,) = recogniser.read(recogniser.spoken(), ["et là je dis à samira bouziane viens on va à charleroi"])
    assert [(entity.label, entity.start) for entity in found.names] == [("PER", 15), ("LOC", 45)]
    assert {at for at, share in found.beginnings.items() if share > 0.5} == {15, 45}


def test_a_text_too_long_for_a_model_is_read_whole() -> None:
    text = "on a vu madame samira bouziane hier " * 1000
    (found,) = recogniser.read(recogniser.spoken(), [text])
    assert found.names[-1].start > 35_000
    assert all("samira" in text[entity.start : entity.end] for entity in found.names[-20:])


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


def _chances(model: Any, state: Any, decided: Any) -> Counter[int]:
    """How likely each word left belongs to a name, one reading after the other."""
    if state.is_final():
        return Counter()
    moves = [model.moves.get_class_name(number) for number in range(model.moves.n_moves)]
    odds = np.exp(decided.predict([state])[0].astype(float))
    valid = {move: one for move, one in zip(moves, odds, strict=True) if model.moves.is_valid(state, move)}
    found: Counter[int] = Counter()
    for move, one in valid.items():
        after = state.copy()
        model.moves.apply_transition(after, move)
        share = one / sum(valid.values())
        if move != "O":
            found[state.B(0)] += share
        for at, chance in _chances(model, after, decided).items():
            found[at] += share * chance
    return found


@pytest.mark.parametrize("text", ["elle habite rue des raines", "merveille dit à juste", "Bienvenu"])
def test_a_glimpse_sums_all_the_readings(text: str) -> None:
    model = recogniser.spoken().get_pipe("ner")
    doc = recogniser.spoken().make_doc(text)
    (state,) = model.moves.init_batch([doc])
    expected = _chances(model, state, model.model.predict([doc]))
    (found,) = recogniser.glimpses([text])
    shares = {one.start: one.share for one in found}
    for at, chance in expected.items():
        assert shares.get(doc[at].idx, 0.0) == pytest.approx(chance, abs=0.01)


def test_a_name_that_opens_a_turn_does_not_take_the_whole_of_it() -> None:
    text = "c'était rue de hodimont et puis il y a eu les inondations et là on avait de l'eau dans la cuisine"
    (found,) = recogniser.glimpses([text])
    assert {text[one.start : one.end] for one in found if one.share > 0.5} == {"rue", "de", "hodimont"}


def test_what_is_dropped_does_not_add_up_over_a_long_text() -> None:
    doubtful = "la petite elle va à la boussole avec juste et parfait "
    short, long = recogniser.glimpses([doubtful * 2, doubtful * 300])
    assert long[-1].start > len(doubtful) * 299
    assert sum(one.share for one in long) / 300 == pytest.approx(sum(one.share for one in short) / 2, rel=0.3)


def test_there_are_as_many_answers_as_texts() -> None:
    assert [found.names for found in recogniser.read(recogniser.spoken(), ["", "oui", ""])] == [[], [], []]
    assert recogniser.read(recogniser.written(), []) == []
    assert recogniser.glimpses(["", "oui", ""]) == [[], [], []]
    assert recogniser.glimpses([]) == []
