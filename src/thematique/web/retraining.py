"""Let the machine learn, or go back to a version, in the background; and tell what it changed."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.db import connections

from thematique.digests import digest_of
from thematique.review.database import use
from thematique.study import Study
from thematique.versions import Versions
from thematique.web.changes import Changes, changes
from thematique.web.desk import Desk
from thematique.web.work import Job, Kind, Task, now

_LEARN = "Apprendre des codages, et vérifier sur des entretiens mis de côté"
_SUGGEST = "Refaire les suggestions et le rapport"
_COUNT = "Compter ce qui change"


def train(desk: Desk, by: str) -> None:
    """Learn from the codings.

    Raises:
        WrongUse: the machine is at work already.
    """
    kept = Versions(desk.folder)
    job = Job(kind=Kind.TRAIN, by=by, started_at=now(), before=kept.current)
    desk.work.start(
        Task(
            job=job,
            arguments=["train", str(desk.folder.resolve()), "--json"],
            steps=[_LEARN, _SUGGEST, _COUNT],
            step=_has_new_version(kept),
            settle=partial(_take_up, desk),
            conclude=partial(_trained, desk, job),
        )
    )


def go_back(desk: Desk, by: str, version: str) -> None:
    """Put a version in force and suggest with it.

    Raises:
        WrongUse: the machine is at work already.
    """
    job = Job(kind=Kind.USE, by=by, started_at=now(), before=Versions(desk.folder).current, target=version)
    desk.work.start(
        Task(
            job=job,
            arguments=["models", str(desk.folder.resolve()), "use", version, "--json"],
            steps=[_SUGGEST, _COUNT],
            step=lambda: 0,
            settle=partial(_take_up, desk),
            conclude=partial(_returned, desk, job),
        )
    )


def between(desk: Desk, before: str, after: str) -> Changes | None:
    """What changes from one version to the other; None while it is being worked out.

    Raises:
        WrongUse: a version is damaged.
    """
    said = desk.opinions.now([before, after], state_of(desk))
    return changes(said[before], said[after], desk.codebook.codes) if said is not None else None


def state_of(desk: Desk) -> str:
    """The name of all that a version's opinions depend on: texts and codebook."""
    return digest_of([desk.shared.digest, *(repr(code) for code in desk.codebook.codes)])


def versions_of(desk: Desk) -> Sequence[Any]:
    """The versions, by the codebook as it is now.

    Raises:
        WrongUse: a version is damaged.
    """
    # a study remembers the codebook it has read, and the desk outlives many changes
    return Study(desk.folder).machine.versions()


def _has_new_version(kept: Versions) -> Callable[[], int]:
    """Says whether a version has come since."""
    former = len(kept.names())
    return lambda: int(len(kept.names()) > former)


def _trained(desk: Desk, job: Job, written: str) -> tuple[str, str]:
    verdict: Mapping[str, Any] = json.loads(written)
    name = str(verdict["version"])
    if not verdict["kept"]:
        figures = f"précision moyenne {_number(verdict['mean_after'])} contre {_number(verdict['mean_before'])}"
        return name, f"Version {name} écartée, {job.before} reste en vigueur : {figures}"
    return name, f"Nouvelle version {name} en vigueur : {_counted(desk, job.before, name)}"


def _returned(desk: Desk, job: Job, _written: str) -> tuple[str, str]:
    if job.target == job.before:
        return job.target, f"Les suggestions sont de nouveau celles de {job.target}"
    return job.target, f"Retour à la version {job.target} : {_counted(desk, job.before, job.target)}"


def _counted(desk: Desk, before: str, after: str) -> str:
    try:
        with use(desk.database):
            state, codes = state_of(desk), desk.codebook.codes
    finally:
        connections.close_all()
    said = desk.opinions.wait([before, after], state)
    return changes(said[before], said[after], codes).sentence


def _take_up(desk: Desk) -> None:
    """Let the desk have the new suggestions before the next who decides asks for them."""
    try:
        desk.take_up()
    finally:
        connections.close_all()


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
