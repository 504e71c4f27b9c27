"""A date said less precisely: « le 3 mars 2011 » becomes « mars 2011 », « printemps 2011 » or « 2011 »."""

import re
from typing import NamedTuple

from thematique.french.counting import number
from thematique.french.names import fold
from thematique.stages.anonymise.patterns import FEASTS, MONTHS, NAMED_MONTHS, SEASONS, YEARS

_FIGURES = re.compile(r"(?<!\d)(?P<day>\d{1,2})[./ -](?P<month>\d{1,2})(?:[./ -](?P<year>\d{4}|\d{2}))?(?!\d)")
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[./-](?P<month>\d{1,2})(?:[./-]\d{1,2})?(?!\d)")
_MONTH_YEAR = re.compile(r"(?<!\d)(?P<month>\d{1,2})[./-](?P<year>(?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)\d{2}(?!\d)\s*$")
_WORD = re.compile(r"[^\W_]+")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_PIVOT = 40


class _Date(NamedTuple):
    """What a date tells; `month` from 1 to 12."""

    month: int | None = None
    year: int | None = None
    season: str = ""


def blurred(text: str, level: str) -> str | None:
    """The date at this level (mois, saison, année), without brackets; None where the text does not tell it."""
    date = _read(fold(text))
    year = str(date.year) if date.year else ""
    if level == "année" or (date.month is None and not date.season):
        return year or None
    if level == "mois" and date.month is not None:
        return f"{NAMED_MONTHS[date.month - 1]} {year}".strip()
    return f"{date.season or _season(date.month)} {year}".strip()


def _season(month: int | None) -> str:
    """The season of a month, by whole months: spring begins in March, winter in December."""
    seasons = tuple(SEASONS.values())
    return seasons[((month or 1) - 3) % 12 // 3]


def _read(text: str) -> _Date:
    """What a folded text tells of a date."""
    for pattern in (_ISO, _FIGURES, _MONTH_YEAR):
        match = pattern.search(text)
        if match and 1 <= int(match["month"]) <= len(NAMED_MONTHS):
            return _Date(int(match["month"]), _whole(match["year"]) if match["year"] else None)
    words = _WORD.findall(text)
    named = [word for before, word in zip(["", *words], words, strict=False) if _names_a_month(before, word)]
    month = next((MONTHS[word] for word in named), None)
    month = month or next((FEASTS[word] for word in words if word in FEASTS), None)
    season = next((SEASONS[word] for word in words if word in SEASONS), "")
    return _Date(month, _year(text, words, dated=month is not None), season)


def _names_a_month(before: str, word: str) -> bool:
    """Is this word a month? « sept » is one only after figures: « 12 sept », not « vingt-sept »."""
    return word in MONTHS and (word != "sept" or before.isdigit())


def _year(text: str, words: list[str], *, dated: bool) -> int | None:
    """The year in a text, in figures or in words; of two digits only after a month."""
    match = _YEAR.search(text)
    if match:
        return int(match.group())
    for first, word in enumerate(words):
        if word in YEARS:
            for last in range(len(words), first + 1, -1):
                said = number(words[first:last])
                if said and _FIRST_YEAR <= said <= _LAST_YEAR:
                    return said
    short = _SHORT_YEAR.search(text) if dated else None
    return _whole(short.group()) if short and words[-2:-1] and words[-2] in MONTHS else None


def _whole(year: str) -> int:
    """A year of two or four digits."""
    value = int(year)
    if value >= 100:
        return value
    return value + (2000 if value < _PIVOT else 1900)
