"""The database of a study: SQLite in its folder, or a PostgreSQL server named by a URL.

One process may hold several: each has its alias in Django's connections, and `use` says which one the models speak to.
"""

import asyncio
import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Event, Lock
from typing import Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from thematique.errors import WrongUse

T = TypeVar("T")

# seconds
_LONGEST_WAIT = 30
# databases take so many values in a query
_BATCH = 500
_current: ContextVar[str] = ContextVar("thematique_database")


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """Where a study's human data lies: `alias` in Django's connections, `path` of the file, None on a server."""

    alias: str
    path: Path | None


class Router:
    """Send every query to the database that `use` named."""

    def db_for_read(self, _model: type, **_hints: Any) -> str:
        """The database in use."""
        return _current.get()

    def db_for_write(self, _model: type, **_hints: Any) -> str:
        """The database in use."""
        return _current.get()


def prepare() -> None:
    """Set Django up, once a process; the process keeps its time zone, which Django would change."""
    import django
    from django.apps import apps

    if apps.ready:
        return
    zone = os.environ.get("TZ")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thematique.review.settings")
    django.setup()
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    if hasattr(time, "tzset"):
        time.tzset()


def register(folder: Path, url: str = "") -> Database:
    """Make the study's database known to Django, without opening it.

    Args:
        folder: the study.
        url: of a PostgreSQL database, `postgresql://USER@HOST:PORT/NAME`; empty for the file in the folder.

    Raises:
        WrongUse: the URL is not understood.
    """
    from django.db import DEFAULT_DB_ALIAS, connections

    prepare()
    path = None if url else folder.resolve() / "review.sqlite"
    options = _sqlite(path) if path else _postgresql(url)
    alias = "study-" + hashlib.sha256(str(path or url).encode()).hexdigest()[:16]
    if alias not in connections.settings:
        full = connections.configure_settings({DEFAULT_DB_ALIAS: {}, alias: options})
        connections.settings[alias] = full[alias]
    _queues.setdefault(alias, _Queue())
    return Database(alias=alias, path=path)


@contextmanager
def use(database: Database) -> Iterator[None]:
    """Let the models speak to this study's database, within the block and in this thread."""
    token = _current.set(database.alias)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> str:
    """The alias of the database in use."""
    return _current.get()


@contextmanager
def writing() -> Iterator[None]:
    """All or nothing of what the block writes; one writer at a time, the others wait for their turn."""
    from django.db import connections, transaction

    connection = connections[current()]
    waits = connection.vendor == "sqlite" and not connection.in_atomic_block
    with _queues[current()].turn() if waits else nullcontext(), transaction.atomic(using=current()):
        yield


def batches(items: Iterable[T]) -> Iterator[list[T]]:
    """The items, as many at a time as a query may name."""
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def outside_loop(function: Callable[[], T]) -> T:
    """What the function returns; inside an event loop, where Django refuses to work, it runs in a thread of its own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return function()

    def alone() -> T:
        from django.db import connections

        try:
            return function()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(copy_context().run, alone).result()


class _Queue:
    """Threads that write to one file, in the order in which they came.

    SQLite alone lets whoever happens to try at the right moment go first, so that some wait for seconds: that is still
    so between processes. Nobody waits here for longer than SQLite would.
    """

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: deque[Event] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, which ends with the block."""
        mine = Event()
        with self._guard:
            self._waiting.append(mine)
            self._waiting[0].set()
        try:
            mine.wait(_LONGEST_WAIT)
            yield
        finally:
            with self._guard:
                self._waiting.remove(mine)
                if self._waiting:
                    self._waiting[0].set()


_queues: dict[str, _Queue] = {}


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": _LONGEST_WAIT,
            # a writer takes its place in the queue at once instead of failing half-way
            "transaction_mode": "IMMEDIATE",
            # an acknowledged decision survives a power cut
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise WrongUse(_BAD_URL) from error
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise WrongUse(_BAD_URL)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


_BAD_URL = (
    "etude.toml : l'adresse de la base de données n'est pas comprise ; "
    "écrivez-la ainsi : postgresql://UTILISATEUR@SERVEUR:5432/NOM."
)
