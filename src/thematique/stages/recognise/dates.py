"""Dates that place a life in time: numeric, lettered, in words; not days of the week, lone months or lone years."""

import re
from collections.abc import Iterator

from thematique.records import Kind
from thematique.stages.recognise.numbers import SMALL, YEAR
from thematique.stages.recognise.span import Span

_MONTH = (
    "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre"
    "|janv\\.|févr?\\.|avr\\.|juil\\.|sept\\.|oct\\.|nov\\.|déc\\."
)
_S = r"[ \u00a0\u202f]"
_DAY = rf"(?:1er|[12]?\d|3[01]|premier|{SMALL})"
_ANY_YEAR = rf"(?:(?:19|20)\d\d|{YEAR})"
_DD = r"(?:0?[1-9]|[12]\d|3[01])"
_MM = r"(?:0?[1-9]|1[0-2])"

_PATTERNS = (
    # 24/10/2003, 24.10.03, 2011-03-05
    (re.compile(rf"(?<![\d/.-]){_DD}([/.-]){_MM}\1(?:(?:19|20)\d\d|\d\d)(?![\d/-])"), 0.95),
    (re.compile(rf"(?<![\d/.-])(?:19|20)\d\d([-/.]){_MM}\1{_DD}(?![\d/-])"), 0.95),
    # le 24/10
    (re.compile(rf"\b(?:le|au|du){_S}(?P<at>{_DD}/{_MM})(?![\d/])", re.I), 0.8),
    # le 3 mars 2011, trois mars deux mille onze, 1er mai
    (re.compile(rf"\b{_DAY}{_S}(?:{_MONTH})(?:{_S}{_ANY_YEAR})?(?!\w)", re.I), 0.9),
    # mars 2011
    (re.compile(rf"\b(?:{_MONTH}){_S}{_ANY_YEAR}\b", re.I), 0.9),
    # né en 1985, de l'année 85
    (re.compile(rf"\bnée?s?{_S}(?:en|de|vers){_S}(?P<at>{_ANY_YEAR}|\d\d)\b", re.I), 0.9),
    (
        re.compile(
            rf"\b(?:naissance|née?s?|mariée?s?|décédée?|mort|morte|divorcée?s?){_S}(?:\w{{1,12}}{_S}){{0,3}}en{_S}(?P<at>{_ANY_YEAR})\b",
            re.I,
        ),
        0.8,
    ),
)


def find(text: str) -> Iterator[Span]:
    """The dates of `text`."""
    for pattern, score in _PATTERNS:
        for match in pattern.finditer(text):
            group = "at" if "at" in pattern.groupindex else 0
            yield Span(match.start(group), match.end(group), Kind.DATE, "date", score)
