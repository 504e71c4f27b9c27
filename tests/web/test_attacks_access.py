"""A4: who sees which page; every address × every role, taken from the urls."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from thematique.review import decisions, models
from thematique.review.database import use
from thematique.study import Study
from thematique.web.access import EVERYONE
from thematique.web.desk import Desk

from .conftest import NAMES
from .routes import Route, patterns, routes

Clients = Callable[..., Client]

LADDER = ("", "lecture", "relecture", "administration")
METHODS = ("GET", "POST")
HARMLESS = "Erreurs et voisins"
SESSION = "sessionid"


def answered(client: Client, method: str, address: str, content: dict[str, Any] | None = None, **options: Any) -> Any:
    send = client.get if method == "GET" else client.post
    return send(address, content or {}, **options)


def rows_of(coder: str) -> list[Any]:
    """All that is kept in a coder's name."""
    kept: list[Any] = []
    for model in (models.Reading, models.Coding, models.Memo, models.Correction):
        kept += model._default_manager.filter(coder__name=coder).order_by("pk").values_list()
    return [*kept, *models.Coder.objects.filter(name=coder).values_list("name", "role", "is_active", "password")]


def decided(desk: Desk, name: str) -> tuple[models.Reading, models.Coding]:
    """A passage that somebody reads, and a code on it."""
    coder = models.Coder.objects.get(name=name)
    segment = desk.shared.segments["nord"][1]
    place = desk.editions.place("nord", segment.start, segment.end)
    reading = decisions.show(coder, place, drawn="chosen", blind=False, model="")
    decisions.decide(reading, desk.codebook.codes[-1].code, "accept")
    decisions.note(coder, place, "un mémo à soi")
    return reading, models.Coding.objects.get(reading=reading)


def secrets_of(desk: Desk) -> set[str]:
    """Words that only somebody of the study may read."""
    said = {turn.text for turns in desk.shared.turns.values() for turn in turns}
    with use(desk.database):
        named = {code.name for code in desk.codebook.codes if len(code.name) > 5}
    return said | named | set(desk.shared.documents) | set(NAMES.values()) | {desk.title}


def test_every_address_declares_the_role_it_asks_for() -> None:
    roles = {pattern.name: getattr(pattern.callback, "needed_role", None) for pattern in patterns()}
    assert roles
    assert {name for name, role in roles.items() if role not in LADDER} == set()
    assert None not in roles


