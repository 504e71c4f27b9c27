"""Tables of corrections of names, or rosters, that people bring: what each row says, in whatever spreadsheet.

A table of corrections has a column of names and one of actions; a roster has names only, or first names and surnames,
and asks to mask them. A sheet of one column without a known heading is a roster from its first line on.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from thematique.corrections import Act, Correction
from thematique.errors import FileRefused, Reason, WrongUse
from thematique.exchange import grids
from thematique.exchange.codings import Problem
from thematique.exchange.fields import Unreadable, folded, shown, stated
from thematique.exchange.headings import ACTIONS, KIND_WORDS, KINDS, NAMING_COLUMNS
from thematique.french.names import key
from thematique.records import Kind, record

T = TypeVar("T")

*_words, _last_word = KIND_WORDS.values()
_SAID_KINDS = f"{', '.join(_words)} ou {_last_word}"

# no name holds these, whatever delimiter the file has
_SEVERAL = re.compile(r"[;\t]")

_NAME, _GIVEN, _ACTION, _KIND, _OTHER, _DOCUMENT = "name", "given", "action", "kind", "other", "document"


@record
class Row:
    """A correction, and the number of its row as a spreadsheet shows it."""

    line: int
    correction: Correction


@record
class Read:
    """What could be read of a table of corrections, and what could not, in the order of the file."""

    rows: Sequence[Row]
    problems: Sequence[Problem]


def read(path: Path) -> Read:
    """Read a table of corrections; rows with problems are left aside, the others are kept.

    Raises:
        WrongUse: the ending is of no known format, or no column holds names.
        FileRefused: the file cannot be read as a table.
    """
    places, grid = _chosen(path)
    rows: list[Row] = []
    problems: list[Problem] = []
    for line, cells in grid.rows:
        try:
            if grid.overflows(cells):
                raise Unreadable(grids.OVERFLOW)
            said = {column: stated(cells[place]).strip() for column, place in places.items() if place < len(cells)}
            rows.append(Row(line=line, correction=_correction(said)))
        except Unreadable as unreadable:
            problems.append(Problem(file=path.name, line=line, message=str(unreadable)))
    return Read(rows=tuple(rows), problems=tuple(problems))


def kind_of(text: str) -> Kind:
    """The kind that a word of everyday French, or a code, says.

    Raises:
        WrongUse: none.
    """
    if folded(text) in KINDS:
        return KINDS[folded(text)]
    raise WrongUse(f"{shown(text)} n'est pas une nature ; écrivez {_SAID_KINDS}.")


def _chosen(path: Path) -> tuple[Mapping[str, int], grids.Grid]:
    """The first grid of the file that has a column of names, and the place of each known column."""
    seen = list(grids.read(path))
    if not seen:
        raise FileRefused(Reason.EMPTY)
    named = [(places, grid) for grid in seen if {_NAME, _GIVEN} & (places := _places(grid.header)).keys()]
    if named:
        # « nom; » is a heading and the delimiter of the file, not a heading of another delimiter
        return max(named, key=lambda one: len(one[1].header) if one[1].bounded else 0)
    # of the delimiters that a text may have, those that part nothing leave one column
    if all(len([cell for cell in grid.header if cell.strip()]) == 1 for grid in seen):
        return {_NAME: 0}, grids.Grid(header=("nom",), rows=_with_header(seen[0]), bounded=True)
    raise WrongUse(
        f"« {path.name} » : aucune colonne de noms n'a été reconnue ; intitulez-la « nom » (les autres colonnes "
        "possibles : prénom, action, nature, avec, document)."
    )


def _with_header(grid: grids.Grid) -> Iterator[tuple[int, Sequence[str]]]:
    for number, row in [(1, grid.header), *grid.rows]:
        if not "".join(row).lstrip().startswith("#"):
            yield number, row


def _places(header: Sequence[str]) -> Mapping[str, int]:
    places: dict[str, int] = {}
    for place, heading in enumerate(header):
        if column := NAMING_COLUMNS.get(folded(heading)):
            places.setdefault(column, place)
    return places


def _correction(said: Mapping[str, str]) -> Correction:
    """What a row asks for.

    Raises:
        Unreadable: it makes no sense; the message says what to write.
    """
    act = _among(said.get(_ACTION, ""), ACTIONS, "écrivez masquer, démasquer, fusionner, séparer ou nature") or Act.MASK
    kind = _among(said.get(_KIND, ""), KINDS, f"écrivez {_SAID_KINDS}")
    name = " ".join(part for part in (said.get(_GIVEN, ""), said.get(_NAME, "")) if part)
    other, document = said.get(_OTHER, ""), said.get(_DOCUMENT, "")
    if _SEVERAL.search(name):
        raise Unreadable(f"{shown(name)} n'est pas un seul nom ; donnez au prénom et au nom chacun leur colonne.")
    if not key(name):
        raise Unreadable("le nom manque ; écrivez-le dans la colonne « nom ».")
    if act is Act.KIND and kind is None:
        raise Unreadable("la nouvelle nature manque ; écrivez-la dans la colonne « nature ».")
    if act is Act.MERGE and (not key(other) or key(other) == key(name)):
        raise Unreadable("l'autre nom manque ; écrivez-le dans la colonne « avec ».")
    if act is Act.SPLIT and not document and not key(other):
        raise Unreadable(
            "dites dans quelle transcription ce nom est celui de quelqu'un d'autre (colonne « document »)."
        )
    takes_other = act in (Act.MERGE, Act.SPLIT)
    takes_kind = act in (Act.MASK, Act.KIND)
    return Correction(
        act=act,
        name=name,
        kind=kind if takes_kind else None,
        other=other if takes_other else "",
        document=document,
    )


def _among(cell: str, words: Mapping[str, T], remedy: str) -> T | None:
    if not cell:
        return None
    if folded(cell) not in words:
        raise Unreadable(f"{shown(cell)} n'est pas connu ; {remedy}.")
    return words[folded(cell)]
