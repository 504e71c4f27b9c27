"""A22–A26: what leaves the process, what it leaves behind, and what it lets through of signs that hide others."""

import contextlib
import logging
import os
import pty
import re
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client

import no_network
from command import Cli, thematique
from thematique.review import coders, decisions, models
from thematique.review.database import use
from thematique.study import Study
from thematique.web import server as web_server
from thematique.web.desk import Desk

from .conftest import NAMES, PASSWORD
from .routes import routes

Clients = Callable[..., Client]

CANARY = "Zwingolstein"
HIDING = "\u202ecod\u2066\u200bca\ufeffché\x00\x1b[31m\u00ad\u2028"
PRIVATE = ("private", "transcripts")

opened: list[str] = []
"""The files that this process opened since it was last emptied."""


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str):
        opened.append(arguments[0])


sys.addaudithook(_listen)


def visit_all(client_of: Clients) -> Iterator[tuple[str, Any]]:
    """Every page, asked for and sent to."""
    for role in ("lecture", "administration"):
        for route in routes():
            if route.name != "safety_restore":
                yield (
                    route.name,
                    client_of(role, raise_request_exception=False).get(route.address(), {"passage": "nord:1"}),
                )
                yield (
                    route.name,
                    client_of(role, raise_request_exception=False).post(route.address(), {"act": f"visite-{role}"}),
                )


def test_a_day_of_pages_opens_no_connection_and_no_private_file(desk: Desk, client_of: Clients) -> None:
    before = len(no_network.attempts)
    opened.clear()
    assert {name for name, response in visit_all(client_of) if response.status_code >= 500} == set()
    assert no_network.attempts[before:] == []
    folders = [str(desk.folder / name) for name in PRIVATE]
    assert [path for path in opened if path.startswith(tuple(folders))] == []
    assert [path for path in opened if str(desk.folder) in path] != []


def test_a_study_whose_private_side_is_elsewhere_is_coded_all_the_same(desk: Desk, client_of: Clients) -> None:
    for name in PRIVATE:
        (desk.folder / name).rename(desk.folder.parent / name)
    study = Desk(Study(desk.folder))
    client = Client(**{"thematique.desk": study, "SERVER_NAME": "127.0.0.1"})
    with use(study.database):
        client.force_login(models.Coder.objects.get(name=NAMES["administration"]))
    pages = [route for route in routes() if route.role]
    assert {route.name: code for route in pages if (code := client.get(route.address()).status_code) >= 500} == {}


@pytest.fixture
def log(desk: Desk) -> Iterator[Path]:
    """The log of the server, as it is set up in earnest."""
    path = desk.folder / "review.log"
    logger = logging.getLogger("thematique.web")
    before = [*logger.handlers], logger.propagate, logging.getLogger("django").propagate
    web_server._log_to(path)
    yield path
    for handler in [*logger.handlers]:
        logger.removeHandler(handler)
        handler.close()
    logger.handlers, logger.propagate, logging.getLogger("django").propagate = before


def _fail(*_: Any, **__: Any) -> Any:
    raise ValueError(f"{CANARY} a dit quelque chose")


