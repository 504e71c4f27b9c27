"""Read tables, .csv .tsv .xlsx: a turn a row where a column names speakers or times, else an answer a row.

Method: columns are known by their names, else the text is the only column of sentences. In a table of answers, every
row is a document and its other cells are variables. In a table of turns, rows with the same document are one document,
and the other columns are variables where they never change within it.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.columns import Columns, find_columns, named_text
from thematique.stages.ingest.dialogue.pieces import to_turns
from thematique.stages.ingest.dialogue.times import seconds
from thematique.stages.ingest.dialogue.words import plain_name
from thematique.stages.ingest.opening.rows import Grid, open_grid
from thematique.stages.ingest.transcript import Reading, Text, Utterance, counted, row_name

_SAMPLE_ROWS = 200
_ROWS_ABOVE_NAMES = 10
# no cue lasts as long in seconds; Whisper's tables count milliseconds
_LONGEST_CUE = 200.0
_MILLISECONDS = 1000


@dataclass(slots=True, kw_only=True)
class _Table:
    """A table with its columns recognised; `rows` are those below the names, cut or filled to the same width."""

    names: Sequence[str]
    columns: Columns
    rows: Iterator[Sequence[str]]
    aside: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True, kw_only=True)
class _Talk:
    """The rows of one document of a table of turns; a variable that changes from row to row is `None`."""

    pieces: list[Utterance] = field(default_factory=list)
    variables: dict[str, str | None] = field(default_factory=dict)


def read(content: bytes) -> Reading:
    """The documents of a table, in the order of its rows.

    Raises:
        FileRefused: as `open_grid`; NO_TEXT_COLUMN with the number of columns, NO_TURN without a row of text.
    """
    grid = open_grid(content)
    table = _table(grid)
    talks = table.columns.speaker is not None or table.columns.start is not None
    texts = _conversations(table) if talks else _answers(table)
    if not texts:
        raise FileRefused(Reason.NO_TURN)
    guessed = [f"La colonne {table.columns.text + 1} a été prise pour le texte."] if table.columns.guessed else []
    return Reading(texts=texts, notices=[*grid.notices, *guessed, *counted(table.aside)])


def _table(grid: Grid) -> _Table:
    filled = (row for row in grid.rows if any(cell.strip() for cell in row))
    sample = list(itertools.islice(filled, _SAMPLE_ROWS))
    if not sample:
        raise FileRefused(Reason.NO_TURN)
    top = _row_of_names(sample)
    names = _distinct(sample[top])
    columns = find_columns(names, sample[top + 1 :])
    if columns is None:
        # counted, not named: where the names are missing, the first row is data
        raise FileRefused(Reason.NO_TEXT_COLUMN, f"sur {len(names)}")
    aside = Counter({"Lignes au-dessus des noms de colonnes, laissées de côté": top})
    rows = itertools.chain(sample[top + 1 :], filled)
    table = _Table(names=names, columns=columns, rows=rows, aside=aside)
    table.rows = (_evened(row, table, grid.delimiter) for row in rows)
    return table


def _row_of_names(sample: Sequence[Sequence[str]]) -> int:
    """The first of the top rows that names a text; else the first row of all."""
    plain = ([plain_name(cell) for cell in row] for row in sample[:_ROWS_ABOVE_NAMES])
    return next((index for index, row in enumerate(plain) if named_text(row) is not None), 0)


def _distinct(names: Sequence[str]) -> list[str]:
    """The names of the columns, those without one numbered and those that come back told apart."""
    given = [name.strip() or f"colonne {index}" for index, name in enumerate(names, start=1)]
    while len(given) > 1 and not names[len(given) - 1].strip():
        given.pop()
    seen: Counter[str] = Counter()
    distinct = []
    for name in given:
        seen[name] += 1
        distinct.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return distinct


def _evened(row: Sequence[str], table: _Table, delimiter: str) -> Sequence[str]:
    """The row with a cell for each name; cells too many are joined to the text where it is the last column."""
    width = len(table.names)
    if len(row) <= width or not any(cell.strip() for cell in row[width:]):
        return [*row[:width], *[""] * (width - len(row))]
    if table.columns.text == width - 1:
        table.aside["Lignes qui ont plus de cellules que de colonnes, jointes au texte"] += 1
        return [*row[: width - 1], delimiter.join(row[width - 1 :])]
    table.aside["Lignes qui ont plus de cellules que de colonnes, dont la fin est laissée de côté"] += 1
    return row[:width]


def _answers(table: _Table) -> list[Text]:
    texts = []
    columns = table.columns
    variables = [*columns.others, *([columns.document] if columns.document is not None else [])]
    for number, row in enumerate(table.rows, start=1):
        text = row[columns.text].strip()
        if not text:
            table.aside["Lignes sans texte, laissées de côté"] += 1
            continue
        header = {table.names[index]: row[index].strip() for index in sorted(variables) if row[index].strip()}
        texts.append(Text(utterances=(Utterance(speaker="", text=text),), header=header, row=row_name(number)))
    return texts


def _conversations(table: _Table) -> list[Text]:
    talks: dict[str, _Talk] = {}
    columns = table.columns
    for row in table.rows:
        document = row[columns.document].strip() if columns.document is not None else ""
        talk = talks.setdefault(document, _Talk())
        talk.pieces.append(
            Utterance(
                speaker=row[columns.speaker] if columns.speaker is not None else "",
                text=row[columns.text],
                time_start=_moment(row, columns.start),
                time_end=_moment(row, columns.end),
            )
        )
        for index in columns.others:
            value = row[index].strip()
            if talk.variables.setdefault(table.names[index], value) != value:
                talk.variables[table.names[index]] = None
    return list(_texts(talks, table))


def _texts(talks: dict[str, _Talk], table: _Table) -> Iterator[Text]:
    columns = table.columns
    changing = {name for talk in talks.values() for name, value in talk.variables.items() if value is None}
    table.aside["Colonnes qui changent d'un tour à l'autre, laissées de côté"] = len(changing)
    for number, (document, talk) in enumerate(talks.items(), start=1):
        header = {name: value for name, value in talk.variables.items() if value and name not in changing}
        if columns.document is not None and document:
            header[table.names[columns.document]] = document
        turns = to_turns(_in_seconds(talk.pieces))
        if turns:
            yield Text(utterances=turns, header=header, row="" if len(talks) == 1 else row_name(number))


def _moment(row: Sequence[str], column: int | None) -> float | None:
    """A cell's time: a number, or hours, minutes and seconds."""
    written = row[column].strip() if column is not None else ""
    if written.replace(",", ".", 1).replace(".", "", 1).isdecimal() and written.isascii():
        return float(written.replace(",", "."))
    moments = seconds(written)
    return moments[0] if moments else None


def _in_seconds(pieces: Sequence[Utterance]) -> Iterable[Utterance]:
    """The pieces with times in seconds, when they were whole milliseconds."""
    lengths = [
        piece.time_end - piece.time_start
        for piece in pieces
        if piece.time_start is not None and piece.time_end is not None
    ]
    if not lengths or median(lengths) < _LONGEST_CUE or not all(length.is_integer() for length in lengths):
        return pieces
    return (
        replace(
            piece,
            time_start=piece.time_start and piece.time_start / _MILLISECONDS,
            time_end=piece.time_end and piece.time_end / _MILLISECONDS,
        )
        for piece in pieces
    )
