"""Tables in other programs' formats: nothing is computed on opening, and everything can be read again."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from thematique.errors import WrongUse
from thematique.exchange import sheets
from thematique.records import record


@record
class Line:
    document: str
    number: int
    score: float | None
    flagged: bool
    words: tuple[str, ...]
    text: str


def line(text: str) -> Line:
    return Line(document="d", number=-3, score=-0.5, flagged=True, words=("un", "=deux"), text=text)


def saved(folder: Path, name: str, *texts: str) -> Path:
    sheets.save([line(text) for text in texts], Line, folder / name)
    return folder / name


def cells(path: Path) -> list[str]:
    return [row["text"] for row in csv.DictReader(io.StringIO(path.read_bytes().decode(), newline=""))]


FORMULAS = [
    "=1+1",
    "+1",
    "@SUM(A1)",
    "-1+cmd|' /C calc'!A0",
    "-Bonjour",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "+cmd|' /C calc'!A0",
    "＠SUM(1)",
    '=HYPERLINK("http://example.org";"oui")',
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text_in_csv(tmp_path: Path, text: str) -> None:
    assert cells(saved(tmp_path, "t.csv", text)) == [f"'{text}"]


@pytest.mark.parametrize(
    "text", ["- Oui, c'est ça.", "-\u00a0Non.", "-\u202fPeut-être.", "-", "– Oui", "— Non", "a=1", ""]
)
def test_a_line_of_dialogue_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    assert cells(saved(tmp_path, "t.csv", text)) == [text]


@pytest.mark.parametrize(
    "text", ["- 2+3+cmd|' /C calc'!A0", '- WEBSERVICE("http://example.org/"&A1)', '-\u00a0HYPERLINK("http://e.org")']
)
def test_a_dash_and_a_space_hide_no_formula(tmp_path: Path, text: str) -> None:
    assert cells(saved(tmp_path, "t.csv", text)) == [f"'{text}"]


@pytest.mark.parametrize("text", ["- Les étudiant(e)s, oui.", "- Oui (rires), voilà.", "- Le directeur(trice) ?"])
def test_brackets_of_inclusive_writing_are_no_formula(tmp_path: Path, text: str) -> None:
    assert cells(saved(tmp_path, "t.csv", text)) == [text]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text_in_a_workbook_without_any_mark(tmp_path: Path, text: str) -> None:
    cell = load_workbook(saved(tmp_path, "t.xlsx", text)).active["F2"]
    assert cell.data_type == "s"
    # the workbook's reader takes a carriage return for a line feed, as XML does
    assert cell.value.replace("\r", "\n") == text.replace("\r", "\n")


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    row = next(load_workbook(saved(tmp_path, "t.xlsx", "x")).active.iter_rows(min_row=2, values_only=True))
    assert row == ("d", -3, -0.5, True, "un ; =deux", "x")
    assert saved(tmp_path, "t.csv", "x").read_text(encoding="utf-8").endswith("d,-3,-0.5,True,un ; =deux,x\n")


def test_characters_that_a_workbook_cannot_hold_are_left_out(tmp_path: Path) -> None:
    cell = load_workbook(saved(tmp_path, "t.xlsx", "a\x00b\x0bc\ufffed")).active["F2"]
    assert cell.value == "abcd"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_parquet_jsonl_and_csv_can_be_read_again_without_loss(texts: list[str]) -> None:
    records = [line(text) for text in texts]
    table = sheets.tables.to_arrow(records, Line)
    assert pq.read_table(io.BytesIO(sheets._parquet(table))).column("text").to_pylist() == texts
    lines = sheets._jsonl(table).decode().split("\n")[:-1]
    assert [json.loads(one)["text"] for one in lines] == texts
    read = [row["text"] for row in csv.DictReader(io.StringIO(sheets._csv(table).decode(), newline=""))]
    assert [sheets.original(one) for one in read] == texts


@pytest.mark.parametrize("text", ["'tain", "'fin", "''", "' - oui", "'- Oui (rires)"])
def test_an_apostrophe_that_opens_a_word_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    assert cells(saved(tmp_path, "t.csv", text)) == [text]
    assert sheets.original(text) == text


@pytest.mark.parametrize("text", [*FORMULAS, *(f"'{formula}" for formula in FORMULAS), "''=1", "'-t-il"])
def test_the_mark_of_a_formula_can_be_taken_off_again(tmp_path: Path, text: str) -> None:
    (cell,) = cells(saved(tmp_path, "t.csv", text))
    assert cell == f"'{text}"
    assert sheets.original(cell) == text
    value = load_workbook(saved(tmp_path, "t.xlsx", text)).active["F2"].value
    assert sheets.original(value).replace("\r", "\n") == text.replace("\r", "\n")


def test_a_private_table_is_for_its_owner_only(tmp_path: Path) -> None:
    sheets.save([line("x")], Line, tmp_path / "t.csv", private=True)
    assert (tmp_path / "t.csv").stat().st_mode & 0o777 == 0o600


def test_an_unknown_ending_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"terminez le nom du fichier par \.csv, \.xlsx, \.parquet, \.jsonl"):
        saved(tmp_path, "t.ods", "x")
    assert list(tmp_path.iterdir()) == []


def test_the_ending_may_be_in_capitals(tmp_path: Path) -> None:
    assert cells(saved(tmp_path, "T.CSV", "x")) == ["x"]
