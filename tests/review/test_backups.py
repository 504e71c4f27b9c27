"""A backup is whole, whoever writes meanwhile and whatever the disk does."""

import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections

from backing_up import NOON, broken, look, on_a_full_disk, writer
from databases import Opened, at_once
from reviewing import decide, person
from thematique.errors import WrongUse
from thematique.review import backups


def test_a_backup_holds_what_there_was_and_is_one_file_for_its_owner(on_sqlite: Opened, tmp_path: Path) -> None:
    decide(person(), "t.a")
    kept = backups.make(on_sqlite.path, "demande", NOON)
    decide(person("Bruno"), "t.b")
    assert kept.name == "review-20260301T120000Z-demande.sqlite"
    assert (backups.made_at(kept), backups.reason_of(kept)) == (NOON, "demande")
    assert look(kept, tmp_path / "copie") == (1, 1)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert [path.name for path in kept.parent.iterdir() if path.name != ".lock"] == [kept.name]


def test_looking_at_a_backup_leaves_nothing_beside_it(on_sqlite: Opened) -> None:
    kept = backups.make(on_sqlite.path, "demande", NOON)
    before = kept.read_bytes()
    assert backups.is_sound(kept)
    backups.require_usable(on_sqlite.path)
    assert sorted(path.name for path in kept.parent.iterdir()) == sorted([".lock", kept.name])
    assert kept.read_bytes() == before


def test_backups_made_while_another_process_decides_are_whole(on_sqlite: Opened, tmp_path: Path) -> None:
    with writer(on_sqlite.folder) as running:
        kept = [backups.make(on_sqlite.path, "demande", NOON + timedelta(seconds=n)) for n in range(8)]
        running.kill()
    sizes = [look(path, tmp_path / f"copie{n}") for n, path in enumerate(kept)]
    assert all(told == codings for told, codings in sizes), sizes
    assert sizes == sorted(sizes)
    assert sizes[-1][0] > sizes[0][0] > 0, "it did write meanwhile"


def test_backups_wanted_at_once_are_all_made(on_sqlite: Opened) -> None:
    made = at_once(on_sqlite.database, [lambda: backups.make(on_sqlite.path, "demande", NOON)] * 5)
    assert len(set(made)) == 5
    assert all(backups.is_sound(path) for path in made)
    assert len(backups.listed(on_sqlite.path)) == 5


def test_backups_are_listed_the_newest_first_even_within_a_second(on_sqlite: Opened) -> None:
    made = [backups.make(on_sqlite.path, reason, NOON) for reason in ("migration", "demande", "demande", "jour")]
    made.append(backups.make(on_sqlite.path, "demande", NOON + timedelta(days=1)))
    (made[0].parent / "notes.txt").write_text("rien", encoding="utf-8")
    assert list(backups.listed(on_sqlite.path)) == made[::-1]


def test_one_backup_a_day_is_made(on_sqlite: Opened) -> None:
    assert backups.daily(on_sqlite.path, NOON) is not None
    assert backups.daily(on_sqlite.path, NOON + timedelta(hours=11)) is None
    assert backups.daily(on_sqlite.path, NOON + timedelta(hours=12)) is not None
    assert len(backups.listed(on_sqlite.path)) == 2


def test_old_daily_backups_are_thinned_to_one_a_month_and_no_other_goes(on_sqlite: Opened) -> None:
    model = backups.make(on_sqlite.path, "jour", NOON - timedelta(days=200))
    folder = model.parent
    for days in range(1, 200):
        when = NOON - timedelta(days=days)
        shutil.copyfile(
            model, folder / f"review-{when:%Y%m%dT%H%M%SZ}-{'restauration' if days == 150 else 'jour'}.sqlite"
        )
    backups.daily(on_sqlite.path, NOON)
    kept = backups.listed(on_sqlite.path)
    recent, older = kept[:40], kept[40:]
    assert [backups.made_at(path) for path in recent] == [NOON - timedelta(days=days) for days in range(40)]
    assert "restauration" in {backups.reason_of(path) for path in older}
    months = [f"{backups.made_at(path):%Y-%m}" for path in older if backups.reason_of(path) == "jour"]
    assert len(months) == len(set(months))
    assert {f"{backups.made_at(path):%Y-%m}" for path in older} == {
        "2026-01",
        "2025-12",
        "2025-11",
        "2025-10",
        "2025-09",
        "2025-08",
    }


def test_thinning_day_after_day_keeps_one_a_month(on_sqlite: Opened) -> None:
    model = backups.make(on_sqlite.path, "demande", NOON - timedelta(days=999))
    for days in range(150):
        when = NOON + timedelta(days=days)
        shutil.copyfile(model, model.parent / f"review-{when:%Y%m%dT%H%M%SZ}-jour.sqlite")
        backups._thin(on_sqlite.path)
    months = [f"{backups.made_at(path):%Y-%m}" for path in backups.listed(on_sqlite.path)[40:]]
    assert months == ["2026-06", "2026-05", "2026-04", "2026-03", "2023-06"]


def test_a_damaged_database_is_not_backed_up(on_sqlite: Opened) -> None:
    kept = backups.make(on_sqlite.path, "demande", NOON)
    connections.close_all()
    broken(on_sqlite.path)
    with pytest.raises(WrongUse, match=f"est abîmé ; .* restore {kept.name}"):
        backups.make(on_sqlite.path, "demande", NOON + timedelta(days=1))
    assert list(backups.listed(on_sqlite.path)) == [kept]


def test_a_full_disk_leaves_no_half_backup(on_sqlite: Opened) -> None:
    assert on_sqlite.path.stat().st_size > 60_000
    assert "n'a pas pu être écrite" in on_a_full_disk(on_sqlite.path, "make")
    assert [path.name for path in backups.folder_of(on_sqlite.path).iterdir()] == [".lock"]
    assert backups.make(on_sqlite.path, "demande", NOON).exists(), "once there is room it is made"


def test_a_folder_that_cannot_be_made_is_told(on_sqlite: Opened) -> None:
    (on_sqlite.folder / "backups").write_text("", encoding="utf-8")
    with pytest.raises(WrongUse, match="n'a pas pu être écrite"):
        backups.make(on_sqlite.path, "demande", NOON)


def test_what_a_killed_backup_left_is_cleared_away_by_the_next(on_sqlite: Opened) -> None:
    backups.make(on_sqlite.path, "demande", NOON)
    (backups.folder_of(on_sqlite.path) / ".part").write_bytes(b"half")
    assert backups.is_sound(backups.make(on_sqlite.path, "demande", NOON))
    assert len(backups.listed(on_sqlite.path)) == 2
    assert not (backups.folder_of(on_sqlite.path) / ".part").exists()


def test_a_backup_holds_nothing_of_what_was_deleted(on_sqlite: Opened) -> None:
    with closing(sqlite3.connect(on_sqlite.path)) as connection:
        connection.executescript(
            "PRAGMA secure_delete=ON; CREATE TABLE t (x); INSERT INTO t VALUES ('mot à oublier'); DROP TABLE t;"
        )
    assert "mot à oublier".encode() not in backups.make(on_sqlite.path, "demande", NOON).read_bytes()
