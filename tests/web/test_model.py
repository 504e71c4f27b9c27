"""The machine's page: it learns in the background, people go on deciding, and one can go back."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from thematique.codings import Drawn
from thematique.records import File
from thematique.review.database import use
from thematique.review.models import Coding
from thematique.study import Study
from thematique.versions import COLD, Versions
from thematique.web import retraining
from thematique.web.changes import Changes
from thematique.web.desk import Desk

from .coded import read, reserve_last, sooner_or_later, spoken, teach
from .conftest import NAMES, PASSWORD, Running

Clients = Callable[..., Client]

HERE = "/modele/"


def text(html: str) -> str:
    """What a page says, without its marks."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)).replace("\xa0", " "))


def page(client: Client, **query: str) -> str:
    return text(client.get(HERE, query).content.decode().partition("<main")[2])


@pytest.fixture
def quiet(desk: Desk) -> Iterator[Desk]:
    """The desk; what works in the background has ended before the next test."""
    yield desk
    sooner_or_later(lambda: desk.work.job is None)


def finished(desk: Desk) -> str:
    sooner_or_later(lambda: desk.work.job is None)
    assert desk.work.ended is not None
    return desk.work.ended.sentence


def test_who_only_reads_sees_the_versions_and_cannot_train(quiet: Desk, client_of: Clients) -> None:
    seen = page(client_of("lecture"))
    assert f"{COLD} en vigueur" in seen
    assert "lancé par les personnes" in seen
    assert "Entraîner avec les codages" in seen
    for address in ("entrainer/", "revenir/maintenant/"):
        assert client_of("lecture").post(HERE + address, {"version": COLD}).status_code == 403
    assert client_of("lecture").get(f"{HERE}revenir/", {"version": COLD}).status_code == 403
    assert quiet.work.job is None


def test_a_version_that_one_interview_taught_is_not_said_to_be_judged_on_others(
    quiet: Desk, client_of: Clients
) -> None:
    card = {"before": COLD, "kept": True, "lessons": 40, "last_decision": "2026-01-05T10:00:00+00:00", "codes": []}
    card |= {"mean_average_precision": {"before": 0.4, "after": 0.5}}
    for name, by_document in (("v1", False), ("v2", True)):
        told = json.dumps({**card, "by_document": by_document}).encode()
        Versions(quiet.folder).keep(name, [File(name="card.json", content=told)])
    seen = page(client_of("lecture"))
    assert "Pour v1, faute d’un second entretien codé" in seen
    assert seen.count("faute d’un second") == 1


def test_too_few_codings_are_told_in_the_sentence_of_the_command(quiet: Desk, client_of: Clients) -> None:
    client = client_of("relecture")
    assert client.post(f"{HERE}entrainer/").status_code == 302
    assert "Apprendre des codages" in page(client)
    assert "pas encore assez de codages" in finished(quiet)
    assert "pas encore assez de codages" in page(client)
    assert Versions(quiet.folder).names() == []
    assert "pas encore assez" in client.get(f"{HERE}nouvelles/").content.decode()
    assert client_of("lecture").get(f"{HERE}nouvelles/").status_code == 204


def test_the_machine_learns_while_people_decide_and_one_can_go_back(quiet: Desk, client_of: Clients) -> None:
    with use(quiet.database):
        code = teach(quiet, "Lina", "Rachid")
    client = client_of("relecture")
    before = order_of(quiet)
    client.post(f"{HERE}entrainer/")
    busy = client.post(f"{HERE}entrainer/")
    assert (busy.status_code, "déjà au travail" in busy.content.decode()) == (409, True)
    with use(quiet.database):
        read(quiet, "Agathe", spoken(quiet)[0], [code])
        assert Coding.objects.filter(coder__name="Agathe").exists()
    assert "Entraînement demandé par Rachid" in text(client.get(f"{HERE}travail/").content.decode())
    assert re.fullmatch(
        r"Nouvelle version v1 en vigueur : \d+ passages? signalés? de plus, \d+ de moins", finished(quiet)
    )
    assert quiet.shared.model == "v1"
    assert order_of(quiet) is not before
    ended = client.get(f"{HERE}travail/")
    assert (ended["HX-Retarget"], "v1 en vigueur" in text(ended.content.decode())) == ("#model", True)
    assert "Nouvelle version v1" in client_of("lecture").get(f"{HERE}nouvelles/").content.decode()
    assert client_of("lecture").get(f"{HERE}nouvelles/", {"news": "1"}).status_code == 204
    client_of("lecture").post(f"{HERE}nouvelles/lues/", {"news": "1"})
    assert client_of("lecture").get(f"{HERE}nouvelles/").status_code == 204

    pair = {"avant": COLD, "apres": "v1"}
    table = sooner_or_later(
        lambda: (
            found
            if "Signalés de plus" in (found := text(client.get(f"{HERE}changements/", pair).content.decode()))
            else None
        )
    )
    assert "Précision moyenne" in table
    assert finished(quiet).partition(" : ")[2].split(" ")[0] in table

    assert "Revenir à la version départ-à-froid ?" in page_of(client, "revenir/", version=COLD)
    assert Versions(quiet.folder).current == "v1"
    client.post(f"{HERE}revenir/maintenant/", {"version": COLD})
    assert finished(quiet).startswith(f"Retour à la version {COLD}")
    assert (quiet.shared.model, Versions(quiet.folder).current) == (COLD, COLD)
    assert Versions(quiet.folder).names() == ["v1"]


