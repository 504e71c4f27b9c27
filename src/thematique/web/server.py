"""The server of one study: on this machine alone unless TLS stands in front."""

import errno
import gc
import hashlib
import logging
import os
import secrets
import socket
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from thematique.errors import WrongUse
from thematique.study import Study
from thematique.web.door import is_loopback

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

_SECRET_FILE = "review.secret"  # noqa: S105 - the name of a file
_SHORTEST_SECRET = 32
_THREADS = 8
_LARGEST_BODY = 2 << 20
_NOT_ALONE = (
    "--private montre les noms d'origine, et ne va qu'avec un serveur que seule cette machine peut joindre ; "
    "enlevez --address, et --host ou donnez-lui 127.0.0.1. Pour les autres personnes, ouvrez un second serveur sans "
    "--private."
)


def application(study: Study, *, hosts: Iterable[str], secure: bool, private: bool = False) -> Wsgi:
    """The pages of a study as a WSGI application, its static files included.

    Args:
        study: whose.
        hosts: the host names by which browsers may call it.
        secure: whether browsers reach it by HTTPS.
        private: show the private side to who administers, on this machine.
    """
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from whitenoise import WhiteNoise

    from thematique.review.database import prepare

    prepare()
    secret = _secret(study.folder / _SECRET_FILE)
    mark = hashlib.sha256(secret.encode()).hexdigest()[:8]
    settings.SECRET_KEY = secret
    settings.ALLOWED_HOSTS = [*hosts]
    # two studies on one machine are two ports of one host, which share their cookies
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = f"thematique-{mark}", f"thematique-csrf-{mark}"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = secure
    _log_to(study.folder / "review.log")

    from thematique.web.desk import Desk

    desk = Desk(study, private=private)
    django = get_wsgi_application()

    def with_desk(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        answer: Iterable[bytes] = django({**environ, "thematique.desk": desk}, start)
        return answer

    files = WhiteNoise(with_desk, max_age=0, allow_all_origins=False, add_headers_function=_protect)
    files.add_files(Path(__file__).parent / "static", prefix="static/")
    files.add_files(_htmx(), prefix="static/htmx/")
    served: Wsgi = files
    return served


def serve(
    study: Study,
    *,
    host: str,
    port: int,
    address: str = "",
    insecure: bool = False,
    private: bool = False,
    ready: Callable[[str], None],
) -> None:
    """Answer browsers until interrupted.

    Args:
        study: whose pages.
        host: the address of this machine to listen on.
        port: the port; 0 for any that is free.
        address: `https://…`, when a server in front speaks TLS.
        insecure: listen to other machines without TLS all the same.
        private: show the private side to who administers; only on a server that no other machine can reach.
        ready: called with the address to give to a browser once the server listens.

    Raises:
        WrongUse: other machines would be answered without TLS or could see the private side, or the port is taken.
    """
    from waitress import create_server

    public = _public(address)
    if private and (public or not is_loopback(host)):
        raise WrongUse(_NOT_ALONE)
    if not is_loopback(host) and not public and not insecure:
        raise WrongUse(
            f"« {host} » ouvrirait les codages à d'autres machines sans chiffrement ; placez un serveur HTTPS "
            "devant et donnez son adresse avec --address https://…, ou ajoutez --insecure si le réseau est sûr."
        )
    os.umask(0o077)
    names = [public] if public else _names(host)
    served = application(study, hosts=names, secure=bool(public), private=private)
    # the texts are in memory and stay: to look through them for garbage would hold up a decision now and then
    gc.collect()
    gc.freeze()
    try:
        server = create_server(
            served,
            # a name may stand for several addresses, and one port has to do for all
            host="127.0.0.1" if host == "localhost" else host,
            port=port,
            threads=_THREADS,
            ident="",
            url_scheme="https" if public else "http",
            max_request_body_size=_LARGEST_BODY,
            channel_timeout=60,
            # a request that another server passed on has to be known as such
            clear_untrusted_proxy_headers=False,
        )
    except (OSError, ValueError) as error:
        raise WrongUse(_why_not(error, host, port)) from error
    ready(address.rstrip("/") if public else f"http://{names[0]}:{server.effective_port}")
    server.run()


def _public(address: str) -> str:
    """The host of the address by which browsers come; empty when there is none.

    Raises:
        WrongUse: it is no https address.
    """
    if not address:
        return ""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/"):
        raise WrongUse("--address attend l'adresse du serveur HTTPS, par exemple https://codage.exemple.be.")
    return parts.hostname


def _names(host: str) -> Sequence[str]:
    """The names by which browsers may call a server that listens on `host`: any other is a rebound one.

    The first is the one to show.
    """
    shown = f"[{host}]" if ":" in host else host
    if is_loopback(host):
        return [*dict.fromkeys([shown, "127.0.0.1", "localhost", "[::1]"])]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not listened on
        return [*_own_addresses(), socket.gethostname(), "127.0.0.1", "localhost", "[::1]"]
    return [shown]


def _own_addresses() -> Sequence[str]:
    """By which other machines reach this one."""
    found = []
    for family, elsewhere in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        # to connect a datagram socket sends nothing: the system only says by which way it would
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((elsewhere, 9))
            address = str(asking.getsockname()[0])
            found.append(f"[{address}]" if ":" in address else address)
    return found


def _why_not(error: OSError | ValueError, host: str, port: int) -> str:
    """Why the server cannot listen, and what to do."""
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return (
            f"le port {port} de « {host} » n'est pas libre ; fermez l'autre serveur, ou choisissez-en un avec --port."
        )
    if number == errno.EACCES:
        return f"le port {port} est réservé au système ; choisissez-en un au-dessus de 1023 avec --port."
    return f"« {host} » n'est pas une adresse de cette machine ; donnez-en une avec --host."


def _secret(path: Path) -> str:
    """The secret that signs this study's sessions, made at the first start; whoever removes it ends all sessions."""
    if not path.exists() or path.stat().st_size < _SHORTEST_SECRET:
        # written whole under a name of its own, then linked: of two servers that start at once both take the first's
        part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with suppress(FileNotFoundError):
            # only what is short: the first's may be there by now
            if path.stat().st_size < _SHORTEST_SECRET:
                path.unlink()
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
                stream.write(secrets.token_urlsafe(48))
            with suppress(FileExistsError):
                os.link(part, path)
        finally:
            part.unlink(missing_ok=True)
    path.chmod(0o600)
    return path.read_text()


def _log_to(path: Path) -> None:
    logger = logging.getLogger("thematique.web")
    for handler in [*logger.handlers]:
        logger.removeHandler(handler)
        handler.close()
    path.touch(mode=0o600)
    path.chmod(0o600)
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger.addHandler(handler)
    logger.propagate = False
    # what Django logs may quote an address, and with it a word that was searched
    logging.getLogger("django").addHandler(logging.NullHandler())
    logging.getLogger("django").propagate = False


def _protect(headers: Any, _path: str, _url: str) -> None:
    """Let static files be nothing but what their type says, and of use to these pages alone."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def _htmx() -> Path:
    import django_htmx

    return Path(django_htmx.__file__).parent / "static" / "django_htmx"
