"""Know the columns of a table of speech or answers by their names, else by what they hold; case and accents ignored."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from thematique.stages.ingest.dialogue.vocabulary import (
    DOCUMENT_COLUMNS,
    END_COLUMNS,
    SPEAKER_COLUMNS,
    START_COLUMNS,
    TEXT_COLUMNS,
)
from thematique.stages.ingest.dialogue.words import plain_name

_MOMENT = re.compile(r"[\[(]?[\d:.,]*[\])]?(?:\s?s)?")
_LONG_TEXT = 40
_WORDS_OF_TEXT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where things stand in a row, counted from 0; `others` are variables; `guessed` when no name told the text."""

    text: int
    others: Sequence[int]
    speaker: int | None = None
    start: int | None = None
    end: int | None = None
    document: int | None = None
    guessed: bool = False


def find_columns(names: Sequence[str], sample: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a table with this first row and some rows that follow it; `None` when no text is recognised."""
    plain = [plain_name(name) for name in names]
    speaker = _first(plain, SPEAKER_COLUMNS)
    start, end = (_moments(_first(plain, names_of), sample) for names_of in (START_COLUMNS, END_COLUMNS))
    document = _first(plain, DOCUMENT_COLUMNS)
    taken = {speaker, start, end, document}
    free = [index for index in range(len(names)) if index not in taken]
    text = named_text([plain[index] if index in free else "" for index in range(len(names))])
    guessed = text is None
    if text is None:
        long = [index for index in free if _holds_text([row[index] for row in sample if index < len(row)])]
        if len(long) != 1:
            return None
        text = long[0]
    others = [index for index in free if index != text]
    return Columns(text=text, others=others, speaker=speaker, start=start, end=end, document=document, guessed=guessed)


def named_text(plain: Sequence[str]) -> int | None:
    """The column whose plain name is one of a text, else the only one that begins or ends with one."""
    for name in TEXT_COLUMNS:
        if name in plain:
            return plain.index(name)
    like = [index for index, name in enumerate(plain) if {*name.split()[:1], *name.split()[-1:]} & set(TEXT_COLUMNS)]
    return like[0] if len(like) == 1 else None


def _first(plain: Sequence[str], known: frozenset[str]) -> int | None:
    return next((index for index, name in enumerate(plain) if name in known), None)


def _moments(column: int | None, sample: Sequence[Sequence[str]]) -> int | None:
    """The column, if it holds places in a recording; the day and hour of an answer are none."""
    values = [row[column].strip() for row in sample if column is not None and column < len(row)]
    return column if all(_MOMENT.fullmatch(value) for value in values) else None


def _holds_text(values: Sequence[str]) -> bool:
    """Whether these are sentences rather than names, categories or numbers."""
    filled = [value for value in values if value.strip()]
    return (
        bool(filled)
        and fmean(len(value) for value in filled) >= _LONG_TEXT
        and fmean(len(value.split()) for value in filled) >= _WORDS_OF_TEXT
    )
