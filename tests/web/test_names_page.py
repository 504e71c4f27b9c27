"""The private page in a real browser: deciding with keys and with the mouse, taking back, applying, signing."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from thematique.corrections import Act, Correction, State
from thematique.review import models
from thematique.review.database import outside_loop, use
from thematique.study import Study
from thematique.web.desk import Desk
from windows import painted, visited

from .coded import sooner_or_later
from .conftest import NAMES, Running, serving
from .named import doubts, make, wish

LogIn = Callable[..., Any]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """`thematique review --private` on the small study with names."""
    with_server = serving(make(tmp_path_factory.mktemp("noms") / "etude"), "--private")
    yield next(with_server)
    next(with_server, None)


@pytest.fixture
def checking(server: Running, logged_in: LogIn, page: Any) -> Any:
    """The window of the administrator, in the names of « nord »."""
    page.set_default_timeout(15_000)
    logged_in(page, "administration")
    return visited(page, f"{server.base}/noms/nord/")


def made(server: Running) -> list[Correction]:
    """The decisions that hold."""
    return [*Study(server.folder).corrections.naming()]


def decided(server: Running, page: Any, press: Callable[[], object]) -> Correction:
    """Press something that decides, and wait for what it makes."""
    before = len(Study(server.folder).naming.history())
    press()
    sooner_or_later(lambda: len(Study(server.folder).naming.history()) > before)
    page.wait_for_selector("#done[data-number]")
    painted(page)
    return Study(server.folder).naming.history()[-1]


def taken_back(server: Running, page: Any) -> None:
    """Take the last decision back; what was decided before the page was opened opens it anew."""
    before = len(made(server))
    page.keyboard.press("z")
    sooner_or_later(lambda: len(made(server)) == before - 1)
    visited(page, page.url)


def choose(page: Any, turn: int, word: str) -> None:
    """Select a word of the original text as a mouse does."""
    page.evaluate(
        """([turn, word]) => {
          const walker = document.createTreeWalker(document.querySelector(`#t${turn} .raw .says`), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(word);
            if (at < 0) continue;
            getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + word.length);
            document.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
            return;
          }
        }""",
        [turn, word],
    )
    page.wait_for_selector("#panel[data-on=selection]")


def test_the_list_shows_each_transcript_with_its_state_and_its_doubts(server: Running, checking: Any) -> None:
    checking.goto(f"{server.base}/noms/")
    line = checking.locator("tr", has_text="nord").inner_text()
    assert "automatique" in line
    assert line.count("nord") == 1
    assert str(len(Study(server.folder).naming.doubts("nord"))) in line.split()
    checking.click("a[href='/noms/nord/']")
    assert "Maëlle" in checking.inner_text("#t1 .raw")
    assert "Maëlle" not in checking.inner_text("#t1 .shown")
    assert re.search(r"\[PERSONNE_\d+\]", checking.inner_text("#t1 .shown"))


def test_the_keys_go_through_the_doubts_in_order_and_decide(server: Running, checking: Any) -> None:
    first = doubts(Study(server.folder), "nord")[0]
    checking.keyboard.press("j")
    assert checking.inner_text("#what") == first.text
    assert checking.evaluate("document.activeElement.textContent") == first.text
    correction = decided(server, checking, lambda: checking.keyboard.press("m"))
    assert (correction.act, correction.name, correction.kind, correction.document) == (Act.MASK, first.text, "PER", "")
    assert correction.by == NAMES["administration"]
    assert "personne" in checking.locator("#list li").first.inner_text()
    assert checking.locator("#apply-form").is_visible()
    withdrawn = decided(server, checking, lambda: checking.keyboard.press("z"))
    assert (withdrawn.act, withdrawn.name) == (Act.WITHDRAW, str(correction.number))
    assert made(server) == []


def test_words_that_name_nobody_are_left_and_not_asked_again(server: Running, checking: Any) -> None:
    last = doubts(Study(server.folder), "nord")[-1]
    checking.locator("#list li button").last.click()
    assert checking.inner_text("#what") == last.text
    correction = decided(server, checking, lambda: checking.keyboard.press("p"))
    assert (correction.act, correction.name, correction.document) == (Act.UNMASK, last.text, "nord")
    visited(checking, f"{server.base}/noms/nord/")
    assert last.text not in checking.locator("#list b").all_inner_texts()
    taken_back(server, checking)


def test_a_mask_is_taken_away_changed_split_and_merged(server: Running, checking: Any) -> None:
    checking.keyboard.press("ArrowDown")
    mask = checking.locator("#t1 .raw mark.mask").first
    mask.click()
    assert checking.get_attribute("#panel", "data-on") == "mask"
    name = mask.inner_text()
    unmasked = decided(server, checking, lambda: checking.keyboard.press("u"))
    assert (unmasked.act, unmasked.name, unmasked.local) == (Act.UNMASK, name, True)
    assert mask.get_attribute("data-state") == "leave"
    decided(server, checking, lambda: checking.keyboard.press("z"))
    assert mask.get_attribute("data-state") == ""
    changed = decided(server, checking, lambda: checking.keyboard.press("o"))
    assert (changed.act, changed.kind, changed.document) == (Act.KIND, "ORG", "")
    split = decided(server, checking, lambda: checking.keyboard.press("s"))
    assert (split.act, split.name, split.document) == (Act.SPLIT, name, "nord")
    checking.keyboard.press("f")
    checking.keyboard.type("sand")
    merged = decided(server, checking, lambda: checking.keyboard.press("Enter"))
    assert (merged.act, merged.name) == (Act.MERGE, name)
    assert "Sandrine" in merged.other
    for _ in range(3):
        taken_back(server, checking)
    assert made(server) == []


def test_words_are_selected_with_the_mouse_or_the_keyboard_and_masked(server: Running, checking: Any) -> None:
    choose(checking, 5, "chacun")
    here = decided(server, checking, lambda: checking.keyboard.press("Shift+L"))
    assert (here.act, here.name, here.kind, here.turn, here.local) == (Act.MASK, "chacun", "LOC", 5, True)
    taken_back(server, checking)
    visited(checking, f"{server.base}/noms/nord/#t4")
    checking.keyboard.press("ArrowDown")
    for _ in range(2):
        checking.keyboard.press("Shift+ArrowRight")
    assert checking.inner_text("#what") == "Le soir"
    checking.keyboard.press("n")
    everywhere = decided(server, checking, lambda: checking.keyboard.press("Digit4"))
    assert (everywhere.name, everywhere.kind, everywhere.document) == ("Le soir", "DATE", "")
    visited(checking, f"{server.base}/noms/nord/")
    assert checking.locator("#t5 .raw mark.soon").inner_text() == "Le soir"
    taken_back(server, checking)


def test_an_answer_that_comes_late_is_applied_to_what_it_was_asked_for(server: Running, checking: Any) -> None:
    held: list[Any] = []
    checking.route("**/nom/decision/", lambda route: held.append(route))
    choose(checking, 5, "chacun")
    with checking.expect_request("**/nom/decision/"):
        checking.keyboard.press("Shift+L")
    choose(checking, 2, "écoles")
    held.pop().continue_()
    checking.wait_for_selector("#done[data-number]")
    painted(checking)
    assert checking.evaluate("[...CSS.highlights.get('soon-masked')].map(String)") == ["chacun"]
    assert checking.inner_text("#what") == "écoles", "what was selected meanwhile stays"
    checking.unroute("**/nom/decision/")
    taken_back(server, checking)


@pytest.fixture
def wishes(server: Running) -> None:
    """A reviewer points at a word to mask, and at one that was masked for nothing, in « sud »."""
    outside_loop(lambda: wish(Desk(Study(server.folder))))


def standing(server: Running) -> int:
    """How many wishes nobody has settled."""

    def count() -> int:
        with use(Study(server.folder).people.database):
            return models.Correction.objects.filter(standing=True).count()

    return int(outside_loop(count))


@pytest.mark.usefixtures("wishes")
def test_what_reviewers_wished_comes_first_and_is_granted_or_declined(server: Running, checking: Any) -> None:
    visited(checking, f"{server.base}/noms/sud/")
    assert checking.locator("#list li[data-wish]").count() == 2
    wanted = checking.locator("#list li[data-wish=unmask]")
    raw = wanted.locator("b").inner_text()
    wanted.locator("button").click()
    granted = decided(server, checking, lambda: checking.keyboard.press("u"))
    assert (granted.act, granted.name, granted.local) == (Act.UNMASK, raw, True)
    assert Study(server.folder).naming.lines("sud")[granted.turn].raw_text[granted.start : granted.end] == raw
    assert standing(server) == 1
    checking.locator("#list li[data-wish=mask] button").click()
    assert checking.inner_text("#what") == "réunions"
    checking.keyboard.press("x")
    sooner_or_later(lambda: standing(server) == 0)
    painted(checking)
    checking.keyboard.press("z")
    sooner_or_later(lambda: standing(server) == 1)
    visited(checking, f"{server.base}/noms/sud/")
    taken_back(server, checking)
    sooner_or_later(lambda: standing(server) == 2)
    assert made(server) == []


def test_likenesses_are_decided_with_one_key(server: Running, checking: Any) -> None:
    likenesses = Study(server.folder).naming.likenesses()
    if not likenesses:
        pytest.skip("la machine ne met aucune ressemblance en doute dans cette étude")
    checking.goto(f"{server.base}/ressemblances/")
    painted(checking)
    before = len(made(server))
    checking.keyboard.press("m")
    sooner_or_later(lambda: len(made(server)) > before)
    checking.wait_for_selector("#done.told")
    assert made(server)[-1].act is Act.MERGE
    painted(checking)
    checking.keyboard.press("z")
    sooner_or_later(lambda: len(made(server)) == before)


def test_a_transcript_is_read_then_signed_as_it_is_shown(server: Running, checking: Any) -> None:
    checking.click("button[value=read]")
    checking.wait_for_selector(".state.read")
    checking.click("button[value=sign]")
    checking.wait_for_selector(".state.signed")
    now = next(one for one in Study(server.folder).naming.standings() if one.document == "nord")
    assert (now.state, now.by) == (State.SIGNED, NAMES["administration"])
    stale = checking.evaluate(
        """async () => {
          const form = document.querySelector("#end form");
          const values = new URLSearchParams(new FormData(form));
          values.set("digest", "autre"); values.set("how", "sign"); values.set("act", "un-acte-perime");
          return (await fetch(form.action, { method: "POST", body: values })).status;
        }"""
    )
    assert stale == 409


def test_what_is_decided_is_applied_to_the_texts_and_to_what_follows(server: Running, checking: Any) -> None:
    choose(checking, 5, "chacun")
    decided(server, checking, lambda: checking.keyboard.press("m"))
    visited(checking, f"{server.base}/noms/nord/")
    assert not checking.locator("#end form").count()
    checking.click("#apply-form button")
    checking.wait_for_selector(".state.changed", timeout=120_000)
    assert "chacun" in checking.inner_text("#t5 .raw")
    assert "chacun" not in checking.inner_text("#t5 .shown")
    sooner_or_later(lambda: bool(Study(server.folder).shared().segments))
    checking.goto(f"{server.base}/modele/")
    checking.wait_for_selector("#work", state="detached", timeout=240_000)
    checking.goto(f"{server.base}/entretiens/nord/")
    assert "chacun" not in checking.inner_text("#turns")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 720), (820, 1180)])
def test_axe_finds_no_serious_fault(server: Running, browser: Any, logged_in: LogIn, scheme: str, size: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe n'est pas installé").Axe()
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, color_scheme=scheme, locale="fr-BE", bypass_csp=True)
    window = context.new_page()
    logged_in(window, "administration")
    grave = []
    for address in ("/noms/", "/noms/nord/", "/ressemblances/"):
        window.goto(server.base + address)
        painted(window)
        if "nord" in address:
            window.keyboard.press("j")
            painted(window)
        found = axe.run(window).response["violations"]
        grave += [(address, one["id"]) for one in found if one["impact"] in ("serious", "critical")]
        wide = window.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (address, wide) == (address, 0)
    context.close()
    assert grave == []
