"""The ledger remembers what was done, and knows what a stage depends on."""

from importlib import metadata
from pathlib import Path

import pytest

from thematique import ledger, stages
from thematique.ledger import Entry, Ledger, digest_code, digest_libraries
from throwaway import COUNTS, house_in


def _entry(unit: str, refused: str = "") -> Entry:
    outputs = {} if refused else {"turns": {f"tables/turns/{unit}.parquet": "abc"}}
    return Entry(stage="segment", unit=unit, key={"code": "é"}, outputs=outputs, refused=refused, seconds=0.5)


def test_entries_are_found_again_by_another_reader(tmp_path: Path) -> None:
    one = Ledger(tmp_path / "tables" / "ledger.sqlite")
    entries = {unit: _entry(unit, refused) for unit, refused in {"é a": "", "b'": "vide ; voyez"}.items()}
    for entry in entries.values():
        one.put(entry)
    one.close()
    other = Ledger(tmp_path / "tables" / "ledger.sqlite")
    assert other.of("segment") == one.of("segment") == entries
    assert other.of("embed") == {}
    other.close()


def test_an_entry_takes_the_place_of_the_one_before_and_may_be_dropped(tmp_path: Path) -> None:
    one = Ledger(tmp_path / "ledger.sqlite")
    one.put(_entry("a"))
    one.put(_entry("a", "vide"))
    one.put(_entry("b"))
    one.drop("segment", "b")
    one.drop("segment", "never there")
    other = Ledger(tmp_path / "ledger.sqlite")
    assert other.of("segment") == one.of("segment") == {"a": _entry("a", "vide")}


def test_the_versions_of_libraries_are_told_in_the_order_of_their_names() -> None:
    versions = [f"{name} {metadata.version(name)}" for name in ("numpy", "pyarrow")]
    assert digest_libraries(["pyarrow", "numpy"]) == ", ".join(versions)


def _files(stage: str) -> set[str]:
    package = Path(stages.__file__).parents[1]
    return {path.relative_to(package).as_posix() for path in ledger._closure(stage)}


def test_a_stage_depends_on_its_room_and_on_what_it_imports_even_indirectly() -> None:
    files = _files("embed")
    assert {
        "stages/embed.py",
        "records.py",
        "stage.py",
        "encoder/__init__.py",
        "encoder/trust.py",
        "digests.py",
        "shipped.py",
    } <= files
    assert not [name for name in files if name.startswith("stages/") and name != "stages/embed.py"]
    assert not [name for name in files if name.startswith(("study", "driver", "codebook"))]


@pytest.mark.parametrize("stage", stages.names())
def test_every_file_of_a_room_counts(stage: str) -> None:
    room = Path(stages.__file__).parent / stage
    files = {path for path in room.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert files <= set(ledger._closure(stage))


def test_the_digest_of_a_room_changes_with_any_of_its_files(tmp_path: Path) -> None:
    with house_in(tmp_path) as house:
        room = house.rooms / "words"
        (room / "lists").mkdir(parents=True)
        seen = []
        for name in ("__init__.py", "rules.py", "lists/words.txt"):
            for content in ("", "# autre\n"):
                (room / name).write_text(content, encoding="utf-8")
                house.stage("unrelated", COUNTS)
                seen.append(digest_code("words"))
        assert len(set(seen)) == 6
        (room / "__pycache__").mkdir()
        (room / "__pycache__" / "rules.pyc").touch()
        house.stage("unrelated", "")
        assert digest_code("words") == seen[-1]


def test_a_stage_of_one_file_depends_on_no_other_file_beside_it(tmp_path: Path) -> None:
    with house_in(tmp_path) as house:
        house.words()
        before = digest_code("counts")
        house.stage("totals", "")
        assert digest_code("counts") == before
