"""The house is built as its plan says: floors, sizes, names, and what is never used."""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
EVERYTHING = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]
# never run what was read, never take a file for a program
FORBIDDEN_MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "shelve", "marshal", "joblib"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "yaml.load", "joblib.load", "os.system", "torch.load"}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(node: ast.AST) -> int:
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    return (node.end_lineno or node.lineno) - node.lineno + 1


def functions() -> Iterator[tuple[str, int]]:
    for path in SOURCES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name(path)}:{node.name}", lines(node)


def test_imports_go_down_only_and_no_room_knows_another() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert " kept, 0 broken" in done.stdout


def test_no_file_is_longer_than_300_lines_and_half_of_them_are_at_most_100() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in EVERYTHING}
    assert {name(path): size for path, size in sizes.items() if size > 300} == {}
    assert statistics.median(sizes[path] for path in SOURCES) <= 100


def test_functions_are_short() -> None:
    sizes = dict(functions())
    assert {function: size for function, size in sizes.items() if size > 60} == {}
    assert statistics.median(sizes.values()) <= 12


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_module_says_what_it_is(path: Path) -> None:
    first = (ast.get_docstring(tree(path)) or "").split("\n")[0]
    assert len(first) > 10
    assert first.endswith((".", ":", "?", "!", "»"))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_nothing_read_is_ever_run(path: Path) -> None:
    used: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            used |= {alias.name.partition(".")[0] for alias in node.names} & FORBIDDEN_MODULES
        elif isinstance(node, ast.ImportFrom):
            used |= {(node.module or "").partition(".")[0]} & FORBIDDEN_MODULES
        elif isinstance(node, ast.Call):
            used |= {ast.unparse(node.func)} & FORBIDDEN_CALLS
            used |= {keyword.arg for keyword in node.keywords if keyword.arg == "allow_pickle"} and {
                text for text in [ast.unparse(node)] if "allow_pickle=False" not in text
            }
    assert used == set()


@pytest.mark.parametrize("path", EVERYTHING, ids=name)
def test_nothing_is_left_for_later(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    marks = "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"))
    assert re.findall(rf"#.*\b(?:{marks})\b", text) == []
    assert path.stem not in ("utils", "util", "helpers", "misc", "common")


def test_a_stage_is_declared_at_the_foot_of_its_module_and_tells_what_it_reads_and_writes() -> None:
    rooms = [
        path for path in (ROOT / "src/thematique/stages").iterdir() if path.name not in ("__init__.py", "__pycache__")
    ]
    for room in rooms:
        module = tree(room / "__init__.py" if room.is_dir() else room)
        last = module.body[-1]
        assert isinstance(last, ast.Assign), room
        assert ast.unparse(last.targets[0]) == "stage"
        told = ast.get_docstring(module) or ""
        assert re.findall(r"^(Reads|Writes|Method)\b", told, re.MULTILINE) == ["Reads", "Writes", "Method"], room


def test_only_tables_knows_how_tables_lie_on_the_disk() -> None:
    users = {name(path) for path in SOURCES if "pyarrow.parquet" in path.read_text(encoding="utf-8")}
    assert users == {"src/thematique/tables.py", "src/thematique/exchange/sheets.py"}
