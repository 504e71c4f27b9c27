"""The page of agreement: the figures of the command, one click from the passages behind them, blind readers spared."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from thematique.agreement.results import Figure, Level
from thematique.agreement_report import measures
from thematique.codings import Drawn
from thematique.records import Segment
from thematique.review import coders, layers
from thematique.review.database import use
from thematique.review.models import Head, Role
from thematique.study import Study
from thematique.web.desk import Desk
from thematique.web.scales import scale

from .coded import read, reserve_last, sooner_or_later, spoken
from .conftest import NAMES, PASSWORD, Running

Clients = Callable[..., Client]

HERE = "/accord/"
PAIR = {"a": "Lina", "b": "Rachid"}


def text(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)).replace("\xa0", " "))


def page(client: Client, address: str = "", **query: str) -> str:
    return text(client.get(HERE + address, query).content.decode().partition("<main")[2])


def two_readers(desk: Desk) -> tuple[list[Segment], list[str]]:
    """Lina and Rachid agree on four passages, differ on two; one of Rachid's is blind and random, as is Lina's."""
    codes = [one.code for one in desk.codebook.codes if one.codable][:2]
    passages = spoken(desk)
    for number, segment in enumerate(passages[:6]):
        drawn, blind = (Drawn.RANDOM, True) if number < 2 else (Drawn.UNCERTAIN, False)
        read(desk, "Lina", segment, [codes[0]] if number < 3 else [], drawn=drawn, blind=blind)
        read(
            desk,
            "Rachid",
            segment,
            [codes[0]] if number in (1, 2) else [codes[1]] if number == 3 else [],
            drawn=drawn,
            blind=blind,
        )
    return passages, codes


@pytest.fixture
def coded(desk: Desk) -> Iterator[tuple[list[Segment], list[str]]]:
    with use(desk.database):
        yield two_readers(desk)


@pytest.mark.parametrize("unit", ["segment", "turn", "character"])
@pytest.mark.parametrize("level", ["code", "theme"])
def test_the_figures_are_those_of_the_command(
    desk: Desk, client_of: Clients, coded: tuple[list[Segment], list[str]], unit: str, level: str
) -> None:
    found = Study(desk.folder).compare("Lina", "Rachid", unit=unit, level=level)
    seen = page(client_of("relecture"), **PAIR, unit=unit, level=level)
    assert text(measures.units(found.totals.units, found.unit)) in seen
    for measure, figure in found.totals.figures.items():
        assert f"{measures.SHORT[measure]} {measures.written(measure, figure)}".lower() in seen.lower()
    row = next(one for one in found.at(Level(level)) if one.both)
    wanted = [text(measures.written(one, row.figures[one])) for one in measures.AGREEMENT]
    assert re.search(r"\D+".join(map(re.escape, wanted)), seen), (wanted, seen)


def test_each_part_of_a_row_lists_its_passages(
    desk: Desk, client_of: Clients, coded: tuple[list[Segment], list[str]]
) -> None:
    (first, second, third, fourth, *_), codes = coded
    client, row = client_of("relecture"), {**PAIR, "code": codes[0], "rank": "code"}
    expected = {"both": [second, third], "only_a": [first], "only_b": [], "neither": [fourth]}
    for part, passages in expected.items():
        html = client.get(f"{HERE}passages/", {**row, "part": part}).content.decode()
        shown = re.findall(r"passage=(\w+):(\d+)", html)
        spots = {(one.document, str(one.segment)) for one in passages}
        assert spots <= {*shown}
        assert part == "neither" or spots == {*shown}
    disagreements = page(client, "passages/", **PAIR)
    assert "2 passages." in disagreements
    assert first.text in disagreements
    assert fourth.text in disagreements
    assert second.text not in disagreements


def test_only_passages_drawn_at_random_and_read_blind_when_asked(
    desk: Desk, client_of: Clients, coded: tuple[list[Segment], list[str]]
) -> None:
    seen = page(client_of("relecture"), **PAIR, blind="1")
    assert "2 segments que les deux ont lus" in seen
    assert "tirés au hasard et lus à l’aveugle" in seen


def test_what_is_yet_to_be_read_blind_counts_and_is_not_shown(
    desk: Desk, client_of: Clients, coded: tuple[list[Segment], list[str]]
) -> None:
    reserved = reserve_last(desk)
    read(desk, "Lina", reserved, [coded[1][0]], drawn=Drawn.RANDOM, blind=True)
    read(desk, "Rachid", reserved, [], drawn=Drawn.RANDOM, blind=True)
    assert reserved.text in page(client_of("relecture"), "passages/", **PAIR)
    seen = page(client_of("administration"), "passages/", **PAIR)
    assert "3 passages" in seen
    assert (
        f"{reserved.document}:{reserved.segment}"
        not in client_of("administration").get(f"{HERE}passages/", PAIR).content.decode()
    )
    assert "à l’aveugle" in seen


def test_figures_are_made_anew_when_other_codings_bear_the_number_of_the_former(
    client_of: Clients, desk: Desk, coded: tuple[list[Segment], list[str]]
) -> None:
    passages, codes = coded
    assert "2 passages." in page(client_of("relecture"), "passages/", **PAIR)
    number = Head.objects.get(pk=1).number
    read(desk, "Rachid", passages[5], [codes[1]])
    # a return to a backup lowers the number, and others decide otherwise from there
    Head.objects.update(number=number)
    assert "3 passages." in page(client_of("relecture"), "passages/", **PAIR)


def test_all_codings_are_looked_up_once_for_all_who_are_compared(
    client_of: Clients, monkeypatch: pytest.MonkeyPatch, coded: tuple[list[Segment], list[str]]
) -> None:
    looked: list[int] = []
    standing = layers.standing
    monkeypatch.setattr(layers, "standing", lambda: looked.append(1) or standing())
    page(client_of("relecture"), **PAIR)
    page(client_of("relecture"), **PAIR, unit="turn")
    assert len(looked) == 1


def test_who_codes_without_seeing_colleagues_has_no_such_page(
    client_of: Clients, coded: tuple[list[Segment], list[str]]
) -> None:
    for address in ("", "paires/", "passages/"):
        assert client_of("lecture").get(HERE + address, PAIR).status_code == 403


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"a": "Lina", "b": "Lina"}, "à lui-même"),
        ({"a": "Lina", "b": "Zoé"}, "n'a rien codé"),
        ({"a": "Lina", "b": "machine:v9"}, "n'existe pas"),
        ({"a": "Lina", "b": "Rachid", "unit": "phrase"}, "unités"),
    ],
)
def test_what_cannot_be_compared_is_told(
    client_of: Clients, coded: tuple[list[Segment], list[str]], query: dict[str, str], told: str
) -> None:
    assert told in page(client_of("relecture"), **query)


def test_the_machine_stands_beside_people(
    desk: Desk, client_of: Clients, coded: tuple[list[Segment], list[str]]
) -> None:
    client, query = client_of("relecture"), {"a": "machine", "b": "Lina"}
    assert "dans quelques secondes" in page(client, **query)
    seen = sooner_or_later(lambda: found if "La référence est Lina" in (found := page(client, **query)) else None)
    found = Study(desk.folder).compare("machine", "Lina")
    assert f"{found.totals.identical} sur {found.totals.units}" in seen
    beside = client.get(f"{HERE}paires/", query).content.decode()
    assert re.findall(r">([^<>]+ et [^<>]+)</a>", beside) == [
        "Lina et Rachid",
        "La machine et Lina",
        "La machine et Rachid",
        "La machine et le consensus",
    ]


def test_the_axis_goes_as_far_down_as_what_is_drawn() -> None:
    high, low = Figure(value=1.0, low=0.1, high=1.0), Figure(value=0.3, low=-0.25, high=0.6)
    assert scale([]).told == scale([high, Figure(value=None)]).told == "de 0 à 1"
    both = scale([high, low])
    assert both.told == "de −0,4 à 1"
    assert (both.place(1.0), both.place(both.start)) == (1, 0)
    assert 0 < both.place(-0.25) < both.place(0) < 1


def test_names_and_codes_are_shown_as_text(
    desk: Desk, client_of: Clients, coded: tuple[list[Segment], list[str]]
) -> None:
    name = "<b>Zoé</b> & l'autre"
    coders.accept(coders.invite(name, Role.READER).token, PASSWORD)
    read(desk, name, coded[0][0], [])
    html = client_of("relecture").get(HERE, {"a": name, "b": "Rachid"}).content.decode()
    assert "<b>Zoé" not in html
    assert "&amp;lt;" not in html
    assert "&amp;#x27;" not in html


def test_in_a_browser_axe_finds_nothing_grave(server: Running, browser: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe n'est pas installé").Axe()
    study = Study(server.folder)
    for role, name in NAMES.items():
        server.invite(name, role)
    with use(study.people.database):
        two_readers(Desk(study))
    connections.close_all()
    context = browser.new_context(viewport={"width": 820, "height": 1180}, bypass_csp=True)
    window, faults = context.new_page(), []
    window.on("pageerror", lambda error: faults.append(str(error)))
    window.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    window.goto(f"{server.base}/connexion/?next={HERE}")
    window.fill("#name", NAMES["relecture"])
    window.fill("#password", PASSWORD)
    window.keyboard.press("Enter")
    window.wait_for_selector("#pairs table")
    window.wait_for_function("!document.body.textContent.includes('un instant…')", timeout=120_000)
    window.click("text=Lire ces chiffres")
    grave = violations(axe, window)
    window.set_viewport_size({"width": 1280, "height": 720})
    assert window.evaluate(
        "[...document.querySelectorAll('.scroll')].every((one) => one.scrollWidth <= one.clientWidth)"
    )
    window.set_viewport_size({"width": 820, "height": 1180})
    assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")
    window.click("tbody .number a >> nth=-1")
    window.wait_for_selector(".parts-of")
    grave += violations(axe, window)
    context.close()
    assert (grave, faults) == ([], [])


def violations(axe: Any, window: Any) -> list[Any]:
    return [one for one in axe.run(window).response["violations"] if one["impact"] in ("serious", "critical")]
