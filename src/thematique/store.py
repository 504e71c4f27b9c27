"""The machine tables of a study: their files on the disk, and their entries in the ledger.

A table's files are on the disk before its entry is in the ledger, so that a run killed at any moment leaves nothing
half-written, and the next one takes up where it stood.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from thematique import tables
from thematique.digests import digest, digest_path
from thematique.executors import Result
from thematique.ledger import Entry, Ledger
from thematique.pipeline import Pipeline, Planned


class Store:
    """The tables that one pipeline makes in one study's folder."""

    def __init__(self, folder: Path, pipeline: Pipeline, ledger: Ledger) -> None:
        self._folder = folder
        self._ledger = ledger
        self._makers = {table: step for step in pipeline.steps for table in step.stage.writes}
        self._private = {table for step in pipeline.steps for table in step.stage.private}

    def maker(self, table: str) -> Planned:
        """The step that writes `table`.

        Raises:
            KeyError: no step of the pipeline does.
        """
        return self._makers[table]

    def entries(self, step: Planned) -> Mapping[str, Entry]:
        """What the step has made or refused so far, by unit."""
        return self._ledger.of(step.name)

    def files(self, table: str, unit: str) -> Mapping[str, bytes]:
        """The files of a table of one unit, by suffix or name; empty when it has none yet."""
        step = self._makers[table]
        entry = self.entries(step).get(unit)
        stem = self._place(table, unit)
        paths = entry.outputs.get(table, {}) if entry else {}
        return {path.removeprefix(stem): (self._folder / path).read_bytes() for path in paths if self._lies(path)}

    def read(self, table: str) -> Sequence[Any]:
        """All the records of a table, in the order of its units."""
        step = self._makers[table]
        kind: type[Any] = step.stage.writes[table]
        made = (self.files(table, unit) for unit in sorted(self.entries(step)))
        return [item for files in made if files for item in tables.decode(files, kind)]

    def intact(self, entry: Entry) -> bool:
        """Whether every file that the entry speaks of is there, unaltered."""
        return all(
            digest_path(self._folder / path) == expected
            for files in entry.outputs.values()
            for path, expected in files.items()
        )

    def keep(self, step: Planned, result: Result, key: Mapping[str, str]) -> None:
        """Put a result on the disk, then in the ledger; the files of the former one that it does not replace go."""
        if result.detail:
            self._log(f"{step.name} {result.unit}\n{result.detail}\n")
        outputs: dict[str, dict[str, str]] = {}
        for table, files in result.files.items():
            stem = self._place(table, result.unit)
            outputs[table] = {f"{stem}{suffix}": digest(content) for suffix, content in sorted(files.items())}
            for suffix, content in files.items():
                tables.write(self._folder / f"{stem}{suffix}", content, private=table in self._private)
        self._sweep(step, result.unit, keeping={path for files in outputs.values() for path in files})
        entry = Entry(
            stage=step.name,
            unit=result.unit,
            key=key,
            outputs=outputs,
            refused=result.refused,
            seconds=result.seconds,
        )
        self._ledger.put(entry)

    def forget(self, step: Planned, unit: str) -> None:
        """Remove what a step made of a unit that is no longer there."""
        self._sweep(step, unit, keeping=set())
        self._ledger.drop(step.name, unit)

    def _place(self, table: str, unit: str) -> str:
        return tables.place(table, unit, self._makers[table].stage.writes[table], private=table in self._private)

    def _lies(self, path: str) -> bool:
        return (self._folder / path).is_file()

    def _sweep(self, step: Planned, unit: str, *, keeping: set[str]) -> None:
        entry = self.entries(step).get(unit)
        for files in entry.outputs.values() if entry else ():
            for path in set(files) - keeping:
                (self._folder / path).unlink(missing_ok=True)

    def _log(self, text: str) -> None:
        """Keep what may quote a transcript on the private side."""
        path = self._folder / "private" / "journal.log"
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.touch(mode=0o600)
        with path.open("a", encoding="utf-8") as stream:
            stream.write(text)
