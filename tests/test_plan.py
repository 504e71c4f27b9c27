"""A plan says what would be done and why, without doing it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from thematique.plan import State
from throwaway import COUNTS, House, house_in


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with house_in(tmp_path) as house:
        house.words()
        house.source("a.txt", "un deux trois\nquatre")
        house.source("b.txt", "cinq six")
        yield house


def _stale(house: House) -> dict[tuple[str, str], str]:
    return {(state.stage, state.unit): state.why for state in house.study().status().states if state.why}


def test_before_the_first_run_everything_is_to_be_done(house: House) -> None:
    before = house.files()
    stale = _stale(house)
    assert list(stale) == [("lines", "a"), ("lines", "b"), ("counts", "a"), ("counts", "b"), ("totals", "")]
    assert {*stale.values()} == {"jamais fait"}
    assert house.files() == before


def test_after_a_run_nothing_is(house: House) -> None:
    house.run()
    states = house.study().status().states
    assert State(stage="totals", unit="", why="") in states
    assert len(states) == 5
    assert _stale(house) == {}


def test_a_change_is_told_with_all_that_may_follow(house: House) -> None:
    house.run()
    house.source("a.txt", "un")
    assert _stale(house) == {
        ("lines", "a"): "a changé : transcriptions",
        ("counts", "a"): "à refaire si change : lines",
        ("totals", ""): "à refaire si change : counts",
    }


def test_two_causes_are_both_told(house: House) -> None:
    house.run()
    house.stage("counts", f"{COUNTS}# autre\n")
    house.settings("[counts]\nshortest = 2\n")
    assert _stale(house)["counts", "a"] == "a changé : les règles de l'étape, les réglages"


def test_a_removed_source_makes_the_corpus_stale(house: House) -> None:
    house.run()
    (house.etude / "transcripts" / "b.txt").unlink()
    assert _stale(house) == {("totals", ""): "à refaire si change : counts"}


def test_a_refused_source_is_told_with_its_reason_and_not_planned_again(house: House) -> None:
    house.source("b.txt", "")
    house.run()
    assert _stale(house) == {}
    (refused,) = [state for state in house.study().status().states if state.refused]
    assert (refused.stage, refused.unit) == ("lines", "b")
    assert "le fichier est vide" in refused.refused


def test_a_refused_source_that_was_mended_is_planned_to_the_end(house: House) -> None:
    house.source("b.txt", "")
    house.run()
    house.source("b.txt", "cinq")
    assert list(_stale(house)) == [("lines", "b"), ("counts", "b"), ("totals", "")] == house.ran()


def test_what_a_plan_foretells_is_what_a_run_does_when_every_output_changes(house: House) -> None:
    house.run()
    house.source("a.txt", "un")
    house.source("c.txt", "sept huit")
    assert list(_stale(house)) == house.ran()


def test_the_steps_that_a_report_tells_hold_settings_and_versions(house: House) -> None:
    told = '''
"""Tell the steps."""
from thematique.records import File, Refusal, Step
from thematique.stage import NoSettings, Scope, Stage

def run(*, settings, steps, refusals):
    content = repr([(step.stage, dict(step.settings)) for step in steps]) + repr([r.filename for r in refusals])
    return {"told": [File(name="told.txt", content=content.encode())]}

stage = Stage(run=run, reads={"steps": Step, "refusals": Refusal}, writes={"told": File}, scope=Scope.CORPUS)
'''
    house.stage("told", told)
    house.pipeline("lines", "counts", "totals", "told")
    house.source("b.txt", "")
    house.run()
    page = house.etude / "told" / "told.txt"
    settings = {"shortest": "1", "language": "fr"}
    assert page.read_text(encoding="utf-8") == f"{[('lines', {}), ('counts', settings), ('totals', {})]}{['b.txt']}"
    house.source("b.txt", "cinq")
    assert ("told", "") in house.ran()
    assert page.read_text(encoding="utf-8").endswith("[]")
