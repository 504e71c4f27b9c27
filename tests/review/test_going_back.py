"""Going back to a backup is safe, whoever has the database open and whatever became of it."""

import re
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connections

import command
from backing_up import NOON, broken, look, on_a_full_disk, writer
from databases import Opened, open_database
from reviewing import codes, decide, entries, person
from thematique.errors import WrongUse
from thematique.review import backups
from thematique.review.models import Coder, Coding


def test_going_back_brings_the_former_state_and_keeps_the_one_before(on_sqlite: Opened, tmp_path: Path) -> None:
    anna = person()
    decide(anna, "t.a")
    kept = backups.make(on_sqlite.path, "demande", NOON)
    decide(anna, "t.b")
    before = backups.restore(on_sqlite.path, kept.name, NOON + timedelta(hours=1))
    assert codes(anna) == {"t.a"}
    assert entries() == 1
    assert backups.reason_of(before) == "restauration"
    assert look(before, tmp_path / "copie") == (2, 2)
    backups.restore(on_sqlite.path, before.name, NOON + timedelta(hours=2))
    assert codes(anna) == {"t.a", "t.b"}


def test_after_going_back_the_database_opens_that_day_and_the_next(on_sqlite: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    now = datetime.now(UTC)
    kept = backups.make(on_sqlite.path, "demande", now - timedelta(days=2))
    decide(anna, "t.b")
    backups.restore(on_sqlite.path, kept.name, now - timedelta(days=1))
    for _ in range(2):
        connections.close_all()
        open_database(on_sqlite.folder)
        assert codes(anna) == {"t.a"}
    assert backups.reason_of(backups.listed(on_sqlite.path)[0]) == "jour"


def test_going_back_while_another_process_decides_is_safe(on_sqlite: Opened, tmp_path: Path) -> None:
    decide(person("Bruno"), "t.b")
    kept = backups.make(on_sqlite.path, "demande", NOON)
    with writer(on_sqlite.folder, 60) as running:
        before = backups.restore(on_sqlite.path, kept.name, NOON + timedelta(hours=1))
        running.communicate(timeout=60)
    assert backups.is_sound(on_sqlite.path)
    assert codes(Coder.objects.get(name="Bruno")) == {"t.b"}
    assert entries() == Coding.objects.count() < 61
    told, codings = look(before, tmp_path / "copie")
    assert told == codings > 1


def test_a_connection_that_stays_open_sees_the_former_state(on_sqlite: Opened) -> None:
    anna = person()
    kept = backups.make(on_sqlite.path, "demande", NOON)
    decide(anna, "t.a")
    ready, gone = threading.Event(), threading.Event()

    def watch() -> tuple[int, int]:
        before = Coding.objects.count()
        ready.set()
        gone.wait(30)
        after = Coding.objects.count()
        decide(anna, "t.b")
        return before, after

    def go_back() -> None:
        ready.wait(30)
        backups.restore(on_sqlite.path, kept.name, NOON + timedelta(hours=1))
        gone.set()

    assert on_sqlite.at_once([watch, go_back])[0] == (1, 0)
    assert codes(anna) == {"t.b"}
    assert on_sqlite.sql("PRAGMA journal_mode") == [("wal",)]
    assert entries() == 1


@pytest.mark.parametrize("state", ["damaged", "removed"])
def test_going_back_mends_a_damaged_database_and_keeps_its_remains(on_sqlite: Opened, state: str) -> None:
    anna = person()
    decide(anna, "t.a")
    kept = backups.make(on_sqlite.path, "demande", NOON)
    connections.close_all()
    if state == "removed":
        on_sqlite.path.unlink()
    else:
        broken(on_sqlite.path)
    aside = backups.restore(on_sqlite.path, kept.name, NOON)
    assert aside.exists() == (state == "damaged")
    assert stat.S_IMODE(on_sqlite.path.stat().st_mode) == 0o600
    open_database(on_sqlite.folder)
    assert codes(anna) == {"t.a"}
    assert entries() == 1


def test_a_damaged_backup_is_refused_and_the_database_left_as_it_is(on_sqlite: Opened) -> None:
    anna = person()
    kept = broken(backups.make(on_sqlite.path, "demande", NOON))
    decide(anna, "t.a")
    with pytest.raises(WrongUse, match="est abîmée ; choisissez-en une autre") as raised:
        backups.restore(on_sqlite.path, kept.name, NOON)
    command.assert_french(str(raised.value))
    assert codes(anna) == {"t.a"}


@pytest.mark.parametrize("name", ["absente", "../review.sqlite", "/etc/passwd", ""])
def test_a_backup_that_does_not_exist_is_answered_with_those_that_do(on_sqlite: Opened, name: str) -> None:
    with pytest.raises(WrongUse, match="sauvegardes : aucune"):
        backups.restore(on_sqlite.path, name, NOON)
    kept = backups.make(on_sqlite.path, "demande", NOON)
    with pytest.raises(WrongUse, match=re.escape(kept.name)):
        backups.restore(on_sqlite.path, name, NOON)


def test_a_full_disk_leaves_the_database_as_it_was_before_going_back(on_sqlite: Opened) -> None:
    anna = person()
    kept = backups.make(on_sqlite.path, "demande", NOON)
    decide(anna, "t.a")
    connections.close_all()
    assert "n'a pas pu être écrite" in on_a_full_disk(on_sqlite.path, kept.name)
    open_database(on_sqlite.folder)
    assert codes(anna) == {"t.a"}