def test_a_fault_shows_a_number_and_the_log_where_it_happened_but_no_word(
    desk: Desk, client_of: Clients, log: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("thematique.web.forms.filter_of", _fail)
    response = client_of("lecture", raise_request_exception=False).get("/", {"document": CANARY})
    body, written = response.content.decode(), log.read_text(encoding="utf-8")
    number = re.search(r"\b[0-9a-f]{8}\b", re.sub(r"<[^>]*>", "", body))
    assert response.status_code == 500
    assert number is not None and number[0] in written
    assert "ValueError" in written and "review.py:" in written
    assert "ValueError" not in body and "Traceback" not in body
    assert CANARY not in body + written + "".join(capfd.readouterr())
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "place", ["thematique.web.desk.Desk.refresh", "django.contrib.sessions.backends.db.SessionStore.load"]
)
def test_so_does_a_fault_before_the_page_is_reached(
    client_of: Clients, log: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of("lecture", raise_request_exception=False)
    monkeypatch.setattr(place, _fail)
    response = client.get("/")
    body, written = response.content.decode(), log.read_text(encoding="utf-8")
    assert response.status_code == 500
    assert "Une erreur est survenue" in body and "ValueError" in written
    assert CANARY not in body + written
    assert response.headers["Content-Security-Policy"]


def test_the_log_keeps_no_word_of_what_people_look_for_and_write(
    desk: Desk, client_of: Clients, log: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of("lecture", raise_request_exception=False)
    client.get("/", {"document": CANARY, "speaker": CANARY})
    client.get(f"/{CANARY}/")
    client.get("/", headers={"Host": f"{CANARY}.example"})
    client.post("/connexion/", {"name": CANARY, "password": f"{CANARY}-mot"})
    for route in routes():
        client.post(route.address(), {"text": CANARY, "name": CANARY, "act": "un-canari"})
    for path in (log, desk.folder / "review.sqlite", desk.folder / "review.sqlite-wal"):
        content = path.read_bytes() if path.exists() else b""
        # people may write memos and codes; who failed to come in, and what was looked for, is nowhere
        assert f"{CANARY}-mot".encode() not in content
    assert CANARY not in log.read_text(encoding="utf-8")


def test_a_fault_of_the_study_is_told_in_a_sentence_without_a_word_of_a_transcript(
    desk: Desk, client_of: Clients
) -> None:
    (desk.folder / "codebook.toml").write_text(f'[{CANARY}\nname = "{CANARY}"', encoding="utf-8")
    bodies = [
        client_of("lecture", raise_request_exception=False).get(route.address()) for route in routes() if route.role
    ]
    assert {response.status_code for response in bodies} - {200, 302, 400, 403, 404, 405, 409} == set()
    assert not any("Traceback" in response.content.decode() for response in bodies if not response.streaming)


def test_what_the_server_and_the_commands_write_is_closed_to_other_accounts(
    study_ran: Path, tmp_path: Path, desk: Desk
) -> None:
    previous = os.umask(0o022)
    try:
        for name in ("review.sqlite", "review.sqlite-wal", "review.sqlite-shm", "backups"):
            assert not (study_ran / name).exists()
        web_server._secret(desk.folder / "review.secret")
        web_server._log_to(desk.folder / "review.log")
        Study(desk.folder).people.backup()
        with use(desk.database):
            coders.failed("quelqu'un")
    finally:
        os.umask(previous)
    kept = [*desk.folder.glob("review.*"), *(desk.folder / "backups").rglob("*"), desk.folder / "backups"]
    names = {path.name for path in kept}
    assert {
        "review.sqlite",
        "review.sqlite-wal",
        "review.sqlite-shm",
        "review.key",
        "review.secret",
        "review.log",
    } <= names
    assert any(name.startswith("review-") for name in names)
    assert {
        path.name: oct(mode)
        for path in kept
        if (mode := stat.S_IMODE(path.stat().st_mode)) & 0o077 and path.name != ".lock"
    } == {}


def test_a_broken_journal_is_reported_to_who_administers(desk: Desk, client_of: Clients) -> None:
    with use(desk.database):
        for name in ("Nora", "Yves", "Zoé"):
            coders.invite(name, models.Role.READER)
    page = next(route for route in routes() if route.name == "safety")
    client = client_of("administration")
    assert "altéré" not in client.get(page.address()).content.decode()
    connections.close_all()
    with contextlib.closing(sqlite3.connect(desk.folder / "review.sqlite")) as other:
        for (trigger,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            other.execute(f"DROP TRIGGER {trigger}")
        other.execute("UPDATE review_entry SET content = replace(content, 'Yves', 'Yvan')")
        (number,) = other.execute("SELECT min(number) FROM review_entry WHERE content LIKE '%Yvan%'").fetchone()
        other.commit()
    body = client.get(page.address()).content.decode()
    assert f"altéré à l’entrée {number}" in body
    assert 'role="alert"' in body


@pytest.fixture
def hiding(desk: Desk) -> Desk:
    """The study with signs that hide others wherever a file or another program can put them."""
    title = "".join(f"\\u{ord(char):04X}" for char in HIDING.replace("\0", ""))
    (desk.folder / "etude.toml").write_text(f'title = "Titre {title}"\npipeline = "analyse"\n', encoding="utf-8")
    with use(desk.database):
        coder = models.Coder.objects.create(
            name=f"Yves{HIDING}"[:80], role="administration", created_at=coders.journal.now(), password="!"
        )
        segment = desk.shared.segments["nord"][1]
        place = desk.editions.place("nord", segment.start, segment.end)
        reading = decisions.show(coder, place, drawn="chosen", blind=False, model="")
        decisions.decide(reading, desk.codebook.codes[-1].code, "accept")
        decisions.note(coder, place, f"un mémo {HIDING}")
    return Desk(Study(desk.folder))


def test_signs_that_hide_others_are_shown_on_the_pages(hiding: Desk) -> None:
    client = Client(**{"thematique.desk": hiding, "SERVER_NAME": "127.0.0.1"})
    with use(hiding.database):
        client.force_login(models.Coder.objects.get(name__startswith="Yves"))
    raw = set(HIDING) - set("codcaché[31m")
    shown = ""
    for route in routes():
        response = client.get(route.address(), {"passage": "nord:1"})
        if response.headers.get("Content-Type", "").startswith("text/html"):
            body = response.content.decode()
            # what a person typed in a field stays as it is, or saving would change it
            told = re.sub(r"<textarea.*?</textarea>|<input[^>]*>|<option value=\"[^\"]*\"", "", body, flags=re.DOTALL)
            assert (route.name, sorted(map(ascii, raw & set(told)))) == (route.name, [])
            shown += body
    assert "⟨202E⟩cod" in shown
    assert "⟨001B⟩[31m" in shown


def test_signs_that_hide_others_do_not_reach_a_terminal(hiding: Desk) -> None:
    connections.close_all()
    for command in (("status", hiding.folder), ("coder", hiding.folder, "list")):
        said = on_a_terminal(*map(str, command))
        assert "Yves" in said or "Titre" in said
        # colours of one's own are no harm; what a study holds must not change them
        assert re.findall("[\x00\x1b\u202e\u2066\u200b\ufeff\u2028]", said) == []


def on_a_terminal(*command: str) -> str:
    """What a command writes when a person looks at it."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([sys.executable, "-m", "thematique", *command], stdout=theirs, stderr=theirs)
    os.close(theirs)
    said = b""
    with contextlib.suppress(OSError):
        while chunk := os.read(ours, 4096):
            said += chunk
    process.wait(timeout=60)
    os.close(ours)
    return said.decode("utf-8")


def test_the_links_of_the_command_are_of_the_address_that_was_given(desk: Desk, cli: Cli) -> None:
    connections.close_all()
    said = cli("coder", desk.folder, "add", "Nora", "--address", "https://codage.exemple.be/")
    assert re.search(r"https://codage\.exemple\.be/invitation/[\w-]{43}/", said.out)
    assert "127.0.0.1" not in said.out


def test_no_password_and_no_token_stands_in_a_command_line() -> None:
    helped = thematique("coder", "--help").out + thematique("review", "--help").out
    assert not re.search(r"--(?:password|token|secret|mot)", helped)
    assert PASSWORD not in helped
