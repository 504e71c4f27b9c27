"""Nothing leaves the machine; the suite would see it if something tried."""

import socket
import sys
from pathlib import Path

import pytest

import no_network
import small
from command import run, thematique

TRY = "import socket; socket.create_connection(({host!r}, 80), timeout=1)"


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org", "8.8.8.8"])
def test_a_connection_to_elsewhere_is_refused_and_seen(host: str) -> None:
    with pytest.raises(ConnectionRefusedError, match="refusée par les tests"):
        socket.create_connection((host, 80), timeout=1)
    assert no_network.attempts.pop() == host


def test_so_it_is_in_the_commands_that_tests_start() -> None:
    with pytest.raises(AssertionError):
        run([sys.executable, "-c", TRY.format(host="192.0.2.1")])


def test_this_machine_can_speak_to_itself() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


def test_a_run_on_workers_stays_on_this_machine(tmp_path: Path) -> None:
    folder = small.study(tmp_path / "etude").folder
    said = thematique("run", folder, "--only", "ingest", "--workers", 1)
    assert (said.status, said.err) == (0, "")
    assert "2 documents lus" in said.out
