"""Databases of studies for the tests: SQLite in a temporary folder, and a real PostgreSQL server that lives as long.

The server comes from Debian's package; its cluster is thrown away at the end. It listens on a socket in a folder that
nobody else may enter, never on a port.
"""

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connections

from thematique.review.database import Database, prepare, register, use
from thematique.review.opening import open_database

# whoever imports this module may import the models next
prepare()

_USER = "thematique"
# stops the server and clears up when its input ends: also when the tests were killed
_KEEP = """
"$1/pg_ctl" -D "$2/data" -l "$2/log" -w -s start >/dev/null && echo ready
cat >/dev/null
"$1/pg_ctl" -D "$2/data" -m immediate -w -s stop >/dev/null 2>&1
rm -rf "$2"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A PostgreSQL server that runs; its data and its socket are in `folder`."""

    folder: Path

    def url(self, name: str) -> str:
        """The address of a database, as etude.toml gives it."""
        return f"postgresql://{_USER}@/{name}?host={quote(str(self.folder))}"

    def execute(self, statement: str) -> None:
        """Carry out a statement that is about databases."""
        import psycopg

        with psycopg.connect(host=str(self.folder), user=_USER, dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A study's database, ready; `url` is empty for SQLite."""

    database: Database
    folder: Path
    url: str

    @property
    def path(self) -> Path:
        """The file of a SQLite database."""
        assert self.database.path is not None
        return self.database.path

    @property
    def vendor(self) -> str:
        """`sqlite` or `postgresql`."""
        return "postgresql" if self.url else "sqlite"

    def sql(self, statement: str, *values: Any) -> list[Any]:
        """Speak to the database behind the models' back."""
        with connections[self.database.alias].cursor() as cursor:
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def at_once(self, functions: Sequence[Callable[[], Any]]) -> list[Any]:
        """Call all functions at the same instant, each in a thread of its own; returns what they return."""
        return at_once(self.database, functions)


def at_once(database: Database, functions: Sequence[Callable[[], Any]]) -> list[Any]:
    """Call all functions at the same instant, each in a thread with its own connection."""
    start, results = threading.Barrier(len(functions)), [None] * len(functions)
    errors: list[BaseException] = []

    def run(number: int) -> None:
        try:
            with use(database):
                start.wait(timeout=30)
                results[number] = functions[number]()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(functions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results


@contextmanager
def server(*, durable: bool = False) -> Iterator[Server]:
    """Start a server of its own; `durable` makes it wait for the disk, as in earnest."""
    tools = _tools()
    assert tools is not None
    folder = Path(tempfile.mkdtemp(prefix="thematique-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = folder / "data"
        make = [tools / "initdb", "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run(_as_owner(*make), cwd="/", check=True, timeout=60, stdout=subprocess.DEVNULL)
        with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(f"listen_addresses = ''\nunix_socket_directories = '{folder}'\nmax_connections = 60\n")
            settings.write("" if durable else "fsync = off\nfull_page_writes = off\nautovacuum = off\n")
        with subprocess.Popen(
            _as_owner("sh", "-c", _KEEP, "sh", tools, folder),
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        ) as keeper:
            assert keeper.stdin is not None
            assert keeper.stdout is not None
            try:
                assert keeper.stdout.readline() == b"ready\n", (folder / "log").read_text()
                yield Server(folder=folder)
            finally:
                keeper.stdin.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server for the whole session."""
    if not installed():
        pytest.skip("PostgreSQL n'est pas installé (paquet Debian « postgresql »)")
    with server() as running:
        yield running


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study folder with an empty database, to copy: making the tables takes a while."""
    folder = tmp_path_factory.mktemp("modele")
    open_database(folder)
    connections.close_all()
    return folder


@pytest.fixture(scope="session")
def postgresql_template(postgresql: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of an empty database with its tables, to copy."""
    postgresql.execute("CREATE DATABASE template")
    open_database(tmp_path_factory.mktemp("modele"), postgresql.url("template"))
    connections.close_all()
    return "template"


@pytest.fixture
def on_sqlite(sqlite_template: Path, tmp_path: Path) -> Iterator[Opened]:
    """A new study's database in SQLite, in use."""
    folder = tmp_path / "etude"
    folder.mkdir()
    shutil.copyfile(sqlite_template / "review.sqlite", folder / "review.sqlite")
    (folder / "review.sqlite").chmod(0o600)
    yield from _used(Opened(database=register(folder), folder=folder, url=""))


@pytest.fixture
def new_url(postgresql: Server) -> Iterator[str]:
    """The address of a new, empty database on the server."""
    postgresql.execute("CREATE DATABASE empty")
    yield postgresql.url("empty")
    connections.close_all()
    postgresql.execute("DROP DATABASE empty WITH (FORCE)")


@pytest.fixture
def on_postgresql(postgresql: Server, postgresql_template: str, tmp_path: Path) -> Iterator[Opened]:
    """A new study's database on the server, in use."""
    postgresql.execute(f"CREATE DATABASE study TEMPLATE {postgresql_template}")
    url = postgresql.url("study")
    yield from _used(Opened(database=register(tmp_path, url), folder=tmp_path, url=url))
    postgresql.execute("DROP DATABASE study WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest) -> Opened:
    """A new study's database in use: the test runs once with each."""
    chosen: Opened = request.getfixturevalue(f"on_{request.param}")
    return chosen


def installed() -> bool:
    """Whether a server can be started here."""
    return _tools() is not None


def _used(opened: Opened) -> Iterator[Opened]:
    with use(opened.database):
        yield opened
    connections.close_all()


def _tools() -> Path | None:
    """The folder of the server's programs, of the latest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).resolve().parent if elsewhere else None


def _as_owner(*command: object) -> list[str]:
    """The command for a program of the server, which refuses to be run by root."""
    before = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    return [*before, *map(str, command)]
