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
_FORMULA = re.compile(r"[=+@\t\r\n\0＝＋＠]|-(?!\s|$)|-(?=.*(?:\||\w\((?!\w{1,6}\))))", re.DOTALL)
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SEPARATOR = " ; "


def save(records: Sequence[Any], kind: type, path: Path, *, private: bool = False) -> None:
    """Write a table to `path`, in the format of its ending; lists become one text, their items apart by semicolons.

    Raises:
        WrongUse: the ending is of no known format.
    """
    if path.suffix.lower() not in _WRITERS:
        raise WrongUse(f"« {path.name} » : terminez le nom du fichier par {', '.join(_WRITERS)}.")
    tables.write(path, _WRITERS[path.suffix.lower()](tables.to_arrow(records, kind)), private=private)


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
            cell = WriteOnlyCell(sheet, value=_NOT_IN_XML.sub("", value) if isinstance(value, str) else value)
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
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
