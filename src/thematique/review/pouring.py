"""Give a database that others have open the content of a backup, between two of their decisions."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_SESSIONS = "django_session"


@contextmanager
def held(database: Path, backup: Path) -> Iterator[Callable[[], None]]:
    """Keep all others from writing; gives what pours the backup in, and is undone when anything fails.

    What was there can be copied within the block: nothing is decided between the copy and the return. The others go on
    with their open connections, and see the backup's content once the block has ended.

    Raises:
        sqlite3.Error: the disk is full or protected, or somebody else writes for longer than half a minute.
    """
    with closing(sqlite3.connect(_address(database), uri=True, timeout=30, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("ATTACH ? AS kept", [f"{_address(backup)}?mode=ro"])
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield lambda: _pour(connection)
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _pour(connection: sqlite3.Connection) -> None:
    """Table by table: a copy of the pages cannot be made under the lock that keeps the others out."""
    counters = _counters(connection, "main")
    for name in _tables(connection, "main"):
        connection.execute(f"DROP TABLE main.{_quoted(name)}")
    for name, sql in _tables(connection, "kept").items():
        connection.execute(sql)
        # who came in then has to come in again
        if name != _SESSIONS:
            connection.execute(f"INSERT INTO main.{_quoted(name)} SELECT * FROM kept.{_quoted(name)}")  # noqa: S608 - a table's own name
    # a page that stayed open names rows by keys that must never be those of other rows
    for name, last in _counters(connection, "kept").items():
        counters[name] = max(last, counters.get(name, 0))
    connection.execute("DELETE FROM main.sqlite_sequence")
    connection.executemany("INSERT INTO main.sqlite_sequence VALUES (?, ?)", counters.items())
    others = "SELECT sql FROM kept.sqlite_master WHERE type IN ('index', 'trigger', 'view') AND sql IS NOT NULL"
    for (sql,) in connection.execute(others).fetchall():
        connection.execute(sql)


def _tables(connection: sqlite3.Connection, schema: str) -> dict[str, str]:
    """The tables that people's data lie in, and what makes each."""
    query = (
        f"SELECT name, sql FROM {schema}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"  # noqa: S608 - main or kept
    )
    return dict(connection.execute(query).fetchall())


def _counters(connection: sqlite3.Connection, schema: str) -> dict[str, int]:
    """The last key that each table has given."""
    if not connection.execute(f"SELECT 1 FROM {schema}.sqlite_master WHERE name = 'sqlite_sequence'").fetchone():  # noqa: S608 - main or kept
        return {}
    return dict(connection.execute(f"SELECT name, seq FROM {schema}.sqlite_sequence"))  # noqa: S608 - main or kept


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


def _address(path: Path) -> str:
    return path.resolve().as_uri()
