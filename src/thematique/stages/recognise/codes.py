"""Numbers of files, cards and accounts as they are written: « 2022/AS/01873 », « 4471.Q », « 6703 4219 8850 1172 6 ».

Offices number as they like, so what is read here has no list of shapes: figures mixed with letters or signs, or in
groups, that are no amount, date, range of years, hour, road or count.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from thematique.records import Kind
from thematique.stages.recognise.counted import written
from thematique.stages.recognise.span import Span

_PART = r"[A-Za-z\d]{1,14}"
_END = r"(?![\w@€$%]|['’]|[.,/-]\d)"
_JOINED = re.compile(rf"(?<![\w@.,/+-])(?:[A-Z]{{2}} )?(?=[A-Za-z./_-]{{0,12}}\d){_PART}(?:[./_-]{_PART}){{0,7}}{_END}")
_GROUP = r"(?:\d{1,8}|[A-Z]{1,3}|bis|ter|(?<=/)[a-z]{1,4}|[bcdfghjklmnpqrstvwxz]{3})"
_GROUPS = re.compile(rf"(?<![\w.,/+€$-])(?:[A-Z]{{1,3}} |[b-xz] )?\d{{1,8}}(?:(?: ?[/-] ?| ){_GROUP})+{_END}")
# « 2, 9, 0, 0, 1 »
_SINGLE = re.compile(rf"(?<![\w.,/+-])(?:[A-Z] )?\d(?:,? \d){{3,20}}(?: [A-Z]\b)?(?!,? \d){_END}")
_FIGURE = re.compile(r"\d")
_SPLIT = re.compile(r"[ ./_-]")
_LETTERS = re.compile(r"[A-Za-z]+")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}")
_YEARS = re.compile(r"(?:1\d|20)\d\d[/-](?:(?:1\d|20)\d\d|\d\d)")
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:[. ]\d{3})+(?: ?[/-]? ?\d{1,3}(?:[. ]\d{3})+)*|\d+[.]\d{1,2}|\d{1,2}[hH]\d{2}")
_ROAD = re.compile(r"[ADENR]\d{1,4}")
_WORD = re.compile(r"[A-Z][a-z]+|[a-z]{2,}")
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_LONGEST_LETTERS = 5
_MIN_MIXED, _MIN_FIGURES, _MIN_GROUPED = 4, 6, 7
_MIN_LETTERED, _MIN_ALONE = 4, 6
_PHONE = (9, 10)
_SCORE = 0.65


def find(text: str) -> Iterator[Span]:
    """The codes of `text`; a number in groups that is as long as a telephone's, after a zero, is taken for one."""
    if not _FIGURE.search(text):
        return
    for match in _JOINED.finditer(text):
        if _mixed(match.group()):
            yield Span(match.start(), match.end(), Kind.ID, "code", _SCORE)
    for match in _GROUPS.finditer(text):
        if _grouped(match.group()):
            code = match.group()
            phone = code.startswith("0") and written(code) in _PHONE and not _LETTERS.search(code)
            yield Span(match.start(), match.end(), Kind.PHONE if phone else Kind.ID, "code", _SCORE)
    for match in _SINGLE.finditer(text):
        if not _counting([int(figure) for figure in re.findall(r"\d", match.group())]):
            yield Span(match.start(), match.end(), Kind.ID, "code", _SCORE)


def _mixed(code: str) -> bool:
    """Are these figures mixed with letters or signs the number of a file?"""
    letters = _LETTERS.findall(code)
    amount = _AMOUNT.fullmatch(code)
    if not letters:
        other = amount or code.isdigit() or _DATE.fullmatch(code) or _YEARS.fullmatch(code)
        return written(code) >= _MIN_FIGURES and not other
    if written(code) < _MIN_MIXED or max(map(len, letters)) > _LONGEST_LETTERS or amount or _ROAD.fullmatch(code):
        return False
    parts = _SPLIT.split(code)
    # « mi-1979 », « depuis 2018.La loi », « 2001et »
    years = any(_YEAR.fullmatch(part) for part in parts) or len(parts) == 1
    return not (years and len(parts) < 3 and any(_WORD.fullmatch(run) for run in letters))


def _grouped(code: str) -> bool:
    """Are these groups of figures the number of a file?"""
    figures = re.findall(r"\d+", code)
    if _AMOUNT.fullmatch(code) or _DATE.fullmatch(code) or all(_YEAR.fullmatch(group) for group in figures):
        return False
    if len(figures) == 1:
        return len(figures[0]) >= _MIN_ALONE
    between = re.search(r"\d [A-Za-z]+ \d", code) is not None
    return written(code) >= (_MIN_LETTERED if between else _MIN_FIGURES if "/" in code else _MIN_GROUPED)


def _counting(figures: list[int]) -> bool:
    """Is someone counting, « 1, 2, 3, 4 »?"""
    steps = sum(after - before in (0, 1) for before, after in pairwise(figures))
    return 2 * steps >= len(figures)
