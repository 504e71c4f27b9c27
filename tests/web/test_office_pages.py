"""The pages around the coding, in a real browser: by keyboard, by mouse, and as a screen reader finds them."""

from collections.abc import Callable
from typing import Any

import pytest

from thematique.codings import Drawn, Verdict
from thematique.review import carrying, coders, decisions
from thematique.review.anchors import Loss
from thematique.review.database import outside_loop, use
from thematique.review.editions import Editions
from thematique.review.models import Coding, Role
from thematique.study import Study

PAGES = ("/avancement/", "/equipe/", "/sauvegardes/", "/a-replacer/")


def in_study(server: Any, function: Callable[[Study], Any]) -> Any:
    study = Study(server.folder)

    def inside() -> Any:
        with use(study.people.database):
            return function(study)

    return outside_loop(inside)


def lose(server: Any, name: str, count: int) -> list[int]:
    """Let somebody's codings of the first answers have lost their words; returns their keys."""

    def inside(study: Study) -> list[int]:
        shared = study.shared()
        editions = Editions(shared, study.folder)
        segments = [one for one in shared.segments["nord"] if not one.short][:count]
        for segment in segments:
            place = editions.place("nord", segment.start, segment.end)
            reading = decisions.show(coders.named(name), place, drawn=Drawn.CHOSEN, blind=False, model="m1")
            decisions.decide(reading, "tensions.turnover", Verdict.ACCEPT)
        rows = list(Coding.objects.filter(coder__name=name).order_by("-pk")[:count])
        for row in rows:
            row.proposal = {"turn": row.turn, "start": row.start, "end": row.end}
            row.lost = Loss.NOT_FOUND.value
            row.save()
        return sorted(row.pk for row in rows)

    return list(in_study(server, inside))


def words(server: Any, key: int) -> str:
    """What lies under a coding, in the study."""

    def inside(study: Study) -> str:
        row = Coding.objects.get(pk=key)
        assert row.lost == ""
        return study.shared().text("nord")[row.start : row.end]

    return str(in_study(server, inside))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(server: Any, browser: Any, logged_in: Callable[..., Any], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe n'est pas installé").Axe()
    server.invite("Agathe", "administration")
    lose(server, "Agathe", 1)
    context = browser.new_context(viewport={"width": 1280, "height": 720}, color_scheme=scheme, bypass_csp=True)
    window = logged_in(context.new_page(), "administration")
    faults = []
    for address in PAGES:
        window.goto(f"{server.base}{address}")
        faults += [(address, one["id"]) for one in axe.run(window).response["violations"] if one["impact"] in _GRAVE]
    context.close()
    assert faults == []


def test_words_are_chosen_and_placed_by_keyboard_alone(server: Any, page: Any, logged_in: Callable[..., Any]) -> None:
    server.invite("Noé", "lecture")
    first, second = lose(server, "Noé", 2)
    window = logged_in(page, "lecture", name="Noé")
    window.goto(f"{server.base}/a-replacer/?choix=coding-{first}")
    assert window.inner_text("#confirm button").startswith("C’est bien là")
    window.focus("#words")
    for key in ("Home", "ArrowRight", "ArrowRight", "Shift+ArrowRight"):
        window.keyboard.press(key)
    chosen = window.inner_text("#chosen-words")
    assert chosen.startswith("Mots choisis : ")
    assert window.inner_text("#confirm button").startswith("Placer sur ces mots")
    window.keyboard.press("a")
    window.wait_for_selector("text=C’est remis à sa place")
    assert words(server, first) == chosen.removeprefix("Mots choisis : ")
    assert f"coding-{second}" in window.url, "the next one comes"
    held = "new KeyboardEvent('keydown', { key: 'Delete', bubbles: true, cancelable: true, repeat: true })"
    assert window.evaluate(f"document.body.dispatchEvent({held})"), "a key that is still held does nothing"
    window.keyboard.press("Delete")
    window.wait_for_selector("text=Tout est à sa place")
    assert "Noé" not in {row.coder.name for row in in_study(server, lambda _: carrying.lost())}


def test_words_are_chosen_whole_with_the_mouse(server: Any, page: Any, logged_in: Callable[..., Any]) -> None:
    server.invite("Zoé", "lecture")
    (key,) = lose(server, "Zoé", 1)
    window = logged_in(page, "lecture", name="Zoé")
    window.goto(f"{server.base}/a-replacer/")
    marked = window.locator("#words span")
    box, last = marked.nth(1).bounding_box(), marked.nth(4).bounding_box()
    window.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    window.mouse.down()
    window.mouse.move(last["x"] + last["width"] / 2, last["y"] + last["height"] / 2, steps=4)
    window.mouse.up()
    chosen = window.locator("#words .in").all_inner_texts()
    assert len(chosen) == 4
    window.click("#confirm button")
    window.wait_for_selector("text=C’est remis à sa place")
    assert words(server, key) == "".join(chosen).strip()


def test_a_link_is_shown_once_ready_to_be_copied(server: Any, page: Any, logged_in: Callable[..., Any]) -> None:
    window = logged_in(page, "administration")
    window.goto(f"{server.base}/equipe/")
    window.fill("#name", "Ève l’Écuyer")
    window.select_option("#role", Role.REVIEWER.value)
    window.get_by_role("button", name="Inviter").click()
    window.wait_for_selector("#link")
    link = window.input_value("#link")
    assert link.startswith(f"{server.base}/invitation/")
    assert window.evaluate("document.activeElement.id") == "link"
    window.reload()
    assert window.locator("#link").count() == 0
    assert "invitation en attente" in window.inner_text("main")
    row = window.locator("tr", has_text="Ève l’Écuyer")
    row.get_by_text("Retirer l’accès…").click()
    row.get_by_role("button", name="Retirer l’accès de Ève l’Écuyer").click()
    window.wait_for_selector("text=n’a plus accès à l’étude")
    assert "sans accès" in window.locator("tr", has_text="Ève l’Écuyer").inner_text()


_GRAVE = {"serious", "critical"}
