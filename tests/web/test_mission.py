"""A team's first week, in real browsers: from a folder of transcripts to decisions that are agreed upon and safe."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from command import SAMPLE, Cli
from thematique.codings import CONSENSUS
from thematique.study import Study
from web.conftest import PASSWORD, Running, serving
from windows import painted

TRANSCRIPTS = ("ent4_creche.txt", "ent3_direction.docx", "ent2_amo.odt")


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A new study of three interviews, set up by the commands of the README, and its server."""
    from thematique.cli import invoke

    folder = tmp_path_factory.mktemp("equipe") / "reseau"
    files = [path for path in SAMPLE.iterdir() if path.stem in {Path(name).stem for name in TRANSCRIPTS}]
    for arguments in (["init", folder], ["add", folder, *files, SAMPLE / "corpus.csv"], ["run", folder]):
        assert invoke([str(argument) for argument in arguments]) == 0
    yield from serving(folder)


@pytest.fixture(scope="module")
def windows(browser: Any) -> Iterator[Callable[[], Any]]:
    """New windows, each with its own cookies, as on three laptops."""
    opened = []

    def window() -> Any:
        context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="fr-BE")
        opened.append(context)
        return context.new_page()

    yield window
    for context in opened:
        context.close()


def choose_password(page: Any, link: str, name: str = "") -> None:
    page.goto(link)
    if name:
        page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.click("main button.primary")
    page.wait_for_selector("#card")
    painted(page)


def press(page: Any, key: str) -> str:
    """Press a key, and wait for what it says."""
    before = page.get_attribute("#card", "data-reading"), page.get_attribute("#card", "data-after")
    page.keyboard.press(key)
    page.wait_for_function(
        "([reading, after]) => { const card = document.querySelector('#card');"
        " return card && (card.dataset.reading !== reading || card.dataset.after !== after) }",
        arg=list(before),
    )
    return str(page.inner_text("#told"))


def give(page: Any, letters: str) -> str:
    """Give another code by its first letters."""
    before = page.get_attribute("#card", "data-after")
    page.keyboard.press("c")
    page.keyboard.type(letters)
    page.keyboard.press("Enter")
    page.wait_for_function("after => document.querySelector('#card').dataset.after !== after", arg=before)
    return str(page.inner_text(".side"))


def test_a_new_team_codes_settles_undoes_and_comes_back(team: Running, windows: Callable[[], Any]) -> None:
    agathe = windows()
    choose_password(agathe, team.link, "Agathe")

    # she invites two others, who come in on their own machines
    others = {}
    for name, role in (("Lina", "lecture"), ("Rachid", "relecture")):
        agathe.goto(f"{team.base}/equipe/")
        agathe.fill(".invite #name", name)
        agathe.select_option(".invite #role", role)
        agathe.click(".invite button.primary")
        link = agathe.wait_for_selector("#link").get_attribute("value")
        others[name] = windows()
        choose_password(others[name], link)

    # three people work at once, on the same passages, without seeing one another
    lina, rachid = others["Lina"], others["Rachid"]
    first = lina.inner_text("#passage")
    assert rachid.inner_text("#passage") == first
    alone = rachid.inner_text(".side")
    assert "Turn-over" in give(lina, "turn")
    rachid.reload()
    assert (rachid.inner_text("#passage"), rachid.inner_text(".side")) == (first, alone)
    press(rachid, "n")
    press(lina, "Enter")
    agathe.goto(f"{team.base}/")
    for _ in range(8):
        for page in (lina, rachid, agathe):
            press(page, "n")
    study = Study(team.folder)
    assert {person.name: person.passages for person in study.people.all()} == {"Agathe": 8, "Lina": 9, "Rachid": 9}

    # a decision is undone
    assert "annulée" in press(agathe, "u")
    assert Study(team.folder).people.all()[0].passages == 7

    # the one disagreement is settled
    rachid.goto(f"{team.base}/desaccords/")
    assert rachid.inner_text(".words").endswith(first[-40:])
    assert "Lina" in rachid.inner_text(".voices")
    # Enter waits for eyes to have met the passage
    rachid.wait_for_timeout(1_000)
    rachid.keyboard.press("1")
    with rachid.expect_response("**/desaccords/trancher/**") as answer:
        rachid.keyboard.press("Enter")
    assert answer.value.status == 200
    settled = [coding for coding in study.people.codings() if coding.coder == CONSENSUS and coding.by]
    assert [(coding.code, coding.by) for coding in settled] == [("tensions.turnover", "Rachid")]

    # a code is made of a topic
    agathe.goto(f"{team.base}/sujets/")
    agathe.click("main a[href^='/sujets/'] >> nth=0")
    agathe.click("text=En faire un code…")
    agathe.fill("#name", "Horaires et portes")
    agathe.select_option("#theme", "informel")
    agathe.fill("#definition", "Quand les heures et les lieux décident de qui l'on croise.")
    agathe.click("text=Voir ce que la grille devient")
    agathe.click("button:has-text('Créer le code')")
    agathe.wait_for_selector(".made")
    assert "informel.horaires-et-portes" in {code.code for code in Study(team.folder).codebook.codes}

    # a backup is made, more is decided, and the backup comes back
    agathe.goto(f"{team.base}/sauvegardes/")
    agathe.click("text=Sauvegarder maintenant")
    agathe.wait_for_selector("tr.fresh")
    before = study.people.codings()
    press(lina, "n")
    assert study.people.codings() != before
    agathe.click("tr.fresh a")
    assert re.search(r"1\s+", agathe.inner_text(".steps"))
    agathe.click("button:has-text('Revenir à cette copie')")
    agathe.wait_for_selector("a[href^='/connexion/']")
    assert Study(team.folder).people.codings() == before
    agathe.goto(f"{team.base}/connexion/")
    agathe.fill("#name", "Agathe")
    agathe.fill("#password", PASSWORD)
    agathe.click("main button.primary")
    agathe.wait_for_selector("#card")
    agathe.goto(f"{team.base}/sauvegardes/")
    assert "entier" in agathe.inner_text("main")


def test_what_they_decided_goes_out_whole(team: Running, cli: Cli, tmp_path: Path) -> None:
    assert cli("export", team.folder, "codings", "-o", tmp_path / "codages.xlsx").status == 0
    assert cli("export", team.folder, "codings", "-o", tmp_path / "codages.csv").status == 0
    lines = (tmp_path / "codages.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + len(Study(team.folder).people.codings())
    assert cli("backup", team.folder).out.count("restauration") == 2
