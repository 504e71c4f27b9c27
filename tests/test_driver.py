"""A run does what is not done, and only that."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import thematique
from thematique.errors import StudyBusy
from throwaway import COUNTS, LINES, TOTALS, House, house_in

ALL = [("lines", "a"), ("lines", "b"), ("counts", "a"), ("counts", "b"), ("totals", "")]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with house_in(tmp_path) as house:
        house.words()
        house.source("a.txt", "un deux trois\nquatre")
        house.source("b.txt", "cinq six")
        yield house


def _reasons(house: House) -> dict[tuple[str, str], str]:
    return {(done.stage, done.unit): done.why for done in house.run()}


def test_a_first_run_does_everything_stage_after_stage(house: House) -> None:
    done = house.run()
    assert [(one.stage, one.unit) for one in done] == ALL
    assert {one.why for one in done} == {"jamais fait"}
    assert house.study().table("totals")[0].n_words == 6
    assert dict(done[0].n_records) == {"lines": 2}


def test_a_second_run_does_nothing(house: House) -> None:
    house.run()
    before = house.files()
    assert house.run() == []
    assert house.files() == before


def test_a_changed_setting_runs_again_its_stage_and_what_depends_on_it(house: House) -> None:
    house.run()
    house.settings("[counts]\nshortest = 4\n")
    reasons = _reasons(house)
    assert reasons.pop(("totals", "")) == "a changé : counts"
    assert reasons == {("counts", "a"): "a changé : les réglages", ("counts", "b"): "a changé : les réglages"}


def test_a_setting_that_changes_no_output_goes_no_further(house: House) -> None:
    house.run()
    house.settings('[counts]\nlanguage = "nl"\n')
    assert house.ran() == [("counts", "a"), ("counts", "b")]
    assert house.ran() == []


def test_a_changed_rule_runs_again_its_stage(house: House) -> None:
    house.run()
    house.stage("counts", COUNTS.replace("len(words)", "2 * len(words)"))
    reasons = _reasons(house)
    assert reasons["counts", "a"] == "a changé : les règles de l'étape"
    assert ("totals", "") in reasons
    assert ("lines", "a") not in reasons
    assert house.study().table("totals")[0].n_words == 12


def test_a_raised_version_runs_again_its_stage(house: House) -> None:
    house.run()
    house.stage("totals", TOTALS.replace("stage = Stage(", "stage = Stage(version=2, "))
    assert "la version de l'étape" in _reasons(house)["totals", ""]


def test_a_changed_data_file_of_the_room_runs_again_its_stage(house: House) -> None:
    (house.rooms / "counts.py").rename(house.rooms / "counts_before.py")
    room = house.rooms / "counts"
    room.mkdir()
    (house.rooms / "counts_before.py").rename(room / "__init__.py")
    (room / "mots.txt").write_text("un\n", encoding="utf-8")
    house.run()
    (room / "mots.txt").write_text("deux\n", encoding="utf-8")
    assert _reasons(house) == dict.fromkeys([("counts", "a"), ("counts", "b")], "a changé : les règles de l'étape")


def test_a_changed_lexicon_runs_again_what_uses_it(house: House) -> None:
    lexicon = house.folder / "lexique.txt"
    lexicon.write_text("un", encoding="utf-8")
    declared = f"stage = Stage(resources=lambda settings: [Path({str(lexicon)!r})], "
    house.stage("totals", f"from pathlib import Path\n{TOTALS.replace('stage = Stage(', declared)}")
    house.run()
    lexicon.write_text("deux", encoding="utf-8")
    assert _reasons(house) == {("totals", ""): "a changé : un lexique ou un modèle"}


def test_a_changed_source_runs_again_that_source_and_the_corpus(house: House) -> None:
    house.run()
    house.source("a.txt", "un deux")
    assert _reasons(house) == {
        ("lines", "a"): "a changé : transcriptions",
        ("counts", "a"): "a changé : lines",
        ("totals", ""): "a changé : counts",
    }


def test_a_source_whose_words_count_the_same_goes_no_further(house: House) -> None:
    house.run()
    house.source("a.txt", "uns deux trois quatre")
    assert house.ran() == [("lines", "a"), ("counts", "a")]


def test_a_new_source_is_done_with_the_corpus(house: House) -> None:
    house.run()
    house.source("c.txt", "sept")
    assert house.ran() == [("lines", "c"), ("counts", "c"), ("totals", "")]
    assert house.study().table("totals")[0].n_documents == 3


@pytest.mark.parametrize("damage", ["remove", "alter", "truncate"])
@pytest.mark.parametrize("path", ["private/lines/a.parquet", "tables/totals.parquet", "page/total.txt"])
def test_a_damaged_file_comes_back_byte_for_byte(house: House, path: str, damage: str) -> None:
    house.run()
    before = house.files()
    damaged = house.etude / path
    if damage == "remove":
        damaged.unlink()
    else:
        damaged.write_bytes(b"" if damage == "truncate" else damaged.read_bytes()[:-1] + b"!")
    assert set(_reasons(house).values()) == {"un résultat manque ou a été modifié"}
    assert house.files() == before
    assert house.ran() == []


def test_everything_but_the_transcripts_may_be_deleted(house: House) -> None:
    house.run()
    before = house.files()
    shutil.rmtree(house.etude / "tables")
    shutil.rmtree(house.etude / "private")
    shutil.rmtree(house.etude / "page")
    assert [(one.stage, one.unit) for one in house.run()] == ALL
    assert house.files() == before
    assert stat.S_IMODE((house.etude / "private").stat().st_mode) == 0o700


def test_a_removed_source_takes_its_tables_along(house: House) -> None:
    house.run()
    (house.etude / "transcripts" / "b.txt").unlink()
    assert house.ran() == [("totals", "")]
    assert not [path for path in house.files() if Path(path).stem == "b"]
    assert house.study().table("totals")[0].n_words == 4


def test_a_refused_source_stops_nobody_and_is_skipped_downstream(house: House) -> None:
    house.source("b.txt", "")
    done = {(one.stage, one.unit): one.refused for one in house.run()}
    assert "le fichier est vide" in done.pop(("lines", "b"))
    assert done == {("lines", "a"): "", ("counts", "a"): "", ("totals", ""): ""}
    (refusal,) = house.study().status().refusals
    assert (refusal.filename, refusal.stage) == ("b.txt", "lines")
    assert house.ran() == []


def test_a_refused_source_is_tried_again_once_it_has_changed(house: House) -> None:
    house.source("b.txt", "")
    house.run()
    house.source("b.txt", "cinq six")
    assert house.ran() == [("lines", "b"), ("counts", "b"), ("totals", "")]
    assert house.study().status().refusals == []


def test_a_source_that_becomes_refused_leaves_nothing_behind(house: House) -> None:
    house.run()
    house.source("b.txt", "")
    assert house.ran() == [("lines", "b"), ("totals", "")]
    assert not [path for path in house.files() if Path(path).stem == "b"]


def test_a_source_that_cannot_be_read_is_refused_alone(house: House) -> None:
    (house.etude / "transcripts" / "c.txt").mkdir()
    (house.etude / "transcripts" / "d.txt").symlink_to("nulle-part")
    refused = {one.unit for one in house.run() if one.refused}
    assert refused == {"c", "d"}
    assert len(house.study().table("counts")) == 2
    assert house.ran() == []


def test_a_surprise_is_a_refusal_that_names_the_stage_and_quotes_nothing(house: House) -> None:
    house.source("b.txt", "le PIEGE de Sophie Lambert")
    house.run()
    (refusal,) = house.study().status().refusals
    assert (refusal.filename, refusal.stage) == ("b.txt", "lines")
    assert "lines, ValueError" in refusal.reason
    assert "private/journal.log" in refusal.reason
    assert "Sophie" not in refusal.reason
    journal = house.etude / "private" / "journal.log"
    assert "Traceback" in journal.read_text(encoding="utf-8")
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    elsewhere = [path for path in house.etude.rglob("*") if path.is_file() and "private" not in path.parts]
    assert not [path for path in elsewhere if b"Sophie" in path.read_bytes() and "transcripts" not in path.parts]
    assert house.study().table("totals")[0].n_words == 4


def test_a_surprise_on_the_whole_corpus_is_told_and_stops_what_depends_on_it(house: House) -> None:
    house.stage("after", _reads("totals", "Total", "after"))
    house.stage("aside", _reads("counts", "Count", "aside"))
    house.pipeline("lines", "counts", "totals", "after", "aside")
    house.run()
    house.stage("totals", TOTALS.replace("total = Total", "raise ValueError\n    total = Total"))
    assert house.ran() == [("totals", "")]
    (refusal,) = house.study().status().refusals
    assert (refusal.filename, refusal.stage) == ("tout le corpus", "totals")
    assert "totals, ValueError" in refusal.reason
    assert not (house.etude / "tables" / "after.parquet").exists()
    assert (house.etude / "tables" / "aside.parquet").exists()
    assert house.ran() == []
    house.stage("totals", TOTALS)
    assert [state.stage for state in house.study().status().states if state.why] == ["totals", "after"]
    assert house.ran() == [("totals", ""), ("after", "")]


def _reads(table: str, kind: str, name: str) -> str:
    return f'''
"""Read and write again."""
from thematique.stage import NoSettings, Scope, Stage
from throwaway import {kind}

def run(*, settings, {table}):
    return {{"{name}": {table}}}

stage = Stage(run=run, reads={{"{table}": {kind}}}, writes={{"{name}": {kind}}}, scope=Scope.CORPUS)
'''


def test_only_one_stage_runs_when_it_alone_is_asked_for(house: House) -> None:
    assert house.ran(only="lines") == [("lines", "a"), ("lines", "b")]
    assert house.ran(only="totals") == [("totals", "")]
    assert house.ran() == [("counts", "a"), ("counts", "b"), ("totals", "")]


def test_force_runs_again_what_is_fresh_and_changes_nothing(house: House) -> None:
    house.run()
    before = house.files()
    done = house.run(force=True)
    assert [(one.stage, one.unit) for one in done] == ALL
    assert {one.why for one in done} == {"demandé"}
    assert house.files() == before
    assert house.ran(force=True, only="counts") == [("counts", "a"), ("counts", "b")]


def test_two_runs_at_once_are_one_too_many(house: House) -> None:
    one = house.study().run()
    next(one)
    with pytest.raises(StudyBusy, match="une autre commande travaille déjà"):
        house.run()
    list(one)
    assert house.ran() == []


def test_a_run_that_is_left_midway_is_taken_up_where_it_stood(house: House) -> None:
    one = house.study().run()
    assert [next(one).unit, next(one).unit] == ["a", "b"]
    one.close()
    assert house.ran() == ALL[2:]


def test_whoever_watches_is_told_how_many_are_done_of_how_many(house: House) -> None:
    seen: list[tuple[str, int, int]] = []
    house.run(watch=lambda stage, done, total: seen.append((stage, done, total)))
    assert seen[:3] == [("lines", 0, 2), ("lines", 1, 2), ("lines", 2, 2)]
    assert seen[-1] == ("totals", 1, 1)


def test_a_changed_helper_of_a_lower_floor_runs_again_the_rooms_that_use_it(house: House) -> None:
    """In a copy of the package, since no test may change the one that is installed."""
    copy = house.folder / "copy" / "src" / "thematique"
    shutil.copytree(Path(thematique.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    rooms = {"lines": LINES, "counts": f"{COUNTS}\nfrom thematique.french import helper", "totals": TOTALS}
    for name, code in rooms.items():
        (copy / "stages" / f"{name}.py").write_text(code, encoding="utf-8")
    helper = copy / "french" / "helper.py"
    code = (
        "import sys, thematique.study as s\nfor d in s.Study(sys.argv[1]).run(): print(d.stage, d.unit, d.why, sep='|')"
    )

    def run() -> list[str]:
        done = subprocess.run(
            [sys.executable, "-B", "-c", code, house.etude],
            env={"PYTHONPATH": os.pathsep.join([str(copy.parent), str(Path(__file__).parent)])}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout.splitlines()

    helper.write_text("WORDS = 1\n", encoding="utf-8")
    assert len(run()) == 5
    helper.write_text("WORDS = 2\n", encoding="utf-8")
    assert run() == ["counts|a|a changé : les règles de l'étape", "counts|b|a changé : les règles de l'étape"]
    assert run() == []
