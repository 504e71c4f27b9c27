"""Read the rows of a table, .csv, .tsv or .xlsx, one after the other.

Method: the delimiter is the one under which most rows have as many cells as the first. Workbooks are checked by the
guards before openpyxl opens them, in the mode that keeps no more than a row in memory.
"""

import csv
import datetime
import io
import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.opening.archives import open_archive
from thematique.stages.ingest.opening.encoding import decode

MOST_ROWS = 1_048_576
MOST_COLUMNS = 1_000
_DELIMITERS = (";", "\t", ",", "|")
# no sheet holds this sign: a single column is read whole
_NO_DELIMITER = "\x1f"
_SAMPLE_ROWS = 200
_LONGEST_CELL = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The rows of a table, read as they are asked for; `delimiter` joins again cells that a loose delimiter cut."""

    rows: Iterator[Sequence[str]]
    delimiter: str
    notices: Sequence[str] = ()


def open_grid(content: bytes) -> Grid:
    """The rows of a workbook's first sheet that is not empty, or of a text table.

    Raises:
        FileRefused: as `open_archive` and `decode`; MALFORMED, ENTITIES; TRUNCATED at a quote that never closes.
    """
    return _workbook(content) if content.startswith(b"PK") else _text_table(decode(content))


def _text_table(text: str) -> Grid:
    first, _, rest = text.partition("\n")
    if first.strip('" ').lower().startswith("sep=") and len(first.strip('" ')) > len("sep="):
        delimiter, text = first.strip('" ')[len("sep=")], rest
    else:
        delimiter = _delimiter(text)
    quoting = _quoting(text, delimiter)
    return Grid(rows=_rows(text, delimiter, quoting=quoting), delimiter=delimiter)


def _rows(text: str, delimiter: str, *, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL) -> Iterator[list[str]]:
    # a whole interview may lie in one cell; the limit of the csv module is one for all its readers
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting)


def _delimiter(text: str) -> str:
    """The delimiter under which the first rows agree best on a number of cells above one."""
    best, best_score = _NO_DELIMITER, 0.0
    for delimiter in _DELIMITERS:
        rows = [row for row in itertools.islice(_rows(text, delimiter), _SAMPLE_ROWS) if row]
        width = len(rows[0]) if rows else 0
        score = sum(len(row) == width for row in rows) / len(rows) if width > 1 else 0.0
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _quoting(text: str, delimiter: str) -> Literal[0, 3]:
    """How quotes are to be read; as plain signs when they do not pair up but the rows do.

    Raises:
        FileRefused: TRUNCATED when they do not pair up and the rows make no sense without them.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error as error:
        if "unexpected end" not in str(error):
            return csv.QUOTE_MINIMAL
        widths = [len(row) for row in _rows(text, delimiter, quoting=csv.QUOTE_NONE) if row]
        if widths.count(widths[0]) != len(widths):
            raise FileRefused(Reason.TRUNCATED, "guillemet jamais fermé") from error
        return csv.QUOTE_NONE
    return csv.QUOTE_MINIMAL


def _workbook(content: bytes) -> Grid:
    from openpyxl import load_workbook

    open_archive(content)
    with _refusing():
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        filled = [sheet for sheet in book.worksheets if any(any(row) for row in _sheet_rows(sheet))]
    if not filled:
        raise FileRefused(Reason.NO_TURN)
    left = len(filled) - 1
    notices = (
        [f"Seule la première feuille remplie est lue ; autres feuilles laissées de côté : {left}."] if left else []
    )
    return Grid(rows=_sheet_rows(filled[0]), delimiter=" ", notices=notices)


def _sheet_rows(sheet: Any) -> Iterator[Sequence[str]]:
    # the size that a sheet declares may be wrong, and then hides its rows
    sheet.reset_dimensions()
    with _refusing():
        for row in sheet.iter_rows(max_row=MOST_ROWS, values_only=True):
            yield [_cell(value) for value in row[:MOST_COLUMNS]]


@contextmanager
def _refusing() -> Iterator[None]:
    """Refuse the file for whatever openpyxl lets through: KeyError, TypeError, errors of XML and of zip."""
    from defusedxml import DefusedXmlException

    try:
        yield
    except FileRefused:
        raise
    except Exception as error:
        entities = isinstance(error, DefusedXmlException) or isinstance(error.__cause__, DefusedXmlException)
        raise FileRefused(Reason.ENTITIES if entities else Reason.MALFORMED, "classeur") from error


def _cell(value: object) -> str:
    """A cell as a reader of the sheet would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)
