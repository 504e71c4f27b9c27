"""The small study with a short codebook that two people used, and what a window asks and sends to change it."""

import html
import re
from typing import Any

from django.test import Client

from thematique.codings import Drawn, Verdict
from thematique.records import Segment
from thematique.review import decisions, grid
from thematique.review.database import use
from thematique.review.models import Coder
from thematique.web.desk import Desk

GRID = """title = "Essai"

[t]
name = "Thème"
definition = "Un thème."

[t.a]
name = "Alpha"
definition = "Le premier."
includes = ["une chose"]
examples = ["Un exemple\\nsur deux lignes.", "Un autre exemple."]

[t.b]
name = "Bêta"
definition = "Le deuxième."
examples = ["Un exemple de bêta."]
"""
REVIEWER, READER = "Rachid", "Lina"


def given(desk: Desk) -> Desk:
    """Give the study a short codebook; Rachid and Lina have coded three passages each, two of them the same."""
    (desk.folder / "codebook.toml").write_text(GRID, encoding="utf-8")
    with use(desk.database):
        grid.current(desk.folder)
        for name, numbers in ((REVIEWER, (0, 1, 2)), (READER, (1, 2, 3))):
            for number in numbers:
                code(desk, name, "t.a", number)
    return desk


def segments(desk: Desk, *, blind: bool = False) -> list[Segment]:
    """The passages that chance leaves to be read with suggestions, or those to be read blind."""
    reserve = desk.order().reserve
    found = [one for listed in desk.shared.segments.values() for one in listed if one.role == "participant"]
    return [one for one in found if ((one.document, one.segment) in reserve) == blind]


def code(desk: Desk, name: str, path: str, number: int, *, blind: bool = False) -> Segment:
    segment = segments(desk, blind=blind)[number]
    place = desk.editions.place(segment.document, segment.start, segment.end)
    coder = Coder.objects.get(name=name)
    reading = decisions.show(coder, place, drawn=Drawn.CHOSEN, blind=blind, model="m")
    decisions.decide(reading, path, Verdict.ACCEPT)
    decisions.finish(reading)
    return segment


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()
    return html.unescape(answer.content.decode())


def send(
    client: Client, operation: str, code: str = "t.a", *, step: str = "look", status: int = 200, **typed: Any
) -> str:
    """Send a form of an operation; the version and the act are those that the page gave."""
    sent = {"code": code, "step": step, "version": 1, "act": "abcdefgh", **typed}
    answer = client.post(f"/grille/changer/{operation}/", sent)
    assert answer.status_code == status, answer.content.decode()
    return html.unescape(answer.content.decode()) if status != 302 else answer["Location"]


def words(page: str) -> str:
    """What a page says, on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def counts(desk: Desk) -> dict[str, int]:
    with use(desk.database):
        return dict(grid.affected(["t", "t.a", "t.b", "t.neuf", "t.alpha-prime", "t.deux", "t.trois"]))
