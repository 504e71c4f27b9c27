"""The page in a real browser, offline: it draws, it saves, and a hostile transcript does nothing."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from .conftest import document, rewritten, write
from .payloads import PAYLOADS

playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="le navigateur chromium est absent (apt-get install chromium)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Open a page from disk; returns it with the list of what it complained of and asked for."""
    contexts = []

    def open_page(content: str, **options: Any) -> tuple[Any, list[str]]:
        path = tmp_path / "rapport.html"
        path.write_text(content, encoding="utf-8")
        context = browser.new_context(viewport={"width": 1280, "height": 720}, **options)
        contexts.append(context)
        page, seen = context.new_page(), []
        page.on("console", lambda message: seen.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: seen.append(f"error: {error}"))
        page.on("dialog", lambda dialog: seen.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: seen.append(f"request: {request.url}"))
        page.goto(path.as_uri())
        assert seen.pop(0) == f"request: {path.as_uri()}"
        return page, seen

    yield open_page
    for context in contexts:
        context.close()


def test_every_chart_is_drawn_without_an_error_or_a_request(visit: Any, tiny: Mapping[str, Sequence[Any]]) -> None:
    page, seen = visit(write(tiny))

    assert page.locator(".chart").count() == 5
    assert page.locator(".chart .main-svg").first.is_visible()
    assert page.locator(".chart:not(:has(.main-svg))").count() == 0
    assert seen == []


def test_a_hostile_transcript_runs_no_script_and_sends_no_request(
    visit: Any, tiny: Mapping[str, Sequence[Any]]
) -> None:
    page, seen = visit(write(rewritten(tiny, lambda text: text + "".join(PAYLOADS))))

    page.locator("#chart-codes").scroll_into_view_if_needed()
    box = page.locator("#chart-codes .bars").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.locator("#chart-codes .hovertext").wait_for()
    assert page.evaluate("window.pwned") is None
    assert page.locator("#bait, .chart a").count() == 0
    assert seen == []


def test_each_payload_alone_runs_no_script(visit: Any, tiny: Mapping[str, Sequence[Any]]) -> None:
    attacked = [
        {name: rewritten({name: records}, lambda text, p=payload: p + text)[name] if name in {"notices", "refusals", "steps"} else records
         for name, records in tiny.items()}
        for payload in PAYLOADS
    ]  # fmt: skip
    merged = {
        name: [item for tables in attacked for item in tables[name]]
        if name in {"notices", "refusals", "steps"}
        else records
        for name, records in tiny.items()
    }

    page, seen = visit(write(merged))

    assert page.evaluate("window.pwned") is None
    assert seen == []


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_chart_is_saved_as_an_image_from_the_keyboard(
    visit: Any, tiny: Mapping[str, Sequence[Any]], ending: str
) -> None:
    page, _ = visit(write(tiny), accept_downloads=True)
    button = page.locator(f"button[data-chart=codes][data-format={ending}]")

    button.focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert download.value.suggested_filename == f"codes.{ending}"
    start = {"png": b"\x89PNG", "svg": b"<svg"}[ending]
    assert Path(download.value.path()).read_bytes().startswith(start)


def test_the_page_fits_a_small_laptop_and_a_telephone(visit: Any, tiny: Mapping[str, Sequence[Any]]) -> None:
    page, _ = visit(write(tiny))

    for width in (1280, 400):
        page.set_viewport_size({"width": width, "height": 720})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_wide_table_scrolls_in_its_own_box_and_says_so(visit: Any, tiny: Mapping[str, Sequence[Any]]) -> None:
    documents = [document(f"d{n:02}", 1, 8, secteur=f"un secteur de nom long {n % 12}") for n in range(36)]
    page, _ = visit(write({**tiny, "documents": documents}))
    box = page.get_by_role("region", name="Taux et effectifs par secteur")

    assert box.evaluate("node => node.scrollWidth > node.clientWidth")
    assert "linear-gradient" in box.evaluate("node => getComputedStyle(node).backgroundImage")
    box.evaluate("node => { node.scrollLeft = node.scrollWidth; }")
    last, edge = (part.bounding_box() for part in (box.locator("thead th").last, box))
    assert last["x"] + last["width"] <= edge["x"] + edge["width"] + 1
    assert box.locator("tbody th").first.bounding_box()["x"] == edge["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_marks_at_zero_are_whole_and_no_mark_hides_another(visit: Any, tiny: Mapping[str, Sequence[Any]]) -> None:
    # nothing is flagged in « santé » nor in « école »: their marks are all at zero
    documents = [
        *tiny["documents"],
        *(document(f"d{n}", 1, 8, secteur=("AMO", "santé", "école")[n % 3]) for n in range(10)),
    ]
    page, _ = visit(write({**tiny, "documents": documents}))

    boxes = [
        mark.bounding_box()
        for chart in page.locator(".chart .scatterlayer").all()
        for mark in chart.locator(".point").all()
    ]
    assert len(boxes) > 4
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
            down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
            assert min(across, down) < 2
    names = [name.bounding_box() for name in page.locator(".chart:has(.scatterlayer) .ytick text").all()]
    assert max(name["x"] + name["width"] for name in names) <= min(one["x"] for one in boxes)


def test_the_charts_follow_a_dark_screen(visit: Any, tiny: Mapping[str, Sequence[Any]]) -> None:
    page, seen = visit(write(tiny), color_scheme="dark")

    paper = page.locator(".chart .main-svg").first.evaluate("node => getComputedStyle(node).backgroundColor")
    assert paper == page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.emulate_media(color_scheme="light")
    # plotly draws again a moment after the screen has changed
    playwright.expect(page.locator(".chart .main-svg").first).to_have_css("background-color", "rgb(255, 255, 255)")
    assert seen == []
