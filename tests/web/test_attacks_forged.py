"""A3, A7, A8, A9 and A27: what other sites make a browser send, and hosts that are not ours."""

import re
from collections.abc import Callable
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from thematique.review import models
from thematique.review.database import use
from thematique.web.desk import Desk

from .conftest import NAMES, PASSWORD
from .routes import routes

Clients = Callable[..., Client]

OURS = "http://127.0.0.1"
FETCH_SITES = (None, "same-origin", "none", "same-site", "cross-site", "", "other")
ORIGINS = (
    None,
    OURS,
    "null",
    "http://127.0.0.1:9999",
    "https://127.0.0.1",
    "http://127.0.0.1.example.org",
    "http://evil.example",
)
TOKENS = ("right", "wrong", "none")
EXPECTED = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "Access-Control-Allow-Origin": None,
}
TOKEN = 'name="csrfmiddlewaretoken"'
FOREIGN_HOSTS = ("evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "localhost.evil.example", "169.254.1.1",
                 "0.0.0.0", "", "a b", "[::2]", "127.0.0.1:8765:80", "127.0.0.1\u2024evil")  # fmt: skip
NEXT = (
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example", "https://evil.example",
    "http:///evil.example", "/\t/evil.example", "\t//evil.example", "/%09/evil.example\\@", "javascript:alert(1)",
    "data:text/html,x", "//127.0.0.1@evil.example", "evil.example", "/\r\nLocation: //evil.example", "//evil。example",
    "\u2028//evil.example", "/./\\evil.example", "ht\ntps://evil.example",
)  # fmt: skip


