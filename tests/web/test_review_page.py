"""The review page in a real browser: keys, the mouse, selections, and who sees or moves differently."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from suggesting import CODES, SIGN, suggest
from thematique.review.database import use
from thematique.review.models import Coding, Entry, Memo
from thematique.study import Study
from windows import painted

from .conftest import codes_of, told

FIRST, SECOND = CODES
TOLD = "#told"


@pytest.fixture(scope="module", autouse=True)
def suggesting(server: Any) -> None:
    """The machine of the small study proposes two codes for each answer."""
    suggest(server.folder)


@pytest.fixture
def words(server: Any, standing: Callable[..., Any]) -> Callable[[str], list[str]]:
    """The words of the text on which a coder's decisions are."""

    def look(name: str) -> list[str]:
        text = Study(server.folder).shared().text("nord")
        return [text[start:end] for _, _, start, end in standing(name)]

    return look


def _passage(page: Any) -> str:
    return str(page.inner_text("#passage"))


def _next(page: Any, key: str = "Enter") -> None:
    before = page.get_attribute("#card", "data-reading")
    page.keyboard.press(key)
    page.wait_for_function("before => document.getElementById('card').dataset.reading !== before", arg=before)


def test_one_key_accepts_another_rejects_and_enter_goes_on(reader: Any, standing: Callable[..., Any]) -> None:
    first = _passage(reader)
    reader.keyboard.press("a")
    told(reader, "Accepté")
    reader.keyboard.press("r")
    told(reader, "Rejeté")
    _next(reader)
    assert _passage(reader) != first
    assert [(code, verdict) for code, verdict, *_ in standing(reader.coder)] == [(FIRST, "accept"), (SECOND, "reject")]


def test_what_happens_is_said_politely_and_the_focus_stays_on_the_list(reader: Any) -> None:
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("a")
    told(reader, "Accepté")
    reader.wait_for_function("() => document.getElementById('said').textContent.startsWith('Accepté')")
    assert reader.get_attribute("#said", "aria-live") == "polite"
    assert reader.evaluate("document.activeElement.matches('#card .line')")
    _next(reader)
    assert reader.evaluate("document.activeElement.id") == "passage"


@pytest.mark.parametrize(("key", "shift"), [("2", False), ("é", False)])
def test_a_digit_accepts_directly_on_any_keyboard(reader: Any, standing: Any, key: str, shift: bool) -> None:
    reader.evaluate(
        "key => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, code: 'Digit2', bubbles: true}))", key
    )
    told(reader, "Accepté")
    assert codes_of(reader, standing) == [SECOND]


def test_two_different_keys_at_once_are_both_recorded_and_the_same_key_twice_is_not(reader: Any, standing: Any) -> None:
    reader.evaluate(
        """for (const key of ["1", "1", "2", "2"])
             document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}))"""
    )
    reader.wait_for_function("() => document.querySelectorAll('.line.accept').length === 2")
    assert sorted(codes_of(reader, standing)) == sorted(CODES)
    assert "autre fenêtre" not in reader.inner_text(TOLD), "one's own quick keys are no other window"


def test_no_key_decides_on_a_passage_that_is_not_shown_yet(reader: Any, standing: Any) -> None:
    first = _passage(reader)
    reader.evaluate(
        """for (const key of ["Enter", "a"])
             document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}))"""
    )
    reader.wait_for_function("text => document.getElementById('passage').innerText !== text", arg=first)
    assert codes_of(reader, standing) == []


def test_a_message_does_not_move_the_passage(reader: Any) -> None:
    top = "document.getElementById('passage').getBoundingClientRect().top"
    reader.evaluate("document.getElementById('told').textContent = ''")
    before = reader.evaluate(top)
    reader.keyboard.press("i")
    told(reader, "Sélectionnez")
    assert reader.evaluate(top) == before


