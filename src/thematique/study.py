"""A study is a folder; every command of the command line is a method here first."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thematique import codebook, driver, originals, retention, tables
from thematique.catalogue import kind_of
from thematique.codings import Coding
from thematique.correcting import Corrections
from thematique.corrections import Reading
from thematique.errors import StudyMissing, WrongUse
from thematique.exchange import sheets
from thematique.executors import open_executor
from thematique.founding import found
from thematique.handed import handed
from thematique.intake import Added, files_of, take_in
from thematique.keeping import Keeping
from thematique.ledger import Ledger
from thematique.locking import locked
from thematique.machine import Machine
from thematique.naming import Naming, released
from thematique.people import People
from thematique.pipeline import Pipeline
from thematique.pipeline import load as load_pipeline
from thematique.plan import Plan, State
from thematique.private_side import Side, require_open, side_of
from thematique.records import Code, Refusal
from thematique.shared import SharedSide
from thematique.stages import classify
from thematique.standing import Status
from thematique.store import Store

if TYPE_CHECKING:
    import pandas as pd

    from thematique.agreement.results import Comparison
    from thematique.training import Trained


class Study:
    """A study in `folder`: transcripts, settings and codebook that people wrote, tables that the machine made.

    Raises:
        StudyMissing: the folder holds no etude.toml.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        if not (self.folder / "etude.toml").is_file():
            raise StudyMissing(self.folder)

    @classmethod
    def create(cls, folder: str | Path, *, codebook_file: Path | None = None) -> "Study":
        """Make a study folder, with the seed codebook or another.

        Raises:
            WrongUse: there is already a study there.
            InvalidFile: the codebook has problems.
        """
        found(Path(folder), codebook_file)
        return cls(folder)

    def add(self, paths: Sequence[Path]) -> Sequence[Added]:
        """Copy transcripts in, and the rows of a corpus.csv that stands among them; one outcome a file."""
        require_open(self.folder)
        with locked(self.folder):
            return [added for path in paths for added in take_in(files_of(path), self.folder)]

    def run(
        self,
        *,
        only: str = "",
        until: str = "",
        force: bool = False,
        workers: int | None = None,
        scheduler: str | None = None,
        watch: driver.Watch = driver.unwatched,
    ) -> Iterator[driver.Done]:
        """Do what is not done yet, yielding what becomes of each stage on each unit.

        Args:
            only: the only stage to run.
            until: the last stage to run.
            force: run even what is fresh.
            workers: number of processes of this machine to share the work; None to work in this one.
            scheduler: address of a Dask scheduler to send the work to.
            watch: called at the start of a stage and after each unit, with the stage, how many are done, of how many.

        Raises:
            InvalidFile: settings, codebook or corpus.csv with problems.
            StudyBusy: another command works on the study.
            WrongUse: `only` needs the private side, which is closed.
        """
        self._check(only)
        if workers is not None and scheduler is not None:
            raise WrongUse("--workers et --scheduler ne vont pas ensemble ; choisissez l'un des deux.")
        with (
            locked(self.folder),
            self._opened() as (plan, store),
            open_executor(workers=workers, scheduler=scheduler) as ex,
        ):
            plan.require_sound()
            yield from driver.run(self.pipeline, plan, store, ex, only=only, until=until, force=force, watch=watch)

    def plan(self, *, only: str = "") -> Sequence[State]:
        """What `run` would do, and why.

        Raises:
            InvalidFile: settings, codebook or corpus.csv with problems.
            WrongUse: no such stage as `only`.
        """
        self._check(only)
        with self._opened() as (plan, _):
            return [state for state in plan.states() if state.why and only in {"", state.stage}]

    def status(self) -> Status:
        """Where the study stands."""
        with self._opened() as (plan, _):
            return Status(
                title=self.title,
                documents=sorted(plan.filenames),
                states=list(plan.states()),
                refusals=plan.refusals(),
                unmatched=self.unmatched(),
                fault=self.people.fault(),
                side=side_of(self.folder),
                reminder=retention.reminder(self.folder, self._settings),
                readings=self.naming.readings(),
            )

    def refusals(self) -> Sequence[Refusal]:
        """What some stage refused, files or the whole corpus, in the order of their names."""
        with self._opened() as (plan, _):
            return plan.refusals()

    def unmatched(self) -> Sequence[str]:
        """The rows of corpus.csv that speak of no transcript."""
        return originals.unmatched(self.folder)

    def table(self, name: str, *, private: bool = False) -> Sequence[Any]:
        """The records of a table.

        Args:
            name: a table of the contract, or `codebook`.
            private: allow those that identify people.

        Raises:
            WrongUse: no such table, or a private one without leave.
        """
        kind = self.kind(name, private=private)
        if kind is Code:
            return self.codebook.codes
        if kind in {Coding, Reading}:
            return self.people.codings() if kind is Coding else self.naming.readings()
        checked = self.pipeline.maker("readings")
        records = self._records(name)
        return released(records, self.naming.readings()) if checked and checked.settings.required else records

    def _records(self, name: str) -> Sequence[Any]:
        with self._stored() as store:
            if store.hides(name):
                require_open(self.folder)
            return store.shown(name)

    def shared(self) -> SharedSide:
        """The pseudonymised texts and what the machine says of them, in memory; no original is opened."""
        with self._stored() as store:
            return SharedSide(**{name: store.shown(name) for name in _SHARED if store.makes(name)})

    def frame(self, name: str, *, private: bool = False) -> "pd.DataFrame":
        """A table as a pandas frame."""
        return tables.to_arrow(self.table(name, private=private), self.kind(name, private=private)).to_pandas()

    def kind(self, name: str, *, private: bool = False) -> type:
        """The record type of a table.

        Raises:
            WrongUse: no such table, or a private one without leave.
        """
        return kind_of(self.pipeline, name, private=private)

    def export(self, name: str, path: Path, *, private: bool = False) -> int:
        """Write a table for another program; returns the number of rows.

        Raises:
            WrongUse: no such table, a private one without leave, or an unknown format.
        """
        records = self.table(name, private=private)
        sheets.save(records, self.kind(name, private=private), path, private=private)
        return len(records)

    def train(self, *, watch: driver.Watch = driver.unwatched) -> "Trained":
        """Bring the study up to date, learn from what people decided, and suggest anew with the better version.

        Raises:
            WrongUse: there are not enough codings, or another command works on the study.
        """
        list(self.run(watch=watch))
        with locked(self.folder):
            verdict = self.machine.train()
        list(self.run(watch=watch))
        return verdict

    def compare(
        self, a: str, b: str, *, unit: str = "segment", level: str = "code", reference: str = ""
    ) -> "Comparison":
        """How far two coders agree; see `comparing.Question` for what can be asked, or raises `WrongUse`."""
        from thematique import comparing

        asked = comparing.Question(a=a, b=b, unit=unit, level=level, reference=reference)
        codings = {name: comparing.codings_of(name, self.people, self.machine) for name in (a, b)}
        return comparing.compare(asked, codings, self.table("segments"), self.codebook.codes)

    def report(self, path: Path | None = None, *, watch: driver.Watch = driver.unwatched) -> Path:
        """Bring the study and its report up to date; returns where the report is, copied to `path` if given.

        Raises:
            WrongUse: the pipeline makes no report, or could not.
        """
        list(self.run(watch=watch))
        page = self.folder / "report" / "rapport.html"
        if not page.exists():
            raise WrongUse(f"aucun rapport n'a pu être fait ; voyez pourquoi avec : thematique status {self.folder}")
        if path is not None:
            tables.write(path, page.read_bytes())
        return path or page

    @cached_property
    def private(self) -> Keeping:
        """The private side as a whole: enclosed, opened, destroyed; and people erased from the study."""
        return Keeping(self.folder, self._stored, self.people, self.run)

    @property
    def title(self) -> str:
        """The title of the study, as etude.toml says."""
        return str(self._settings.get("title", self.folder.resolve().name))

    @cached_property
    def people(self) -> People:
        """The people who code, and what they decided."""
        return People(self.folder, self._settings.get("review", {}), self.shared)

    @cached_property
    def corrections(self) -> Corrections:
        """What people decided of the names that the machine masked or left."""
        return Corrections(self.folder)

    @cached_property
    def naming(self) -> Naming:
        """What was masked, what is in doubt, and what people decide of both; private."""
        return Naming(self.folder, self._stored, lambda watch: self.run(until="readings", watch=watch))

    @cached_property
    def machine(self) -> Machine:
        """The machine as a coder, and the versions of what people taught it."""
        step = self.pipeline.maker("suggestions")
        chosen = step.settings if step else classify.Settings()
        return Machine(self.folder, self._records, lambda: self.codebook.codes, chosen, self.people)

    @property
    def codebook(self) -> codebook.Codebook:
        """The codebook in force; people change it while a study is open."""
        return codebook.load(self.folder / "codebook.toml")

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline of the study, with its settings."""
        overrides = {key: value for key, value in self._settings.items() if key not in _OWN}
        name = str(self._settings.get("pipeline", "analyse"))
        return load_pipeline(name, overrides, origin="etude.toml")

    @cached_property
    def _settings(self) -> Mapping[str, Any]:
        return codebook.read_toml(self.folder / "etude.toml")

    def _check(self, only: str) -> None:
        if only and self.pipeline.needs_private(self.pipeline.step(only)):
            require_open(self.folder)

    @contextmanager
    def _stored(self) -> Iterator[Store]:
        with closing(Ledger(self.folder / "ledger.sqlite")) as ledger:
            yield Store(self.folder, self.pipeline, ledger)

    @contextmanager
    def _opened(self) -> Iterator[tuple[Plan, Store]]:
        with self._stored() as store:
            side = side_of(self.folder)
            sources = originals.given(self.folder) if side is Side.OPEN else originals.remembered(store.sources())
            decided = handed(self.codebook.codes, self.corrections, self.machine.kept, side)
            yield Plan(self.pipeline, {"sources": sources, **decided}, store, shut=side is not Side.OPEN), store


# what etude.toml says beside the settings of stages
_OWN = frozenset({"pipeline", "review", retention.SETTING})
_SHARED = ("documents", "turns", "segments", "suggestions", "topics", "segment_topics")
