"""Each study has its own database; the process that opens them stays as it was."""

import asyncio
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

import command
from databases import Opened, Server, at_once
from reviewing import codes, decide, entries, person
from thematique.errors import WrongUse
from thematique.review import coders
from thematique.review.database import current, outside_loop, register, use, writing
from thematique.review.models import Coder
from thematique.review.opening import open_database


@pytest.fixture
def two(opened: Opened, tmp_path: Path) -> Iterator[Opened]:
    """A second study beside the first one."""
    folder = tmp_path / "autre étude #1 ? 100%"
    folder.mkdir()
    yield Opened(database=open_database(folder), folder=folder, url="")
    connections.close_all()


def test_two_studies_in_one_process_do_not_mix(opened: Opened, two: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    with use(two.database):
        assert Coder.objects.count() == 0
        bruno = person("Bruno")
        decide(bruno, "t.b")
        assert (entries(), codes(bruno)) == (1, {"t.b"})
    assert (entries(), codes(anna)) == (1, {"t.a"})
    assert [coder.name for coder in coders.everyone()] == ["Anna"]


def test_threads_of_two_studies_do_not_mix(opened: Opened, two: Opened) -> None:
    def work(chosen: Opened, name: str) -> None:
        with use(chosen.database):
            who = person(name)
            for number in range(10):
                decide(who, "t.a", number=number)

    at_once(
        opened.database,
        [lambda c=c, n=n: work(c, n) for c, n in ((opened, "A"), (two, "B"), (opened, "C"), (two, "D"))],
    )
    assert sorted(Coder.objects.values_list("name", flat=True)) == ["A", "C"]
    with use(two.database):
        assert sorted(Coder.objects.values_list("name", flat=True)) == ["B", "D"]
        assert entries() == 20


def test_using_a_database_ends_with_the_block_whatever_happens(opened: Opened, two: Opened) -> None:
    with pytest.raises(RuntimeError), use(two.database):
        raise RuntimeError
    assert current() == opened.database.alias


def test_a_study_reached_by_another_path_is_the_same(on_sqlite: Opened, tmp_path: Path) -> None:
    (tmp_path / "lien").symlink_to(on_sqlite.folder)
    assert register(tmp_path / "lien") == on_sqlite.database


def test_in_a_thread_without_a_study_nothing_is_guessed(opened: Opened) -> None:
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            Coder.objects.count()
        except LookupError as error:
            errors.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert len(errors) == 1


def test_a_block_that_fails_writes_nothing(opened: Opened) -> None:
    with pytest.raises(RuntimeError), writing():
        person()
        raise RuntimeError
    assert Coder.objects.count() == 0


def test_a_running_event_loop_is_no_hindrance(opened: Opened) -> None:
    async def notebook() -> tuple[int, str]:
        name = outside_loop(lambda: person("Zoé").name)
        with pytest.raises(ZeroDivisionError):
            outside_loop(lambda: 1 // 0)
        return outside_loop(lambda: Coder.objects.count()), name

    assert asyncio.run(notebook()) == (1, "Zoé")
    assert outside_loop(threading.get_ident) == threading.get_ident(), "elsewhere it stays in its thread"


def test_a_database_is_opened_from_within_an_event_loop(tmp_path: Path) -> None:
    async def notebook() -> int:
        database = outside_loop(lambda: open_database(tmp_path))
        with use(database):
            return outside_loop(lambda: Coder.objects.count())

    assert asyncio.run(notebook()) == 0


@pytest.mark.parametrize("zone", ["Asia/Tokyo", None])
def test_the_process_keeps_its_time_zone(tmp_path: Path, zone: str | None) -> None:
    lines = [
        "import os, time",
        "before = time.strftime('%z', time.localtime(0))",
        "from pathlib import Path",
        "from thematique.review.opening import open_database",
        f"open_database(Path({str(tmp_path)!r}))",
        "print(before == time.strftime('%z', time.localtime(0)), os.environ.get('TZ'), before)",
    ]
    env = {key: value for key, value in os.environ.items() if key != "TZ"} | ({"TZ": zone} if zone else {})
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.split()[:2] == ["True", str(zone)]
    assert zone is None or done.stdout.split()[2] == "+0900"


def test_sqlite_waits_for_the_disk_and_forgets_what_is_deleted(on_sqlite: Opened) -> None:
    def told(name: str) -> object:
        return on_sqlite.sql(f"PRAGMA {name}")[0][0]

    assert {name: told(name) for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")} == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
    }


def test_postgresql_waits_for_the_disk(on_postgresql: Opened) -> None:
    assert on_postgresql.sql("SHOW synchronous_commit") == [("on",)]


def test_a_writer_waits_for_the_one_before(opened: Opened) -> None:
    order: list[str] = []
    held = threading.Event()

    def first() -> None:
        with writing():
            coders.journal.lock()
            held.set()
            time.sleep(0.3)
            order.append("first")

    def second() -> None:
        held.wait()
        with writing():
            coders.journal.lock()
            order.append("second")

    opened.at_once([first, second])
    assert order == ["first", "second"]


def test_threads_write_in_the_order_in_which_they_came(opened: Opened) -> None:
    order: list[int] = []

    def write(number: int) -> None:
        time.sleep(0.05 * number)
        with writing():
            coders.journal.lock()
            order.append(number)
            # the first one holds the others up until all have come
            time.sleep(0.6 if number == 0 else 0.01)

    opened.at_once([lambda n=n: write(n) for n in range(9)])
    assert order == list(range(9))


def test_writing_within_writing_is_one_block(opened: Opened) -> None:
    with pytest.raises(RuntimeError), writing():
        with writing():
            person()
        raise RuntimeError
    assert Coder.objects.count() == 0


def test_files_are_for_their_owner_only(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        database = open_database(tmp_path)
        with use(database):
            decide(person(), "t.a")
        found = {
            path.relative_to(tmp_path).as_posix(): stat.S_IMODE(path.stat().st_mode)
            for path in tmp_path.rglob("*")
            if not path.name.endswith(".lock")
        }
    finally:
        os.umask(before)
        connections.close_all()
    assert {"review.sqlite", "review.sqlite-wal", "review.sqlite-shm", "backups"} < set(found)
    assert {name: mode for name, mode in found.items() if mode != (0o700 if name == "backups" else 0o600)} == {}


@pytest.mark.parametrize(
    "url",
    [
        "mysql://x/y",
        "postgresql://hote",
        "postgresql://hote:port/nom",
        "postgresql://[hote/nom",
        "nom",
        "http://hote/nom",
    ],
)
def test_an_address_that_is_not_understood_is_answered_with_an_example(tmp_path: Path, url: str) -> None:
    with pytest.raises(WrongUse, match=r"postgresql://UTILISATEUR@SERVEUR:5432/NOM") as raised:
        register(tmp_path, url)
    command.assert_french(str(raised.value))


def test_an_address_may_hold_what_must_be_escaped(tmp_path: Path) -> None:
    alias = register(tmp_path, "postgresql://zo%C3%A9:p%40ss%2Fword@[::1]:5433/une%20base?sslmode=require").alias
    chosen = connections.settings[alias]
    assert [chosen[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME", "OPTIONS")] == [
        "zoé",
        "p@ss/word",
        "::1",
        "5433",
        "une base",
        {"sslmode": "require"},
    ]


def test_a_server_that_does_not_answer_is_told_without_its_secrets(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"etude\.toml") as raised:
        open_database(tmp_path, "postgresql://zoe:motdepasse@127.0.0.1:1/etude")
    command.assert_french(str(raised.value))
    assert "motdepasse" not in str(raised.value)
    assert "zoe" not in str(raised.value)


def test_a_database_that_the_server_does_not_have_is_told(tmp_path: Path, postgresql: Server) -> None:
    with pytest.raises(WrongUse, match="n'a pas pu être ouverte"):
        open_database(tmp_path, postgresql.url("absente"))
