"""The reading view in a real browser: keys, margins, marking words, coding a selection, nothing that axe finds grave."""

from collections.abc import Callable
from typing import Any

import pytest

from thematique.codings import Drawn, Verdict
from thematique.records import Role, Segment
from thematique.review import decisions, models
from thematique.review.database import outside_loop, use
from thematique.review.order import number
from thematique.study import Study
from thematique.web.desk import Desk
from windows import painted

from .conftest import NAMES, PASSWORD, Running

LogIn = Callable[..., Any]


@pytest.fixture(scope="module")
def answers(server: Running) -> list[Segment]:
    """The answers of « nord », the last of which is in reserve; the administrator has coded the first two."""
    server.invite(NAMES["administration"], "administration")

    def prepare() -> list[Segment]:
        desk = Desk(Study(server.folder))
        with use(desk.database):
            spoken = [one for one in desk.shared.segments["nord"] if one.role is Role.PARTICIPANT]
            keys = {one.spot: one.key for one in desk.passages()}
            share = desk.study.people.queue.random
            for seed in map(str, range(10_000)):
                reserve = [n for n, one in enumerate(spoken) if number(keys["nord", one.segment], seed=seed) < share]
                if reserve == [len(spoken) - 1]:
                    break
            models.Head.objects.update(seed=seed)
            coder = models.Coder.objects.get(name=NAMES["administration"])
            for one, code in zip(spoken, ("tensions.turnover", "informel.cafe"), strict=False):
                place = desk.editions.place("nord", one.start, one.end)
                reading = decisions.show(coder, place, drawn=Drawn.UNCERTAIN, blind=False, model="")
                decisions.decide(reading, code, Verdict.ACCEPT)
            decisions.note(coder, place, "Comparer avec l’autre entretien.")
            return spoken

    return outside_loop(prepare)


@pytest.fixture
def reading(server: Running, answers: list[Segment], logged_in: LogIn, page: Any) -> Any:
    """The window of the administrator, in the interview « nord »."""
    logged_in(page, "administration")
    page.goto(f"{server.base}/entretiens/nord/")
    return painted(page)


def lit(page: Any) -> str:
    """The words that are marked; what the machine suggests there too is told once."""
    return str(page.evaluate("[...new Set([...(CSS.highlights.get('lit') || [])].map(String))].join('|')"))


def choose(page: Any, turn: int, first: int, last: int) -> None:
    """Select words of a turn as a mouse does."""
    page.evaluate(
        """([turn, first, last]) => {
          const words = document.querySelector(`#t${turn} .says`).firstChild;
          getSelection().setBaseAndExtent(words, first, words, last);
        }""",
        [turn, first, last],
    )
    page.wait_for_selector("#pick:not([hidden])")


def test_the_keys_go_from_one_coded_passage_to_the_next_and_mark_its_words(
    reading: Any, answers: list[Segment]
) -> None:
    reading.keyboard.press("j")
    assert reading.evaluate("document.activeElement.dataset.code") == "tensions.turnover"
    assert lit(reading) == answers[0].text
    reading.keyboard.press("j")
    assert lit(reading) == answers[1].text
    reading.keyboard.press("k")
    assert lit(reading) == answers[0].text
    # what the machine suggests comes after
    for _ in range(5):
        reading.keyboard.press("j")
    assert "dernier" in reading.inner_text("#where")


def test_the_keys_keep_to_the_code_that_is_looked_for(reading: Any) -> None:
    reading.select_option("#jump", "informel.cafe")
    assert "1 passage" in reading.inner_text("#where")
    reading.locator("#main").focus()
    reading.keyboard.press("j")
    assert reading.evaluate("document.activeElement.dataset.code") == "informel.cafe"


def test_who_turned_letters_off_is_not_moved_by_one(reading: Any) -> None:
    before = reading.inner_text("#where")
    reading.evaluate("localStorage.setItem('thematique-letters', 'off')")
    reading.keyboard.press("j")
    assert reading.inner_text("#where") == before
    assert not reading.evaluate("document.activeElement.classList.contains('mark')")


def test_a_stripe_leads_to_its_passage_on_the_review_page(
    reading: Any, server: Running, answers: list[Segment]
) -> None:
    reading.locator(f"#t{answers[0].turn} .lanes rect").first.click()
    reading.wait_for_url(f"{server.base}/?passage=nord%3A{answers[0].segment}")


def test_a_click_in_the_text_offers_to_review_the_passage(reading: Any, answers: list[Segment]) -> None:
    reading.locator(f"#t{answers[2].turn} .says").click()
    link = reading.locator("#review-link")
    assert link.is_visible()
    assert link.get_attribute("href") == f"/?passage=nord%3A{answers[2].segment}"
    assert not reading.locator("#code").is_visible()
    reading.keyboard.press("Escape")
    assert not reading.locator("#pick").is_visible()


