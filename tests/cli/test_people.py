"""thematique coder, import and backup."""

import json
import re
from pathlib import Path

import pytest

from command import ROOT, Cli, assert_french

FILE = ROOT / "tests" / "gold" / "codings" / "lecture_a.csv"


@pytest.fixture
def empty(cli: Cli, tmp_path: Path) -> Path:
    """A study without a transcript."""
    assert cli("init", tmp_path / "etude").status == 0
    return tmp_path / "etude"


def test_an_invited_coder_gets_a_link_and_is_listed(cli: Cli, empty: Path) -> None:
    said = cli("coder", empty, "add", "Camille", "Noa", "--role", "relecture", "--address", "https://codage.example")
    assert said.status == 0
    links = re.findall(
        r"^(\w+) \(relecture\) : https://codage\.example/invitation/[\w-]{40,}/$", said.out, re.MULTILINE
    )
    assert links == ["Camille", "Noa"]
    assert cli("coder", empty, "list").out.splitlines() == [
        f"{name} (relecture) : 0 passage lu, 0 codage" for name in ("Camille", "Noa")
    ]


def test_where_nobody_codes_yet_the_list_says_how_to_begin(cli: Cli, empty: Path) -> None:
    said = cli("coder", empty, "list")
    assert (said.status, said.out) == (0, "")
    assert f"thematique review {empty}" in said.err


def test_a_disabled_coder_is_listed_as_such(cli: Cli, empty: Path) -> None:
    cli("coder", empty, "add", "Camille")
    assert cli("coder", empty, "disable", "Camille").status == 0
    assert "Camille (lecture, sans accès)" in cli("coder", empty, "list").out


@pytest.mark.parametrize(
    "arguments",
    [["add"], ["frob", "x"], ["add", "x", "--role", "chef"], ["disable", "personne"], ["add", "machine"], ["add", " "]],
)
def test_wrong_use_of_coder_is_said_in_french(cli: Cli, empty: Path, arguments: list[str]) -> None:
    said = cli("coder", empty, *arguments)
    assert (said.status, said.out) == (2, "")
    assert_french(said.err)


def test_codings_are_imported_and_the_count_told(cli: Cli, sample: Path) -> None:
    assert cli("import", sample, FILE, "--coder", "Ana").status == 0
    said = cli("import", sample, FILE, "--coder", "Ana", "--json")
    told = json.loads(said.out)
    assert (said.status, told["new"], told["problems"]) == (0, 0, [])
    assert told["known"] > 500


def test_what_an_import_leaves_out_and_what_it_ends_is_told(cli: Cli, sample: Path, tmp_path: Path) -> None:
    rows = FILE.read_text(encoding="utf-8").splitlines()[1:3]
    files = {"janvier": (("2026-01-05", "oui"), ("2026-01-05", "oui")), "mars": (("2026-03-05", "non"),) * 2}
    for name, said in files.items():
        lines = [f"{row},{day},{verdict}" for row, (day, verdict) in zip(rows, said, strict=True)]
        table = "\n".join(["document,turn,code,decided_at,verdict", *lines])
        (tmp_path / f"{name}.csv").write_text(table, encoding="utf-8")
    outs = [
        cli("import", sample, tmp_path / f"{name}.csv", "--coder", "Ana").out for name in ("janvier", "mars", "janvier")
    ]
    assert outs == [
        "janvier.csv : 2 nouveaux codages\n",
        "mars.csv : 2 nouveaux codages\n"
        "Décisions qui ne comptent plus, car ce fichier en contient de plus récentes : 2\n",
        "janvier.csv : 0 nouveau codage\nCodages laissés de côté, car la même personne a décidé autrement depuis : 2\n",
    ]


def test_a_row_that_is_wrong_is_told_and_the_status_says_so(cli: Cli, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "codages.csv"
    file.write_text("document,turn,code\nabsent,1,\n", encoding="utf-8")
    said = cli("import", sample, file, "--coder", "Ana")
    assert said.status == 1
    assert "« codages.csv », ligne 2" in said.err


@pytest.mark.parametrize("name", ["absent.csv", "codages.doc", "vide.csv"])
def test_a_file_that_is_no_table_of_codings_is_refused_by_name(
    cli: Cli, sample: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "vide.csv").write_bytes(b"")
    (tmp_path / "codages.doc").write_bytes(b"x")
    said = cli("import", sample, tmp_path / name, "--coder", "Ana")
    assert (said.status, said.out) == (2, "")
    assert name in said.err
    assert_french(said.err)


def test_backups_are_made_listed_and_taken_back(cli: Cli, empty: Path) -> None:
    assert cli("backup", empty, "now").status == 2
    cli("coder", empty, "add", "Camille")
    made = Path(cli("backup", empty, "now").out.strip())
    cli("coder", empty, "add", "Noa")
    assert made.name in cli("backup", empty).out
    restored = cli("backup", empty, "restore", made.name)
    assert restored.status == 0
    assert (
        f"personne n'administre encore l'étude : le premier lien est donné par : thematique review {empty}"
        in restored.err
    )
    assert "Noa" not in cli("coder", empty, "list").out


@pytest.mark.parametrize("arguments", [["restore"], ["restore", "absente"], ["frob"]])
def test_wrong_use_of_backup_is_said_in_french(cli: Cli, empty: Path, arguments: list[str]) -> None:
    said = cli("backup", empty, *arguments)
    assert (said.status, said.out) == (2, "")
    assert_french(said.err)


def test_other_machines_are_not_answered_without_encryption(cli: Cli, empty: Path) -> None:
    said = cli("review", empty, "--host", "0.0.0.0")
    assert said.status == 2
    assert "--address https://" in said.err
