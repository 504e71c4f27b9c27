"""Tables of speech: which column holds the time, which the speaker, which the words."""

from collections.abc import Iterator, Sequence

from thematique.stages.ingest.dialogue import vocabulary
from thematique.stages.ingest.dialogue.candidates import LONGEST_LABEL
from thematique.stages.ingest.dialogue.lines import Line, Table
from thematique.stages.ingest.dialogue.shapes import Shape, shape
from thematique.stages.ingest.dialogue.times import take_start
from thematique.stages.ingest.dialogue.words import plain_form

_MOST_COLUMNS = 5


def speech_lines(table: Table) -> Sequence[Line] | None:
    """The rows of a table of speech as lines that know their speaker; `None` for any other table."""
    grid = [["\n".join(line.text for line in cell).strip() for cell in row] for row in table.rows]
    width = max((len(row) for row in grid), default=0)
    if not 2 <= width <= _MOST_COLUMNS:
        return None
    body = [row for row in grid if len(row) == width and any(row)]
    titles = _titles(body[0]) if body else {}
    body = body[bool(titles) :]
    columns = {**_guessed(body, width), **titles}
    if not body or "speaker" not in columns or "text" not in columns:
        return None
    return list(_rows(body, columns))


def _titles(row: Sequence[str]) -> dict[str, int]:
    """The columns that the first row names; nothing when it is no row of titles."""
    found: dict[str, int] = {}
    for column, cell in enumerate(row):
        words = plain_form(cell).split()
        for kind, names in vocabulary.TITLE_WORDS.items():
            if 0 < len(words) <= 3 and words[0] in names:
                found.setdefault(kind, column)
    return found if "text" in found or len(found) > 1 else {}


def _guessed(body: Sequence[Sequence[str]], width: int) -> dict[str, int]:
    columns = {column: [row[column] for row in body if row[column]] for column in range(width)}
    found: dict[str, int] = {}
    for column, cells in columns.items():
        if cells and sum(_is_time(cell) for cell in cells) * 2 > len(cells):
            found.setdefault("time", column)
        elif cells and all(cell.rstrip(".").isdigit() for cell in cells):
            found.setdefault("number", column)
    free = [column for column in columns if column not in found.values() and columns[column]]
    if not free:
        return found
    found["text"] = max(free, key=lambda column: (sum(map(len, columns[column])), column))
    speakers = [column for column in free if column != found["text"] and _are_labels(columns[column])]
    if speakers:
        found["speaker"] = speakers[0]
    return found


def _is_time(cell: str) -> bool:
    timed = take_start(cell, bare=True)
    return timed.start is not None and len(timed.text) < 8


def _are_labels(cells: Sequence[str]) -> bool:
    """Short cells that come back, or that are all names or codes."""
    names = [cell.rstrip(" :\u00a0\u202f") for cell in cells]
    if any(len(name) > LONGEST_LABEL or "\n" in name for name in names):
        return False
    shapes = [shape(name) for name in names]
    known = sum(kind not in (Shape.SENTENCE, Shape.WORDS) for kind in shapes)
    return known * 3 >= len(names) * 2 and (len(set(names)) * 2 <= len(names) or known == len(names))


def _rows(body: Sequence[Sequence[str]], columns: dict[str, int]) -> Iterator[Line]:
    speaker = ""
    for row in body:
        if not row[columns["text"]]:
            continue
        speaker = row[columns["speaker"]].rstrip(" :\u00a0\u202f") or speaker
        timed = take_start(row[columns["time"]], bare=True) if "time" in columns else None
        yield Line(
            text=row[columns["text"]],
            speaker=speaker,
            time_start=timed.start if timed else None,
            time_end=timed.end if timed else None,
        )