def token_of(client: Client) -> str:
    """A token of a form, as the login page gives it."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get("/connexion/").content.decode())
    assert found is not None
    return found[1]


def forged(client: Client, address: str, site: str | None, origin: str | None, token: str, **content: str) -> int:
    headers = {"Sec-Fetch-Site": site, "Origin": origin}
    sent = {"right": token_of(client), "wrong": "x" * 64, "none": ""}[token]
    told = {name: value for name, value in headers.items() if value is not None}
    return client.post(
        address, {**content, **({"csrfmiddlewaretoken": sent} if sent else {})}, headers=told
    ).status_code


def test_only_our_own_pages_may_send(client_of: Clients) -> None:
    client = client_of("lecture", enforce_csrf_checks=True)
    taken = {
        (site, origin, token)
        for site, origin, token in product(FETCH_SITES, ORIGINS, TOKENS)
        if forged(client, "/relire/pas/", site, origin, token) != 403
    }
    # a browser that says nothing of where a page comes from is held by the token
    assert taken == set(product((None, "same-origin", "none"), (None, OURS), ("right",)))


def test_every_address_refuses_what_another_site_sends(client_of: Clients) -> None:
    client = client_of("administration", enforce_csrf_checks=True)
    crossed = {"Sec-Fetch-Site": "cross-site", "X-CSRFToken": token_of(client)}
    found = {
        (route.name, method, bool(headers)): getattr(client, method)(route.address(), headers=headers).status_code
        for route in routes()
        for method in ("post", "put", "patch", "delete")
        for headers in (crossed, {})
    }
    assert {key: status for key, status in found.items() if status != 403} == {}


def test_no_address_changes_anything_when_it_is_only_visited(desk: Desk, client_of: Clients) -> None:
    client = client_of("administration")
    for route in routes():
        client.get(route.address())
    before = kept(desk)
    for route in routes():
        for method in ("get", "head", "options"):
            getattr(client, method)(
                route.address(), {"act": "visite-forgee", "code": "tensions", "name": NAMES["lecture"]}
            )
        assert kept(desk) == before, route.name


def kept(desk: Desk) -> list[object]:
    """All that people decided."""
    with use(desk.database):
        tables = (models.Coding, models.Memo, models.Correction, models.CodebookVersion, models.Invitation)
        rows: list[object] = [row for table in tables for row in table._default_manager.order_by("pk").values_list()]
        return [*rows, *models.Coder.objects.order_by("pk").values_list("name", "role", "is_active", "password")]


def test_a_header_that_speaks_for_a_program_does_not_replace_the_token(client_of: Clients) -> None:
    client = client_of("lecture", enforce_csrf_checks=True)
    for headers in ({"Authorization": "Bearer x"}, {"X-Requested-With": "XMLHttpRequest"}, {"HX-Request": "true"}):
        assert client.post("/relire/pas/", headers=headers).status_code == 403
    sent = client.post("/relire/pas/", '{"x": 1}', content_type="text/plain", headers={"Sec-Fetch-Site": "cross-site"})
    assert sent.status_code == 403


def test_another_site_cannot_let_a_browser_in_under_another_name(desk: Desk, client_of: Clients) -> None:
    content = {"name": NAMES["lecture"], "password": PASSWORD}
    client = client_of("", enforce_csrf_checks=True)
    assert forged(client, "/connexion/", None, None, "none", **content) == 403
    assert forged(client, "/connexion/", "cross-site", "http://evil.example", "right", **content) == 403
    # another program of this machine, on another port, is another site too
    assert forged(client, "/connexion/", "same-site", "http://127.0.0.1:9999", "right", **content) == 403
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    assert forged(client, "/connexion/", "same-origin", OURS, "right", **content) == 302


def test_a_form_without_its_token_is_told_in_french_that_nothing_was_recorded(client_of: Clients) -> None:
    response = client_of("lecture", enforce_csrf_checks=True).post("/relire/pas/")
    assert "rien n’a été enregistré" in response.content.decode()


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_a_foreign_host_is_refused_even_on_this_machine(desk: Desk, client_of: Clients, host: str) -> None:
    client = client_of("administration")
    for route in routes():
        response = client.get(route.address(), headers={"Host": host})
        assert (response.status_code, response.content) == (400, b"")


def test_headers_of_a_proxy_do_not_change_the_host(client_of: Clients) -> None:
    headers = {
        "X-Forwarded-Host": "evil.example",
        "Forwarded": "host=evil.example",
        "X-Original-URL": "/absent/",
        "X-Rewrite-URL": "/absent/",
    }
    response = client_of("").get("/connexion/", headers=headers)
    assert response.status_code == 200
    assert "evil.example" not in response.content.decode() + str(response.headers)


@pytest.mark.parametrize("address", NEXT)
def test_after_the_login_one_stays_here(client_of: Clients, address: str) -> None:
    client = client_of("")
    assert "evil.example" not in client.get("/connexion/", {"next": address}).headers.get("Location", "")
    response = client.post("/connexion/", {"name": NAMES["lecture"], "password": PASSWORD, "next": address})
    assert response.status_code == 302
    where = response.headers["Location"]
    assert where.startswith("/") and not where.startswith(("//", "/\\"))
    assert not urlsplit(where).netloc
    assert where.isprintable() and "\\" not in where


def test_after_the_login_one_comes_to_the_page_that_was_asked_for(client_of: Clients) -> None:
    client = client_of("")
    asked = "/?passage=nord:3&speaker=P1"
    assert 'value="/?passage=nord:3&amp;speaker=P1"' in client.get(asked).content.decode()
    sent = {"name": NAMES["lecture"], "password": PASSWORD, "next": asked}
    assert client.post("/connexion/", sent).headers["Location"] == asked
    # an address that only takes forms is no page to come back to
    assert 'name="next" value="/"' in client_of("").post("/relire/decision/").content.decode()


@pytest.mark.parametrize("role", ["administration", ""])
def test_no_answer_can_be_framed_kept_or_taken_for_something_else(client_of: Clients, role: str) -> None:
    client = client_of(role)
    leaving = {"logout", "safety_restore"}
    for route, method in product(sorted(routes(), key=lambda one: one.name in leaving), ("get", "post")):
        response = getattr(client, method)(route.address())
        policy = response.headers["Content-Security-Policy"]
        found = {name: response.headers.get(name) for name in EXPECTED}
        assert (route.name, method, found) == (route.name, method, EXPECTED)
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


def test_no_page_holds_script_or_style_of_its_own(client_of: Clients) -> None:
    client = client_of("administration")
    for route in routes():
        response = client.get(route.address())
        if response.headers.get("Content-Disposition"):
            continue
        body = b"".join(response).decode()
        own = re.findall(
            r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|<[^>]*\son\w+=|<[^>]*\sstyle=|javascript:", body
        )
        foreign = re.findall(r"(?:src|href|action|hx-\w+)=\"(?:https?:)?//", body)
        bare = [
            form for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", body, re.DOTALL) if TOKEN not in form
        ]
        assert (route.name, own, foreign, bare) == (route.name, [], [], [])
