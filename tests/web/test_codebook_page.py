"""The codebook's page in a real browser: by keyboard alone, without a serious fault, at several sizes."""

from collections.abc import Callable
from typing import Any

import pytest

from thematique.review.database import outside_loop, use
from thematique.review.models import Coding
from thematique.study import Study

from .conftest import PASSWORD, Running

FIRST = "/grille/?code=tensions.enjeux"


def text(page: Any, selector: str = "main") -> str:
    return " ".join(page.inner_text(selector).split())


def tab_to(page: Any, wanted: str) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(80):
        page.keyboard.press("Tab")
        named = page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).innerText.trim()")
        if named.startswith(wanted):
            return
    raise AssertionError(f"« {wanted} » is not reached by Tab")


@pytest.fixture
def rachid(page: Any, logged_in: Callable[..., Any]) -> Any:
    return logged_in(page, "relecture")


def test_a_code_is_found_renamed_and_named_again_by_keyboard_alone(server: Running, rachid: Any) -> None:
    page = rachid
    tab_to(page, "Grille")
    page.keyboard.press("Enter")
    page.wait_for_url("**/grille/")
    tab_to(page, "Chercher un code")
    page.keyboard.type("ENJEUX DIFF")
    assert text(page, "#found") == "1 code"
    assert page.locator("#tree a:visible").count() == 2
    page.keyboard.press("Enter")
    page.wait_for_url("**/grille/?code=tensions.enjeux")
    tab_to(page, "Renommer")
    page.keyboard.press("Enter")
    page.wait_for_url("**/renommer/**")
    page.keyboard.press("Control+A")
    page.keyboard.type("Buts des services")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Ce qui va se passer")
    assert "tensions.enjeux devient tensions.buts-des-services" in text(page)
    tab_to(page, "Confirmer")
    page.keyboard.press("Enter")
    page.wait_for_url("**fait=2")
    assert "C’est fait" in text(page)
    tab_to(page, "Annuler la dernière modification")
    page.keyboard.press("Enter")
    page.wait_for_url("**/annuler/")
    tab_to(page, "Annuler cette modification")
    page.keyboard.press("Enter")
    page.wait_for_url("**fait=3")
    assert "Enjeux différents" in text(page, "#tree")


def test_a_coded_passage_is_sent_elsewhere_in_a_split_and_comes_back(server: Running, rachid: Any) -> None:
    page = rachid
    _code_something(server)
    page.goto(f"{server.base}/grille/changer/diviser/?code=tensions.enjeux")
    page.fill("#names", "Buts\nComptes à rendre")
    page.click("text=Répartir les passages")
    page.select_option("select[name^=to-]", label="Buts")
    page.click("text=Voir ce qui va se passer")
    assert "1 codage change de code" in text(page)
    page.click("text=Confirmer")
    page.wait_for_url("**fait=*")
    page.click("#tree >> text=Buts")
    assert "Rachid 1" in text(page)
    page.click("text=Voir les passages")
    page.click("text=Relire ce passage")
    page.wait_for_url("**/?passage=**")
    page.goto(f"{server.base}/grille/annuler/")
    page.click("text=Annuler cette modification")
    page.wait_for_url("**fait=*")
    page.goto(f"{server.base}{FIRST}")
    assert "Rachid 1" in text(page)


def test_of_two_windows_the_second_keeps_what_was_typed(server: Running, rachid: Any) -> None:
    page, other = rachid, rachid.context.new_page()
    page.goto(f"{server.base}/grille/changer/textes/?code=tensions.enjeux")
    page.fill("#definition", "Longuement réfléchi.")
    other.goto(f"{server.base}/grille/changer/renommer/?code=tensions.turnover")
    other.fill("#name", "Départs")
    other.click("text=Voir ce qui va se passer")
    other.click("text=Confirmer")
    other.wait_for_url("**fait=*")
    page.click("text=Voir ce qui va se passer")
    page.wait_for_selector("[role=alert]")
    assert "la grille a changé entre-temps" in text(page)
    assert page.input_value("#definition") == "Longuement réfléchi."
    page.click("text=Voir ce qui va se passer")
    assert "Longuement réfléchi." in text(page)


def test_leaving_a_form_with_something_typed_asks_first(server: Running, rachid: Any) -> None:
    page = rachid
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{server.base}/grille/changer/renommer/?code=tensions.enjeux")
    page.click("text=Abandonner")
    page.wait_for_url("**/grille/?code=tensions.enjeux")
    assert asked == []
    page.goto(f"{server.base}/grille/changer/renommer/?code=tensions.enjeux")
    page.keyboard.type("Autre")
    page.click("text=Abandonner")
    page.wait_for_url("**/grille/?code=tensions.enjeux")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(server: Running, browser: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    server.invite("Rachid", "relecture")
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(f"{server.base}/connexion/")
    page.fill("#name", "Rachid")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{server.base}/")
    faults = []
    for address in _addresses():
        page.goto(server.base + address)
        if "fusionner" in address:
            page.select_option("#into", index=2)
            page.click("text=Voir ce qui va se passer")
        found = axe.run(page).response["violations"]
        faults += [
            (address, one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}
        ]
    context.close()
    assert faults == []


@pytest.mark.parametrize("width", [820, 1280, 400])
def test_nothing_is_wider_than_the_window(server: Running, rachid: Any, width: int) -> None:
    rachid.set_viewport_size({"width": width, "height": 900})
    for address in _addresses():
        rachid.goto(server.base + address)
        assert rachid.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def _addresses() -> list[str]:
    operations = ("ajouter", "textes", "renommer", "fusionner", "diviser", "deplacer", "supprimer", "repartir")
    changes = [f"/grille/changer/{one}/?code=tensions.enjeux" for one in operations]
    return [
        "/grille/",
        FIRST,
        "/grille/passages/?code=tensions.enjeux",
        "/grille/versions/",
        "/grille/annuler/",
        *changes,
    ]


def _code_something(server: Running) -> None:
    """Let Rachid accept a code on a passage, as the review page would."""
    study = Study(server.folder)

    def decide() -> None:
        from thematique.codings import Drawn, Verdict
        from thematique.review import decisions
        from thematique.review.models import Coder
        from thematique.web.desk import Desk

        with use(study.people.database):
            if Coding.objects.filter(code="tensions.enjeux").exists():
                return
            desk = Desk(study)
            place = desk.editions.place("nord", *_bounds(desk))
            reading = decisions.show(
                Coder.objects.get(name="Rachid"), place, drawn=Drawn.CHOSEN, blind=False, model="m"
            )
            decisions.decide(reading, "tensions.enjeux", Verdict.ACCEPT)
            decisions.finish(reading)

    outside_loop(decide)


def _bounds(desk: Any) -> tuple[int, int]:
    segment = next(one for one in desk.shared.segments["nord"] if one.role == "participant")
    return segment.start, segment.end
