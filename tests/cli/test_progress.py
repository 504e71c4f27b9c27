"""Long work shows how far it is on a terminal, on the stream of messages, and nowhere else."""

from pathlib import Path

import pytest

import naming_study
from command import Cli
from thematique.cli.progress import watched
from thematique.study import Study


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written is taken for a terminal that is wide enough."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def etude(tmp_path: Path) -> Path:
    return naming_study.study(tmp_path / "etude").folder


def change(etude: Path) -> None:
    Study(etude).naming.mask("main", by="Anne")


@pytest.mark.usefixtures("terminal")
def test_the_work_and_its_stages_are_shown_with_how_far_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    with watched("mise à jour") as watch:
        watch("ingest", 0, 2)
        watch("ingest", 2, 2)
    said = capsys.readouterr()
    assert said.out == ""
    assert "mise à jour" in said.err
    assert "ingest (lecture des fichiers)" in said.err
    assert "2/2" in said.err


@pytest.mark.parametrize("quiet", [False, True])
def test_without_a_terminal_or_when_quiet_nothing_is_shown(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, quiet: bool
) -> None:
    if quiet:
        monkeypatch.setenv("FORCE_COLOR", "1")
    with watched("mise à jour", quiet=quiet) as watch:
        watch("ingest", 1, 2)
    said = capsys.readouterr()
    assert (said.out, said.err.strip()) == ("", "")


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["run"], ["mise à jour de l'étude", "correct (corrections des noms)"]),
        (["names", "doubts"], ["lecture des mots à regarder"]),
        (["names", "sign", "nord", "--by", "Anne"], ["lecture des mots à regarder"]),
        (["names", "mask", "caisse", "--apply"], ["mise à jour des textes", "correct (corrections des noms)"]),
        (["forget", "--document", "sud", "--yes"], ["lecture de l'étude", "effacement", "pseudonyms (choix"]),
        (["vault", "destroy", "--yes"], ["destruction"]),
    ],
)
def test_what_takes_long_says_so(cli: Cli, etude: Path, arguments: list[str], shown: list[str]) -> None:
    # nothing is signed that a decision is still to change
    if "sign" not in arguments:
        change(etude)
    said = cli(arguments[0], etude, *arguments[1:])
    assert said.status == 0
    assert [one for one in shown if one not in said.err] == []
    # results are not mixed with what is shown meanwhile
    assert "\x1b" not in said.out
    assert not [one for one in shown if one in said.out and arguments[0] != "run"]


@pytest.mark.usefixtures("terminal")
def test_a_report_says_how_far_it_is(cli: Cli, sample: Path) -> None:
    change(sample)
    said = cli("report", sample)
    assert said.out == f"Rapport : {sample}/report/rapport.html\n"
    assert "mise à jour du rapport" in said.err
    assert "correct (corrections des noms)" in said.err


def test_without_a_terminal_a_command_writes_what_it_says_and_no_more(cli: Cli, etude: Path) -> None:
    change(etude)
    said = cli("names", etude, "mask", "caisse", "--kind", "lieu", "--by", "Anne", "--apply")
    assert said.err.strip() == f"Le reste suivra au prochain : thematique run {etude}"
