"""A1 and A2: text that wants to be code, in every field of a study, on every page and in the report, in a real browser."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from stages.report.payloads import PAYLOADS as EVERY_PAYLOAD
from thematique.review import coders, decisions, models
from thematique.review.database import outside_loop, use
from thematique.study import Study
from thematique.web.desk import Desk

from .conftest import PASSWORD, Running, serving
from .routes import Route, routes

# a file cannot hold half a sign, nor its name a slash; what is bidirectional has its own test
PAYLOADS: tuple[str, ...] = tuple(text for text in EVERY_PAYLOAD if "\ud800" not in text and "\x00" not in text)
SHORT = tuple(text for text in PAYLOADS if len(text) <= 60 and "\u2028" not in text)
TAGS = re.compile(r"<(?:script>window|img src=x|svg[ /]onload|svg><script|iframe|object|link rel=stylesheet href=https|style>@|meta http-equiv=refresh|base href|form action=https|math|a href=[\"']?(?:javascript|https://example))", re.IGNORECASE)  # fmt: skip

ADMINISTRATOR = f"Ada {SHORT[0]}"


def quoted(text: str) -> str:
    """A text in TOML."""
    return json.dumps(text, ensure_ascii=True)


def hostile_study(folder: Path) -> Study:
    """A study in which every field that people or files fill holds payloads; it is run."""
    grid = ["title = " + quoted(PAYLOADS[0] + "grille"), 'version = "1"', "description = " + quoted(PAYLOADS[9])]
    grid += ["[theme]", f"name = {quoted('Thème ' + PAYLOADS[10])}", f"definition = {quoted(PAYLOADS[1])}"]
    for number, payload in enumerate(PAYLOADS):
        texts = {
            "name": f"Code {number} {payload}",
            "definition": payload,
            "includes": [payload],
            "excludes": [payload],
            "examples": [payload],
        }
        grid += [f"[theme.code{number}]", *(f"{key} = {json.dumps(value)}" for key, value in texts.items())]
    codebook_file = folder.with_name("grille.toml")
    codebook_file.write_text("\n".join(grid), encoding="utf-8")
    study = Study.create(folder, codebook_file=codebook_file)
    (folder / "etude.toml").write_text(
        f'title = {quoted("Étude " + PAYLOADS[0])}\npipeline = "analyse"\n', encoding="utf-8"
    )
    originals = folder.with_name("originaux")
    originals.mkdir()
    rows = [
        f"P{n % 3} {payload};Alors la confiance {payload} se construit en travaillant ensemble"
        for n, payload in enumerate(PAYLOADS)
    ]
    (originals / "<img src=x onerror=window.pwned=1>.csv").write_text(
        "\n".join(["speaker;text", *(_cells(row) for row in rows)]), encoding="utf-8"
    )
    said = [
        f"Enquêteur : Question {payload} ?\n\n<b>Eve</b> : La confiance {payload} {payload}" for payload in PAYLOADS
    ]
    (originals / "'onload=alert(1) x='.txt").write_text("\n\n".join(said), encoding="utf-8")
    (originals / "corpus.csv").write_text(
        "\n".join(["file;secteur;<svg onload=window.pwned=1>", *(_cells(f"{name};{PAYLOADS[9]};{PAYLOADS[10]}") for name in ("<img src=x onerror=window.pwned=1>", "'onload=alert(1) x='"))]), encoding="utf-8"
    )  # fmt: skip
    assert [one.refused for one in study.add([originals]) if one.refused] == []
    assert [done.refused for done in study.run() if done.refused] == []
    return Study(folder)


def _cells(row: str) -> str:
    return ";".join('"' + cell.replace('"', '""') + '"' for cell in row.split(";", 2 if row.count(";") > 1 else 1))


def coded_by_hostile_people(desk: Desk) -> None:
    """Two people with payloads for names, who code, disagree and write memos that hold them too."""
    for number, name in enumerate((ADMINISTRATOR, f"Imp {SHORT[9]}")):
        invited = coders.invite(name, models.Role.ADMINISTRATOR)
        coder = coders.accept(invited.token, PASSWORD)
        assert coder is not None
        for document, segments in desk.shared.segments.items():
            for segment in segments[:12]:
                place = desk.editions.place(document, segment.start, segment.end)
                reading = decisions.show(coder, place, drawn="chosen", blind=False, model="")
                codes = [code for code in desk.codebook.codes if code.codable]
                decisions.decide(reading, codes[(segment.segment + number) % len(codes)].code, "accept")
                decisions.note(coder, place, "".join(PAYLOADS[segment.segment % len(PAYLOADS) :][:6]))
                decisions.finish(reading)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server on the hostile study, on which people have worked."""
    folder = tmp_path_factory.mktemp("hostile") / "etude"
    study = hostile_study(folder)
    with use(study.people.database):
        coded_by_hostile_people(Desk(study))
    imported = folder.with_name("codages.csv")
    document = sorted(study.shared().documents)[0]
    rows = [
        f'"{document}",{n},theme.code{n},"Ext {name.replace(chr(34), chr(34) * 2)}"' for n, name in enumerate(SHORT)
    ]
    imported.write_text("\n".join(["document,turn,code,coder", *rows]), encoding="utf-8")
    assert study.people.take_in(imported).new > 20
    connections.close_all()
    running = serving(folder)
    yield next(running)
    next(running, None)


