"""The fields of a coding, each from the cell in which someone wrote it."""

import datetime
import functools
import math
import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from thematique.codings import Drawn, Verdict
from thematique.exchange.grids import UNVALUED
from thematique.exchange.headings import DRAWS, TRUTHS, VERDICTS
from thematique.french.names import fold

T = TypeVar("T")

_WHOLE = re.compile(r"([0-9]{1,12})(?:[.,]0*)?")
_FRENCH_DATE = re.compile(
    r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?:\s+(?:à\s+)?([0-9]{1,2})[:h]([0-9]{2})(?::([0-9]{2}))?)?"
)
_LONGEST_QUOTE = 40


class Unreadable(Exception):
    """A cell says nothing that its column can hold; the message is for the reader."""


def shown(text: str) -> str:
    """A cell's text between French quotes, cut short and without signs that a screen would obey."""
    plain = "".join(char if char.isprintable() else " " for char in text[:_LONGEST_QUOTE])
    return f"« {plain}{'…' if len(text) > _LONGEST_QUOTE else ''} »"


def folded(text: str) -> str:
    """`text` in small letters without accents, and nothing but letters and digits."""
    return "".join(char for char in fold(text) if char.isalnum())


def stated(cell: str) -> str:
    """A text as it stands; one of blanks only says nothing.

    Raises:
        Unreadable: a formula stands there whose value is not known.
    """
    if cell == UNVALUED:
        raise Unreadable("la valeur de cette formule n'est pas enregistrée ; collez les valeurs au lieu des formules.")
    return cell if cell.strip() else ""


def _code(cell: str) -> str:
    return stated(cell).strip()


def _whole(cell: str) -> int | None:
    if not stated(cell):
        return None
    if found := _WHOLE.fullmatch(cell.strip()):
        return int(found[1])
    raise Unreadable(f"{shown(cell)} n'est pas un nombre ; écrivez un nombre entier, compté à partir de 0.")


def _score(cell: str) -> float | None:
    if not stated(cell):
        return None
    try:
        score = float(cell.replace(",", "."))
    except ValueError:
        score = math.nan
    if not 0 <= score <= 1:
        raise Unreadable(f"{shown(cell)} n'est pas une probabilité ; écrivez un nombre de 0 à 1.")
    return score


def _moment(cell: str) -> str:
    """A time as `Coding` holds it; one without a time zone is taken for UTC."""
    if not stated(cell):
        return ""
    try:
        french = _FRENCH_DATE.fullmatch(cell.strip())
        moment = datetime.datetime.fromisoformat(_iso(french) if french else cell.strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
        return moment.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    except (ValueError, OverflowError) as error:
        raise Unreadable(f"{shown(cell)} n'est pas une date ; écrivez-la ainsi : 2026-03-01 09:30.") from error


def _iso(french: re.Match[str]) -> str:
    day, month, year, hour, minute, second = (int(part or 0) for part in french.groups())
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"


def _among(words: Mapping[str, T], blank: T, remedy: str) -> Callable[[str], T]:
    """What reads a column of few words, each looked up once."""

    @functools.lru_cache(maxsize=256)
    def value(cell: str) -> T:
        word = folded(stated(cell))
        if word in words or not cell.strip():
            return words.get(word, blank)
        raise Unreadable(f"{shown(cell)} n'est pas connu ; {remedy}.")

    return value


FIELDS: Mapping[str, Callable[[str], object]] = {
    "document": stated,
    "turn": _whole,
    "segment": _whole,
    "start": _whole,
    "end": _whole,
    "code": _code,
    "coder": stated,
    "verdict": _among(VERDICTS, Verdict.ACCEPT, "écrivez accept ou reject (ou oui, non)"),
    "decided_at": _moment,
    "model": stated,
    "score": _score,
    "drawn": _among(DRAWS, Drawn.IMPORTED, f"écrivez {', '.join(Drawn)}, ou rien"),
    "blind": _among(TRUTHS, False, "écrivez oui ou non"),
    "by": stated,
}
