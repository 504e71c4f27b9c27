"""Tables as files that other programs open: .csv, .xlsx, .parquet, .jsonl."""

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thematique import tables
from thematique.errors import WrongUse

if TYPE_CHECKING:
    import pyarrow as pa

# a spreadsheet would compute these; a dash and a space open a line of dialogue and are left alone, unless a call of
# another program or of a function follows, which « étudiant(e)s » is not
_FORMULA = r"(?:[=+@\t\r\n\0＝＋＠]|-(?!\s|$)|-(?=.*(?:\||\w\((?!\w{1,6}\)))))"
# what bears the mark by itself is marked once more: « '=1 » is not « =1 » marked, and « 'tain » needs nothing
_TO_MARK = re.compile(f"'*{_FORMULA}", re.DOTALL)
_MARKED = re.compile(f"'+{_FORMULA}", re.DOTALL)
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SEPARATOR = " ; "


def save(records: Sequence[Any], kind: type, path: Path, *, private: bool = False) -> None:
    """Write a table to `path`, in the format of its ending; lists become one text, their items apart by semicolons.

    Raises:
        WrongUse: the ending is of no known format.
    """
    tables.write(path, encode(records, kind, path.name), private=private)


def encode(records: Sequence[Any], kind: type, name: str) -> bytes:
    """The content of a file of this name, in the format of its ending; see `save`.

    Raises:
        WrongUse: the ending is of no known format.
    """
    ending = Path(name).suffix.lower()
    if ending not in _WRITERS:
        raise WrongUse(f"« {name} » : terminez le nom du fichier par {', '.join(_WRITERS)}.")
    return _WRITERS[ending](tables.to_arrow(records, kind))


def original(cell: str) -> str:
    """The text that `save` wrote as `cell` in a .csv or .xlsx file."""
    return cell[1:] if _MARKED.match(cell) else cell


def read_parquet(content: bytes) -> tuple[Sequence[str], Iterator[Sequence[Any]]]:
    """The columns of a Parquet file and its rows; raises what pyarrow raises when it is none."""
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(content))
    return table.column_names, zip(*(column.to_pylist() for column in table.columns), strict=True)


def _csv(table: "pa.Table") -> bytes:
    import csv

    stream = io.StringIO(newline="")
    # the line ending of RFC 4180, without which a lone carriage return in a cell would not be quoted
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([_harmless(name) for name in table.column_names])
    writer.writerows([_harmless(cell) for cell in row.values()] for row in _rows(table))
    return stream.getvalue().encode()


def _xlsx(table: "pa.Table") -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("thematique")
    for row in (dict(zip(table.column_names, table.column_names, strict=True)), *_rows(table)):
        cells = []
        for value in row.values():
            cell = WriteOnlyCell(sheet, value=_storable(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _parquet(table: "pa.Table") -> bytes:
    import pyarrow.parquet as pq

    stream = io.BytesIO()
    pq.write_table(table, stream)
    return stream.getvalue()


def _jsonl(table: "pa.Table") -> bytes:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in table.to_pylist()).encode()


_WRITERS: Mapping[str, Callable[["pa.Table"], bytes]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".parquet": _parquet,
    ".jsonl": _jsonl,
}


def _rows(table: "pa.Table") -> Iterator[dict[str, Any]]:
    for row in table.to_pylist():
        yield {key: _SEPARATOR.join(map(str, cell)) if isinstance(cell, list) else cell for key, cell in row.items()}


def _harmless(cell: Any) -> Any:
    """The cell, marked as text with an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{cell}" if isinstance(cell, str) and _TO_MARK.match(cell) else cell


def _storable(text: str) -> str:
    """The text as a workbook can hold it, where it is marked as text by its type; see `original` for the apostrophe."""
    text = _NOT_IN_XML.sub("", text)
    return f"'{text}" if _MARKED.match(text) else text
