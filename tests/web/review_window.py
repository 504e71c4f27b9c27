"""The review page without a browser: what a window knows, what it sends, what it is told."""

import re
import secrets
from html import unescape
from typing import Any

from django.test import Client

CODE = "tensions.turnover"


class Window:
    """What a browser window knows: the passage that it shows."""

    def __init__(self, client: Client, address: str = "/") -> None:
        self.client = client
        self.html = ""
        self.take(client.get(address))

    def take(self, response: Any) -> None:
        assert response.status_code == 200, response.content.decode()[:400]
        self.html = response.content.decode()

    def send(self, address: str, **values: object) -> Any:
        """Send a form as the page does, whatever comes back."""
        known = {"act": secrets.token_hex(8), "reading": self.attribute("reading"), "after": self.attribute("after")}
        return self.client.post(f"/relire/{address}/", {**known, **values})

    def do(self, address: str, **values: object) -> "Window":
        self.take(self.send(address, **values))
        return self

    def accept(self, code: str = CODE, **values: object) -> "Window":
        return self.do("decision", code=code, verdict="accept", **values)

    def attribute(self, name: str) -> str:
        found = re.search(rf'data-{name}="([^"]*)"', self.html)
        return found[1] if found else ""

    @property
    def told(self) -> str:
        found = re.search(r'<p id="told">(.*?)</p>', self.html)
        assert found is not None
        return unescape(found[1])

    @property
    def passage(self) -> str:
        found = re.search(r'<p id="passage".*?>(.*?)</p>', self.html, re.DOTALL)
        assert found is not None
        return unescape(re.sub(r"<[^>]+>", "", found[1]))

    @property
    def where(self) -> tuple[str, str]:
        """The interview and the passage: two interviews have the same answers."""
        found = re.search(r'<span class="title">(.*?)</span>', self.html)
        assert found is not None
        return found[1], self.passage
