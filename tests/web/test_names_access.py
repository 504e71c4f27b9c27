"""Who gets the private pages: an administrator, on this machine, of a server started for it, with the side open."""

import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from thematique.errors import WrongUse
from thematique.private_side import Side, mark
from thematique.review.database import use
from thematique.review.models import Coder
from thematique.study import Study
from thematique.web import server as web_server
from thematique.web.desk import Desk

from .conftest import NAMES
from .named import ORIGINALS, make
from .routes import Route, routes
from .test_attacks_traces import opened

Clients = Callable[..., Client]

PRIVATE = [route for route in routes() if route.private]
METHODS = ("GET", "POST")


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A study with names; not to be changed."""
    yield make(tmp_path_factory.mktemp("noms") / "etude")
    connections.close_all()


@pytest.fixture
def near(named: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The desk of a server that was started with --private; a copy for each test."""
    folder = Path(shutil.copytree(named, tmp_path / "etude"))
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]", "etude.example"])
    yield Desk(Study(folder), private=True)
    connections.close_all()


def client(desk: Desk, role: str = "administration", **options: Any) -> Client:
    made = Client(**{"thematique.desk": desk, "SERVER_NAME": "127.0.0.1", **options})
    if role:
        with use(desk.database):
            made.force_login(Coder.objects.get(name=NAMES[role]))
    return made


def statuses(asking: Client, **options: Any) -> set[int]:
    """What all private addresses answer."""
    found = set()
    for route in PRIVATE:
        found |= {
            asking.get(route.address(), **options).status_code,
            asking.post(route.address(), **options).status_code,
        }
    return found


def test_the_private_addresses_are_known_as_such() -> None:
    names = {route.name for route in PRIVATE}
    assert {
        "names",
        "names_document",
        "names_decide",
        "names_undo",
        "names_check",
        "names_apply",
        "names_alike",
    } <= names
    assert {route.role for route in PRIVATE} == {"administration"}


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_an_administrator_on_this_machine_sees_raw_beside_replaced(near: Desk, address: str) -> None:
    page = client(near, REMOTE_ADDR=address).get("/noms/nord/")
    body = page.content.decode()
    assert page.status_code == 200
    assert "Maëlle" in body and "Vercauteren" in body and "[PERSONNE_" in body
    assert page.headers["Cache-Control"] == "no-store"
    assert 'href="/noms/"' in client(near).get("/").content.decode()


def test_without_the_option_nothing_is_there(near: Desk) -> None:
    near.is_private = False
    for role in ("", *NAMES):
        assert statuses(client(near, role)) == {404}
    assert "/noms/" not in client(near).get("/").content.decode()


@pytest.mark.parametrize("role", ["lecture", "relecture"])
def test_other_roles_are_told_nothing(near: Desk, role: str) -> None:
    assert statuses(client(near, role)) == {404}
    assert "/noms/" not in client(near, role).get("/").content.decode()


@pytest.mark.parametrize("route", PRIVATE, ids=str)
def test_who_has_not_come_in_is_asked_to(near: Desk, route: Route) -> None:
    response = client(near, "").get(route.address())
    assert response.status_code == 401
    assert not any(name in response.content.decode() for name in ORIGINALS)


@pytest.mark.parametrize("sender", ["192.168.1.20", "10.0.0.1", "2001:db8::1", "", "unix:", "localhost.example"])
def test_a_request_from_elsewhere_finds_nothing(near: Desk, sender: str) -> None:
    assert statuses(client(near, REMOTE_ADDR=sender)) == {404}


def test_a_request_by_another_name_of_this_machine_finds_nothing(near: Desk) -> None:
    assert statuses(client(near, SERVER_NAME="etude.example")) == {404}
    assert client(near, SERVER_NAME="localhost").get("/noms/").status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
        "X-Forwarded-Server", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP",
    ],
)  # fmt: skip
def test_a_request_that_another_server_passed_on_finds_nothing(near: Desk, header: str) -> None:
    for value in ("127.0.0.1", ""):
        assert statuses(client(near), headers={header: value}) == {404}
    assert "/noms/" not in client(near).get("/", headers={header: "127.0.0.1"}).content.decode()


