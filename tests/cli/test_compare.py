"""thematique compare: the table, the document for programs, the page, and what is refused."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import databases  # noqa: F401 - the models need a Django that is set up
import small
from command import Cli, assert_french
from reviewing import ACCEPT, person
from thematique.codings import Drawn
from thematique.review import decisions
from thematique.review.editions import Editions
from thematique.study import Study

ANA = """document,turn,code
nord,1,tensions.turnover
nord,3,
nord,5,tensions.confidentialite
nord,5,informel.cafe
sud,1,confiance.construction
sud,2,
sud,4,informel.evenements
"""
BOB = ANA.replace("nord,5,informel.cafe\n", "").replace("sud,2,\n", "sud,2,reconnaissance\n")


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small study, run once, that Ana and Bob have coded; not to be changed."""
    study = small.study(tmp_path_factory.mktemp("compare") / "etude")
    assert [done for done in study.run() if done.refused] == []
    for name, rows in (("Ana", ANA), ("Bob", BOB)):
        file = study.folder.with_name(f"{name}.csv")
        file.write_text(rows, encoding="utf-8")
        assert study.people.take_in(file, name).problems == []
    return study.folder


@pytest.fixture(autouse=True)
def piped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The width is that of a pipe, whatever runs the tests; those that want another say so."""
    monkeypatch.delenv("COLUMNS", raising=False)


def told(cli: Cli, folder: Path, *options: object) -> Any:
    said = cli("compare", folder, *options, "--json")
    assert (said.status, said.err) == (0, "")
    return json.loads(said.out)


def test_the_table_names_codes_in_french_and_tells_the_totals(cli: Cli, coded: Path) -> None:
    said = cli("compare", coded, "--a", "Ana", "--b", "Bob")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("A : Ana · B : Bob · n = ")
    assert re.search(r"^Reconnaissance", said.out, re.MULTILINE)
    assert re.search(r"^  Turn-over des équipes .* 1,00$", said.out, re.MULTILINE)
    assert re.search(r"^indéfini \(accord \+\) : personne n'a donné ce code \(.*\)\.$", said.out, re.MULTILINE)
    assert "2 désaccords : -o FICHIER.html les montre, --json les liste." in said.out
    assert "Aucun intervalle n'est donné" in said.out
    assert "précision" not in said.out
    assert_french(said.out)


@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_table_fits_the_screen_and_holds_no_control_sign_when_piped(
    cli: Cli, coded: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    said = cli("compare", coded, "--a", "machine", "--b", "Ana")
    # sentences are left whole for the terminal or the next program to cut
    _, *table = re.split(r"^(?:indéfini|Ensemble)", said.out, maxsplit=1, flags=re.MULTILINE)[0].splitlines()
    assert max(map(len, table)) <= max(width, 80)
    heads = [line.split() for line in table if line.startswith("Thème, code")]
    assert [head[-1] for head in heads] == ["α", "F1"]
    assert all(line.rstrip().endswith(("indéfini", *"0123456789")) for line in table if "%" in line)
    assert "\x1b" not in said.out


def test_the_machine_is_held_against_the_person_and_people_stand_beside(cli: Cli, coded: Path) -> None:
    said = cli("compare", coded, "--a", "machine", "--b", "Ana")
    assert "référence : Ana" in said.out
    assert "précision" in said.out
    assert re.search(
        r"^Entre personnes, Ana et Bob : \d+ segments, dont \d+ \(\d+ %\) codés à l'identique", said.out, re.MULTILINE
    )
    assert re.search(r"^Qui a vu une suggestion tend à la suivre .*\(Ana : 0 sur \d+\)\.$", said.out, re.MULTILINE)


def test_the_document_for_programs_holds_everything(cli: Cli, coded: Path) -> None:
    found = told(cli, coded, "--a", "Ana", "--b", "Bob", "--reference", "Bob")
    assert [found[key] for key in ("a", "b", "unit", "level", "reference")] == ["Ana", "Bob", "segment", "code", "b"]
    rows = {(row["level"], row["code"]): row for row in found["rows"]}
    cafe = rows["code", "informel.cafe"]
    assert [cafe[name] for name in ("both", "only_a", "only_b")] == [0, 1, 0]
    assert cafe["figures"]["positive"] == {"value": 0.0, "low": None, "high": None, "undefined": None}
    assert cafe["figures"]["recall"]["undefined"] == "not_by_reference"
    assert "la référence n'a jamais donné ce code" in found["reasons"]["not_by_reference"]
    assert {row["level"] for row in found["rows"]} == {"code", "theme"}
    shared = Study(coded).shared()
    assert [(one["document"], one["turn"], one["codes_a"], one["codes_b"]) for one in found["disagreements"]] == [
        ("nord", 5, ["informel.cafe", "tensions.confidentialite"], ["tensions.confidentialite"]),
        ("sud", 2, [], ["reconnaissance"]),
    ]  # fmt: skip
    for one in found["disagreements"]:
        segment = shared.segment(one["document"], one["segment"])
        assert segment is not None
        assert (segment.start, segment.end) == (one["start"], one["end"])


@pytest.mark.parametrize("unit", ["segment", "turn", "character"])
@pytest.mark.parametrize("level", ["code", "theme"])
def test_every_unit_and_level_is_answered(cli: Cli, coded: Path, unit: str, level: str) -> None:
    found = told(cli, coded, "--a", "Ana", "--b", "consensus", "--unit", unit, "--level", level)
    assert (found["unit"], found["level"], found["reference"]) == (unit, level, "b")
    assert found["totals"]["units"] > 0
    assert cli("compare", coded, "--a", "Ana", "--b", "Bob", "--unit", unit, "--level", level).status == 0


def test_the_page_is_written_with_the_figures_of_the_document(cli: Cli, coded: Path, tmp_path: Path) -> None:
    page = tmp_path / "accord.html"
    found = told(cli, coded, "--a", "machine", "--b", "Ana", "-o", page)
    tree = html.document_fromstring(page.read_text(encoding="utf-8"))
    assert len(tree.xpath("//article")) == len(found["disagreements"]) > 0
    shown = [float(value) for value in tree.xpath("//dl[@class='tiles']//data/@value")]
    told_of = [*(one["value"] for one in found["totals"]["figures"].values()), found["totals"]["sets"]["value"]]
    assert shown == [value for value in told_of if value is not None]
    said = cli("compare", coded, "--a", "machine", "--b", "Ana", "-o", page)
    assert said.out.splitlines()[-1] == f"Rapport : {page}"


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        (
            ["--a", "Ana", "--b", "Zoé"],
            "« Zoé » ne code pas dans cette étude ; ont codé : Ana, Bob, consensus, machine.",
        ),
        (["--a", "Ana", "--b", "Ana"], "donnez deux noms"),
        (["--a", "Ana", "--b", "machine:v9"], "versions : "),
        (["--a", "Ana", "--b", "Bob", "--unit", "mot"], "unités : segment, turn, character"),
        (["--a", "Ana", "--b", "Bob", "--level", "mot"], "niveaux : code, theme"),
        (["--a", "Ana", "--b", "Bob", "--reference", "Zoé"], "l'un des deux noms"),
        (["--a", "Ana", "--b", "Bob", "-o", "accord.pdf"], ".html"),
        (["--a", "Ana"], "« --b »"),
    ],
)
def test_wrong_use_is_said_in_french_and_writes_nothing(cli: Cli, coded: Path, options: list[str], remedy: str) -> None:
    said = cli("compare", coded, *options)
    assert (said.status, said.out) == (2, "")
    assert remedy in said.err
    assert_french(said.err)


def test_nothing_read_in_common_is_told_and_the_status_says_so(cli: Cli, coded: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(coded, tmp_path / "etude"))
    for name, row in (("Cléo", "nord,1,"), ("Dan", "sud,1,")):
        file = tmp_path / f"{name}.csv"
        file.write_text(f"document,turn,code\n{row}\n", encoding="utf-8")
        assert cli("import", folder, file, "--coder", name).status == 0
    page = tmp_path / "rien.html"
    said = cli("compare", folder, "--a", "Cléo", "--b", "Dan", "-o", page)
    assert said.status == 1
    assert "il n'y a rien à comparer" in said.out
    assert "n'ont rien lu en commun" in page.read_text(encoding="utf-8")


def test_only_passages_drawn_at_random_and_never_seen_with_suggestions_are_fair(
    cli: Cli, coded: Path, tmp_path: Path
) -> None:
    study = Study(shutil.copytree(coded, tmp_path / "etude"))
    shared = study.shared()
    editions = Editions(shared, study.folder)
    answers = [one for one in shared.segments["nord"] if one.role == "participant"]
    with study.people.opened():
        zoe = person("Zoé")
        for one, blind, drawn in zip(
            answers, (True, True, False), (Drawn.RANDOM, Drawn.RARE, Drawn.RANDOM), strict=False
        ):
            place = editions.place(one.document, one.start, one.end)
            reading = decisions.show(zoe, place, drawn=drawn, blind=blind, model="m1")
            decisions.decide(reading, "tensions.turnover", ACCEPT)
    found = told(cli, study.folder, "--a", "machine", "--b", "Zoé")
    assert found["sights"] == [
        {"coder": "Zoé", "passages": 3, "blind": 2, "random": 1, "imported": 0, "shown": 1}
    ]  # fmt: skip
    fair, *people = found["beside"]
    assert (fair["kind"], fair["a"], fair["b"], fair["totals"]["units"]) == ("fair", "machine", "Zoé", 1)
    assert {one["kind"] for one in people} == {"people"}
    assert (people[0]["a"], people[0]["b"]) == ("Ana", "Bob")
    said = cli("compare", study.folder, "--a", "machine", "--b", "Zoé")
    assert "Au hasard et à l'aveugle seulement, la machine et Zoé : 1 segment" in said.out
