"""A5 and A6: sessions, passwords and invitations; who was let in stays in only as long as they may."""

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client

from databases import at_once
from thematique.review import coders, models
from thematique.review.database import use
from thematique.web.desk import Desk

from .conftest import NAMES, PASSWORD
from .routes import routes

Clients = Callable[..., Client]

READER = NAMES["lecture"]


def log_in(client: Client, name: str = READER, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/connexion/", {"name": name, "password": password, **more})


def is_in(client: Client) -> bool:
    """Whether the first page takes this window for a coder's."""
    return client.get("/").status_code != 401


def invited(desk: Desk, name: str, role: str = "lecture") -> str:
    with use(desk.database):
        return f"/invitation/{coders.invite(name, models.Role(role)).token}/"


def chosen(password: str = PASSWORD, **more: str) -> dict[str, str]:
    return {"password": password, "again": password, **more}


def test_name_and_password_let_in_and_a_wrong_one_does_not(client_of: Clients) -> None:
    right, wrong = client_of(""), client_of("")
    assert log_in(right).status_code == 302
    assert is_in(right)
    assert log_in(wrong, password="autre-chose").status_code == 401
    assert not is_in(wrong)


def test_the_session_is_renewed_at_the_login(client_of: Clients) -> None:
    client = client_of("lecture")
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    log_in(client, NAMES["relecture"])
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
    fixed = client_of("")
    fixed.cookies[settings.SESSION_COOKIE_NAME] = "abcdefghijklmnopqrstuvwxyz012345"
    log_in(fixed)
    assert fixed.cookies[settings.SESSION_COOKIE_NAME].value != "abcdefghijklmnopqrstuvwxyz012345"


def test_a_tampered_or_invented_cookie_opens_nothing(client_of: Clients) -> None:
    key = client_of("administration").cookies[settings.SESSION_COOKIE_NAME].value
    for forged in (key[:-1], key[::-1], key.upper(), f"{key}0", "", "'", "1", "a" * 5000, "administration"):
        client = client_of("")
        client.cookies[settings.SESSION_COOKIE_NAME] = forged
        assert not is_in(client)


def test_session_cookies_are_closed_to_scripts_and_to_other_sites(
    client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    for secure in (False, True):
        monkeypatch.setattr(settings, "SESSION_COOKIE_SECURE", secure)
        client = client_of("")
        log_in(client)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        assert (cookie["httponly"], cookie["samesite"], bool(cookie["secure"])) == (True, "Strict", secure)
        assert 0 < int(cookie["max-age"]) <= 12 * 3600
    client.get("/connexion/")
    token = client.cookies[settings.CSRF_COOKIE_NAME]
    assert (token["httponly"], token["samesite"]) == (True, "Strict")


def test_a_new_secret_ends_all_sessions(client_of: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of("lecture")
    assert is_in(client)
    monkeypatch.setattr(settings, "SECRET_KEY", "un-autre-secret-tire-au-sort-assez-long-pour-django")
    assert not is_in(client)


def test_a_session_that_is_over_leads_to_the_login_page_without_the_name_of_the_study(
    desk: Desk, client_of: Clients
) -> None:
    client = client_of("lecture")
    with use(desk.database):
        Session.objects.update(expire_date=coders.journal.now() - timedelta(seconds=1))
    response = client.get("/")
    assert response.status_code == 401
    assert "Connexion" in response.content.decode()
    assert desk.title not in response.content.decode()
    assert READER not in response.content.decode()


def test_going_out_ends_the_session_on_the_server(desk: Desk, client_of: Clients) -> None:
    client = client_of("lecture")
    stolen = client_of("")
    stolen.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert is_in(stolen)
    assert client.get("/deconnexion/").status_code == 405
    client.post("/deconnexion/")
    assert not is_in(stolen)
    with use(desk.database):
        assert not Session.objects.exists()


def test_who_is_disabled_is_out_at_the_next_request(desk: Desk, client_of: Clients) -> None:
    client = client_of("lecture")
    assert is_in(client)
    with use(desk.database):
        coders.disable(READER)
    assert not is_in(client)
    assert log_in(client).status_code == 401


def test_a_role_that_is_taken_away_counts_at_the_next_request(desk: Desk, client_of: Clients) -> None:
    client = client_of("administration", name="Zoé")
    reserved = next((route for route in routes() if route.role == "administration"), None)
    if reserved is None:
        pytest.skip("aucune page n'est réservée à l'administration")
    assert client.get(reserved.address()).status_code != 403
    with use(desk.database):
        models.Coder.objects.filter(name="Zoé").update(role="lecture")
    assert client.get(reserved.address()).status_code == 403


def test_a_new_password_ends_the_sessions_of_the_old_one(desk: Desk, client_of: Clients) -> None:
    client = client_of("lecture")
    assert is_in(client)
    assert client_of("").post(invited(desk, READER), chosen("un-tout-autre-mot")).status_code == 302
    assert not is_in(client)
    assert log_in(client).status_code == 401
    assert log_in(client, password="un-tout-autre-mot").status_code == 302


def test_a_link_works_once(desk: Desk, client_of: Clients) -> None:
    link = invited(desk, "Nora")
    client = client_of("")
    assert client.get(link).status_code == 200
    assert client.post(link, chosen()).status_code == 302
    assert is_in(client)
    again = client_of("")
    assert [again.get(link).status_code, again.post(link, chosen("encore-un-autre")).status_code] == [404, 404]
    assert not is_in(again)
    assert log_in(again, "Nora", "encore-un-autre").status_code == 401


def test_a_link_used_twice_at_the_same_instant_works_once(desk: Desk, client_of: Clients) -> None:
    link = invited(desk, "Nora")
    clients = [client_of("") for _ in range(4)]
    posts = [lambda c=c, n=n: c.post(link, chosen(f"mot-de-passe-{n}")) for n, c in enumerate(clients)]  # type: ignore[misc]
    statuses = [response.status_code for response in at_once(desk.database, posts)]
    assert sorted(statuses) == [302, 404, 404, 404]
    assert [is_in(client) for client in clients].count(True) == 1


def test_a_new_link_ends_the_one_before_and_an_old_one_is_of_no_use(desk: Desk, client_of: Clients) -> None:
    first, second = invited(desk, "Nora"), invited(desk, "Nora")
    assert client_of("").get(first).status_code == 404
    with use(desk.database):
        models.Invitation.objects.update(expires_at=coders.journal.now() - timedelta(seconds=1))
    assert client_of("").post(second, chosen()).status_code == 404
    third = invited(desk, "Nora")
    with use(desk.database):
        coders.disable("Nora")
    assert client_of("").post(third, chosen()).status_code == 404


def test_nobody_chooses_the_name_or_the_role_of_an_invitation(desk: Desk, client_of: Clients) -> None:
    client = client_of("")
    client.post(invited(desk, "Nora"), chosen(name="Agathe", role="administration", is_active="1", coder="1"))
    with use(desk.database):
        nora = models.Coder.objects.get(name="Nora")
        assert (nora.role, models.Coder.objects.filter(name="Agathe").count()) == ("lecture", 1)


@pytest.mark.parametrize("password", ["", "court", "1234567890", "password123", "azertyuiop"])
def test_a_weak_password_is_refused_and_the_link_still_works(desk: Desk, client_of: Clients, password: str) -> None:
    link = invited(desk, "Nora")
    assert client_of("").post(link, chosen(password)).status_code == 400
    assert client_of("").post(link, chosen()).status_code == 302


def test_the_database_keeps_no_token_and_no_password(desk: Desk, client_of: Clients) -> None:
    link = invited(desk, "Nora")
    client_of("").post(link, chosen("mot-que-nul-ne-lit"))
    log_in(client_of(""), "Nora", "mot-faux-que-nul-ne-lit")
    connections.close_all()
    for path in desk.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert link.split("/")[2].encode() not in content, path.name
            assert b"que-nul-ne-lit" not in content, path.name


def test_there_is_no_way_to_register_oneself(desk: Desk, client_of: Clients) -> None:
    with use(desk.database):
        before = set(models.Coder.objects.values_list("name", flat=True))
    for token in ("x", "0" * 43, "..", "' OR 1=1 --"):
        assert client_of("").post(f"/invitation/{token}/", chosen(name="Intrus")).status_code == 404
    log_in(client_of(""), "Intrus")
    with use(desk.database):
        assert set(models.Coder.objects.values_list("name", flat=True)) == before


def test_failures_slow_down_the_next_tries_the_same_for_names_that_nobody_bears(client_of: Clients) -> None:
    said = {}
    for name in ("Personne", READER):
        client = client_of("")
        said[name] = [log_in(client, name, "faux-mot-de-passe").status_code for _ in range(6)]
    # while one has to wait, not even the right password is looked at
    assert log_in(client_of("")).status_code == 429
    assert said[READER] == said["Personne"] == [401] * 4 + [429] * 2
    # nobody else waits
    assert log_in(client_of(""), NAMES["relecture"]).status_code == 302


def test_many_tries_at_once_do_not_get_round_the_slow_down(desk: Desk, client_of: Clients) -> None:
    clients = [client_of("") for _ in range(6)]
    at_once(desk.database, [lambda c=c: log_in(c, password="faux-mot") for c in clients])  # type: ignore[misc]
    assert log_in(clients[0]).status_code == 429


def test_a_known_and_an_unknown_name_get_the_same_answer(client_of: Clients) -> None:
    def body(name: str) -> str:
        client = client_of("")
        content = str(log_in(client, name, "faux").content.decode())
        return content.replace(client.cookies[settings.CSRF_COOKIE_NAME].value, "")

    known, unknown = body(READER), body("Personne")
    # the token of the form differs each time
    lines = [(one, other) for one, other in zip(known.splitlines(), unknown.splitlines(), strict=True) if one != other]
    assert all("csrf" in one.casefold() for one, _ in lines)


def test_a_known_an_unknown_and_a_disabled_name_take_the_same_time(desk: Desk, client_of: Clients) -> None:
    with use(desk.database):
        coders.disable(NAMES["relecture"])
        coders.invite("Nora", models.Role.READER)
    names = (READER, "Personne", NAMES["relecture"], "Nora")
    taken: dict[str, list[float]] = {name: [] for name in names}
    client = client_of("")
    for _ in range(3):
        for name in names:
            start = time.perf_counter()
            assert log_in(client, name, "faux-mot").status_code == 401
            taken[name].append(time.perf_counter() - start)
    medians = [statistics.median(times) for times in taken.values()]
    # one scrypt is the bulk of it; without it an answer takes a tenth of that
    assert max(medians) < 2 * min(medians)


@pytest.mark.parametrize("name", ["Li\0na", "\u202eLina", "x" * 100_000, "' OR '1'='1", "Lina'--"])
def test_odd_names_are_only_names_that_nobody_bears(client_of: Clients, name: str) -> None:
    assert log_in(client_of(""), name).status_code == 401


@pytest.mark.parametrize("name", [" Lina ", "Lina\u00a0"])
def test_white_space_around_a_name_does_not_keep_out(client_of: Clients, name: str) -> None:
    assert log_in(client_of(""), name).status_code == 302
