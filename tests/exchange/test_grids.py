"""Tables of other programs are read as they were meant, or refused with a reason."""

import csv
import datetime
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from thematique.errors import FileRefused, Reason, WrongUse
from thematique.exchange import grids

HEADER = ["document", "turn", "code"]
ROWS = [["été", "3", "tensions.salaire"], ["l'« œuvre »", "0", ""]]


def text(delimiter: str, *, quoting: Any = csv.QUOTE_MINIMAL) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, quoting=quoting).writerows([HEADER, *ROWS])
    return stream.getvalue()


def workbook(path: Path, *sheets: Sequence[Sequence[Any]], merged: str = "") -> Path:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Feuille {number}")
        for row in rows:
            sheet.append(list(row))
        if merged:
            sheet.merge_cells(merged)
    book.save(path)
    return path


def saved(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def grid(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The widest grid of a file."""
    widest = max(grids.read(path), key=lambda one: len(one.header))
    return list(widest.header), [(line, list(cells)) for line, cells in widest.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_text_is_read_in_every_encoding_and_with_every_delimiter(
    tmp_path: Path, encoding: str, delimiter: str, quoting: int
) -> None:
    path = saved(tmp_path / "t.csv", text(delimiter, quoting=quoting).encode(encoding))
    assert grid(path) == (HEADER, [(2, ROWS[0]), (3, ROWS[1])])


def test_a_row_bears_the_number_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    content = b'sep=;\r\ndocument;turn;code\r\n"deux\r\nlignes";1;a\r\n\r\n;;\r\nd;2;b\r\n'
    assert grid(saved(tmp_path / "t.csv", content))[1] == [(2, ["deux\r\nlignes", "1", "a"]), (5, ["d", "2", "b"])]


def test_empty_rows_of_a_workbook_count_and_are_left_out(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [HEADER, [None, "", " "], ["d", 3.0, "x"], [None, None, None]])
    assert grid(path) == (HEADER, [(3, ["d", "3", "x"])])


def test_cells_of_a_workbook_are_read_as_texts_that_say_all_of_them(tmp_path: Path) -> None:
    cells = [True, 0.1, 7, 7.0, datetime.datetime(2026, 3, 1, 9, 30), datetime.date(2026, 3, 1), "'tain", "'=1"]
    read = grid(workbook(tmp_path / "t.xlsx", [list("abcdefgh"), cells]))[1]
    assert read == [(2, ["True", "0.1", "7", "7", "2026-03-01T09:30:00", "2026-03-01T00:00:00", "'tain", "=1"])]


def test_a_formula_without_a_stored_value_is_no_empty_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [HEADER, ["d", 1, "=A1"], ["d", 2, None]])
    assert grid(path)[1] == [(2, ["d", "1", grids.UNVALUED]), (3, ["d", "2"])]


def test_merged_cells_are_refused_since_all_but_one_would_seem_empty(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [HEADER, ["d", 1, "x"], ["d", 2]], merged="C2:C3")
    with pytest.raises(WrongUse, match=r"« t.xlsx » : des cellules y sont fusionnées ; défusionnez-les"):
        list(grids.read(path))


def test_every_sheet_is_offered(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [["Lisez-moi"]], [], [HEADER, *ROWS])
    assert [list(one.header) for one in grids.read(path)] == [["Lisez-moi"], HEADER]


def test_parquet_and_jsonl_rows_are_numbered_from_one(tmp_path: Path) -> None:
    items = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
    pq.write_table(pa.Table.from_pylist(items), tmp_path / "t.parquet")
    (tmp_path / "t.jsonl").write_text("\n".join(json.dumps(item) for item in items), encoding="utf-8")
    for name in ("t.parquet", "t.jsonl"):
        assert grid(tmp_path / name) == (HEADER, [(1, ROWS[0]), (2, ROWS[1])])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("vide.csv", b" \n", Reason.EMPTY),
        ("t.csv", b'document,turn,code\na,1,"jamais ferm\xc3\xa9\n', Reason.MALFORMED),
        ("t.csv", b"\xff\xfea", Reason.ENCODING),
        ("t.csv", b"\x81\x8d\x8f", Reason.ENCODING),
        ("t.xlsx", b"PK\x03\x04 coupe", Reason.MALFORMED),
        ("t.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), Reason.ENCRYPTED),
        ("t.parquet", b"PAR1", Reason.MALFORMED),
        ("t.jsonl", b"[1]\n", Reason.MALFORMED),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        grid(saved(tmp_path / name, content))
    assert refused.value.reason is reason


def test_a_quote_that_never_closes_is_told_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="guillemets à la ligne 3 du tableau"):
        grid(saved(tmp_path / "t.csv", b'document;turn;code\nd;1;a\nd;2;"b\nd;3;c\n'))


def test_an_absent_file_and_an_unknown_ending_are_told(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="vérifiez qu'il existe"):
        grid(tmp_path / "absent.csv")
    with pytest.raises(WrongUse, match=r"« t.xls » : enregistrez le tableau dans l'un de ces formats : \.csv, \.xlsx"):
        grid(tmp_path / "t.xls")


def test_too_large_a_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MOST_BYTES", 10)
    with pytest.raises(FileRefused) as refused:
        grid(saved(tmp_path / "t.csv", b"document,turn,code\n"))
    assert refused.value.reason is Reason.TOO_BIG


def test_a_workbook_that_expands_beyond_measure_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "t.xlsx", [HEADER])
    monkeypatch.setattr(grids, "MOST_UNPACKED", 1_000)
    with pytest.raises(FileRefused) as refused:
        grid(path)
    assert refused.value.reason is Reason.TOO_BIG


def test_entities_of_a_workbook_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [HEADER])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + parts[sheet].split(b"?>")[-1]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(FileRefused):
        grid(path)
