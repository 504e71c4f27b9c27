"""Apply in the background what was decided of names: first to the texts, then to all that is made of them."""

from functools import partial

from django.db import connections

from thematique.web.desk import Desk
from thematique.web.work import Job, Kind, Task, now

_TEXTS = "Appliquer les décisions aux textes"
_REST = "Refaire ce qui en dépend : passages, sujets, suggestions, rapport"
_MODULE = "thematique.web.applying"
REST = 1
"""The step from which on the texts are as decided."""


def apply(desk: Desk, by: str) -> None:
    """Let the texts follow what was decided, then all that is made of them.

    Raises:
        WrongUse: the machine is at work already.
    """
    folder = str(desk.folder.resolve())
    desk.work.start(
        Task(
            job=Job(kind=Kind.NAMES, by=by, started_at=now(), before=""),
            module=_MODULE,
            arguments=[folder, "names"],
            then=[folder, "rest"],
            steps=[_TEXTS, _REST],
            step=lambda: 0,
            settle=partial(_take_up, desk),
            conclude=lambda _written: ("", "Les corrections de noms sont appliquées aux textes"),
        )
    )


def _take_up(desk: Desk) -> None:
    try:
        desk.take_up()
    finally:
        connections.close_all()
