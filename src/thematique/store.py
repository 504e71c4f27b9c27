"""The machine tables of a study: their files on the disk, and their entries in the ledger.

A result is written under temporary names, then entered in the ledger, then takes its names: a run killed at any moment
leaves nothing half-written, and the next one ends what was entered, drops the rest and takes up where it stood.
"""

from collections.abc import Iterable, Mapping, Sequence
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
        """The files of a table of one unit, by suffix or name; empty when it has none yet, or was refused."""
        entry = self.entries(self._makers[table]).get(unit)
        return self._read(table, unit, entry.outputs.get(table, {}) if entry and not entry.refused else ())

    def read(self, table: str) -> Sequence[Any]:
        """All the records of a table, in the order of its units."""
        step = self._makers[table]
        kind: type[Any] = step.stage.writes[table]
        made = (self.files(table, unit) for unit in sorted(self.entries(step)))
        return [item for files in made if files for item in tables.decode(files, kind)]

    def intact(self, entry: Entry) -> bool:
        """Whether every file that the entry speaks of is there, unaltered."""
        return all(digest_path(self._folder / path) == expected for path, expected in _outputs(entry).items())

    def memory(self, table: str, unit: str) -> Mapping[str, bytes]:
        """The files of a table as its stage last wrote them; empty when one of them was lost or altered since."""
        entry = self.entries(self._makers[table]).get(unit)
        expected = entry.outputs.get(table, {}) if entry else {}
        files = self._read(table, unit, expected)
        return files if all(digest_path(self._folder / path) == there for path, there in expected.items()) else {}

    def recover(self) -> None:
        """End what a killed run had entered in the ledger, and remove what it had not."""
        for step in self._makers.values():
            for entry in self.entries(step).values():
                for path, expected in _outputs(entry).items():
                    waiting = tables.temporary(self._folder / path)
                    if digest_path(waiting) == expected:
                        waiting.replace(self._folder / path)
        for table in self._makers:
            place = self._folder / self._place(table, "")
            for waiting in (*place.rglob(".*.part"), *place.parent.glob(f".{place.name}.*.part")):
                waiting.unlink()

    def keep(self, step: Planned, result: Result, key: Mapping[str, str]) -> None:
        """Make a result that of the step on its unit; the files of the former one that it does not replace go."""
        if result.detail:
            self._log(f"{step.name} {result.unit}\n{result.detail}\n")
        outputs = self._remembered(step, result)
        for table, files in result.files.items():
            stem = self._place(table, result.unit)
            outputs[table] = {f"{stem}{suffix}": digest(content) for suffix, content in sorted(files.items())}
            for suffix, content in files.items():
                tables.prepare(self._folder / f"{stem}{suffix}", content, private=table in self._private)
        entry = Entry(
            stage=step.name,
            unit=result.unit,
            key=key,
            outputs=outputs,
            refused=result.refused,
            seconds=result.seconds,
        )
        self._sweep(step, result.unit, keeping=set(_outputs(entry)))
        self._ledger.put(entry)
        for table, files in result.files.items():
            for path in (self._folder / f"{self._place(table, result.unit)}{suffix}" for suffix in files):
                tables.temporary(path).replace(path)

    def forget(self, step: Planned, unit: str) -> None:
        """Remove what a step made of a unit that is no longer there."""
        self._sweep(step, unit, keeping=set())
        self._ledger.drop(step.name, unit)

    def _place(self, table: str, unit: str) -> str:
        return tables.place(table, unit, self._makers[table].stage.writes[table], private=table in self._private)

    def _read(self, table: str, unit: str, paths: Iterable[str]) -> Mapping[str, bytes]:
        stem, places = self._place(table, unit), {path: self._folder / path for path in paths}
        return {path.removeprefix(stem): place.read_bytes() for path, place in places.items() if place.is_file()}

    def _remembered(self, step: Planned, result: Result) -> dict[str, Mapping[str, str]]:
        """What stays of the former result when there is no new one: the memory of the stage."""
        entry = self.entries(step).get(result.unit)
        kept = step.stage.keeps if entry and result.refused else ()
        return {table: entry.outputs[table] for table in sorted(kept) if entry and table in entry.outputs}

    def _sweep(self, step: Planned, unit: str, *, keeping: set[str]) -> None:
        entry = self.entries(step).get(unit)
        for path in set(_outputs(entry)) - keeping if entry else ():
            (self._folder / path).unlink(missing_ok=True)

    def _log(self, text: str) -> None:
        """Keep what may quote a transcript on the private side."""
        path = self._folder / "private" / "journal.log"
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.touch(mode=0o600)
        with path.open("a", encoding="utf-8") as stream:
            stream.write(text)


def _outputs(entry: Entry) -> Mapping[str, str]:
    """The digest of each file of an execution, by its path in the study."""
    return {path: expected for files in entry.outputs.values() for path, expected in files.items()}
