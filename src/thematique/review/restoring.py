"""Go back to a backup: what it would change, then the return itself, told in the journal that comes back with it.

The codebook goes back with the codings that were made with it. Who came in has to come in again.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from django.contrib.sessions.models import Session
from django.db import DatabaseError, connections
from django.db.models import Count

from thematique import tables
from thematique.errors import InvalidFile, WrongUse
from thematique.records import record
from thematique.review import backups, journal, versions
from thematique.review.database import register, use, writing
from thematique.review.models import CodebookVersion, Coder, Entry, Head
from thematique.review.opening import open_database

MARK = "backups/.retour"
"""The file that is touched after each return: a server that runs looks at it."""


@record
class Foreseen:
    """What going back to a backup would change.

    Attributes:
        gone: how many acts of each kind were done since, by the action's name in the journal; they stay in the backup
            that is made first.
        back: how many acts the backup has that the study has not: it went back to an earlier state meanwhile.
        codebook: whether the codebook was another one then.
        accounts: who may come in now, or was invited, and could not any more.
        governed: whether somebody could come in then who administers the study.
    """

    gone: Mapping[str, int]
    back: int
    codebook: bool
    accounts: Sequence[str]
    governed: bool


def foresee(database: Path, name: str) -> Foreseen:
    """Compare a backup with what there is.

    Raises:
        WrongUse: there is no such backup, or it is damaged.
    """
    backup = next((path for path in backups.listed(database) if path.name == name), None)
    if backup is None or not backups.is_sound(backup):
        raise WrongUse("cette sauvegarde n'existe pas ou est abîmée ; choisissez-en une autre.")
    with closing(backups.reader(backup)) as kept:
        shared, end = _shared_past(kept), _end(kept)
        since = Entry.objects.filter(number__gt=shared).values_list("action").annotate(Count("pk"))
        toml, last = _toml(kept), versions.newest()
        then = dict(_ask(kept, "SELECT name, password NOT LIKE '!%' FROM review_coder WHERE is_active"))
        governing = "SELECT 1 FROM review_coder WHERE is_active AND password NOT LIKE '!%' AND role = 'administration'"
        return Foreseen(
            gone=dict(since.order_by("action")),
            back=end - shared,
            codebook=bool(toml) and last is not None and toml != last.toml,
            accounts=[
                one.name
                for one in Coder.objects.filter(is_active=True).order_by("name")
                if one.name not in then or (one.has_usable_password() and not then[one.name])
            ],
            governed=bool(_ask(kept, governing)),
        )


def go_back(folder: Path, name: str, *, by: str = "") -> Path:
    """Put a backup in the place of the study's database, whoever has it open; returns the backup of what there was.

    Args:
        folder: the study.
        name: of the backup.
        by: the name of who asks for it.

    Raises:
        WrongUse: no such backup, it is damaged, or the disk is full or protected; the database is then as it was.
    """
    database = register(folder)
    assert database.path is not None
    with use(database):
        keeps_codebook = _keep_codebook(folder, database.path)
    before = backups.restore(database.path, name, journal.now())
    connections.close_all()
    with use(open_database(folder)):
        _tell(folder, name, before.name, by=by, with_codebook=keeps_codebook)
    (folder / MARK).touch(mode=0o600)
    return before


def _tell(folder: Path, name: str, before: str, *, by: str, with_codebook: bool) -> None:
    """Record the return, close all sessions, and write the codebook of then."""
    backup = backups.folder_of(folder / "review.sqlite") / name
    with closing(backups.reader(backup)) as kept:
        toml = _toml(kept) if with_codebook else ""
    with writing():
        head = journal.lock()
        Session.objects.all().delete()
        journal.append(head, by, "restore", {"backup": name, "before": before})
        if toml:
            _put_codebook(folder, head, toml)


def _put_codebook(folder: Path, head: Head, toml: str) -> None:
    last = versions.newest()
    # another thread may have taken the file of before for one that was edited by hand
    if last is None or last.toml != toml:
        versions.keep(head, toml, None, {"what": "retour à une sauvegarde"})
    CodebookVersion.objects.update(written=True)
    tables.write(folder / versions.FILE, toml.encode())


def _keep_codebook(folder: Path, database: Path) -> bool:
    """Whether the codebook as it is now will be in the backup that is made first; else it is left alone."""
    with suppress(InvalidFile, DatabaseError, OSError):
        return database.exists() and backups.is_sound(database) and not versions.current(folder).problems
    return False


def _shared_past(kept: sqlite3.Connection) -> int:
    """The last entry that both journals have; their hashes tell all that comes before to be the same."""
    low, high = 0, min(_end(kept), Head.objects.values_list("number", flat=True).get(pk=1))
    while low < high:
        middle = (low + high + 1) // 2
        there = _ask(kept, "SELECT digest FROM review_entry WHERE number = ?", middle)
        here = Entry.objects.filter(number=middle).values_list("digest", flat=True).first()
        low, high = (middle, high) if there and there[0][0] == here else (low, middle - 1)
    return low


def _end(kept: sqlite3.Connection) -> int:
    found = _ask(kept, "SELECT number FROM review_head")
    return int(found[0][0]) if found else 0


def _toml(kept: sqlite3.Connection) -> str:
    """The codebook as a backup has it; empty when nobody had looked at it by then."""
    found = _ask(kept, "SELECT toml FROM review_codebookversion ORDER BY number DESC LIMIT 1")
    return str(found[0][0]) if found else ""


def _ask(kept: sqlite3.Connection, query: str, *values: Any) -> Sequence[tuple[Any, ...]]:
    return kept.execute(query, values).fetchall()
