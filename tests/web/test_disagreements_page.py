"""Disagreements in a real browser: settled by keyboard alone, and by nobody who meant another passage."""

from typing import Any

import pytest
from django.db import connections

from thematique.review.database import use
from thematique.study import Study
from thematique.web.desk import Desk

from .conftest import NAMES, PASSWORD, Running
from .disputed import codes_of, consensus, prepared, spot

HERE = "/desaccords/"
_HASTE = """new MutationObserver((_, seen) => {
  seen.disconnect();
  document.getElementById("nothing").click();
  document.querySelector("#settle .primary").click();
}).observe(document.getElementById("main"), { childList: true })"""


def test_with_the_keyboard_alone(server: Running, browser: Any) -> None:
    study = Study(server.folder)
    for role, name in NAMES.items():
        server.invite(name, role)
    with use(study.people.database):
        desk = Desk(study)
        first, second, _ = prepared(desk)
        _, b, c = codes_of(desk)
        name = desk.codes[c].name
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe n'est pas installé").Axe()
    context = browser.new_context(viewport={"width": 1280, "height": 720}, bypass_csp=True)
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    posted: list[str] = []
    page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    page.goto(f"{server.base}/connexion/?next={HERE}")
    page.fill("#name", NAMES["relecture"])
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#dispute-title")
    grave = [one for one in axe.run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert grave == []
    page.wait_for_timeout(400)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    assert "Gardez au moins un code" in page.text_content("#said")
    page.keyboard.press("2")
    page.keyboard.type(name[:6])
    page.wait_for_selector("#codes [aria-selected=true]")
    page.evaluate(_HASTE)
    posted.clear()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "t => document.querySelector('#dispute-title').textContent.includes(t)", arg=f"passage {second.segment}"
    )
    assert page.evaluate("document.activeElement.id") == "dispute-title"
    with use(study.people.database):
        assert consensus(first) == {b, c}
    page.wait_for_timeout(400)
    assert (len(posted), page.text_content("#said")) == (1, ""), (
        "who clicks before the passage can be read meant another"
    )
    page.evaluate("localStorage.setItem('thematique-letters', 'off')")
    for key in ("n", "u", "1", "z"):
        page.keyboard.press(key)
    assert (len(posted), page.evaluate("document.activeElement.id")) == (1, "dispute-title")
    page.evaluate("localStorage.removeItem('thematique-letters')")
    page.keyboard.press("n")
    page.wait_for_selector(".nothing-left")
    page.keyboard.press("u")
    page.wait_for_selector(".told")
    with use(study.people.database):
        assert (consensus(first), consensus(second)) == ({b, c}, set())
    page.goto(f"{server.base}{HERE}?etat=tous&passage={spot(first)}")
    page.wait_for_selector("#next")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "t => document.querySelector('#dispute-title').textContent.includes(t)", arg=f"passage {second.segment}"
    )
    assert f"passage={second.document}%3A{second.segment}" in page.url
    page.click("text=Voir ce que dit la machine")
    page.wait_for_selector("text=Ce que dit la machine")
    grave = [one for one in axe.run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    context.close()
    connections.close_all()
    assert (grave, faults) == ([], [])