def test_a_view_that_declares_no_role_is_not_served(
    desk: Desk, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    pattern = next(iter(patterns()))
    called: list[object] = []
    monkeypatch.setattr(pattern, "callback", lambda request: called.append(request))
    response = client_of("administration", raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert called == []


@pytest.fixture(scope="module")
def shared_desk(study_peopled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One study for the pages that are refused: nothing changes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.ALLOWED_HOSTS", ["127.0.0.1"])
        folder = shutil.copytree(study_peopled, tmp_path_factory.mktemp("partage") / "etude")
        study = Study(Path(folder))
        (study.folder / "etude.toml").write_text(f'title = "{HARMLESS}"\npipeline = "analyse"\n', encoding="utf-8")
        yield Desk(Study(study.folder))
        connections.close_all()


@pytest.fixture
def shared_client(shared_desk: Desk) -> Clients:
    def client(role: str) -> Client:
        made = Client(**{"thematique.desk": shared_desk, "SERVER_NAME": "127.0.0.1"})
        if role:
            with use(shared_desk.database):
                made.force_login(models.Coder.objects.get(name=NAMES[role]))
        return made

    return client


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("route", [route for route in routes() if route.role != EVERYONE], ids=str)
def test_who_has_not_come_in_gets_the_login_page_and_no_word_of_the_study(
    shared_desk: Desk, shared_client: Clients, route: Route, method: str
) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        response = answered(shared_client(""), method, route.address(), headers=headers)
        assert response.status_code == (404 if route.private else 401)
        body = response.content.decode()
        # the address that was asked for comes back to who sent it, and is not read from the study
        body = body.replace(f'value="{route.address()}"', "")
        assert {word for word in secrets_of(shared_desk) if word in body} == set()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("route", [route for route in routes() if route.role == EVERYONE], ids=str)
def test_the_pages_that_are_open_to_all_hold_no_word_of_the_study(
    shared_desk: Desk, shared_client: Clients, route: Route, method: str
) -> None:
    body = answered(shared_client(""), method, route.address()).content.decode()
    assert {word for word in secrets_of(shared_desk) if word in body} == set()


@pytest.mark.parametrize(
    "address", ["/absent/", "/admin/", "/static/", "/static/absent.js", "/.git/config", "/review.sqlite"]
)
def test_an_address_that_leads_nowhere_tells_nothing(shared_desk: Desk, shared_client: Clients, address: str) -> None:
    response = shared_client("").get(address)
    assert response.status_code == 404
    assert {word for word in secrets_of(shared_desk) if word in response.content.decode()} == set()


REFUSED = [
    (route, role)
    for route in routes()
    for role in LADDER[1:]
    if route.role in LADDER and LADDER.index(role) < LADDER.index(route.role)
]


@pytest.mark.parametrize(("route", "role"), REFUSED, ids=str)
def test_a_page_is_refused_to_a_lesser_role(shared_client: Clients, route: Route, role: str) -> None:
    refused = 404 if route.private else 403
    assert {answered(shared_client(role), method, route.address()).status_code for method in METHODS} == {refused}


@pytest.mark.parametrize("role", LADDER)
def test_a_page_is_never_a_fault_for_those_who_may_see_it(desk: Desk, client_of: Clients, role: str) -> None:
    found = {}
    refused = {401, 403} if role else set()
    for route in [route for route in routes() if route.name != "login"]:
        if LADDER.index(role) < LADDER.index(route.role):
            continue
        for method in METHODS:
            for parts in ({}, {name: 999_999 if value == 1 else "absent" for name, value in route.parts.items()}):
                response = answered(client_of(role), method, route.address(**parts))
                found[route.name, method, tuple(parts)] = response.status_code
    assert {key: status for key, status in found.items() if status >= 500 or status in refused} == {}


@pytest.mark.parametrize("name", ["reading", "coding", "wish", "verdict", "start", "act", "code", "version"])
def test_nothing_that_is_sent_is_a_fault(desk: Desk, client_of: Clients, name: str) -> None:
    with use(desk.database):
        reading, coding = decided(desk, NAMES["administration"])
    sound = {
        "reading": reading.pk,
        "coding": coding.pk,
        "act": "un-acte-connu",
        "code": coding.code,
        "start": 0,
        "end": 5,
    }
    found = {}
    client = client_of("administration", raise_request_exception=False)
    for route in [route for route in routes() if route.name not in {"login", "logout"}]:
        for value in ("9" * 30, "²", "a\0b'\u202e[]"):
            found[route.name, value] = client.post(route.address(), {**sound, name: value}).status_code
    assert {key: status for key, status in found.items() if status >= 500} == {}


def test_nothing_that_is_asked_is_a_fault(desk: Desk, client_of: Clients) -> None:
    client = client_of("administration", raise_request_exception=False)
    fields = (
        "reading",
        "coding",
        "passage",
        "code",
        "code_filter",
        "document",
        "score_from",
        "number",
        "theme",
        "coder",
        "state",
    )
    found = {}
    for route in routes():
        for value in ("-1", "9" * 30, "²", "nan", "a\0b'\u202e[]"):
            found[route.name, value] = client.get(route.address(), dict.fromkeys(fields, value)).status_code
    assert {key: status for key, status in found.items() if status >= 500} == {}


def test_the_ids_of_another_coder_are_not_found_and_change_nothing(desk: Desk, client_of: Clients) -> None:
    with use(desk.database):
        reading, coding = decided(desk, NAMES["relecture"])
        before = rows_of(NAMES["relecture"])
    sent = {
        "reading": reading.pk, "coding": coding.pk, "memo": 1, "correction": 1, "key": coding.pk, "coder": reading.coder_id,
        "code": coding.code, "verdict": "reject", "text": "pris", "wish": "mask", "start": 0, "end": 5, "after": 0,
        "act": "un-acte-pirate",
    }  # fmt: skip
    found = {}
    for route in routes():
        if route.role == "lecture":
            numbers = {name: reading.pk for name, value in route.parts.items() if value == 1}
            sent["act"] = f"pirate-{route.name}"
            found[route.name] = client_of("lecture").post(route.address(**numbers), sent).status_code
    with use(desk.database):
        assert rows_of(NAMES["relecture"]) == before
    assert {name: found[name] for name in ("step", "decide", "withdraw", "memo", "correction")} == dict.fromkeys(
        ("step", "decide", "withdraw", "memo", "correction"), 404
    )


def test_the_session_of_another_study_opens_nothing(desk: Desk, client_of: Clients, shared_desk: Desk) -> None:
    ours = client_of("administration")
    assert ours.get("/").status_code == 200
    theirs = Client(**{"thematique.desk": shared_desk, "SERVER_NAME": "127.0.0.1"})
    theirs.cookies = ours.cookies
    for route in routes():
        if route.role != EVERYONE:
            response = theirs.get(route.address())
            assert (route.name, response.status_code) == (route.name, 404 if route.private else 401)
            assert HARMLESS not in response.content.decode()


def test_no_page_tells_a_coder_what_another_one_wrote(desk: Desk, client_of: Clients) -> None:
    with use(desk.database):
        coder = models.Coder.objects.get(name=NAMES["relecture"])
        segment = desk.shared.segments["nord"][1]
        place = desk.editions.place("nord", segment.start, segment.end)
        decisions.note(coder, place, "Zwingolstein, entre nous")
    pages = [route for route in routes() if route.role == "lecture"]
    bodies = {
        route.name: client_of("lecture").get(route.address(), {"passage": "nord:1"}).content.decode() for route in pages
    }
    assert {name for name, body in bodies.items() if "Zwingolstein" in body} == set()