@pytest.fixture(scope="module")
def watched(hostile: Running, browser: Any) -> Iterator[tuple[Any, list[str]]]:
    """A window of the administrator, and all that it complained of or asked of others."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    window, seen = context.new_page(), []
    window.on("dialog", lambda dialog: (seen.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    window.on("pageerror", lambda error: seen.append(f"error: {error}"))
    window.on(
        "console", lambda message: seen.append(f"console: {message.text}") if "Security" in message.text else None
    )
    window.on(
        "request", lambda request: None if request.url.startswith((hostile.base, "data:")) else seen.append(request.url)
    )
    window.goto(f"{hostile.base}/connexion/")
    window.fill("#name", ADMINISTRATOR)
    window.fill("#password", PASSWORD)
    window.click("main button")
    window.wait_for_url(f"{hostile.base}/")
    yield window, seen
    context.close()


def addresses(hostile: Running) -> list[str]:
    """Every page, with each document, code and passage where it takes one."""
    study = Study(hostile.folder)
    documents = sorted(study.shared().documents)
    found = []
    for route in routes():
        if route.role == "" or route.name.startswith("export"):
            continue
        found += _with_parts(route, documents)
    home = next(route for route in routes() if route.name == "review").address()
    asked = [f"{home}?passage={document}:{number}" for document in documents for number in range(6)]
    return [
        *found,
        *asked,
        "/absent/<script>window.pwned=1</script>",
        f"{home}?document={PAYLOADS[10]}&speaker={PAYLOADS[0]}",
    ]


def _with_parts(route: Route, documents: list[str]) -> list[str]:
    if "document" in route.parts:
        return [route.address(document=document) for document in documents]
    if route.parts and 1 in route.parts.values():
        return [route.address(**dict.fromkeys(route.parts, number)) for number in range(4)]
    return [route.address()]


def test_the_look_out_would_see_what_is_not_escaped() -> None:
    assert len(PAYLOADS) >= 30
    tags = [text for text in PAYLOADS if re.match(r"[^&\\$]*<[a-z/]", text, re.IGNORECASE) and "extra" not in text]
    assert [text for text in tags if not TAGS.search(text)] == []
    assert not any(TAGS.search(html.escape(text)) for text in PAYLOADS)


def test_no_script_runs_on_any_page(hostile: Running, watched: tuple[Any, list[str]]) -> None:
    window, seen = watched
    visited = 0
    for address in addresses(hostile):
        if window.request.get(f"{hostile.base}{address}").status == 405:
            continue
        response = window.goto(f"{hostile.base}{address}")
        visited += response.status == 200
        assert response.status < 500, address
        assert (address, window.evaluate("window.pwned")) == (address, None)
        assert (address, window.locator("#bait, iframe, object, embed, base, img:not([src^='data:'])").count()) == (
            address,
            0,
        )
        assert (address, seen) == (address, [])
    assert visited > 15


def test_pages_hold_only_escaped_forms(hostile: Running, watched: tuple[Any, list[str]]) -> None:
    window, _ = watched
    bodies = {}
    for address in addresses(hostile):
        response = window.request.get(f"{hostile.base}{address}")
        if response.status == 200 and "html" in response.headers.get("content-type", ""):
            bodies[address] = response.text()
    assert {address: TAGS.findall(body) for address, body in bodies.items() if TAGS.search(body)} == {}
    everything = "".join(bodies.values())
    assert "&lt;script&gt;window.pwned=1" in everything
    assert "onerror=window.pwned=1&gt;" in everything


def test_nor_when_every_button_link_and_suggestion_of_the_review_page_is_tried(
    hostile: Running, watched: tuple[Any, list[str]]
) -> None:
    window, seen = watched
    window.goto(f"{hostile.base}/")
    for key in ("a", "r", "j", "k", "n", "p", "m", "Escape", "ArrowRight", "ArrowLeft", "1", "2", "u", "?"):
        window.keyboard.press(key)
        window.wait_for_timeout(60)
    for element in window.locator("summary:visible").all()[:8]:
        element.click(timeout=1000, force=True)
    for field in window.locator(
        "input[type=search]:visible, input[role=combobox]:visible, input[type=text]:visible"
    ).all()[:4]:
        field.fill("code")
        window.wait_for_timeout(100)
    assert window.evaluate("window.pwned") is None
    assert seen == []


def test_the_report_of_a_hostile_study_runs_nothing_and_asks_for_nothing(hostile: Running, browser: Any) -> None:
    path = hostile.folder / "report" / "rapport.html"
    text = path.read_text(encoding="utf-8")
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None and "default-src 'none'" in html.unescape(policy[1])
    context = browser.new_context()
    window, seen = context.new_page(), []
    window.on("request", lambda request: seen.append(request.url))
    window.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    window.goto(path.as_uri())
    assert window.evaluate("window.pwned") is None
    assert seen == [path.as_uri()]
    context.close()


def test_a_name_that_wants_to_be_code_is_only_a_name_in_the_invitation(
    hostile: Running, watched: tuple[Any, list[str]]
) -> None:
    window, seen = watched
    tokens = outside_loop(lambda: [Study(hostile.folder).people.invite(f"Inv {text}") for text in SHORT[:8]])
    for token in tokens:
        window.goto(f"{hostile.base}/invitation/{token}/")
        assert window.evaluate("window.pwned") is None
        assert window.locator("h1").inner_text().startswith("Bienvenue")
    assert seen == []