def test_margins_are_chosen_by_code_by_coder_and_by_what_is_coded(reading: Any, answers: list[Segment]) -> None:
    reading.click("summary")
    marks = reading.locator(".mark[data-code='tensions.turnover']")
    assert marks.first.is_visible()
    reading.uncheck("input[data-code='tensions.turnover']")
    assert not marks.first.is_visible()
    reading.check("input[data-code='tensions.turnover']")
    reading.check("#coded")
    shown = reading.locator(".turn:visible")
    assert 0 < shown.count() < 12
    reading.uncheck("input[data-voice='0']")
    assert not reading.locator(".by.me:visible").count()
    for box in reading.locator("input[data-voice]").all():
        box.uncheck()
    assert reading.locator(".note").first.is_visible() is False


def test_words_are_coded_and_the_code_is_taken_back_without_a_reload(reading: Any, answers: list[Segment]) -> None:
    turn = answers[2].turn
    reading.evaluate("window.stayed = true")
    choose(reading, turn, 3, 12)
    reading.fill("#code", "Confiance")
    first = reading.evaluate(
        "[...document.querySelectorAll('#labels option')].map(o => o.value).find(v => v.startsWith('Reconn'))"
    )
    reading.fill("#code", first)
    reading.keyboard.press("Enter")
    reading.wait_for_selector(f"#t{turn} .mark[data-code='reconnaissance']")
    assert "Codé" in reading.inner_text("#said")
    reading.locator(f"#t{turn} .mark[data-code='reconnaissance']").hover()
    assert lit(reading) == answers[2].text[3:12].strip()
    reading.click("#said button:has-text('Annuler')")
    reading.wait_for_selector(f"#t{turn} .mark[data-code='reconnaissance']", state="detached")
    assert reading.evaluate("window.stayed")


def test_a_label_stands_beside_its_stripe_and_on_no_other(reading: Any, answers: list[Segment]) -> None:
    reading.set_viewport_size({"width": 700, "height": 900})
    longest = max(answers[2:-1], key=lambda one: len(one.text))
    spot = f"#t{longest.turn}"
    length = reading.evaluate("spot => document.querySelector(`${spot} .says`).firstChild.length", spot)
    labels = reading.evaluate("[...document.querySelectorAll('#labels option')].slice(0, 2).map((one) => one.value)")
    for first, label in zip((length - 9, length - 6), labels, strict=True):
        choose(reading, longest.turn, first, length)
        before = reading.locator(f"{spot} .mark").count()
        reading.fill("#code", label)
        reading.keyboard.press("Enter")
        reading.wait_for_function(
            "([spot, n]) => document.querySelectorAll(`${spot} .mark`).length > n", arg=[spot, before]
        )
        reading.wait_for_selector("#pick", state="hidden")
    reading.wait_for_timeout(200)  # htmx settles what it swapped
    tops = """spot => {
      const turn = document.querySelector(spot);
      const mine = [...turn.querySelectorAll('.mark')].filter((one) => one.querySelector('.me')).slice(-2);
      return mine.map((mark) => {
        const stripe = turn.querySelector(`rect[data-tag="${CSS.escape(mark.id.slice(1))}"]`).getBoundingClientRect();
        const box = mark.getBoundingClientRect();
        return [box.top - stripe.top, box.bottom, box.top, stripe.top - turn.getBoundingClientRect().top];
      });
    }"""
    (upper, lower) = reading.evaluate(tops, spot)
    assert upper[3] > 30
    assert abs(upper[0]) < 8
    assert lower[2] >= upper[1]
    assert lower[0] < 60


def test_the_reserve_is_not_coded_here_and_the_page_says_why(reading: Any, answers: list[Segment]) -> None:
    turn = answers[-1].turn
    assert "sans suggestion" in reading.inner_text(f"#t{turn}")
    choose(reading, turn, 0, 9)
    reading.fill("#code", reading.get_attribute("#labels option", "value"))
    reading.keyboard.press("Enter")
    reading.wait_for_selector("#said.problem")
    assert "pas encore relu" in reading.inner_text("#said")
    assert reading.locator(f"#t{turn} .mark").count() == 0


def test_a_link_leads_to_a_turn(reading: Any, server: Running) -> None:
    reading.set_viewport_size({"width": 1280, "height": 320})
    reading.goto(f"{server.base}/entretiens/")
    reading.goto(f"{server.base}/entretiens/nord/#t11")
    reading.wait_for_function(
        "(() => { const b = document.getElementById('t11').getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight; })()"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 820])
def test_nothing_grave_is_found_by_axe(
    browser: Any, server: Running, answers: list[Segment], scheme: str, width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe n'est pas installé")
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{server.base}/connexion/")
    page.fill("#name", NAMES["administration"])
    page.fill("#password", PASSWORD)
    page.click("main button")
    for address in ("/entretiens/", "/entretiens/nord/"):
        page.goto(server.base + address)
        if address.endswith("nord/"):
            page.click("summary")
            choose(page, answers[2].turn, 0, 9)
        grave = [
            (fault["id"], [node["html"][:120] for node in fault["nodes"][:2]])
            for fault in axe.Axe().run(page).response["violations"]
            if fault["impact"] in {"serious", "critical"}
        ]
        assert grave == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
