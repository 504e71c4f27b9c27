"""Tables of codings that people bring: what each row says, in whatever spreadsheet it was written.

Rows are set on the text by `thematique.exchange.settling`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from thematique.codings import Drawn, Verdict
from thematique.errors import FileRefused, Reason, WrongUse
from thematique.exchange import grids
from thematique.exchange.fields import FIELDS, Unreadable, folded, shown
from thematique.exchange.headings import COLUMNS
from thematique.records import record

_NEEDED = (("document", "turn", "code"), ("document", "start", "end", "code"))
_MOST_HEADINGS = 20


@record
class Row:
    """A row as the file says it, before it is set on the text; what it leaves open is None or empty.

    `line` is the row's number as a spreadsheet shows it. There is a `turn`, or a `start` and an `end`.
    """

    line: int
    document: str
    turn: int | None = None
    start: int | None = None
    end: int | None = None
    code: str = ""
    coder: str = ""
    verdict: Verdict = Verdict.ACCEPT
    decided_at: str = ""
    model: str = ""
    score: float | None = None
    drawn: Drawn = Drawn.IMPORTED
    blind: bool = False
    segment: int | None = None
    by: str = ""


@record
class Problem:
    """A row that is left aside, or not read as it stands, with the remedy (fr. problème)."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"« {self.file} », ligne {self.line} : {self.message}"


@record
class Read:
    """What could be read of a table of codings, and what could not, in the order of the file."""

    rows: Sequence[Row]
    problems: Sequence[Problem]


def read(path: Path) -> Read:
    """Read a table of codings; rows with problems are left aside, the others are kept.

    Raises:
        WrongUse: the ending is of no known format, needed columns are missing or named twice, cells are merged.
        FileRefused: the file cannot be read as a table.
    """
    places, grid = _chosen(path)
    rows: list[Row] = []
    problems: list[Problem] = []
    for line, cells in grid.rows:
        if grid.overflows(cells):
            wrong = [grids.OVERFLOW]
        else:
            said = {column: cells[place] for column, place in places.items() if place < len(cells)}
            values, wrong = _values(said)
        if wrong:
            problems += [Problem(file=path.name, line=line, message=message) for message in wrong]
        else:
            rows.append(Row(line=line, **values))
    return Read(rows=tuple(rows), problems=tuple(problems))


def _chosen(path: Path) -> tuple[Mapping[str, int], grids.Grid]:
    """The first grid of the file that has the needed columns, and the place of each known column."""
    widest: Sequence[str] = ()
    for grid in grids.read(path):
        known = _known(grid.header)
        if any(all(column in known for column in needed) for needed in _NEEDED):
            return _places(grid.header, path.name), grid
        widest = max(widest, grid.header, key=lambda header: (len(_known(header)), len(header)))
    if not widest:
        raise FileRefused(Reason.EMPTY)
    raise WrongUse(_missing(path.name, widest))


def _known(header: Sequence[str]) -> Mapping[str, Sequence[int]]:
    """The places of the headings that name each column."""
    found: dict[str, list[int]] = {}
    for place, heading in enumerate(header):
        if column := COLUMNS.get(folded(heading)):
            found.setdefault(column, []).append(place)
    return found


def _places(header: Sequence[str], file: str) -> Mapping[str, int]:
    """The place of each column; a heading that bears its very name goes before those that only mean it."""
    places = {}
    for column, found in _known(header).items():
        exact = [place for place in found if header[place] == column] or found
        if len(exact) > 1:
            names = " et ".join(shown(header[place]) for place in exact)
            raise WrongUse(f"« {file} » : les colonnes {names} disent la même chose ; gardez-en une.")
        places[column] = exact[0]
    return places


def _missing(file: str, header: Sequence[str]) -> str:
    known = _known(header)
    missing = min(([column for column in needed if column not in known] for needed in _NEEDED), key=len)
    found = ", ".join(shown(heading) for heading in header[:_MOST_HEADINGS] if heading.strip())
    return (
        f"« {file} » : il manque {'la colonne' if len(missing) == 1 else 'les colonnes'} {', '.join(missing)} "
        f"(colonnes trouvées : {found}) ; il faut document, turn, code ou document, start, end, code."
    )


def _values(said: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The fields of a row, and all that is wrong with it."""
    values: dict[str, Any] = {}
    wrong = []
    for column, cell in said.items():
        try:
            values[column] = FIELDS[column](cell)
        except Unreadable as unreadable:
            wrong.append(f"{column} : {unreadable}")
    one_end = (values.get("start") is None) != (values.get("end") is None)
    if not wrong and not values.get("document"):
        wrong.append("document : le nom de l'entretien manque.")
    if not wrong and (one_end or (values.get("start") is None and values.get("turn") is None)):
        wrong.append("le passage n'est pas dit ; donnez le tour (turn), ou le début et la fin (start, end).")
    return values, wrong
