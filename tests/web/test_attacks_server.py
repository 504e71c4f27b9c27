"""A5, A7, A9, A24 on the real command: where it listens, what it says, what it leaves on the disk."""

import contextlib
import http.client
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from command import assert_french, thematique

from .conftest import Running, serving


def get(base: str, path: str, host: str = "") -> tuple[int, str]:
    parts = urlsplit(base)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=20)
    try:
        connection.request("GET", path, headers={"Host": host} if host else {})
        response = connection.getresponse()
        return response.status, response.read().decode("utf-8")
    finally:
        connection.close()


def listening(process: "subprocess.Popen[str]") -> set[str]:
    """The addresses on which a process waits for connections."""
    inodes = set()
    for entry in Path(f"/proc/{process.pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            inodes.add(str(entry.readlink()).removeprefix("socket:[").rstrip("]"))
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            cells = line.split()
            if cells[3] == "0A" and cells[9] in inodes:
                found.add(cells[1].partition(":")[0])
    return found


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.20", "codage.exemple.be", "10.0.0.1"])
def test_other_machines_are_refused_without_encryption(server: Running, host: str) -> None:
    said = thematique("review", server.folder, "--host", host, "--port", 0)
    assert said.status == 2
    assert "sans chiffrement" in said.err and "--address https://" in said.err and "--insecure" in said.err
    assert_french(said.err)


@pytest.mark.parametrize(
    "address",
    ["http://codage.exemple.be", "codage.exemple.be", "https://", "https://a.be/page", "ftp://a.be", "javascript:1"],
)
def test_the_public_address_has_to_be_https(server: Running, address: str) -> None:
    said = thematique("review", server.folder, "--host", "0.0.0.0", "--address", address)
    assert said.status == 2
    assert "HTTPS" in said.err


def test_a_port_that_is_taken_is_told_in_a_sentence(server: Running) -> None:
    said = thematique("review", server.folder, "--port", urlsplit(server.base).port)
    assert said.status == 2
    assert "n'est pas libre" in said.err
    assert_french(said.err)


def test_an_address_of_another_machine_is_told_in_a_sentence(server: Running) -> None:
    said = thematique(
        "review", server.folder, "--host", "192.0.2.77", "--insecure", "--port", 0, env={"PYTHONPATH": ""}
    )
    assert said.status == 2
    assert "n'est pas une adresse de cette machine" in said.err


def test_it_listens_to_this_machine_alone(server: Running) -> None:
    assert server.base.startswith("http://127.0.0.1:")
    assert listening(server.process) == {"0100007F"}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "169.254.169.254"])
def test_a_rebound_name_is_refused(server: Running, host: str) -> None:
    assert get(server.base, "/connexion/", host) == (400, "")
    assert get(server.base, urlsplit(server.link).path, host) == (400, "")


def test_a_first_visitor_without_the_link_gets_no_further_than_the_login_page(server: Running) -> None:
    status, body = get(server.base, "/")
    assert status == 401
    assert "Connexion" in body and "etude" not in body.replace("l’étude", "")


def test_the_link_is_in_no_command_line_and_in_no_file(server: Running) -> None:
    token = urlsplit(server.link).path.split("/")[2]
    assert len(token) == 43
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            assert token.encode() not in (process / "cmdline").read_bytes()
    assert token.encode() not in Path(f"/proc/{server.process.pid}/environ").read_bytes()
    for path in server.folder.rglob("*"):
        if path.is_file():
            assert token.encode() not in path.read_bytes(), path.name


def test_what_the_server_writes_is_closed_to_other_accounts(server: Running) -> None:
    server.invite("Nora")
    assert get(server.base, "/connexion/")[0] == 200
    files = [*server.folder.glob("review.*"), *server.folder.glob(".review.*"), server.folder / "backups"]
    names = {path.name for path in files}
    assert {"review.sqlite", "review.key", "review.secret", "review.log"} <= names
    kept = [*files, *(server.folder / "backups").rglob("*")]
    assert {path.name: oct(mode) for path in kept if (mode := stat.S_IMODE(path.stat().st_mode)) & 0o077} == {}
    status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="ascii")
    assert "Umask:\t0077" in status


def test_it_writes_nothing_to_the_terminal_while_it_works(server: Running) -> None:
    for path in ("/", "/connexion/", "/absent/", "/%ff", "/static/absent"):
        get(server.base, path)
    assert server.complaints.read_text(encoding="utf-8") == ""
    assert (server.folder / "review.log").read_text(encoding="utf-8") == ""


def test_two_studies_do_not_share_their_sessions(server: Running, study_ran: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(study_ran, tmp_path / "autre"))
    running = serving(folder)
    other = next(running)
    try:
        secrets = [(one.folder / "review.secret").read_text(encoding="ascii") for one in (server, other)]
        assert secrets[0] != secrets[1]
        assert _cookie(server.base) != _cookie(other.base)
        # stopped as people stop it, it says that nothing is lost
        other.process.send_signal(signal.SIGINT)
        other.process.wait(timeout=60)
        assert "toutes les décisions sont enregistrées" in other.complaints.read_text(encoding="utf-8")
    finally:
        next(running, None)


def _cookie(base: str) -> str:
    """The name of the cookie that the login page sets."""
    parts = urlsplit(base)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=20)
    try:
        connection.request("GET", "/connexion/")
        return str(connection.getresponse().headers["Set-Cookie"]).partition("=")[0]
    finally:
        connection.close()


@pytest.fixture(
    params=[("--host", "localhost"), ("--host", "::1"), ("--host", "0.0.0.0", "--insecure")], ids=lambda o: o[1]
)
def elsewhere(request: pytest.FixtureRequest, study_ran: Path, tmp_path: Path) -> Iterator[Running]:
    """A server that listens on another address."""
    if request.param[1] == "::1" and not _has_ipv6():
        pytest.skip("cette machine n'a pas IPv6")
    running = serving(Path(shutil.copytree(study_ran, tmp_path / "etude")), *request.param)
    yield next(running)
    next(running, None)


def test_the_address_that_is_shown_is_one_that_answers(elsewhere: Running) -> None:
    shown = urlsplit(elsewhere.base)
    # the suite refuses connections to any other address, this machine's own too
    here = f"http://[::1]:{shown.port}" if shown.hostname == "::1" else f"http://127.0.0.1:{shown.port}"
    assert get(here, "/connexion/", shown.netloc)[0] == 200
    assert get(here, urlsplit(elsewhere.link).path, shown.netloc)[0] == 200
    assert get(here, "/connexion/", "evil.example")[0] == 400


def test_behind_https_only_the_public_name_is_known_and_cookies_are_closed_to_http(
    study_ran: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(study_ran, tmp_path / "etude"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    running = serving(folder, "--port", str(port), "--address", "https://codage.exemple.be/")
    shown = next(running)
    try:
        assert shown.link.startswith("https://codage.exemple.be/invitation/")
        base = f"http://127.0.0.1:{port}"
        assert get(base, "/connexion/")[0] == 400
        assert get(base, "/connexion/", "codage.exemple.be")[0] == 200
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/connexion/", headers={"Host": "codage.exemple.be"})
        cookie = str(connection.getresponse().headers["Set-Cookie"])
        connection.close()
        assert "Secure" in cookie and "HttpOnly" in cookie and "SameSite=Strict" in cookie
    finally:
        next(running, None)


def test_no_module_of_the_server_asks_for_the_network() -> None:
    code = "import thematique.web.server, sys; print([m for m in ('requests', 'urllib3', 'httpx') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert said.stdout.strip() == "[]"


def _has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False
