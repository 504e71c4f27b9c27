"""The machine tables of a study: their files on the disk, and their entries in the ledger.

A result is written under temporary names, then entered in the ledger, then takes its names: a run killed at any moment
leaves nothing half-written, and the next one ends what was entered, drops the rest and takes up where it stood.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from thematique import tables
from thematique.digests import digest, digest_path
from thematique.executors import Result
from thematique.ledger import Entry, Ledger
from thematique.pipeline import Pipeline, Planned
from thematique.records import File, Vector

_TEXTS = frozenset({"documents", "turns"})
_READINGS = "readings"
"""What is made of a text before somebody may have to sign it, and where it is told who did."""


class Store:
    """The tables that one pipeline makes in one study's folder."""

    def __init__(self, folder: Path, pipeline: Pipeline, ledger: Ledger) -> None:
        self._folder = folder
        self._pipeline = pipeline
        self._ledger = ledger
        self._makers = {table: step for step in pipeline.steps for table in step.stage.writes}
        self._private = {table for step in pipeline.steps for table in step.stage.private}

    def maker(self, table: str) -> Planned:
        """The step that writes `table`.

        Raises:
            KeyError: no step of the pipeline does.
        """
        return self._makers[table]

    def makes(self, table: str) -> bool:
        """Whether a step of the pipeline writes `table`."""
        return table in self._makers

    def hides(self, table: str) -> bool:
        """Whether `table` identifies people."""
        return table in self._private

    def sources(self) -> Sequence[str]:
        """The sources that were read so far, refused ones included."""
        readers = [step for step in self._pipeline.steps if "sources" in step.stage.reads]
        return sorted({unit for step in readers for unit in self.entries(step)})

    def entries(self, step: Planned) -> Mapping[str, Entry]:
        """What the step has made or refused so far, by unit."""
        return self._ledger.of(step.name)

    def files(self, table: str, unit: str) -> Mapping[str, bytes]:
        """The files of a table of one unit, by suffix or name; empty when it has none yet, or was refused."""
        entry = self.entries(self._makers[table]).get(unit)
        return self._read(table, unit, entry.outputs.get(table, {}) if entry and not entry.refused else ())

    def read(self, table: str) -> Sequence[Any]:
        """All the records of a table, in the order of its units."""
        return [item for records in self.units(table).values() for item in records]

    def shown(self, table: str) -> Sequence[Any]:
        """The records of a table that may be shown: where a signature is required, those of signed texts alone."""
        records = self.read(table)
        if table not in _TEXTS or not self.makes(_READINGS) or not self.maker(_READINGS).settings.required:
            return records
        signed = {one.document for one in self.read(_READINGS)}
        return [one for one in records if one.document in signed]

    def intact(self, entry: Entry, *, but: Collection[str] = ()) -> bool:
        """Whether every file that the entry speaks of is there, unaltered, those of the tables `but` left out."""
        files = {path: there for table, out in entry.outputs.items() if table not in but for path, there in out.items()}
        return all(digest_path(self._folder / path) == expected for path, expected in files.items())

    def memory(self, table: str, unit: str) -> Mapping[str, bytes]:
        """The files of a table as its stage last wrote them; empty when one of them was lost or altered since."""
        entry = self.entries(self._makers[table]).get(unit)
        expected = entry.outputs.get(table, {}) if entry else {}
        files, stem = self._read(table, unit, expected), self._place(table, unit)
        return files if {f"{stem}{name}": digest(content) for name, content in files.items()} == expected else {}

    def recover(self) -> None:
        """End what a killed run had entered in the ledger, and remove what it had not."""
        for step in self._pipeline.steps:
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

    def rewrite(self, table: str, unit: str, records: Sequence[Any]) -> None:
        """Put other records in the place of those of a table, as if its stage had made them."""
        step = self._makers[table]
        entry, stem = self.entries(step)[unit], self._place(table, unit)
        made = tables.encode(records, step.stage.writes[table])
        paths = {f"{stem}{suffix}": content for suffix, content in made.items()}
        for path, content in paths.items():
            tables.prepare(self._folder / path, content, private=table in self._private)
        outputs = {**entry.outputs, table: {path: digest(content) for path, content in paths.items()}}
        self._ledger.put(replace(entry, outputs=outputs))
        for place in (self._folder / path for path in paths):
            tables.temporary(place).replace(place)

    def units(self, table: str) -> Mapping[str, Sequence[Any]]:
        """The records of a table, by unit."""
        step = self._makers[table]
        kind: type[Any] = step.stage.writes[table]
        made = {unit: self.files(table, unit) for unit in sorted(self.entries(step))}
        return {unit: tables.decode(files, kind) for unit, files in made.items() if files}

    @property
    def tables(self) -> Sequence[str]:
        """The tables that hold records."""
        return [name for name, step in self._makers.items() if step.stage.writes[name] not in {File, Vector}]

    def drop(self, units: Collection[str]) -> int:
        """Remove what the stages made of some units, and of the whole corpus but for what they remember of it.

        Returns how many files went.
        """
        gone = 0
        for step in self._pipeline.steps:
            for unit in sorted({*units, ""} & {*self.entries(step)}):
                if unit or not step.stage.keeps:
                    gone += len(_outputs(self.entries(step)[unit]))
                    self.forget(step, unit)
        return gone

    @property
    def paths(self) -> frozenset[str]:
        """Every file that a stage made, by its path in the study."""
        entries = [entry for step in self._pipeline.steps for entry in self.entries(step).values()]
        return frozenset(path for entry in entries for path in _outputs(entry))

    def compact(self) -> None:
        """Leave nothing in the ledger of what was removed."""
        self._ledger.compact()

    def strip(self) -> None:
        """Keep nothing of the private tables: neither where they lay, nor digests that could confirm a guess."""
        for step in self._pipeline.steps:
            for unit, entry in list(self.entries(step).items()):
                kept = {table: files for table, files in entry.outputs.items() if table not in self._private}
                key = {} if self._pipeline.needs_private(step) else entry.key
                if (kept, key) != (entry.outputs, entry.key):
                    self._ledger.put(replace(self.entries(step)[unit], outputs=kept, key=key))
        self._ledger.compact()

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
