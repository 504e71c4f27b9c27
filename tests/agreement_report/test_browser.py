"""The page of agreement in a real browser, offline: it filters, it prints, and hostile names do nothing."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from stages.report.payloads import PAYLOADS
from thematique.agreement_report import page as written
from thematique.agreement_report.gathering import Report

from .conftest import made
from .test_page import hostile

playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="le navigateur chromium est absent (apt-get install chromium)")

Visit = Callable[..., tuple[Any, list[str]]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Visit]:
    """Open a page from disk; returns it with the list of what it complained of and asked for."""
    contexts = []

    def open_page(report: Report, **options: Any) -> tuple[Any, list[str]]:
        path = tmp_path / "accord.html"
        path.write_bytes(written.render(report))
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


def test_the_page_asks_for_nothing_and_complains_of_nothing(visit: Visit, report: Report) -> None:
    page, seen = visit(report)
    assert page.locator("svg.dots").count() == 2
    assert page.locator("#filters").is_visible()
    assert seen == []


def test_hostile_names_and_passages_run_nothing(visit: Visit) -> None:
    # a path of a file cannot hold all of them, a document's name can
    page, seen = visit(hostile("".join(PAYLOADS)))
    page.locator("#by-words").fill("<script>")
    assert page.locator("article:visible").count() > 0
    assert page.evaluate("window.pwned") is None
    assert page.locator("#bait, iframe, form, base, object").count() == 0
    assert seen == []


def test_a_count_leads_to_the_passages_behind_it(visit: Visit, report: Report) -> None:
    page, _ = visit(report)
    link = page.locator("#counts a[data-side=b]").first
    count = int(link.inner_text())
    link.focus()
    page.keyboard.press("Enter")
    assert page.locator("article:visible").count() == count < len(report.readings)
    assert page.locator("#found").inner_text().startswith(f"{count} désaccord")
    assert page.locator("#by-side").input_value() == "b"


def test_disagreements_are_filtered_by_document_and_by_words_whatever_the_accents(visit: Visit, report: Report) -> None:
    page, _ = visit(report)
    page.locator("#by-document").select_option("0")
    assert page.locator(".document:visible").count() == 1
    page.locator("#by-words").fill("COLLEGUE")
    assert page.locator("article:visible").count() > 0
    page.locator("#by-words").fill("introuvable")
    assert page.locator("article:visible").count() == 0
    assert page.locator("#found").inner_text().startswith("0 désaccord montré sur ")


def test_without_a_script_every_disagreement_is_there(visit: Visit, report: Report) -> None:
    page, _ = visit(report, java_script_enabled=False)
    assert page.locator("article:visible").count() == len(report.readings)
    assert not page.locator("#filters").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(visit: Visit, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe n'est pas installé").Axe()
    page, _ = visit(made(), color_scheme=scheme, bypass_csp=True)
    grave = [one for one in axe.run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in grave] == []


def test_the_page_fits_small_screens_and_prints_all(visit: Visit, report: Report) -> None:
    page, _ = visit(report)
    for width in (1280, 820, 400):
        page.set_viewport_size({"width": width, "height": 720})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(media="print")
    assert not page.locator("#filters").is_visible()
    assert page.locator("article:visible").count() == len(report.readings)
