"""A14–A17: addresses that climb, bodies that are too large, clients that are too slow, files taken for pages."""

import http.client
import io
import re
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.test import Client

from thematique.review import models
from thematique.review.database import use
from thematique.web.desk import Desk

from .conftest import Running
from .routes import routes

Clients = Callable[..., Client]

CLIMBS = (
    "../etude.toml", "..%2fetude.toml", "..%252fetude.toml", "%2e%2e/review.secret", "%2e%2e%2freview.secret", "....//review.key",
    "..%5creview.sqlite", "..\\review.sqlite", "%c0%ae%c0%ae/review.key", "..%00/review.key", "/etc/passwd", "%2fetc%2fpasswd",
    "//etc/passwd", "file:///etc/passwd", "static/../../server.py", "..;/review.key", "C:%5Cwindows%5Cwin.ini", "nord%00.txt",
)  # fmt: skip
QUERIES = (
    "' OR 1=1 --", '"; DROP TABLE review_coding; --', "nord' UNION SELECT password FROM review_coder --", "coder__password__startswith",
    "%", "_", "(((((", "(a+)+$", "[", "\\", "*", "{{7*7}}", "${7*7}", "nord\0", "x" * 5000,
)  # fmt: skip
FIELDS = (
    "document",
    "variable",
    "speaker",
    "code_filter",
    "score_from",
    "score_to",
    "unread",
    "disagreements",
    "passage",
    "q",
)
SAVED = {"text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@pytest.fixture(scope="module")
def address(server: Running) -> tuple[str, int]:
    parts = urlsplit(server.base)
    return str(parts.hostname), int(parts.port or 0)


def raw(
    address: tuple[str, int],
    path: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: Any = None,
) -> Any:
    """Ask for a path that nobody cleans up on the way; returns status, headers, content."""
    connection = http.client.HTTPConnection(*address, timeout=20)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in {"Content-Length": str(len(body or b"")), **(headers or {})}.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        response = connection.getresponse()
        return response.status, dict(response.headers), response.read()
    finally:
        connection.close()


@pytest.mark.parametrize("climb", CLIMBS)
def test_no_address_climbs_out_of_the_static_files(address: tuple[str, int], climb: str) -> None:
    for folder in ("static", "static/htmx"):
        status, _, content = raw(address, f"/{folder}/{quote(climb, safe='/%;:')}")
        assert status == 404
        assert b"root:" not in content and b"pipeline" not in content


def test_no_part_of_an_address_climbs_out_of_the_study(desk: Desk, client_of: Clients) -> None:
    client = client_of("administration")
    with_parts = [route for route in routes() if route.parts]
    found = {}
    for route in with_parts:
        pattern = route.address(**dict.fromkeys(route.parts, 987_654 if 1 in route.parts.values() else "PARTIE"))
        for climb in CLIMBS:
            path = pattern.replace("PARTIE", climb).replace("987654", climb)
            response = client.get(
                path, **{"PATH_INFO": path.replace("%2f", "/").replace("%2e", ".").replace("%00", "\0")}
            )
            found[route.name, climb] = response.status_code
            assert b"root:" not in response.content and b"pipeline =" not in response.content
    assert {key: status for key, status in found.items() if status not in {404, 405}} == {}


def test_what_names_a_document_in_a_query_opens_no_file(desk: Desk, client_of: Clients) -> None:
    client = client_of("administration", raise_request_exception=False)
    for route in routes():
        for climb in CLIMBS[:6]:
            sent = dict.fromkeys(("document", "passage", "name", "backup", "file", "code"), climb)
            response = client.get(route.address(), sent)
            assert response.status_code < 500
            assert (desk.folder / "etude.toml").read_bytes() not in response.content


def test_static_files_are_nothing_but_what_their_type_says(address: tuple[str, int]) -> None:
    for path, kind in (
        ("style.css", "text/css"),
        ("sending.js", "text/javascript"),
        ("htmx/htmx-2.min.js", "text/javascript"),
    ):
        status, headers, _ = raw(address, f"/static/{path}")
        assert (status, headers["Content-Type"].partition(";")[0]) == (200, kind)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        # another site shall not even learn that a study is open here
        assert "Access-Control-Allow-Origin" not in headers


def test_whatever_is_served_has_a_plain_type_and_what_is_to_be_saved_says_so(client_of: Clients) -> None:
    for route in routes():
        response = client_of("administration").get(route.address())
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if kind not in {"", "text/html", "application/json"}:
            saved = response.headers.get("Content-Disposition", "").partition(";")[0]
            assert (route.name, kind in SAVED, saved) == (route.name, True, "attachment")


def test_the_server_does_not_say_what_it_is(address: tuple[str, int]) -> None:
    _, headers, _ = raw(address, "/connexion/")
    assert "Server" not in headers
    assert "X-Powered-By" not in headers


def test_a_body_that_is_too_large_is_refused_and_nothing_is_recorded(desk: Desk, client_of: Clients) -> None:
    client = client_of("lecture")
    for route in ("/relire/memo/", "/connexion/", "/relire/decision/"):
        response = client.post(
            route, {"text": "x" * (1 << 20) + "fin"}, content_type="application/x-www-form-urlencoded"
        )
        response = client.post(route, "text=" + "x" * (1 << 20), content_type="application/x-www-form-urlencoded")
        assert response.status_code == 413
        assert "Rien n’a été enregistré" in response.content.decode()
    with use(desk.database):
        assert not models.Memo.objects.exists()


def test_too_many_fields_are_refused(client_of: Clients) -> None:
    response = client_of("lecture").post("/relire/memo/", {f"f{n}": "x" for n in range(501)})
    assert response.status_code == 413
    many = "&".join(f"f{n}=x" for n in range(2000))
    assert client_of("lecture").get(f"/?{many}").status_code in {400, 413}


def test_files_are_not_taken(desk: Desk, client_of: Clients) -> None:
    for route in routes():
        upload = io.BytesIO(b"<script>window.pwned=1</script>" * 1000)
        upload.name = "page.html"
        response = client_of("administration").post(route.address(), {"file": upload, "act": "un-fichier"})
        assert response.status_code < 500
    assert list(desk.folder.rglob("*page.html*")) == []


def test_the_server_stops_reading_what_is_too_large(address: tuple[str, int]) -> None:
    length = {"Content-Length": str(1 << 40), "Content-Type": "application/x-www-form-urlencoded"}
    start = time.perf_counter()
    status, _, _ = raw(address, "/connexion/", method="POST", headers=length)
    assert status == 413
    assert time.perf_counter() - start < 5


def test_a_header_without_end_is_refused(address: tuple[str, int]) -> None:
    status, _, _ = raw(address, "/connexion/", headers={"X-Long": "x" * 400_000})
    assert status in {400, 431}


@pytest.fixture
def slow_clients(address: tuple[str, int]) -> Iterator[list[socket.socket]]:
    """Thirty clients that send a form one sign at a time."""
    opened = [socket.create_connection(address, timeout=20) for _ in range(30)]
    for number, one in enumerate(opened):
        head = b"POST /connexion/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        one.sendall(head + (b"Content-Length: 1000\r\n\r\nname=" if number % 2 else b"X-"))
    yield opened
    for one in opened:
        one.close()


def test_slow_clients_do_not_keep_others_waiting(address: tuple[str, int], slow_clients: list[socket.socket]) -> None:
    times = []
    for _ in range(5):
        for one in slow_clients:
            one.sendall(b"a")
        start = time.perf_counter()
        assert raw(address, "/connexion/")[0] == 200
        times.append(time.perf_counter() - start)
    assert sorted(times)[2] < 2


def test_a_client_that_leaves_half_way_hurts_nobody(address: tuple[str, int]) -> None:
    for cut in (
        b"G",
        b"GET / HTTP/1.1\r\nHost",
        b"POST /connexion/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\nna",
        b"\0\xff\r\n\r\n",
    ):
        with socket.create_connection(address, timeout=20) as one:
            one.sendall(cut)
    assert raw(address, "/connexion/")[0] == 200


def test_two_messages_in_one_are_not_smuggled(address: tuple[str, int]) -> None:
    doubled = {"Transfer-Encoding": "chunked", "Content-Length": "4"}
    status, _, _ = raw(address, "/connexion/", method="POST", headers=doubled, body=b"0\r\n\r\nGET / HTTP/1.1\r\n\r\n")
    assert status in {400, 403}
    with socket.create_connection(address, timeout=20) as one:
        one.sendall(
            b"POST /connexion/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nname="
        )
        assert b" 400 " in one.recv(200)


@pytest.mark.parametrize("field", FIELDS)
def test_a_filter_is_a_value_and_never_a_query(desk: Desk, client_of: Clients, field: str) -> None:
    with use(desk.database):
        before = list(models.Coder.objects.order_by("pk").values_list("name", "password"))
    client = client_of("administration", raise_request_exception=False)
    pages = [route for route in routes() if route.role]
    for number, value in enumerate(QUERIES):
        # every page meets some of them, the review page all
        for route in pages[:1] if field not in {"document", "q"} or number % 4 else pages:
            start = time.perf_counter()
            response = client.get(route.address(), {field: value})
            assert response.status_code < 500, (route.name, value)
            assert time.perf_counter() - start < 3
            body = response.content.decode(errors="replace")
            assert "scrypt$" not in body and "OperationalError" not in body and "near &quot;" not in body
    with use(desk.database):
        assert list(models.Coder.objects.order_by("pk").values_list("name", "password")) == before


def test_only_the_filters_of_the_list_are_known(client_of: Clients) -> None:
    client = client_of("lecture")

    def seen(**asked: str) -> set[str]:
        return set(
            re.findall(
                r"Question \d|confiance|turnover|reconnu|secret|fête|portes", client.get("/", asked).content.decode()
            )
        )

    plain = seen()
    for name in (
        "coder__password",
        "coder",
        "pk",
        "id",
        "order_by",
        "document__contains",
        "speaker__regex",
        "segment__gt",
        "lost",
    ):
        assert seen(**{name: "x"}) == plain
