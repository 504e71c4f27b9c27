"""A pipeline is checked as a whole before anything runs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from thematique import pipeline
from thematique.errors import InvalidFile
from thematique.shipped import shipped
from throwaway import COUNTS, LINES, House, house_in


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with house_in(tmp_path) as house:
        house.words()
        yield house


def _load(house: House, **overrides: Any) -> pipeline.Pipeline:
    return pipeline.load(str(house.folder / "essai.toml"), overrides, origin="etude.toml")


def _problems(house: House, **overrides: Any) -> list[str]:
    with pytest.raises(InvalidFile) as caught:
        _load(house, **overrides)
    assert str(caught.value).startswith("etude.toml : ")
    return list(caught.value.problems)


@pytest.mark.parametrize("name", sorted(path.stem for path in shipped("pipelines").glob("*.toml")))
def test_the_pipelines_that_are_shipped_hold_together(name: str) -> None:
    steps = pipeline.load(name, {}, origin="etude.toml").steps
    assert [step.name for step in steps][:5] == ["ingest", "recognise", "correct", "pseudonyms", "anonymise"]


def test_settings_come_from_the_stage_then_the_pipeline_then_the_study(house: House) -> None:
    def shortest(**overrides: Any) -> int:
        return int(_load(house, **overrides).steps[1].settings.shortest)

    assert shortest() == 1
    house.pipeline("lines", "counts", "totals", more="[counts]\nshortest = 3\n")
    assert shortest() == 3
    assert shortest(counts={"shortest": 4}) == 4
    assert shortest(counts={"language": "nl"}) == 3


def test_a_setting_outside_any_stage_is_heard_by_those_that_know_it(house: House) -> None:
    steps = _load(house, title="Une étude", language="nl").steps
    assert [getattr(step.settings, "language", None) for step in steps] == [None, "nl", None]
    assert _load(house, language="nl", counts={"language": "de"}).steps[1].settings.language == "de"


def test_a_pipeline_knows_who_makes_a_table(house: House) -> None:
    loaded = _load(house)
    maker = loaded.maker("counts")
    assert maker is not None
    assert maker.name == "counts"
    assert loaded.maker("sources") is None


def test_an_unknown_pipeline_is_told_with_those_that_are_shipped() -> None:
    with pytest.raises(
        InvalidFile, match="le pipeline « nulle-part » est introuvable ; pipelines fournis : analyse, ano"
    ):
        pipeline.load("nulle-part", {}, origin="etude.toml")


def test_a_file_that_is_not_toml_is_told(house: House) -> None:
    (house.folder / "essai.toml").write_text("stages = [", encoding="utf-8")
    with pytest.raises(InvalidFile, match=r"essai\.toml : fin du fichier : écriture incorrecte"):
        _load(house)


@pytest.mark.parametrize("content", ["", "stages = 3", 'stages = "lines"', "stages = []", "stages = [1]"])
def test_a_pipeline_without_stages_is_told(house: House, content: str) -> None:
    (house.folder / "essai.toml").write_text(content, encoding="utf-8")
    with pytest.raises(InvalidFile, match="il faut la liste des étapes"):
        _load(house)


def test_an_unknown_stage_is_told_with_those_that_are_known(house: House) -> None:
    house.pipeline("lines", "cuonts")
    (problem,) = _problems(house)
    assert "l'étape « cuonts » n'existe pas ; étapes connues : " in problem
    assert "counts, embed" in problem


def test_an_unknown_setting_is_told_with_those_that_are_known(house: House) -> None:
    (problem,) = _problems(house, counts={"longest": 3})
    assert problem == "[counts] ne connaît pas « longest » ; réglages possibles : shortest, language."
    assert "aucun" in _problems(house, totals={"longest": 3})[0]


def test_settings_of_a_stage_that_is_not_there_are_told(house: House) -> None:
    assert "« classify » n'est pas une étape de ce pipeline" in _problems(house, classify={"share": 0.1})[0]
    assert _problems(house, langage="fr") == ["« langage » n'est un réglage d'aucune étape."]


def test_a_stage_given_one_value_instead_of_settings_is_told(house: House) -> None:
    assert "écrivez ses réglages sous une ligne [counts]" in _problems(house, counts=3)[0]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "la valeur doit être ≥ 1"),
        ("beaucoup", "il faut un nombre entier"),
        (2.5, "il faut un nombre entier"),
        ([1], "il faut un nombre entier"),
    ],
)
def test_a_wrong_value_is_told_in_french(house: House, value: object, said: str) -> None:
    (problem,) = _problems(house, counts={"shortest": value})
    assert problem.startswith("[counts] shortest = ")
    assert said in problem


def test_a_text_is_expected_between_quotes(house: House) -> None:
    assert "il faut un texte entre guillemets" in _problems(house, counts={"language": 3})[0]


def test_all_that_is_wrong_is_told_at_once(house: House) -> None:
    house.pipeline("counts", "lines", "totals", "tootals")
    problems = _problems(house, counts={"shortest": 0, "language": 3, "longest": 1}, lines={"x": 1}, autre={})
    assert len(problems) == 6
    house.pipeline("counts", "lines", "totals")
    problems = _problems(house, counts={"shortest": 0, "longest": 1}, langage="fr")
    assert any("lit « lines », qu'aucune étape ne fait avant elle" in problem for problem in problems)
    assert len(problems) == 4


def test_a_table_that_nobody_writes_is_told(house: House) -> None:
    house.pipeline("lines", "totals")
    assert _problems(house) == ["l'étape « totals » lit « counts », qu'aucune étape ne fait avant elle."]


def test_two_stages_that_write_one_table_are_told(house: House) -> None:
    house.stage("again", LINES)
    house.pipeline("lines", "again")
    assert _problems(house) == ["la table « lines » est faite par deux étapes, dont « again »."]


def test_a_table_read_in_another_shape_is_told(house: House) -> None:
    house.stage("counts", COUNTS.replace('reads={"lines": Line}', 'reads={"lines": Count}'))
    assert "attend une autre forme de « lines »" in _problems(house)[0]


def test_a_stage_whose_arguments_are_not_its_tables_is_told(house: House) -> None:
    house.stage("counts", COUNTS.replace("def run(*, settings, lines)", "def run(*, settings, rows)"))
    assert _problems(house) == ["l'étape « counts » doit recevoir exactement : lines, settings."]
