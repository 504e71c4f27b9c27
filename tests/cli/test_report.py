"""thematique report."""

from pathlib import Path

import pytest

from command import Cli
from thematique.study import Study


def test_the_report_is_brought_up_to_date_and_its_place_told(cli: Cli, sample: Path) -> None:
    said = cli("report", sample)
    assert (said.status, said.out, said.err) == (0, f"Rapport : {sample}/report/rapport.html\n", "")


def test_a_copy_is_written_where_asked(cli: Cli, sample: Path, tmp_path: Path) -> None:
    said = cli("report", sample, "-o", tmp_path / "copie.html")
    assert (said.status, said.out) == (0, f"Rapport : {tmp_path}/copie.html\n")
    assert (tmp_path / "copie.html").read_bytes() == (sample / "report" / "rapport.html").read_bytes()


def test_a_report_that_was_removed_is_made_again_the_same(cli: Cli, sample: Path) -> None:
    page = sample / "report" / "rapport.html"
    before = page.read_bytes()
    page.unlink()
    assert cli("report", sample).status == 0
    assert page.read_bytes() == before


def test_refused_files_are_told_without_looking_at_the_whole_study(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(Study, "status")
    cli("init", tmp_path / "etude")
    (tmp_path / "etude" / "transcripts" / "vide.txt").write_bytes(b"")
    said = cli("report", tmp_path / "etude")
    assert said.status == 1
    assert said.err.startswith("vide.txt : le fichier est vide")
