"""Runs a pipeline: stage after stage, does what is not done yet, and has the store keep it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from thematique.errors import FileRefused
from thematique.executors import Executor, Result, Task
from thematique.pipeline import Pipeline, Planned
from thematique.plan import Plan
from thematique.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a stage on a unit in this run; `why` says in French why it had to run. Duration in seconds."""

    stage: str
    unit: str
    why: str
    refused: str = ""
    seconds: float = 0.0
    n_records: Mapping[str, int] = field(default_factory=dict)


Watch = Callable[[str, int, int], None]
"""Told the stage at work, how many units are done, and of how many."""


def unwatched(_stage: str, _done: int, _total: int) -> None:
    """Watch nothing."""


def run(
    pipeline: Pipeline,
    plan: Plan,
    store: Store,
    executor: Executor,
    *,
    watch: Watch = unwatched,
    only: str = "",
    until: str = "",
    force: bool = False,
) -> Iterator[Done]:
    """Do what is not fresh.

    Args:
        pipeline: the stages, in their order.
        plan: says what is to be done.
        store: where results go.
        executor: where the work is done.
        watch: called at the start of a stage that has something to do, and after each unit.
        only: the only stage to run, whatever else is stale.
        until: the last stage to run.
        force: run even what is fresh.
    """
    store.recover()
    for step in pipeline.steps:
        if only and step.name != only:
            continue
        for unit in plan.gone(step):
            store.forget(step, unit)
        units = [] if plan.held(step) else plan.units(step)
        reasons = {unit: plan.why(step, unit) or ("demandé" if force else "") for unit in units}
        reasons = {unit: why for unit, why in reasons.items() if why}
        if reasons:
            watch(step.name, 0, len(reasons))
        for count, result in enumerate(_results(step, list(reasons), plan, store, executor), start=1):
            store.keep(step, result, plan.key(step, result.unit))
            watch(step.name, count, len(reasons))
            yield Done(
                stage=step.name,
                unit=result.unit,
                why=reasons[result.unit],
                refused=result.refused,
                seconds=result.seconds,
                n_records=result.n_records,
            )
        if step.name == until:
            return


def _results(step: Planned, units: Sequence[str], plan: Plan, store: Store, executor: Executor) -> Iterator[Result]:
    """The results of a stage on these units; a source that cannot be opened is refused without a task."""
    refused: list[Result] = []

    def tasks() -> Iterator[Task]:
        for unit in units:
            try:
                yield _task(step, unit, plan, store)
            except FileRefused as refusal:
                refused.append(Result(unit=unit, refused=str(refusal)))

    yield from executor.run(tasks())
    yield from refused


def _task(step: Planned, unit: str, plan: Plan, store: Store) -> Task:
    given = {table: plan.given(step, table, unit) for table in step.stage.reads}
    stored = {
        table: [store.files(table, name) for name in plan.read_units(step, unit, store.entries(store.maker(table)))]
        for table, records in given.items()
        if records is None
    }
    memory = {table: [store.memory(table, unit)] for table in step.stage.keeps}
    return Task(
        stage=step.name,
        unit=unit,
        settings=step.settings,
        stored={table: [files for files in units if files] for table, units in {**stored, **memory}.items()},
        given={table: records for table, records in given.items() if records is not None},
    )