def test_a_double_click_is_one_decision(reader: Any, standing: Any, server: Any) -> None:
    reader.dblclick(".line.chosen [data-do=accept]")
    told(reader, "Accepté")
    reader.wait_for_timeout(200)
    assert codes_of(reader, standing) == [FIRST]
    with use(Study(server.folder).people.database):
        assert Entry.objects.filter(coder=reader.coder, action="code").count() == 1


@pytest.mark.parametrize("typed", ["repa", "CONSTR", "répa"])
def test_another_code_is_found_by_the_first_letters_of_a_word(reader: Any, standing: Any, typed: str) -> None:
    reader.keyboard.press("c")
    reader.keyboard.type(typed)
    assert reader.get_attribute("#other", "aria-expanded") == "true"
    active = reader.get_attribute("#other", "aria-activedescendant")
    assert "Construction" in reader.inner_text(f"#{active}")
    reader.keyboard.press("Enter")
    told(reader, "Accepté")
    assert codes_of(reader, standing) == ["confiance.construction"]
    assert reader.input_value("#other") == ""


def test_just_typing_opens_the_list_and_escape_leaves_it_without_a_decision(reader: Any, standing: Any) -> None:
    reader.keyboard.type("tem")
    assert reader.input_value("#other") == "tem"
    assert reader.locator("#codes li:visible").count() == 1
    reader.keyboard.press("Escape")
    assert reader.locator("#codes").is_hidden()
    reader.keyboard.press("a")
    told(reader, "Accepté")
    assert codes_of(reader, standing) == [FIRST]


def test_words_after_an_astral_sign_are_selected_by_mouse_and_coded_alone(reader: Any, words: Any) -> None:
    text = _passage(reader)
    assert SIGN in text
    word = "recommencer"
    box = reader.evaluate(
        """word => {
             for (const piece of document.querySelectorAll("#passage [data-at]")) {
               const at = piece.textContent.indexOf(word);
               if (at < 0) continue;
               const range = document.createRange();
               range.setStart(piece.firstChild, at + 2); range.setEnd(piece.firstChild, at + 7);
               return range.getBoundingClientRect().toJSON();
             }
           }""",
        word,
    )
    middle = box["y"] + box["height"] / 2
    reader.mouse.move(box["x"] + 1, middle)
    reader.mouse.down()
    reader.mouse.move(box["x"] + box["width"] - 1, middle, steps=4)
    reader.mouse.up()
    reader.wait_for_function("word => document.querySelector('#selected q').textContent === word", arg=word)
    reader.keyboard.press("1")
    told(reader, "sur la sélection")
    assert words(reader.coder) == [word]
    assert reader.locator("#passage .marked").inner_text() == word
    assert reader.locator("#selected").is_hidden()


