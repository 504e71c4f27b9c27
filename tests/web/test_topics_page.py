"""The page of a topic in a real browser: a code is made of it by keyboard alone, without a serious fault."""

from typing import Any

import pytest
from django.db import connections

from thematique import codebook
from thematique.study import Study

from .conftest import NAMES, PASSWORD, Running


def test_a_code_is_made_of_a_topic_with_the_keyboard(server: Running, browser: Any) -> None:
    server.invite(NAMES["relecture"], "relecture")
    topics = Study(server.folder).shared().topics
    number = next((one.topic for one in topics if one.topic >= 0), None)
    if number is None:
        pytest.skip("la petite étude n'a pas de sujet")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe n'est pas installé").Axe()
    context = browser.new_context(viewport={"width": 1280, "height": 720}, bypass_csp=True)
    page, grave = context.new_page(), []

    def judge() -> None:
        grave.extend(one for one in axe.run(page).response["violations"] if one["impact"] in ("serious", "critical"))

    page.goto(f"{server.base}/connexion/?next=/sujets/")
    page.fill("#name", NAMES["relecture"])
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=La machine a rapproché")
    judge()
    page.focus(f"a[href='/sujets/{number}/']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#passages")
    judge()
    page.focus("text=En faire un code")
    page.keyboard.press("Enter")
    page.wait_for_selector("#definition")
    judge()
    page.fill("#name", "Idée nouvelle")
    page.focus("#definition")
    page.keyboard.type("Ce que la machine a rapproché.")
    page.focus("text=Voir ce que la grille devient")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Ce qui se passera")
    judge()
    page.focus("button:has-text('Créer le code')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".made")
    judge()
    context.close()
    connections.close_all()
    assert grave == []
    assert "idee-nouvelle" in {one.code for one in codebook.load(server.folder / "codebook.toml").codes}
