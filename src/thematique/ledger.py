"""What has been done, from what, and whether it is still fresh.

An entry says that a stage ran on a unit (a source, or the corpus): the key that names all that the result depends on,
and the digest of each file it wrote. A stage whose key is no longer the same, or whose files are gone or altered, runs
again. The key of a stage holds the digest of every file of its room and of every module of the package that the room
uses: a changed rule runs again what depends on it, since a stale pseudonymisation is a leak.
"""

import ast
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from thematique.digests import digest_of, digest_path

_PACKAGE = Path(__file__).parent
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
    stage TEXT NOT NULL, unit TEXT NOT NULL, key TEXT NOT NULL, outputs TEXT NOT NULL,
    refused TEXT NOT NULL, seconds REAL NOT NULL, PRIMARY KEY (stage, unit)
) STRICT
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One execution of a stage on a unit.

    `key` maps each thing that the result depends on to its digest, `outputs` each table to the digests of its files
    by their path in the study; `refused` is the French reason when there is no result.
    """

    stage: str
    unit: str
    key: Mapping[str, str]
    outputs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    refused: str = ""
    seconds: float = 0.0


class Ledger:
    """The entries of a study, in one SQLite file; only a command that holds the lock of the study changes them."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path)
        # what is dropped leaves no trace in the file
        self._connection.execute("PRAGMA secure_delete=ON")
        self._connection.execute(_SCHEMA)
        rows = self._connection.execute("SELECT stage, unit, key, outputs, refused, seconds FROM entries")
        self._entries: dict[str, dict[str, Entry]] = defaultdict(dict)
        for stage, unit, key, outputs, refused, seconds in rows:
            self._entries[stage][unit] = Entry(
                stage=stage,
                unit=unit,
                key=json.loads(key),
                outputs=json.loads(outputs),
                refused=refused,
                seconds=seconds,
            )

    def of(self, stage: str) -> Mapping[str, Entry]:
        """The last execution of a stage on each unit, by unit."""
        return self._entries[stage]

    def put(self, entry: Entry) -> None:
        """Record an execution whose files are all on the disk."""
        values = (entry.stage, entry.unit, _json(entry.key), _json(entry.outputs), entry.refused, entry.seconds)
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?)", values)
        self._entries[entry.stage][entry.unit] = entry

    def drop(self, stage: str, unit: str) -> None:
        """Forget an execution."""
        with self._connection:
            self._connection.execute("DELETE FROM entries WHERE stage = ? AND unit = ?", (stage, unit))
        self._entries[stage].pop(unit, None)

    def compact(self) -> None:
        """Write the file anew, so that nothing of what was dropped or replaced is left in it."""
        self._connection.execute("PRAGMA temp_store=MEMORY")
        self._connection.execute("VACUUM")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def digest_code(stage: str) -> str:
    """The digest of a stage's room and of all the modules of the package that it uses, directly or not."""
    return digest_of(text for path in _closure(stage) for text in (path.name, digest_path(path)))


def digest_libraries(names: Iterable[str]) -> str:
    """The versions of the distributions that a stage relies on, as one text."""
    return ", ".join(f"{name} {metadata.version(name)}" for name in sorted(names))


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=dict)


@cache
def _closure(stage: str) -> tuple[Path, ...]:
    """Every file of the package on which a stage depends, data files of the rooms included, in alphabetical order."""
    seen: set[Path] = set()
    spec = find_spec(f"{_PACKAGE.name}.stages.{stage}")
    assert spec is not None and spec.origin is not None
    queue = [Path(place) for place in spec.submodule_search_locations or [spec.origin]]
    while queue:
        path = queue.pop()
        if path in seen or not path.exists() or "__pycache__" in path.parts:
            continue
        seen.add(path)
        queue += path.iterdir() if path.is_dir() else _imports(path)
    return tuple(sorted(path for path in seen if path.is_file()))


def _imports(path: Path) -> Iterator[Path]:
    """The files that may stand behind the imports of a Python file, whether they exist or not."""
    if path.suffix != ".py":
        return
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names] + [f"{node.module}"]
        else:
            continue
        for name in names:
            root, *parts = name.split(".")
            # the package itself only holds its version, which changes nothing by itself
            if root == _PACKAGE.name and parts:
                yield _PACKAGE.joinpath(*parts)
                yield _PACKAGE.joinpath(*parts).with_suffix(".py")