def test_words_are_selected_from_the_keyboard_and_escape_drops_them(reader: Any, words: Any) -> None:
    for key in ("Shift+ArrowRight", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight"):
        reader.keyboard.press(key)
    chosen = reader.inner_text("#selected q")
    assert chosen.strip("«» \u00a0") == " ".join(_passage(reader).replace("'", "' ").split()[2:4]).replace("' ", "'")
    reader.keyboard.press("Escape")
    assert reader.locator("#selected").is_hidden()
    reader.keyboard.press("Shift+ArrowLeft")
    reader.keyboard.press("a")
    told(reader, "sur la sélection")
    assert words(reader.coder) == [re.findall(r"\w+", _passage(reader))[-1]]


def test_a_memo_is_written_saved_by_ctrl_enter_and_kept_when_the_field_is_left(reader: Any, standing: Any) -> None:
    reader.keyboard.press("m")
    reader.keyboard.type("On dirait un")
    reader.keyboard.press("Escape")
    assert reader.locator("#memo").is_hidden()
    reader.keyboard.press("m")
    assert reader.input_value("#memo-field") == "On dirait un"
    reader.keyboard.press("End")
    reader.keyboard.type(" aparté")
    reader.keyboard.press("Control+Enter")
    told(reader, "Mémo enregistré")
    assert standing(reader.coder, Memo, "text") == ["On dirait un aparté"]
    assert reader.inner_text("#memo-text") == "On dirait un aparté"


def test_several_steps_are_undone_and_the_page_goes_back(reader: Any, standing: Any) -> None:
    first = _passage(reader)
    for key in ("1", "2"):
        reader.keyboard.press(key)
        reader.wait_for_selector(f".line[data-number='{key}'].accept")
    _next(reader, "n")
    for n in range(3):
        reader.keyboard.press("u")
        reader.wait_for_function(
            "n => document.querySelectorAll('.line.accept').length === n && document.getElementById('told').textContent",
            arg=[2, 1, 0][n],
        )
        reader.wait_for_timeout(450)
    assert _passage(reader) == first
    assert codes_of(reader, standing) == []


def test_a_blind_passage_shows_no_suggestion_and_enter_finishes_it(page: Any, logged_in: Any, standing: Any) -> None:
    page.coder = "Bea"
    painted(logged_in(page, "lecture", name=page.coder))
    while not page.locator("#card[data-blind]").count():
        _next(page, "n")
    assert page.locator("meter, .line, #passage u").count() == 0
    assert "Tiré au hasard" in page.inner_text(".blind")
    page.keyboard.press("c")
    page.keyboard.type("turn")
    page.keyboard.press("Enter")
    told(page, "Accepté")
    assert page.locator("meter").count() == 0
    _next(page)
    assert standing(page.coder, Coding, "blind")[-1] is True


def test_keys_do_nothing_while_typing_in_a_field(reader: Any, standing: Any) -> None:
    reader.click(".filters summary")
    reader.focus("#f-from")
    reader.keyboard.type("1")
    reader.keyboard.press("a")
    reader.wait_for_timeout(200)
    assert codes_of(reader, standing) == []


def test_help_opens_as_a_dialog_and_letters_can_be_turned_off(reader: Any, standing: Any) -> None:
    reader.keyboard.press("?")
    assert reader.locator("#help").is_visible()
    reader.uncheck("#letters")
    reader.keyboard.press("Escape")
    assert reader.locator("#help").is_hidden()
    reader.keyboard.press("a")
    reader.wait_for_timeout(200)
    assert codes_of(reader, standing) == []


def test_everything_can_be_done_with_the_mouse_alone(reader: Any, standing: Any) -> None:
    reader.click(".line >> nth=1 >> [data-do=accept]")
    told(reader, "Accepté")
    reader.click(".line >> nth=0 >> [data-do=reject]")
    told(reader, "Rejeté")
    reader.click("#other")
    reader.click("#codes li:visible >> text=Temporalités")
    told(reader, "Temporalités")
    reader.click("[data-do=undo]")
    told(reader, "annulée")
    reader.click("[data-do=next]")
    reader.wait_for_function("() => document.getElementById('told').textContent === ''")
    assert sorted(standing(reader.coder, Coding, "code")) == sorted(CODES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_for_those_who_see_or_move_differently(
    browser: Any, server: Any, reader: Any, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe n'est pas installé").Axe()
    context = browser.new_context(
        storage_state=reader.context.storage_state(),
        color_scheme=scheme,
        bypass_csp=True,
        viewport={"width": 1280, "height": 720},
    )
    try:
        window = context.new_page()
        for address in ("/?document=nord", "/?speaker=Personne", "/connexion/"):
            window.goto(server.base + address)
            if address == "/?document=nord":
                window.click(".filters summary")
                window.keyboard.press("Escape")
                window.focus("#passage")
                window.keyboard.press("Shift+ArrowRight")
                window.click(".line >> nth=0 >> summary")
                window.keyboard.press("1")
                window.wait_for_selector(".line.accept")
            faults = axe.run(window).response["violations"]
            assert [f["id"] for f in faults if f["impact"] in ("serious", "critical")] == []
    finally:
        context.close()


def test_the_page_fits_a_tablet(reader: Any) -> None:
    reader.set_viewport_size({"width": 820, "height": 1180})
    assert reader.evaluate("document.documentElement.scrollWidth") <= 820