def test_while_the_private_side_is_closed_the_pages_say_how_to_open_it(near: Desk) -> None:
    mark(near.folder, Side.CLOSED)
    for name in ("private", "transcripts"):
        shutil.rmtree(near.folder / name)
    page = client(near).get("/noms/")
    assert page.status_code == 200
    assert "unlock" in page.content.decode()
    bodies = [client(near).get(route.address()).content.decode() for route in PRIVATE if route.name != "names_state"]
    bodies += [client(near).post(route.address(), {"act": "un-acte-connu"}).content.decode() for route in PRIVATE]
    assert not any(name in body for body in bodies for name in ORIGINALS)
    assert statuses(client(near, "relecture")) == {404}


@pytest.mark.parametrize("gone", [Side.DESTROYED, Side.OPEN])
def test_where_there_is_no_private_side_nothing_is_there(near: Desk, gone: Side) -> None:
    mark(near.folder, gone)
    shutil.rmtree(near.folder / "private")
    assert statuses(client(near)) == {404}


@pytest.mark.parametrize(
    "options",
    [
        {"host": "0.0.0.0", "insecure": True},
        {"host": "192.0.2.7", "insecure": True},
        {"host": "127.0.0.1", "address": "https://codage.exemple.be"},
    ],
)
def test_the_server_refuses_to_show_it_to_other_machines(near: Desk, options: dict[str, Any]) -> None:
    with pytest.raises(WrongUse, match="--private"):
        web_server.serve(near.study, port=0, private=True, ready=lambda _: None, **options)


def test_no_other_page_opens_a_private_file_or_holds_a_name(near: Desk) -> None:
    asking = client(near, raise_request_exception=False)
    asking.get("/noms/nord/")
    opened.clear()
    bodies = {}
    for route in routes():
        if not route.private and route.name not in {"logout", "safety_restore"}:
            for method in METHODS:
                send = asking.get if method == "GET" else asking.post
                response = send(route.address(), {"passage": "nord:0", "act": "une-visite"})
                bodies[route.name, method] = b"".join(response) if response.streaming else response.content
    assert {key: name for key, body in bodies.items() for name in ORIGINALS if name.encode() in body} == {}
    folders = tuple(str(near.folder / name) for name in ("private", "transcripts"))
    assert [path for path in opened if path.startswith(folders)] == []


def test_what_is_decided_leaves_no_name_in_the_database_nor_in_the_log(
    near: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("thematique.web", "django"):
        monkeypatch.setattr(logging.getLogger(name), "handlers", [])
        monkeypatch.setattr(logging.getLogger(name), "propagate", False)
    web_server._log_to(near.folder / "review.log")
    asking = client(near, raise_request_exception=False)
    sent = {"document": "nord", "turn": 1, "where": "speaker", "start": 0, "end": 6}
    for number, more in enumerate(
        (
            {"do": "unmask", "scope": "here"},
            {"do": "merge", "other": "[PERSONNE_9999]"},
            {"do": "mask", "end": 9999},
            {"do": "kind"},
        )
    ):
        answer = asking.post("/nom/decision/", {**sent, **more, "act": f"un-acte-connu-{number}"})
        assert answer.status_code == 200
    monkeypatch.setattr("thematique.correcting.Corrections.add", _fail)
    assert asking.post("/nom/decision/", {**sent, "do": "unmask", "act": "un-acte-de-trop"}).status_code == 500
    assert [(one.act, one.name) for one in near.study.naming.history()] == [("unmask", "Maëlle")]
    connections.close_all()
    for path in [near.folder / name for name in ("review.log", "review.sqlite", "review.sqlite-wal")]:
        content = path.read_bytes() if path.exists() else b""
        assert (path.name, [name for name in ORIGINALS if name.encode() in content]) == (path.name, [])
    assert b"ValueError" in (near.folder / "review.log").read_bytes()
    assert oct((near.folder / "private" / "corrections.jsonl").stat().st_mode & 0o777) == "0o600"


def _fail(*_: Any, **__: Any) -> Any:
    raise ValueError("Maëlle a dit quelque chose")
