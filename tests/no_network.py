"""Refuse every connection that would leave this machine, in this process: a rule of the whole test suite.

An audit hook sees what any library does, whatever it imported and when; it cannot be taken away again.
"""

import socket
import sys
from typing import Any

MARK = "connexion refusée par les tests"
attempts: list[str] = []
"""What was refused in this process so far; libraries may swallow the error, a test looks here."""

_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0", "::ffff:127.")
_installed = False


def install() -> None:
    """Start refusing; a second call does nothing."""
    global _installed
    if not _installed:
        _installed = True
        sys.addaudithook(_hook)


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        opened, address = arguments[0], arguments[-1]
        # a datagram socket that connects sends nothing: this is how programs ask for their own address
        if event == "socket.connect" and opened.type & socket.SOCK_DGRAM == socket.SOCK_DGRAM:
            return
        if isinstance(address, tuple) and opened.family in (socket.AF_INET, socket.AF_INET6):
            _require_loopback(address[0])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        _require_loopback(arguments[0])


def _require_loopback(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    if name.startswith(_LOOPBACK) or name == socket.gethostname():
        return
    attempts.append(name)
    sys.stderr.write(f"{MARK} : {name}\n")
    raise ConnectionRefusedError(f"{MARK} : {name}")
