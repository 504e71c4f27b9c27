"""What holds for every stage, whoever wrote it; and a stage is added with one new file."""

import csv
import dataclasses
import importlib
import inspect
import json
import re
import subprocess
import sys
import typing
from pathlib import Path
from types import ModuleType

import pytest

from thematique import ledger, stages
from thematique.errors import WrongUse
from thematique.records import Source
from thematique.stage import Stage
from throwaway import house_in

ALL = stages.names()
PRIVATE = {table for name in ALL for table in stages.find(name).private} | {"sources"}
_SHIPPED = re.compile(r"\b(?:shipped|encoder\.folder|encoder\.encode)\(")


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"thematique.stages.{name}")


def _told(name: str, heading: str) -> str:
    """What the docstring says under a heading, up to the next."""
    text = re.search(
        rf"^{heading}:?\s+(.*?)(?=^(?:Reads|Writes|Method|Source)\b|\Z)", _module(name).__doc__ or "", re.M | re.S
    )
    assert text, f"{name} does not say what it {heading.lower()}"
    return text[1]


@pytest.mark.parametrize("name", ALL)
def test_a_stage_says_what_it_does_reads_and_writes_and_how(name: str) -> None:
    stage = stages.find(name)
    first = (_module(name).__doc__ or "").split("\n")[0]
    assert re.fullmatch(r"[A-Z].+[.,]", first)
    assert _told(name, "Method").strip()
    for heading, names in (("Reads", stage.reads), ("Writes", stage.writes)):
        said = re.findall(r"[a-z]+(?:[_/][a-z]+)*", re.sub(r"\(.*?\)", "", _told(name, heading)))
        assert set(names) <= set(said), f"{name}: {heading}"


