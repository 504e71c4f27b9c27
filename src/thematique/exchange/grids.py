"""Tables that other programs wrote, as rows of cells: .csv, .xlsx, .parquet, .jsonl.

Method: what a file may mean is offered whole, a grid for each delimiter or each sheet, and the caller takes the first
whose header makes sense. Text is UTF-8 or UTF-16, else that of French Windows.
"""

import csv
import datetime
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from thematique.errors import FileRefused, Reason, WrongUse
from thematique.exchange import sheets
from thematique.records import record

UNVALUED = "\0="
"""The cell of a formula whose value was not stored; no workbook can hold this text."""

OVERFLOW = (
    "il y a plus de valeurs que de colonnes ; intitulez chaque colonne, ou mettez entre guillemets le texte qui "
    "les sépare."
)
"""What is said of a row that overflows."""

MOST_BYTES = 100_000_000
MOST_UNPACKED = 500_000_000
MOST_ROWS = 1_048_576
MOST_COLUMNS = 1_000
_DELIMITERS = ",;\t"
_TEXT = (".csv", ".tsv", ".txt")
_ENDINGS = (".csv", ".xlsx", ".parquet", ".jsonl")
_CHUNK = 1 << 20
_OVERLAP = 64
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell[ >/]")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")

Rows = Iterator[tuple[int, Sequence[str]]]


@record
class Grid:
    """A header and the rows below it, read as they are asked for, each with the number that a spreadsheet shows.

    `bounded` says that no value may stand beyond the headings: in delimited text, a sign too many shifts the cells.
    """

    header: Sequence[str]
    rows: Rows
    bounded: bool = False

    def overflows(self, cells: Sequence[str]) -> bool:
        """Whether values of a row stand beyond the last heading, where they must not."""
        width = max((place for place, heading in enumerate(self.header, start=1) if heading.strip()), default=0)
        return self.bounded and any(cell.strip() for cell in cells[width:])


def read(path: Path) -> Iterator[Grid]:
    """The tables that a file may hold, best first; those without a single cell are left out.

    Raises:
        WrongUse: an ending that is not read; merged cells.
        FileRefused: UNREADABLE, TOO_BIG, EMPTY, ENCODING, ENCRYPTED, or MALFORMED, also while the rows are read.
    """
    ending = path.suffix.lower()
    if ending not in (*_TEXT, *_ENDINGS):
        raise WrongUse(f"« {path.name} » : enregistrez le tableau dans l'un de ces formats : {', '.join(_ENDINGS)}.")
    content = _content(path)
    for rows in _candidates(content, ending, path.name):
        filled = ((line, cells) for line, cells in rows if any(cell.strip() for cell in cells))
        if first := next(filled, None):
            yield Grid(header=first[1], rows=filled, bounded=ending in _TEXT)


def _candidates(content: bytes, ending: str, name: str) -> Iterator[Rows]:
    if ending in _TEXT:
        text = _decoded(content)
        return (_delimited(text, delimiter) for delimiter in _DELIMITERS)
    if ending == ".xlsx":
        return _sheets(content, name)
    return iter([_parquet(content) if ending == ".parquet" else _jsonl(content)])


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FileRefused(Reason.TOO_BIG, f"{MOST_BYTES // 1_000_000} Mo")
        content = path.read_bytes()
    except OSError as error:
        raise FileRefused(Reason.UNREADABLE) from error
    if not content.strip():
        raise FileRefused(Reason.EMPTY)
    return content


def _decoded(content: bytes) -> str:
    encodings = ["utf-8-sig", "cp1252"]
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    elif b"\0" in content[:2]:
        encodings = ["utf-16-be" if content.startswith(b"\0") else "utf-16-le"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(Reason.ENCODING)


def _delimited(text: str, delimiter: str) -> Rows:
    first, _, rest = text.partition("\n")
    # Excel's own note of the delimiter, which it does not show
    if re.fullmatch(r'"?sep=.?"?\r?', first, re.IGNORECASE):
        text = rest
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 0
    try:
        for line, cells in enumerate(reader, start=1):
            yield line, [sheets.original(cell) for cell in cells]
    except csv.Error as error:
        if not line:
            return  # quotes make no sense with this delimiter
        raise FileRefused(Reason.MALFORMED, f"guillemets à la ligne {line + 1} du tableau") from error


def _sheets(content: bytes, name: str) -> Iterator[Rows]:
    from openpyxl import load_workbook

    if _ENCRYPTED_PACKAGE in content:
        raise FileRefused(Reason.ENCRYPTED)
    with _refusing("classeur"):
        marks = _marks(content)
        if _MERGED in marks:
            raise WrongUse(f"« {name} » : des cellules y sont fusionnées ; défusionnez-les, et remplissez chacune.")
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(io.BytesIO(content), read_only=True) if _FORMULA in marks else values
        for sheet, twin in zip(values.worksheets, formulas.worksheets, strict=True):
            yield _sheet(sheet) if twin is sheet else _computed(_sheet(sheet), _sheet(twin))


def _marks(content: bytes) -> set[re.Pattern[bytes]]:
    """Which of `_FORMULA` and `_MERGED` occur in a workbook's sheets; all its parts are read once, within bounds."""
    found: set[re.Pattern[bytes]] = set()
    total = 0
    archive = zipfile.ZipFile(io.BytesIO(content))
    for member in archive.infolist():
        before = b""
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > MOST_UNPACKED:
                    raise FileRefused(Reason.TOO_BIG, f"{MOST_UNPACKED // 1_000_000} Mo une fois décompressé")
                if member.filename.startswith("xl/worksheets/"):
                    found |= {mark for mark in (_FORMULA, _MERGED) if mark.search(before + chunk)}
                before = chunk[-_OVERLAP:]
    return found


def _sheet(sheet: Any) -> Rows:
    # the size that a sheet declares may be wrong, and then hides its rows
    sheet.reset_dimensions()
    with _refusing("classeur"):
        for line, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS, values_only=True), start=1):
            yield line, [sheets.original(_text(value)) for value in row[:MOST_COLUMNS]]


def _computed(values: Rows, formulas: Rows) -> Rows:
    """The values, and `UNVALUED` where there is a formula instead: such a cell is not empty for whoever sees it."""
    for (line, cells), (_, twins) in zip(values, formulas, strict=True):
        yield line, [UNVALUED if twin and not cell else cell for cell, twin in zip(cells, twins, strict=True)]


def _parquet(content: bytes) -> Rows:
    with _refusing("Parquet"):
        header, rows = sheets.read_parquet(content)
        yield 0, header
        for line, row in enumerate(rows, start=1):
            yield line, [_text(value) for value in row]


def _jsonl(content: bytes) -> Rows:
    with _refusing("JSON"):
        lines = enumerate(_decoded(content).split("\n"), start=1)
        items = [(line, _item(text)) for line, text in lines if text.strip()]
        header = list(dict.fromkeys(key for _, item in items for key in item))
        yield 0, header
        for line, item in items:
            yield line, [_text(item.get(key)) for key in header]


def _item(text: str) -> dict[str, Any]:
    item = json.loads(text)
    if not isinstance(item, dict):
        raise TypeError(type(item))
    return item


@contextmanager
def _refusing(place: str) -> Iterator[None]:
    """Refuse the file for whatever the libraries let through: KeyError, TypeError, errors of XML and of zip."""
    try:
        yield
    except (FileRefused, WrongUse):
        raise
    except Exception as error:
        raise FileRefused(Reason.MALFORMED, place) from error


def _text(value: object) -> str:
    """A cell as a text that says all of it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)
