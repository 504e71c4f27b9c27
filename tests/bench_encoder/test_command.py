"""The command says what it cannot measure and measures the rest."""

import json
from pathlib import Path

import pytest

from bench.encoder import corpora
from bench.encoder.command import main
from thematique.encoder import SHIPPED

HERE = ["--no-speed", "--only", "STS-B fr"]


@pytest.fixture
def cache(tmp_path: Path) -> list[str]:
    return ["--cache", str(tmp_path / "cache")]


def test_absent_data_is_told_and_is_no_failure(
    tmp_path: Path, cache: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(corpora, "DATA", tmp_path)
    assert main([SHIPPED, *HERE, *cache]) == 0
    said = capsys.readouterr()
    assert f"STS-B fr dev, Spearman: not measured: pairs/stsb/stsb-fr-dev.csv is not in {tmp_path}" in said.out
    assert "teacher: not measured; pip install" in said.err


def test_a_model_that_is_nowhere_is_told(cache: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["organisation/absent", *HERE, *cache]) == 2
    assert "organisation/absent" in capsys.readouterr().err


def test_figures_are_printed_and_written(
    tmp_path: Path, cache: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pairs/stsb").mkdir(parents=True)
    subjects = ["Un chat", "Le chien", "Une femme", "Mon frère", "Leur fille", "Ce boulanger"]
    rows = [f"{subject} dort.,{subject} ne dort pas.,{score}" for score, subject in enumerate(subjects)]
    rows += [f"{subject} dort.,On va manger des pommes.,{score / 9}" for score, subject in enumerate(subjects)]
    (tmp_path / "pairs/stsb/stsb-fr-dev.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    monkeypatch.setattr(corpora, "DATA", tmp_path)
    assert main([SHIPPED, *HERE, *cache, "--json", str(tmp_path / "found.json")]) == 0
    found = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert found["encoders"][SHIPPED].startswith(f"{SHIPPED}@")
    value = found["tasks"]["STS-B fr dev, Spearman"][SHIPPED]["value"]
    assert f"{value:.3f} [" in capsys.readouterr().out