@pytest.mark.parametrize("name", ALL)
def test_a_stage_receives_its_tables_by_name(name: str) -> None:
    stage = stages.find(name)
    parameters = inspect.signature(stage.run).parameters
    assert set(parameters) == {"settings", *stage.reads, *stage.keeps}
    assert {parameter.kind for parameter in parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert stage.keeps <= set(stage.writes)
    assert set(stage.prepared) <= set(stage.reads)
    assert stage.private <= set(stage.writes)
    assert not set(stage.reads) & set(stage.writes)


@pytest.mark.parametrize("name", ALL)
def test_the_arguments_are_annotated_with_the_records_of_their_tables(name: str) -> None:
    stage = stages.find(name)
    hints = typing.get_type_hints(stage.run)
    for table, kind in {**stage.reads, **{table: stage.writes[table] for table in stage.keeps}}.items():
        if table in stage.prepared:
            made = typing.get_type_hints(stage.prepared[table])
            assert made.pop("return") is hints[table]
            (hints[table],) = made.values()
        assert typing.get_args(hints[table]) == (kind,)
    assert hints["settings"] is stage.settings


@pytest.mark.parametrize("name", ALL)
def test_the_settings_are_frozen_have_defaults_and_are_documented(name: str) -> None:
    settings = stages.find(name).settings
    assert settings() == settings()
    assert settings.__dataclass_params__.frozen  # type: ignore[attr-defined]  # it is a dataclass
    assert hasattr(settings, "__slots__")
    documented = re.findall(r"^\s+(\w+): \S", settings.__doc__ or "", re.M)
    assert set(documented) == {field.name for field in dataclasses.fields(settings)}


@pytest.mark.parametrize("name", ALL)
def test_only_anonymise_crosses_from_the_private_side_to_the_shared_one(name: str) -> None:
    stage = stages.find(name)
    shared = set(stage.writes) - stage.private
    if name == "ingest":
        shared.remove("notices")  # which hold no word of the text
    if set(stage.reads) & PRIVATE and name != "anonymise":
        assert not shared
    assert (Source in stage.reads.values()) == (name == "ingest")


@pytest.mark.parametrize("name", ALL)
def test_a_stage_that_uses_files_outside_the_package_declares_them(name: str) -> None:
    stage = stages.find(name)
    resources = list(stage.resources(stage.settings()))
    room = Path(_module(name).__file__ or "")
    files = list(room.parent.rglob("*.py")) if room.stem == "__init__" else [room]
    uses = any(_SHIPPED.search(path.read_text(encoding="utf-8")) for path in files)
    assert bool(resources) or not uses
    assert all(path.exists() for path in resources)


@pytest.mark.parametrize("name", ALL)
def test_a_stage_imports_no_other_room_and_nothing_above_it(name: str) -> None:
    package = Path(stages.__file__).parents[1]
    used = {path.relative_to(package).parts for path in ledger._closure(name)}
    rooms = {Path(parts[1]).stem for parts in used if parts[0] == "stages"}
    assert rooms <= {name, "__init__"}
    above = {"study.py", "driver.py", "plan.py", "store.py", "pipeline.py", "ledger.py", "executors.py", "intake.py"}
    assert not above & {parts[0] for parts in used}


def test_stages_are_listed_without_importing_any() -> None:
    code = "import sys, json, thematique.stages as s; s.names(); print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not [name for name in json.loads(done.stdout) if name.startswith("thematique.stages.")]


def test_an_unknown_stage_is_not_found() -> None:
    with pytest.raises(KeyError):
        stages.find("nowhere")


def test_a_module_that_declares_something_else_is_told(tmp_path: Path) -> None:
    with house_in(tmp_path) as house:
        house.stage("wrong", "stage = 3")
        with pytest.raises(TypeError, match=r"wrong\.stage"):
            stages.find("wrong")


QUESTIONS = '''
"""Count the questions of each document.

Reads   turns
Writes  questions
Method  a question mark is a question.
"""

from collections.abc import Mapping, Sequence

from thematique.records import Turn, record
from thematique.stage import NoSettings, Scope, Stage


@record
class Questions:
    """How often somebody asks something."""

    document: str
    n_questions: int
    share: float | None


def run(*, settings: NoSettings, turns: Sequence[Turn]) -> Mapping[str, Sequence[Questions]]:
    """Count them."""
    del settings
    return {
        "questions": [
            Questions(
                document=document,
                n_questions=sum("?" in turn.text for turn in turns if turn.document == document),
                share=None,
            )
            for document in sorted({turn.document for turn in turns})
        ]
    }


stage = Stage(run=run, reads={"turns": Turn}, writes={"questions": Questions}, scope=Scope.SOURCE)
'''


def test_a_stage_of_ones_own_is_one_new_file_and_a_line_in_a_pipeline(tmp_path: Path) -> None:
    """The rule of the house: no other file is edited, and the table can be taken out like any other."""
    with house_in(tmp_path) as house:
        house.stage("questions", QUESTIONS)
        house.pipeline("ingest", "recognise", "correct", "pseudonyms", "anonymise", "questions")
        house.source("a.txt", "Enquêteur : Et alors ?\n\nClaire : On verra. Vous pensez ?\n\nClaire : Bon.")
        assert not [one.refused for one in house.run() if one.refused]
        (found,) = house.study().table("questions")
        assert (found.document, found.n_questions, found.share) == ("a", 2, None)
        assert house.study().export("questions", tmp_path / "questions.csv") == 1
        with (tmp_path / "questions.csv").open(encoding="utf-8", newline="") as stream:
            assert list(csv.DictReader(stream)) == [{"document": "a", "n_questions": "2", "share": ""}]
        assert house.study().frame("questions").n_questions.tolist() == [2]
        assert isinstance(stages.find("questions"), Stage)
        assert house.ran() == []


def test_a_private_table_stays_in_the_study_unless_leave_is_given(tmp_path: Path) -> None:
    with house_in(tmp_path) as house:
        house.words()
        house.source("a.txt", "Sophie Lambert")
        house.run()
        target = tmp_path / "lignes.csv"
        for refused in (lambda: house.study().export("lines", target), lambda: house.study().table("lines")):
            with pytest.raises(WrongUse, match="identifie des personnes ; ajoutez --private"):
                refused()
        assert not target.exists()
        assert house.study().export("lines", target, private=True) == 1
        assert target.stat().st_mode & 0o777 == 0o600
