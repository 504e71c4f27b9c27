"""A reviewer without a browser: speaks to a real server by HTTP, for the benches."""

import http.client
import re
import subprocess
import sys
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_READING = re.compile(r'data-reading="(\d+)"')
_AFTER = re.compile(r'data-after="(\d+)"')


@dataclass(kw_only=True)
class Server:
    """A running `thematique review`."""

    process: subprocess.Popen[str]
    base: str
    first_link: str

    def stop(self) -> None:
        """Let it end by itself."""
        self.process.terminate()
        self.process.wait(timeout=20)


def start(study: Path) -> Server:
    """Start the server of a study on a free port, and wait until it answers."""
    command = [str(Path(sys.executable).with_name("thematique")), "review", str(study), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    link = ""
    for line in process.stdout:
        if "/invitation/" in line:
            link = line.strip()
        if found := re.search(r"Page de relecture : (http://\S+)/", line):
            return Server(process=process, base=found[1], first_link=link)
    raise RuntimeError("the server did not start")


@dataclass(kw_only=True)
class Visitor:
    """One person with their cookies."""

    base: str
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    _connection: http.client.HTTPConnection | None = None

    def call(self, method: str, path: str, sent: dict[str, str] | None = None) -> tuple[int, str]:
        """One request; redirects are not followed."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if sent is not None:
            body = urlencode(sent | {"csrfmiddlewaretoken": self.token})
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        if self._connection is None:
            self._connection = http.client.HTTPConnection(urlsplit(self.base).netloc, timeout=60)
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            self._connection = None
            raise
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        if found := _TOKEN.search(text):
            self.token = found[1]
        return answer.status, text

    def move_to(self, base: str) -> None:
        """Go on with the same session at a server that was started anew."""
        self.base, self._connection = base, None

    def enter(self, link: str, name: str, password: str = "un mot de passe long") -> None:
        """Use an invitation."""
        path = urlsplit(link).path
        self.call("GET", path)
        status, text = self.call("POST", path, {"name": name, "password": password, "again": password})
        assert status == 302, (status, text[:300])

    def log_in(self, name: str, password: str = "un mot de passe long") -> None:
        """Come in again."""
        self.call("GET", "/connexion/")
        status, text = self.call("POST", "/connexion/", {"name": name, "password": password})
        assert status == 302, (status, text[:300])

    def card(self) -> tuple[str, str]:
        """The reading of the passage where one is, and the last entry of the journal."""
        status, text = self.call("GET", "/")
        assert status == 200, status
        return shown(text)

    def decide(self, reading: str, after: str, code: str, verdict: str = "accept") -> str:
        """Give or refuse a code; returns the name of the act, once it is acknowledged."""
        act = str(uuid.uuid4())
        sent = {"reading": reading, "after": after, "code": code, "verdict": verdict, "act": act}
        status, text = self.call("POST", "/relire/decision/", sent)
        assert status == 200, (status, text[:300])
        return act

    def next(self, reading: str) -> tuple[str, str]:
        """Go on to the next passage."""
        status, text = self.call("POST", "/relire/pas/", {"reading": reading, "to": "next", "act": str(uuid.uuid4())})
        assert status == 200, status
        return shown(text)


def shown(text: str) -> tuple[str, str]:
    """The reading and the last entry that a card speaks of; empty at the end of the queue."""
    reading, after = _READING.search(text), _AFTER.search(text)
    return (reading[1] if reading else "", after[1] if after else "")
