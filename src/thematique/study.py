"""A study is a folder; every command of the command line is a method here first."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thematique import codebook, corpus, driver, tables
from thematique.digests import digest_of, digest_path
from thematique.errors import FileRefused, Reason, StudyBusy, StudyMissing, WrongUse
from thematique.exchange import sheets
from thematique.executors import open_executor
from thematique.intake import Added, document_names, files_of, readable_name, take_in
from thematique.ledger import Ledger
from thematique.pipeline import Pipeline
from thematique.pipeline import load as load_pipeline
from thematique.plan import CORPUS, Given, Plan, State
from thematique.records import Code, File, Refusal, Source, Vector
from thematique.shipped import shipped
from thematique.store import Store

if TYPE_CHECKING:
    import pandas as pd

# a transcript of this size would be some 100,000 hours of talk
_LARGEST_FILE = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where a study stands: its documents, its stages on each unit, the files refused and why.

    `unmatched` are the files that corpus.csv names and that are not among the transcripts.
    """

    title: str
    documents: Sequence[str]
    states: Sequence[State]
    refusals: Sequence[Refusal]
    unmatched: Sequence[str]


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
        folder = Path(folder)
        if (folder / "etude.toml").exists():
            raise WrongUse(f"« {folder} » est déjà une étude ; choisissez un autre dossier.")
        chosen = codebook_file or shipped("data/codebooks/reseau.toml")
        codebook.load(chosen)
        (folder / "tables").mkdir(parents=True, exist_ok=True)
        for name in ("transcripts", "private"):
            (folder / name).mkdir(exist_ok=True)
            (folder / name).chmod(0o700)
        tables.write(folder / "codebook.toml", chosen.read_bytes())
        title = folder.resolve().name.replace("\\", "\\\\").replace('"', '\\"')
        tables.write(folder / "etude.toml", _ETUDE.format(title=title).encode())
        return cls(folder)

    def add(self, paths: Sequence[Path]) -> Sequence[Added]:
        """Copy transcripts in, and the rows of a corpus.csv that stands among them; one outcome a file."""
        with self._locked():
            return [added for path in paths for added in take_in(files_of(path), self.folder)]

    def run(
        self,
        *,
        only: str = "",
        force: bool = False,
        workers: int | None = None,
        scheduler: str | None = None,
        watch: driver.Watch = driver.unwatched,
    ) -> Iterator[driver.Done]:
        """Do what is not done yet, yielding what becomes of each stage on each unit.

        Args:
            only: the only stage to run.
            force: run even what is fresh.
            workers: number of processes of this machine to share the work; None to work in this one.
            scheduler: address of a Dask scheduler to send the work to.
            watch: called at the start of a stage and after each unit, with the stage, how many are done, of how many.

        Raises:
            InvalidFile: settings, codebook or corpus.csv with problems.
            StudyBusy: another command works on the study.
        """
        self._check(only)
        if workers is not None and scheduler is not None:
            raise WrongUse("--workers et --scheduler ne vont pas ensemble ; choisissez l'un des deux.")
        with self._locked(), self._opened() as (plan, store), open_executor(workers=workers, scheduler=scheduler) as ex:
            yield from driver.run(self.pipeline, plan, store, ex, only=only, force=force, watch=watch)

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
        files = self._transcripts
        with self._opened() as (plan, _):
            return Status(
                title=self.title,
                documents=sorted(files),
                states=list(plan.states()),
                refusals=plan.refusals(),
                unmatched=self._corpus.unmatched([readable_name(path) for path in files.values()]),
            )

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
        with self._opened() as (_, store):
            return store.read(name)

    def frame(self, name: str, *, private: bool = False) -> "pd.DataFrame":
        """A table as a pandas frame."""
        return tables.to_arrow(self.table(name, private=private), self.kind(name, private=private)).to_pandas()

    def kind(self, name: str, *, private: bool = False) -> type:
        """The record type of a table.

        Raises:
            WrongUse: no such table, or a private one without leave.
        """
        writes = [
            (table, kind, step.stage) for step in self.pipeline.steps for table, kind in step.stage.writes.items()
        ]
        known = {table: kind for table, kind, _ in writes if kind not in {File, Vector}} | {"codebook": Code}
        hidden = {table for table, _, stage in writes if table in stage.private}
        if name not in known:
            names = ", ".join(sorted(set(known) - hidden)) + f" ; avec --private : {', '.join(sorted(hidden))}"
            raise WrongUse(f"la table « {name} » n'existe pas ; tables : {names}.")
        if name in hidden and not private:
            raise WrongUse(
                f"la table « {name} » identifie des personnes ; ajoutez --private pour la sortir de l'étude."
            )
        return known[name]

    def export(self, name: str, path: Path, *, private: bool = False) -> int:
        """Write a table for another program; returns the number of rows.

        Raises:
            WrongUse: no such table, a private one without leave, or an unknown format.
        """
        records = self.table(name, private=private)
        sheets.save(records, self.kind(name, private=private), path, private=private)
        return len(records)

    def report(self, path: Path | None = None) -> Path:
        """Bring the study and its report up to date; returns where the report is, copied to `path` if given.

        Raises:
            WrongUse: the pipeline makes no report, or could not.
        """
        for _ in self.run():
            pass
        page = self.folder / "report" / "rapport.html"
        if not page.exists():
            raise WrongUse(f"aucun rapport n'a pu être fait ; voyez pourquoi avec : thematique status {self.folder}")
        if path is None:
            return page
        tables.write(path, page.read_bytes())
        return path

    @property
    def title(self) -> str:
        """The title of the study, as etude.toml says."""
        return str(self._settings.get("title", self.folder.resolve().name))

    @cached_property
    def codebook(self) -> codebook.Codebook:
        """The codebook in force."""
        return codebook.load(self.folder / "codebook.toml")

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline of the study, with its settings."""
        overrides = {key: value for key, value in self._settings.items() if key != "pipeline"}
        name = str(self._settings.get("pipeline", "analyse"))
        return load_pipeline(name, overrides, origin="etude.toml")

    @property
    def sources(self) -> Mapping[str, Given]:
        """The transcripts, by document."""
        rows = self._corpus
        return {
            document: _source(document, path, rows.variables(readable_name(path)))
            for document, path in self._transcripts.items()
        }

    @property
    def _transcripts(self) -> Mapping[str, Path]:
        files = sorted(path for path in (self.folder / "transcripts").iterdir() if not path.name.startswith("."))
        return document_names(files)

    @property
    def _corpus(self) -> corpus.Corpus:
        return corpus.load(self.folder / "corpus.csv")

    @cached_property
    def _settings(self) -> Mapping[str, Any]:
        return codebook.read_toml(self.folder / "etude.toml")

    def _check(self, only: str) -> None:
        names = [step.name for step in self.pipeline.steps]
        if only and only not in names:
            raise WrongUse(f"l'étape « {only} » n'est pas dans le pipeline ; étapes : {', '.join(names)}.")

    @contextmanager
    def _opened(self) -> Iterator[tuple[Plan, Store]]:
        ledger = Ledger(self.folder / "ledger.sqlite")
        try:
            store = Store(self.folder, self.pipeline, ledger)
            codes = self.codebook.codes
            codes_given = Given(digest=digest_of(repr(code) for code in codes), load=lambda: codes)
            yield Plan(self.pipeline, {"sources": self.sources, "codes": {CORPUS: codes_given}}, store), store
        finally:
            ledger.close()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other commands out; the lock goes with the process that holds it, however it ends."""
        from filelock import FileLock, Timeout

        lock = FileLock(self.folder / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise StudyBusy(self.folder) from error
        try:
            yield
        finally:
            lock.release()


_ETUDE = """\
# Réglages de l'étude : le titre, le pipeline, et seulement ce qui change des valeurs par défaut.
title = "{title}"
pipeline = "analyse"
"""


def _source(document: str, path: Path, variables: Mapping[str, str]) -> Given:
    def load() -> Sequence[Source]:
        try:
            if path.stat().st_size > _LARGEST_FILE:
                raise FileRefused(Reason.TOO_BIG, f"{_LARGEST_FILE >> 20} Mo")
            content = path.read_bytes()
        except OSError as error:
            raise FileRefused(Reason.UNREADABLE) from error
        return [Source(document=document, filename=name, content=content, variables=variables)]

    name = readable_name(path)
    said = hashlib.sha256(repr(sorted(variables.items())).encode()).hexdigest()
    return Given(digest=f"{Path(name).suffix} {_content(path)} {said}", load=load, filename=name)


def _content(path: Path) -> str:
    try:
        return digest_path(path)
    except OSError:
        # it is refused when it is read, and read again once it opens
        return "illisible"