def page_of(client: Client, address: str, **query: str) -> str:
    return text(client.get(HERE + address, query).content.decode().partition("<main")[2])


def test_passages_that_are_yet_to_be_read_blind_are_counted_and_not_shown(
    quiet: Desk, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    with use(quiet.database):
        reserved = reserve_last(quiet)
    free = spoken(quiet)[0]
    found = Changes(codes=[], more=[(one.document, one.segment) for one in (free, reserved)], fewer=[])
    monkeypatch.setattr(retraining, "between", lambda *_: found)
    seen = page_of(client_of("lecture"), "passages/", avant=COLD, apres=COLD)
    assert free.text in seen
    assert "1 n’est pas montré" in seen
    with use(quiet.database):
        read(quiet, "Lina", reserved, [], drawn=Drawn.RANDOM, blind=True)
    assert "pas montré" not in page_of(client_of("lecture"), "passages/", avant=COLD, apres=COLD)


def order_of(desk: Desk) -> Any:
    with use(desk.database):
        return desk.order()


def test_an_interrupted_return_is_seen_and_can_be_finished(quiet: Desk, client_of: Clients) -> None:
    with use(quiet.database):
        teach(quiet, "Lina")
    study = Study(quiet.folder)
    study.train()
    Versions(quiet.folder).use(COLD)
    seen = page(client_of("relecture"))
    assert "les suggestions affichées sont encore celles de v1" in seen
    client_of("relecture").post(f"{HERE}revenir/maintenant/", {"version": COLD})
    assert finished(quiet) == f"Les suggestions sont de nouveau celles de {COLD}"
    assert quiet.shared.model == COLD


@pytest.mark.parametrize("address", ["changements/", "passages/", "revenir/"])
def test_a_version_that_does_not_exist_is_no_page(client_of: Clients, address: str) -> None:
    sent = {"avant": "v7", "apres": "../v1", "version": "v7"}
    assert client_of("administration").get(HERE + address, sent).status_code == 404


def test_who_has_not_come_in_is_told_nothing_and_is_not_sent_away(client_of: Clients) -> None:
    answer = client_of("").get(f"{HERE}nouvelles/")
    assert (answer.status_code, answer.content, answer.headers.get("HX-Refresh")) == (204, b"", None)


def test_in_a_browser_the_end_is_told_on_another_page_and_axe_finds_nothing_grave(
    server: Running, browser: Any
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe n'est pas installé").Axe()
    study = Study(server.folder)
    for role, name in NAMES.items():
        server.invite(name, role)
    with use(study.people.database):
        teach(Desk(study), "Lina", "Rachid")
    connections.close_all()
    context = browser.new_context(viewport={"width": 1280, "height": 720}, bypass_csp=True)
    window, other, faults = context.new_page(), context.new_page(), []
    for each in (window, other):
        each.on("pageerror", lambda error: faults.append(str(error)))
        each.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    window.goto(f"{server.base}/connexion/?next={HERE}")
    window.fill("#name", NAMES["relecture"])
    window.fill("#password", PASSWORD)
    window.keyboard.press("Enter")
    window.wait_for_selector("text=Versions")
    other.goto(f"{server.base}/entretiens/")
    window.click("form button.primary")
    window.wait_for_selector("#work [aria-current=step]")
    grave = violations(axe, window)
    window.wait_for_selector("#work", state="detached", timeout=240_000)
    window.wait_for_selector("#changes table", timeout=120_000)
    grave += violations(axe, window)
    other.wait_for_selector("#news p", timeout=40_000)
    assert "Nouvelle version v1 en vigueur" in other.inner_text("#news")
    grave += violations(axe, other)
    other.click("#news button")
    other.wait_for_selector("#news p", state="detached")
    window.click("a[href*='revenir/?version=']")
    window.wait_for_selector("text=Rien n’est encore fait")
    grave += violations(axe, window)
    context.close()
    assert (grave, faults) == ([], [])


def violations(axe: Any, window: Any) -> list[Any]:
    return [one for one in axe.run(window).response["violations"] if one["impact"] in ("serious", "critical")]
