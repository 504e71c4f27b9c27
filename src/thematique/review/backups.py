"""Copies of the study's database, made while it is in use, and the way back (fr. sauvegarde)."""

import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from thematique.errors import WrongUse
from thematique.review import pouring

_NAME = re.compile(r"review-(\d{8}T\d{6}Z)-([a-z]+)(?:-\d+)?\.sqlite")
_STAMP = "%Y%m%dT%H%M%SZ"
# beyond these, one a month is kept
_KEPT = 40
_PART = ".part"
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def folder_of(database: Path) -> Path:
    """Where the backups of a database lie."""
    return database.parent / "backups"


def listed(database: Path) -> Sequence[Path]:
    """The backups, the newest first."""
    folder = folder_of(database)
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted((path for path in found if _NAME.fullmatch(path.name)), key=_age, reverse=True)


def made_at(backup: Path) -> datetime:
    """When a backup was made, in UTC."""
    return datetime.strptime(_parts(backup)[0], _STAMP).replace(tzinfo=UTC)


def reason_of(backup: Path) -> str:
    """Why a backup was made: `jour`, `migration`, `restauration`, `demande`, `effacement`."""
    return _parts(backup)[1]


def make(database: Path, reason: str, now: datetime) -> Path:
    """Copy the database as it is at one instant, whoever writes meanwhile, and check the copy.

    Args:
        database: the file.
        reason: one word, part of the name.
        now: part of the name, in UTC.

    Raises:
        WrongUse: the disk is full or protected, and no half backup stays; or the database is damaged.
    """
    with _writable(database):
        folder = folder_of(database)
        folder.mkdir(mode=0o700, exist_ok=True)
        with _alone(folder):
            stem = f"review-{now.astimezone(UTC).strftime(_STAMP)}-{reason}"
            names = (f"{stem}{f'-{n}' if n > 1 else ''}.sqlite" for n in count(1))
            path = next(folder / name for name in names if not (folder / name).exists())
            _fill(folder / _PART, database)
            (folder / _PART).replace(path)
    return path


def daily(database: Path, now: datetime) -> Path | None:
    """Make today's backup unless there is one, and let old ones go; returns the new one."""
    if any(made_at(backup).date() == now.astimezone(UTC).date() for backup in listed(database)):
        return None
    backup = make(database, "jour", now)
    _thin(database)
    return backup


def restore(database: Path, name: str, now: datetime) -> Path:
    """Put a backup in the place of the database, whoever has it open; returns the backup of what was there.

    Raises:
        WrongUse: no such backup, it is damaged, or the disk is full or protected; the database is then as it was.
    """
    backup = next((path for path in listed(database) if path.name == name), None)
    if backup is None:
        known = ", ".join(path.name for path in listed(database)) or "aucune"
        raise WrongUse(f"la sauvegarde « {name} » n'existe pas ; sauvegardes : {known}.")
    _require_sound(backup, database)
    if database.exists() and is_sound(database):
        with _writable(database), pouring.held(database, backup) as pour:
            before = make(database, "restauration", now)
            pour()
        return before
    aside = _put_aside(database, now)
    with _writable(database):
        create_private(database)
        _copy(backup, database)
    return aside


def is_sound(database: Path) -> bool:
    """Whether SQLite finds every page of the file in order.

    Raises:
        WrongUse: the file cannot be read at all.
    """
    try:
        with closing(reader(database)) as connection:
            rows = connection.execute("PRAGMA quick_check(1)").fetchall()
            return bool(rows == [("ok",)])
    except sqlite3.OperationalError as error:
        raise WrongUse(
            f"« {database.name} » n'a pas pu être lu ({error.sqlite_errorname}) ; vérifiez que vous en avez le droit "
            "et qu'aucun autre programme ne le tient."
        ) from error
    except sqlite3.DatabaseError:
        return False


def require_usable(database: Path) -> None:
    """Check the database before it is opened.

    Raises:
        WrongUse: it is damaged, gone, of another program, or not what the last backup was made of; the sentence names
            the last good one.
    """
    kept = listed(database)
    if not database.exists() or not database.stat().st_size:
        if kept:
            raise WrongUse(f"« {database.name} » manque ou est vide ; {_remedy(database)}")
    elif not is_sound(database):
        raise WrongUse(f"« {database.name} » est abîmé ; {_remedy(database)}")
    elif (tables := {name for (name,) in _rows(database, _TABLES)}) and "django_migrations" not in tables:
        raise WrongUse(f"« {database.name} » vient d'un autre programme ; {_remedy(database)}")
    # after a return to an earlier state, what there was before is the newest and goes further
    elif kept and reason_of(kept[0]) != "restauration" and is_sound(kept[0]) and not _goes_on(database, kept[0]):
        raise WrongUse(
            f"« {database.name} » ne contient pas tout ce que contient sa dernière sauvegarde (fichier remplacé, "
            f"fichier -wal effacé, ou journal modifié) ; {_remedy(database)}"
        )


