"""Where the work is done: in this process, or on Dask workers; the results are the same bytes.

A task carries all that a stage needs, as bytes, and its result all that it made: workers touch neither the study's
folder nor the ledger, so that one that dies leaves nothing half-written.
"""

import functools
import sys
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from thematique import stages, tables
from thematique.errors import FileRefused, Reason, WrongUse

if TYPE_CHECKING:
    from distributed import Client

# how often a task is tried again when the worker that had it dies
_RETRIES = 3
# seconds to wait for a scheduler that does not answer
_PATIENCE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One call of a stage.

    `stored` holds, for each table, the files of every unit it is read from; `given` the records that lie in no table.
    """

    stage: str
    unit: str
    settings: Any
    stored: Mapping[str, Sequence[Mapping[str, bytes]]]
    given: Mapping[str, Sequence[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a task.

    `files` holds, for each table written, its files by suffix or name; `refused` is the French reason when the stage
    could not do its work, and `detail` the traceback when nobody expected it (private: it may quote a transcript).
    """

    unit: str
    files: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)
    n_records: Mapping[str, int] = field(default_factory=dict)
    refused: str = ""
    detail: str = ""
    seconds: float = 0.0


class Executor(Protocol):
    """Something that carries out tasks, in any order."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the result of each task as soon as it is there."""
        ...


def execute(task: Task) -> Result:
    """Carry out one task; never raises for what is wrong with a source."""
    start = time.perf_counter()
    try:
        with _one_thread():
            made = _call(task)
    except FileRefused as refusal:
        return Result(unit=task.unit, refused=str(refusal), seconds=time.perf_counter() - start)
    except Exception as error:  # whatever happens to one file, the rest of the batch goes on
        return _surprise(task, type(error).__name__, detail=traceback.format_exc())
    return Result(
        unit=task.unit,
        files={name: files for name, (files, _) in made.items()},
        n_records={name: count for name, (_, count) in made.items()},
        seconds=time.perf_counter() - start,
    )


def _surprise(task: Task, error: str, *, detail: str = "") -> Result:
    """The refusal of a task that failed in a way that nobody expected."""
    refused = str(FileRefused(Reason.UNEXPECTED, f"{task.stage}, {error}"))
    return Result(unit=task.unit, refused=refused, detail=detail)


class InProcess:
    """Carries out tasks one after the other, here."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the result of each task in their order."""
        return map(execute, tasks)


class Workers:
    """Carries out tasks on Dask workers; models are loaded once a worker."""

    def __init__(self, client: "Client") -> None:
        self._client = client

    def run(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield results as they come; a few tasks a worker are under way at once, so that memory stays bounded.

        A task that kills its workers takes down those that wait beside it: each of them is tried again alone.
        """
        suspects: list[Task] = []
        for task, result in self._together(tasks):
            if result is None:
                suspects.append(task)
            else:
                yield result
        for task in suspects:
            yield from (result or _surprise(task, "KilledWorker") for _, result in self._together([task]))

    def _together(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | None]]:
        """Each task with its result, or none when it was on workers that died, time after time."""
        from distributed import KilledWorker, as_completed

        waiting = iter(tasks)
        width = 2 * max(1, len(self._client.scheduler_info()["workers"]))
        under_way: dict[Any, Task] = {self._submit(task): task for task in islice(waiting, width)}
        completed = as_completed(list(under_way))
        for future in completed:
            task = under_way.pop(future)
            try:
                yield task, future.result()
            except KilledWorker:
                yield task, None
            future.release()
            for following in islice(waiting, 1):
                added = self._submit(following)
                under_way[added] = following
                completed.add(added)

    def _submit(self, task: Task) -> Any:
        return self._client.submit(execute, task, pure=False, retries=_RETRIES)


def open_executor(*, workers: int | None = None, scheduler: str | None = None) -> AbstractContextManager[Executor]:
    """The executor that the options ask for, closed on leaving the context."""
    if scheduler is None and workers is None:
        return nullcontext(InProcess())
    return _DaskContext(workers=workers or 1, scheduler=scheduler)


class _DaskContext(AbstractContextManager[Executor]):
    """A Dask client on `scheduler`, or on a cluster of this machine with `workers` processes."""

    def __init__(self, *, workers: int, scheduler: str | None) -> None:
        import dask
        from distributed import Client, LocalCluster

        # a worker killed by accident must not condemn the task it held
        dask.config.set({"distributed.scheduler.allowed-failures": _RETRIES})
        self._cluster = (
            None
            if scheduler
            else LocalCluster(n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None)
        )
        try:
            self._client = Client(scheduler or self._cluster, timeout=_PATIENCE)
        except (OSError, ValueError, TypeError) as error:
            remedy = "vérifiez l'adresse, par exemple tcp://127.0.0.1:8786, et que le serveur tourne."
            raise WrongUse(f"le serveur Dask « {scheduler} » ne répond pas ; {remedy}") from error

    def __enter__(self) -> Executor:
        return Workers(self._client)

    def __exit__(self, *_: object) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def _call(task: Task) -> Mapping[str, tuple[Mapping[str, bytes], int]]:
    stage = stages.find(task.stage)
    inputs: dict[str, Any] = dict(task.given)
    for table, units in task.stored.items():
        if table in stage.prepared:
            inputs[table] = _prepared(task.stage, table, tuple(tuple(sorted(files.items())) for files in units))
        else:
            inputs[table] = _records(units, stage.reads.get(table) or stage.writes[table])
    made = stage.run(settings=task.settings, **inputs)
    return {table: (tables.encode(made[table], kind), len(made[table])) for table, kind in stage.writes.items()}


def _records(units: Iterable[Mapping[str, bytes]], kind: type[Any]) -> list[Any]:
    return [item for files in units for item in tables.decode(files, kind)]


@functools.lru_cache(maxsize=1)
def _prepared(name: str, table: str, units: tuple[tuple[tuple[str, bytes], ...], ...]) -> Any:
    """What a stage makes of a table before its sources, which come one after the other with the same bytes."""
    stage = stages.find(name)
    return stage.prepared[table](_records(map(dict, units), stage.reads[table]))


def _one_thread() -> AbstractContextManager[Any]:
    """Keep linear algebra on one thread: sums taken in another order would change the last digits."""
    limits: AbstractContextManager[Any] = _libraries(len(sys.modules)).limit(limits=1)
    return limits


@functools.lru_cache(maxsize=1)
def _libraries(_n_modules: int) -> Any:
    """The libraries of linear algebra that are loaded, looked for again once something was imported."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
