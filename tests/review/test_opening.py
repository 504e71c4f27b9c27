"""A study's database is checked when it is opened: damage, loss or a stranger are told before anything is written."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

import command
from databases import Opened, Server, open_database
from reviewing import codes, decide, entries, person
from thematique.errors import WrongUse
from thematique.review import backups
from thematique.review.database import register, use
from thematique.review.models import Coder, Head

OPEN = "import sys; from pathlib import Path; from thematique.review.opening import open_database; "


def closed(opened: Opened) -> None:
    """Nobody has the database open any more: SQLite then takes the -wal file in."""
    connections.close_all()


def opened_again(opened: Opened) -> None:
    closed(opened)
    open_database(opened.folder, opened.url)


def refused(folder: Path, url: str = "") -> str:
    """The sentence with which the database is refused; the file is left as it was."""
    connections.close_all()
    path = folder / "review.sqlite"
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(WrongUse) as raised:
        open_database(folder, url)
    connections.close_all()
    assert (path.read_bytes() if path.exists() else None) == before
    command.assert_french(str(raised.value))
    return str(raised.value)


def test_a_new_database_is_ready_and_open_for_good(tmp_path: Path) -> None:
    for _ in range(2):
        with use(open_database(tmp_path)):
            assert len(Head.objects.get().seed) == 64
            assert entries() == 0
    assert [backups.reason_of(path) for path in backups.listed(tmp_path / "review.sqlite")] == ["jour"]


def test_a_new_database_on_a_server_is_ready(new_url: str, tmp_path: Path) -> None:
    for _ in range(2):
        with use(open_database(tmp_path, new_url)):
            assert entries() == 0
    assert list(tmp_path.iterdir()) == [], "nothing is written in the study's folder"


def test_each_study_has_a_seed_of_its_own(tmp_path: Path) -> None:
    seeds = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        with use(open_database(tmp_path / name)):
            seeds.add(Head.objects.get().seed)
    assert len(seeds) == 2


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_several_processes_that_open_a_new_study_at_once_make_it_once(
    request: pytest.FixtureRequest, kind: str, tmp_path: Path
) -> None:
    url = request.getfixturevalue("new_url") if kind == "postgresql" else ""
    code = OPEN + "open_database(Path(sys.argv[1]), sys.argv[2])"
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), url], stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = [one.communicate(timeout=60)[1] for one in running]
    assert [one.returncode for one in running] == [0] * 4, said
    with use(open_database(tmp_path, url)):
        assert Head.objects.count() == 1
        assert entries() == 0
    if kind == "sqlite":
        assert len(backups.listed(tmp_path / "review.sqlite")) == 1


def test_a_process_killed_while_it_makes_the_tables_leaves_a_study_that_opens(tmp_path: Path) -> None:
    code = OPEN + "print('go', flush=True); open_database(Path(sys.argv[1]))"
    for number in range(4):
        folder = tmp_path / str(number)
        folder.mkdir()
        with subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE) as running:
            assert running.stdout is not None
            running.stdout.readline()
            time.sleep(0.1 + 0.12 * number)
            running.send_signal(signal.SIGKILL)
        with use(open_database(folder)):
            decide(person(), "t.a")
            assert entries() == 1
        connections.close_all()


def test_the_tables_of_an_older_version_are_brought_up_to_date_after_a_backup(tmp_path: Path) -> None:
    database = register(tmp_path)
    with use(database):
        call_command("migrate", "review", "0001", database=database.alias, verbosity=0)
        then = MigrationExecutor(connections[database.alias]).loader.project_state(("review", "0001_initial")).apps
        then.get_model("review", "Head").objects.create(pk=1, seed="x")
    connections.close_all()
    open_database(tmp_path)
    (kept,) = backups.listed(tmp_path / "review.sqlite")
    assert backups.reason_of(kept) == "migration"
    with use(database):
        assert Head.objects.get().seed == "x"
        decide(person(), "t.a")
        assert entries() == 1
    with closing(sqlite3.connect(kept)) as before:
        assert before.execute("SELECT seed FROM review_head").fetchall() == [("x",)]
        assert before.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone() == (0,)


def test_the_tables_of_a_newer_version_are_refused(opened: Opened) -> None:
    opened.sql("INSERT INTO django_migrations (app, name, applied) VALUES ('review', '0999_demain', CURRENT_TIMESTAMP)")
    assert "version plus récente" in refused(opened.folder, opened.url)
    assert opened.sql("SELECT count(*) FROM django_migrations WHERE name = '0999_demain'") == [(1,)]


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "review.sqlite")) as stranger:
        stranger.execute("CREATE TABLE recettes (nom)")
    assert "autre programme" in refused(tmp_path)


@pytest.mark.parametrize("damage", ["header", "middle", "truncated", "text"])
def test_a_damaged_database_is_refused_and_the_last_good_backup_named(on_sqlite: Opened, damage: str) -> None:
    anna = person()
    for number in range(60):
        decide(anna, "t.a", number=number)
    closed(on_sqlite)
    good = backups.make(on_sqlite.path, "demande", backups.datetime(2026, 3, 1, tzinfo=backups.UTC))
    bad = backups.make(on_sqlite.path, "demande", backups.datetime(2026, 3, 2, tzinfo=backups.UTC))
    bad.write_bytes(bad.read_bytes()[:-5000])
    content = bytearray(on_sqlite.path.read_bytes())
    if damage == "truncated":
        content = content[: len(content) // 2]
    elif damage == "text":
        content = bytearray(b"ceci n'est pas une base" * 100)
    else:
        start = 0 if damage == "header" else len(content) // 2
        content[start : start + 9000] = os.urandom(9000)
    on_sqlite.path.write_bytes(content)
    said = refused(on_sqlite.folder)
    assert "est abîmé" in said
    assert f"thematique backup ETUDE restore {good.name}" in said


def test_a_damaged_database_without_a_backup_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "review.sqlite").write_bytes(b"x" * 5000)
    assert "aucune sauvegarde n'a été trouvée" in refused(tmp_path)


@pytest.mark.parametrize("loss", ["removed", "emptied"])
def test_a_lost_database_is_not_replaced_by_an_empty_one(on_sqlite: Opened, loss: str) -> None:
    decide(person(), "t.a")
    opened_again(on_sqlite)
    closed(on_sqlite)
    if loss == "removed":
        on_sqlite.path.unlink()
    else:
        on_sqlite.path.write_bytes(b"")
    (kept,) = backups.listed(on_sqlite.path)
    assert (
        f"manque ou est vide ; reprenez la dernière sauvegarde : thematique backup ETUDE restore {kept.name}"
        in refused(on_sqlite.folder)
    )


def killed_with_a_wal(folder: Path) -> None:
    """Decisions acknowledged by a process that was then killed: they lie in the -wal file."""
    code = (
        OPEN
        + "import os, signal; database = open_database(Path(sys.argv[1])); from thematique.review.database import use; "
        "sys.path.append(sys.argv[2]); from reviewing import decide; from thematique.review.coders import voice\n"
        "with use(database):\n"
        "    anna = voice('Anna')\n"
        "    for number in range(20): decide(anna, 't.a', number=number); print(number, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(Path(__file__).parents[1])], capture_output=True, text=True
    )
    assert done.stdout.split()[-1] == "19", done.stderr


def test_a_deleted_wal_file_is_told_when_a_backup_knows_more(on_sqlite: Opened) -> None:
    closed(on_sqlite)
    killed_with_a_wal(on_sqlite.folder)
    kept = backups.make(on_sqlite.path, "demande", backups.datetime.now(backups.UTC))
    on_sqlite.path.with_name("review.sqlite-wal").unlink()
    assert f"restore {kept.name}" in refused(on_sqlite.folder)


def test_a_deleted_wal_file_leaves_a_whole_older_state(on_sqlite: Opened) -> None:
    decide(person("Bruno"), "t.b")
    closed(on_sqlite)
    killed_with_a_wal(on_sqlite.folder)
    on_sqlite.path.with_name("review.sqlite-wal").unlink()
    open_database(on_sqlite.folder)
    assert entries() <= 21
    assert codes(Coder.objects.get(name="Bruno")) == {"t.b"}


def test_what_a_killed_process_acknowledged_is_there(on_sqlite: Opened) -> None:
    closed(on_sqlite)
    killed_with_a_wal(on_sqlite.folder)
    opened_again(on_sqlite)
    assert entries() == 20


def test_a_wal_cut_anywhere_loses_at_most_what_was_not_acknowledged(on_sqlite: Opened, tmp_path: Path) -> None:
    wal, anna = on_sqlite.path.with_name("review.sqlite-wal"), person()
    sizes = []
    for number in range(12):
        decide(anna, "t.a", number=number)
        sizes.append(wal.stat().st_size)
    assert sizes == sorted(sizes)
    for number in range(0, 25):
        size = sizes[0] + (sizes[-1] - sizes[0]) * number // 24
        folder = tmp_path / f"panne {number}"
        folder.mkdir()
        shutil.copyfile(on_sqlite.path, folder / "review.sqlite")
        (folder / "review.sqlite-wal").write_bytes(wal.read_bytes()[:size])
        database = register(folder)
        with use(database):
            acknowledged = sum(one <= size for one in sizes)
            assert acknowledged <= entries() <= acknowledged + 1
            assert backups.is_sound(folder / "review.sqlite")
        connections[database.alias].close()


def test_a_database_put_back_by_hand_is_told(on_sqlite: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    closed(on_sqlite)
    old = on_sqlite.path.read_bytes()
    decide(anna, "t.b")
    opened_again(on_sqlite)
    closed(on_sqlite)
    for suffix in ("-wal", "-shm"):
        on_sqlite.path.with_name(f"review.sqlite{suffix}").unlink(missing_ok=True)
    on_sqlite.path.write_bytes(old)
    assert "ne contient pas tout ce que contient sa dernière sauvegarde" in refused(on_sqlite.folder)


def test_the_end_of_the_journal_cut_off_without_a_trace_is_told_by_the_backup(on_sqlite: Opened) -> None:
    anna = person()
    for number in range(3):
        decide(anna, "t.a", number=number)
    opened_again(on_sqlite)
    for statement in ("DROP TRIGGER review_entry_no_DELETE", "DELETE FROM review_entry WHERE number = 3"):
        on_sqlite.sql(statement)
    on_sqlite.sql("UPDATE review_head SET number = 2, digest = (SELECT digest FROM review_entry WHERE number = 2)")
    assert entries() == 2, "alone, the chain cannot know"
    assert "journal modifié" in refused(on_sqlite.folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="il faut être root pour jouer un autre compte")
@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_a_file_that_cannot_be_read_or_written_is_told(tmp_path: Path, sqlite_template: Path, mode: int) -> None:
    code = (
        OPEN + "import os\n"
        # everything is imported before the process becomes somebody else
        "open_database(Path(sys.argv[1]))\n"
        "os.seteuid(65534)\n"
        "try: open_database(Path(sys.argv[2]))\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        shutil.copyfile(sqlite_template / "review.sqlite", Path(name) / "review.sqlite")
        (Path(name) / "review.sqlite").chmod(mode)
        done = subprocess.run([sys.executable, "-c", code, str(tmp_path), name], capture_output=True, text=True)
    assert done.stdout.startswith("WrongUse "), done.stdout + done.stderr
    command.assert_french(done.stdout.removeprefix("WrongUse"))


def test_an_account_that_may_not_make_tables_is_told(new_url: str, postgresql: Server, tmp_path: Path) -> None:
    postgresql.execute("DROP ROLE IF EXISTS petite")
    postgresql.execute("CREATE ROLE petite LOGIN")
    with pytest.raises(WrongUse, match="le droit de créer des tables"):
        open_database(tmp_path, new_url.replace("thematique@", "petite@"))