def reader(database: Path) -> sqlite3.Connection:
    """Open a database, or a backup of it, without writing anything beside it."""
    return sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True, timeout=30)


def create_private(database: Path) -> None:
    """Make the file, where there is none, so that only its owner may read it; SQLite's companions take its mode."""
    if not database.exists():
        os.close(os.open(database, os.O_WRONLY | os.O_CREAT, 0o600))


def _require_sound(backup: Path, database: Path) -> None:
    if not is_sound(backup):
        raise WrongUse(f"la sauvegarde de « {database.name} » ({backup.name}) est abîmée ; choisissez-en une autre.")


def _remedy(database: Path) -> str:
    last = next((path.name for path in listed(database) if is_sound(path)), None)
    return f"reprenez la dernière sauvegarde : thematique backup ETUDE restore {last}" if last else _NO_BACKUP


def _goes_on(database: Path, backup: Path) -> bool:
    """Whether the journal of the database still holds the last entry of the backup's."""
    last = _rows(backup, "SELECT number, digest FROM review_head WHERE number > 0")
    return not last or bool(_rows(database, "SELECT 1 FROM review_entry WHERE number = ? AND digest = ?", *last[0]))


def _rows(database: Path, query: str, *values: Any) -> Sequence[tuple[Any, ...]]:
    with closing(reader(database)) as connection:
        try:
            return connection.execute(query, values).fetchall()
        except sqlite3.OperationalError:
            # no such table
            return []


def _fill(part: Path, database: Path) -> None:
    """Make a whole, checked copy on the disk, or none."""
    try:
        part.unlink(missing_ok=True)
        create_private(part)
        _copy(database, part)
        if not is_sound(part):
            raise WrongUse(f"« {database.name} » est abîmé ; {_remedy(database)}")
        with part.open("rb") as stream:
            os.fsync(stream.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        part.with_name(f"{part.name}-journal").unlink(missing_ok=True)
        raise


def _copy(source: Path, target: Path) -> None:
    with closing(reader(source)) as origin, closing(sqlite3.connect(target, timeout=30)) as copy:
        origin.backup(copy)
        if target.name == _PART:
            # a backup is one file, without the companions of a database in use
            copy.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _writable(database: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise WrongUse(
            f"la sauvegarde de « {database.name} » n'a pas pu être écrite ({type(error).__name__}) ; vérifiez qu'il "
            "reste de la place sur le disque et que vous avez le droit d'écrire dans le dossier de l'étude."
        ) from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time make a backup."""
    from filelock import FileLock

    with FileLock(folder / ".lock"):
        yield


def _put_aside(database: Path, now: datetime) -> Path:
    """Move a damaged database out of the way, so that nothing of it is lost."""
    aside = database.with_name(f"{database.name}.abime-{now.astimezone(UTC).strftime(_STAMP)}")
    for suffix in ("", "-wal", "-shm"):
        path = database.with_name(database.name + suffix)
        if path.exists():
            path.rename(aside.with_name(aside.name + suffix))
    return aside


def _thin(database: Path) -> None:
    """Keep the newest backups, all that were made before a change, and one a month of the older ones."""
    months: set[str] = set()
    for backup in listed(database)[_KEPT:]:
        month = f"{made_at(backup):%Y-%m}"
        if reason_of(backup) == "jour" and month in months:
            backup.unlink()
        months.add(month)


def _parts(backup: Path) -> tuple[str, str]:
    found = _NAME.fullmatch(backup.name)
    assert found is not None
    return found[1], found[2]


def _age(backup: Path) -> tuple[str, int]:
    """Orders backups by time; the file's own where two were made in the same second."""
    return _parts(backup)[0], backup.stat().st_mtime_ns


_NO_BACKUP = "aucune sauvegarde n'a été trouvée : demandez de l'aide avant d'y toucher, et gardez une copie du dossier."
