"""The door of the private pages: they exist on this machine alone, and only while the private side is open.

A request is answered when the server was started for it and listens to this machine only, when it comes from this
machine and by no other server, and when the study has a private side here. Who asks is for `access` to say.
"""

import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING

from thematique.private_side import Side, side_of

if TYPE_CHECKING:
    from thematique.web.access import Request

# what servers and programs that pass a request on say of it
_PASSED_ON = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Forwarded-Port",
    "X-Forwarded-By",
    "X-Forwarded-Server",
    "X-Real-Ip",
    "X-Client-Ip",
    "X-Cluster-Client-Ip",
    "True-Client-Ip",
    "Cf-Connecting-Ip",
)


def admits(request: "Request") -> bool:
    """Whether the private pages exist for this request, whoever sends it."""
    return request.desk.is_private and _is_near(request) and _is_here(request.desk.folder)


def is_loopback(host: str) -> bool:
    """Whether only this machine answers to this name or address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def leads_here(host: str) -> bool:
    """Whether the host of a request, with or without its port, is this machine alone."""
    return is_loopback(host.partition("]")[0] if host.startswith("[") else host.partition(":")[0])


def _is_near(request: "Request") -> bool:
    """Whether a request was made on this machine, to it, by no detour."""
    sender, host = str(request.META.get("REMOTE_ADDR", "")), request.get_host()
    return is_loopback(sender) and leads_here(host) and not any(name in request.headers for name in _PASSED_ON)


def _is_here(folder: Path) -> bool:
    """Whether the private side of the study is on this machine, open or closed."""
    side = side_of(folder)
    return side is Side.CLOSED or (side is Side.OPEN and (folder / "private").is_dir())
