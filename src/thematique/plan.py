"""What has to be done, and why: for each stage and unit, whether all that its result depends on is still the same."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import Any

from thematique.catalogue import TABLES
from thematique.digests import digest_of, digest_path
from thematique.errors import WrongUse
from thematique.ledger import digest_code, digest_libraries
from thematique.pipeline import Pipeline, Planned
from thematique.records import File, Refusal, Step
from thematique.stage import Scope
from thematique.store import Store

CORPUS = ""
"""The unit of a stage that works on the whole corpus."""

_WORDS = {
    "version": "la version de l'étape",
    "code": "les règles de l'étape",
    "settings": "les réglages",
    "libraries": "la version d'une bibliothèque",
    "resources": "un lexique ou un modèle",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Records that people wrote: their digest, known at once, and how to read them, which may be long or fail."""

    digest: str
    load: Callable[[], Sequence[Any]]
    filename: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Whether a stage is fresh on a unit: `why` it must run, in French, is empty when it is."""

    stage: str
    unit: str
    why: str
    refused: str = ""


class Plan:
    """The state of a study against its pipeline.

    `given` holds, for each table that no stage makes, its records by unit. While the private side is `shut`, the stages
    that need it stay as they are, fresh or not: their units are those that they did.
    """

    def __init__(
        self, pipeline: Pipeline, given: Mapping[str, Mapping[str, Given]], store: Store, *, shut: bool = False
    ) -> None:
        self._shut = shut
        self._pipeline = pipeline
        self._given = given
        self._store = store
        self._fixed: dict[str, Mapping[str, str]] = {}

    def states(self) -> Iterator[State]:
        """The state of every stage on every unit, as if all that is stale were run in order."""
        pending: set[tuple[str, str]] = set()
        for step in self._pipeline.steps:
            if self.held(step):
                made = sorted(self._store.entries(step).items())
                yield from (State(stage=step.name, unit=unit, why="", refused=one.refused) for unit, one in made)
                continue
            pending |= {(table, unit) for table in step.stage.writes for unit in self.gone(step)}
            hoped = {unit for _, unit in pending if unit == CORPUS or unit in self._given["sources"]}
            for unit in sorted({*self.units(step), *(hoped & set(self._all_units(step)))}):
                upstream = [table for table in sorted(step.stage.reads) if self._awaits(step, table, unit, pending)]
                entry = self._store.entries(step).get(unit)
                waits = f"à refaire si change : {', '.join(map(_called, upstream))}" if upstream and entry else ""
                why = waits or self.why(step, unit)
                yield State(stage=step.name, unit=unit, why=why, refused=entry.refused if entry and not why else "")
                if why:
                    pending |= {(table, unit) for table in step.stage.writes}

    def held(self, step: Planned) -> bool:
        """Whether a stage stays as it is, since what it needs is shut."""
        return self._shut and self._pipeline.needs_private(step)

    @property
    def filenames(self) -> Mapping[str, str]:
        """The name of the file of each source."""
        return {unit: given.filename for unit, given in self._given["sources"].items()}

    def require_sound(self) -> None:
        """Check that all that the held stages made and the others read is there.

        Raises:
            WrongUse: something was lost or altered, and only the private side could make it again.
        """
        held = [
            (step, entry)
            for step in self._pipeline.steps
            if self.held(step)
            for entry in self._store.entries(step).values()
        ]
        if not all(self._store.intact(entry, but=step.stage.private) for step, entry in held):
            raise WrongUse(
                "une table de l'étude manque ou a été modifiée, et le côté privé, qui seul permet de la refaire, "
                "n'est pas ouvert ; ouvrez-le, ou remettez une copie du dossier."
            )

    def units(self, step: Planned) -> Sequence[str]:
        """The units that a stage has to cover: the sources that no stage before it refused, or the corpus.

        There are none when a stage that it depends on could not do the whole corpus.
        """
        if self.held(step):
            return sorted(self._store.entries(step))
        if self._blocked(step):
            return []
        before = self._pipeline.steps[: self._pipeline.steps.index(step)]
        refused = {unit for other in before for unit, entry in self._store.entries(other).items() if entry.refused}
        return [unit for unit in self._all_units(step) if unit == CORPUS or unit not in refused]

    def gone(self, step: Planned) -> Sequence[str]:
        """Units of which a stage made something, and that are no longer to be covered.

        What a stage remembers of the whole corpus stays, whatever happens before it.
        """
        if self.held(step) or (step.stage.scope is Scope.CORPUS and step.stage.keeps):
            return []
        return sorted(set(self._store.entries(step)) - set(self.units(step)))

    def why(self, step: Planned, unit: str) -> str:
        """Why a stage must run on a unit, in French; empty when its result is fresh."""
        entry = self._store.entries(step).get(unit)
        if entry is None:
            return "jamais fait"
        key = self.key(step, unit)
        changed = [_WORDS.get(part) or _called(part) for part in key if key[part] != entry.key.get(part)]
        if changed:
            return f"a changé : {', '.join(changed)}"
        return "" if self._store.intact(entry) else "un résultat manque ou a été modifié"

    def key(self, step: Planned, unit: str) -> Mapping[str, str]:
        """All that a result depends on, by name, with its digest."""
        if step.name not in self._fixed:
            self._fixed[step.name] = _fixed(step)
        read = {f"table {table}": self._digest(step, table, unit) for table in step.stage.reads}
        return {**self._fixed[step.name], **read}

    def given(self, step: Planned, table: str, unit: str) -> Sequence[Any] | None:
        """The records of a table that no stage makes, as far as a stage reads them for a unit; None for others.

        Raises:
            FileRefused: a source cannot be opened.
        """
        if table in {"refusals", "steps"}:
            return self.refusals() if table == "refusals" else _steps(self._pipeline)
        if table not in self._given:
            return None
        units = self._given[table]
        return [item for name in self.read_units(step, unit, units) for item in units[name].load()]

    def read_units(self, step: Planned, unit: str, units: Iterable[str]) -> Sequence[str]:
        """Which units of a table a stage reads for a unit: that one and those of the corpus, or all."""
        if step.stage.scope is Scope.CORPUS:
            return sorted(units)
        return [name for name in (CORPUS, unit) if name in units]

    def refusals(self) -> Sequence[Refusal]:
        """What some stage refused, files or the whole corpus, in the order of their names."""
        names = {CORPUS: "tout le corpus", **self.filenames}
        return sorted(
            (
                Refusal(filename=names[unit], stage=step.name, reason=entry.refused)
                for step in self._pipeline.steps
                for unit, entry in self._store.entries(step).items()
                if entry.refused and unit in names
            ),
            key=lambda refusal: (refusal.filename, refusal.stage),
        )

    def _all_units(self, step: Planned) -> Sequence[str]:
        return [CORPUS] if step.stage.scope is Scope.CORPUS else sorted(self._given["sources"])

    def _blocked(self, step: Planned) -> bool:
        """Whether a stage depends, directly or not, on one that could not do the whole corpus."""
        makers = (self._pipeline.maker(table) for table in step.stage.reads)
        return any(
            (CORPUS in entries and bool(entries[CORPUS].refused)) or self._blocked(maker)
            for maker, entries in ((maker, self._store.entries(maker)) for maker in makers if maker is not None)
        )

    def _digest(self, step: Planned, table: str, unit: str) -> str:
        """The digest of what a stage reads of a table for a unit."""
        if table in {"refusals", "steps"}:
            return digest_of(repr(item) for item in self.given(step, table, unit) or ())
        if table in self._given:
            units = self._given[table]
            return digest_of(f"{name} {units[name].digest}" for name in self.read_units(step, unit, units))
        entries = self._store.entries(self._store.maker(table))
        return digest_of(
            text
            for name in self.read_units(step, unit, entries)
            for text in (name, *entries[name].outputs.get(table, {}).values())
            if not entries[name].refused
        )

    def _awaits(self, step: Planned, table: str, unit: str, pending: set[tuple[str, str]]) -> bool:
        """Whether what a stage reads of a table for a unit is itself to be done again."""
        if step.stage.scope is Scope.CORPUS:
            return any(name == table for name, _ in pending)
        return bool(pending & {(table, unit), (table, CORPUS)})


def _called(table: str) -> str:
    """What a table, or the part of a key that tells of it, is called."""
    name = table.removeprefix("table ")
    return TABLES.get(name, name)


def _fixed(step: Planned) -> Mapping[str, str]:
    """The part of a key that is the same for all units."""
    stage = step.stage
    return {
        "version": str(stage.version),
        "code": digest_code(step.name),
        "settings": digest_of(f"{name}={value!r}" for name, value in sorted(asdict(step.settings).items())),
        "libraries": digest_libraries(["pyarrow", *stage.libraries]),
        "resources": digest_of(digest_path(path) for path in stage.resources(step.settings)),
    }


def _steps(pipeline: Pipeline) -> Sequence[Step]:
    """The steps of a pipeline, told for a reader; the pages that tell of them are left out."""
    return [
        Step(
            stage=step.name,
            version=step.stage.version,
            settings={name: _said(value) for name, value in asdict(step.settings).items()},
            libraries={name: metadata.version(name) for name in sorted(step.stage.libraries)},
        )
        for step in pipeline.steps
        if set(step.stage.writes.values()) != {File}
    ]


def _said(value: Any) -> str:
    """The value of a setting as a reader would write it."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    return ", ".join(map(str, value)) or "—" if isinstance(value, tuple | list | frozenset) else str(value)
