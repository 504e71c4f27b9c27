"""The whole loop in a real browser: a team codes, the machine learns, the queue changes, new interviews are flagged."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from command import ROOT, SAMPLE, Cli
from thematique.agreement.results import Measure
from thematique.study import Study
from thematique.versions import COLD
from web.conftest import PASSWORD, Running, serving
from windows import painted

CODED = ("ent1_perinatalite", "ent2_amo", "ent4_creche", "fg2_charleroi")
NEW = ("ent3_direction", "fg3_bruxelles")


def transcripts(stems: tuple[str, ...]) -> list[Path]:
    return sorted(path for path in SAMPLE.iterdir() if path.stem in stems)


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A study of four interviews that one person has coded elsewhere, and its server."""
    from thematique.cli import invoke

    folder = tmp_path_factory.mktemp("boucle") / "reseau"
    for arguments in (["init", folder], ["add", folder, *transcripts(CODED)], ["run", folder]):
        assert invoke([str(argument) for argument in arguments]) == 0
    with (ROOT / "tests" / "gold" / "codings" / "lecture_a.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.reader(stream) if row[0] in {"document", *CODED}]
    file = folder.with_name("ana.csv")
    file.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    assert invoke(["import", str(folder), str(file), "--coder", "Ana"]) == 0
    yield from serving(folder)


def queued(page: Any, base: str) -> list[str]:
    """The first passages of the queue, as they come."""
    page.goto(f"{base}/")
    found = []
    for _ in range(6):
        found.append(page.inner_text("#passage"))
        reading = page.get_attribute("#card", "data-reading")
        page.keyboard.press("ArrowRight")
        page.wait_for_function("reading => document.querySelector('#card').dataset.reading !== reading", arg=reading)
    return found


def decide(page: Any, *keys: str) -> None:
    """Press keys, the last of which decides, and wait for the answer."""
    after = page.get_attribute("#card", "data-after")
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_function("after => document.querySelector('#card').dataset.after !== after", arg=after)


def f1(study: Study, machine: str) -> float:
    return float(study.compare(machine, "Ana").totals.figures[Measure.F1].value or 0)


def test_the_machine_learns_from_the_team_and_reads_new_interviews(
    team: Running, page: Any, cli: Cli, tmp_path: Path
) -> None:
    page.goto(team.link)
    page.fill("#name", "Agathe")
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.click("main button.primary")
    page.wait_for_selector("#card")
    painted(page)

    # she reviews some passages, and sees what would come next
    for _ in range(4):
        decide(page, "n")
    decide(page, "c", "t", "u", "r", "n", "Enter")
    study = Study(team.folder)
    assert {person.name: person.passages for person in study.people.all()}["Agathe"] == 5
    foreseen = queued(page, team.base)

    # the model is trained from its page
    page.goto(f"{team.base}/modele/")
    page.click("button:has-text('Entraîner avec les codages')")
    page.wait_for_selector("tr.in-force:has-text('v1')", timeout=180_000)
    study = Study(team.folder)
    assert {one.model for one in study.table("suggestions")} == {"v1"}

    # the queue is another one
    assert queued(page, team.base) != foreseen

    # the gain is on the agreement page, in the same figures as from the command
    gained, before = f1(study, "machine"), f1(study, f"machine:{COLD}")
    assert gained > before
    for machine, value in (("machine", gained), (f"machine:{COLD}", before)):
        page.goto(f"{team.base}/accord/?a={machine}&b=Ana&unit=segment&level=code")
        page.wait_for_selector("table")
        assert f"{value:.2f}".replace(".", ",") in page.inner_text("main")

    # two new interviews are flagged by what it learnt
    assert cli("add", team.folder, *transcripts(NEW)).status == 0
    assert cli("run", team.folder).status == 0
    fresh = [one for one in Study(team.folder).table("suggestions") if one.document in NEW]
    assert {one.model for one in fresh} == {"v1"}
    assert sum(one.flagged for one in fresh) > 20
    page.goto(f"{team.base}/entretiens/")
    assert page.locator("main a[href*='ent3_direction']").count() > 0
    page.goto(f"{team.base}/")
    page.wait_for_selector("#passage")
    assert len(set(queued(page, team.base))) == 6

    # what she read on paper says of a passage what Ana said, whatever the queue showed her
    alike = tmp_path / "agathe.csv"
    alike.write_text("document,turn,code\nent1_perinatalite,1,\n", encoding="utf-8")
    assert cli("import", team.folder, alike, "--coder", "Agathe").status == 0

    # and all that was decided goes out
    assert cli("export", team.folder, "codings", "-o", tmp_path / "codages.csv").status == 0
    with (tmp_path / "codages.csv").open(encoding="utf-8", newline="") as stream:
        assert {row["coder"] for row in csv.DictReader(stream)} >= {"Ana", "Agathe", "consensus"}
