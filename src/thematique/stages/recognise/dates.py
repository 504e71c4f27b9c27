"""Dates that place a life in time: numeric, lettered, in words; not days of the week, lone months or lone years."""

import re
from collections.abc import Iterator

from thematique.records import Kind
from thematique.stages.recognise.numbers import MONTH, SHORT_YEAR, SMALL, YEAR
from thematique.stages.recognise.span import Span

_MONTH = f"{MONTH}|janv\\.|févr?\\.|avr\\.|juil\\.|sept\\.|oct\\.|nov\\.|déc\\."
_S = r"[ \u00a0\u202f]"
_DAY = rf"(?:1er|[12]?\d|3[01]|premier|{SMALL})"
_ANY_YEAR = rf"(?:(?:19|20)\d\d|{YEAR})"
_MONTH_NUMBER = r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|0?[1-9]|1[0-2])\b"
_DD = r"(?:0?[1-9]|[12]\d|3[01])"
_MM = r"(?:0?[1-9]|1[0-2])"

_WEEKDAY = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_AFTER_DAY = (
    rf"{_S}?[.,;!?)…]|$|{_S}(?:on|il|elle|ils|elles|je|tu|nous|vous|et|où|pour|chez|avec|est|était|ça|c['’]|j['’]"
    rf"|qui|que"
    rf"|mais|donc|au|à{_S}\d|après|avant|puis|dernier|prochain)\b"
)

_OF_FIGURES = (
    # 24/10/2003, 24.10.03, 2011-03-05
    (re.compile(rf"(?<![\d/.-]){_DD}([/.-]){_MM}\1(?:(?:19|20)\d\d|\d\d)(?![\d/-])"), 0.95),
    (re.compile(rf"(?<![\d/.-])(?:19|20)\d\d([-/.]){_MM}\1{_DD}(?![\d/-])"), 0.95),
    # le 24/10
    (re.compile(rf"\b(?:le|au|du){_S}(?P<at>{_DD}/{_MM})(?![\d/])", re.I), 0.8),
    # l'audience du 12, jeudi 14, le rendez-vous est le 3
    (
        re.compile(
            rf"\b(?:audience|jugement|convocation|rendez-vous|rdv|réunion|séance|visite|naissance|accouchement"
            rf"|entretien"
            rf"|nuit|journée|soirée|matinée|opération|hospitalisation|décès|enterrement)(?:{_S}(?:est|était|sera"
            rf"|tombe)?{_S}?)"
            rf"(?:du|le|au){_S}(?P<at>{_DD})(?={_AFTER_DAY})",
            re.I,
        ),
        0.8,
    ),
)
_OF_MONTHS = (
    # le 3 mars 2011, trois mars deux mille onze, jeudi 1er mai
    (re.compile(rf"\b(?:(?:{_WEEKDAY}),?{_S})?{_DAY}{_S}(?:{_MONTH})(?:{_S}{_ANY_YEAR})?(?!\w)", re.I), 0.9),
    # né le neuf mai nonante-neuf
    (
        re.compile(
            rf"\b{_DAY}{_S}(?:{_MONTH}){_S}(?:{SHORT_YEAR})(?!{_S}(?:euros?|personnes?|jours?|enfants?|jeunes?))", re.I
        ),
        0.8,
    ),
    # « jusqu'en avril vingt-trois, », « depuis mars nonante-quatre »
    (
        re.compile(
            rf"\b(?:en|depuis|de|d['’]|jusqu['’]en|pff,?){_S}?(?P<at>(?:{_MONTH}){_S}(?:{SHORT_YEAR}))(?={_AFTER_DAY})",
            re.I,
        ),
        0.8,
    ),
    # janvier à mars 2023
    (re.compile(rf"\b(?:{_MONTH}){_S}(?:à|et|ou){_S}(?:{_MONTH}){_S}{_ANY_YEAR}\b", re.I), 0.9),
    # mars 2011
    (re.compile(rf"\b(?:{_MONTH}){_S}{_ANY_YEAR}\b", re.I), 0.9),
)
_OF_WORDS = (
    # né le douze du sept deux mille quatorze, née le vingt-deux zéro trois quatre-vingt-neuf
    (
        re.compile(
            rf"\b(?:née?s?|naissance)\b(?:{_S}\w[\w'’]{{0,11}}){{0,3}}?{_S}(?:le{_S})?(?P<at>{_DAY}{_S}(?:du{_S}|zéro{_S})?"
            rf"{_MONTH_NUMBER}{_S}(?:{_ANY_YEAR}|{SHORT_YEAR}))\b",
            re.I,
        ),
        0.85,
    ),
    (re.compile(rf"\ble{_S}(?P<at>{_DAY}{_S}du{_S}{_MONTH_NUMBER}{_S}{_ANY_YEAR})\b", re.I), 0.8),
    # « il est de deux mille huit », said of a person
    (
        re.compile(
            rf"\b(?:je{_S}suis|t['’]es|tu{_S}es|(?:il|elle|qui){_S}(?:est|était)|ils{_S}sont|elles{_S}sont|fille"
            rf"|fils|l['’]aînée?|cadette?)"
            rf"{_S}de{_S}(?P<at>{_ANY_YEAR})\b(?!{_S}(?:euros?|francs?|personnes?))",
            re.I,
        ),
        0.7,
    ),
    (re.compile(rf"\bde{_S}(?P<at>{_ANY_YEAR}){_S}(?=(?:il|elle){_S}(?:a|est|avait|était|va)\b)", re.I), 0.6),
    (re.compile(rf"\b(?:{_WEEKDAY}){_S}(?P<at>{_DD}|{SMALL})(?={_AFTER_DAY})", re.I), 0.7),
    # né en 1985, de l'année 85
    (re.compile(rf"\bnée?s?{_S}(?:en|de|vers){_S}(?P<at>{_ANY_YEAR}|\d\d)\b", re.I), 0.9),
    (
        re.compile(
            rf"\b(?:naissance|née?s?|mariée?s?|décédée?|mort|morte"
            rf"|divorcée?s?){_S}(?:\w{{1,12}}{_S}){{0,3}}en{_S}(?P<at>{_ANY_YEAR})\b",
            re.I,
        ),
        0.8,
    ),
)


# what each kind of date cannot do without
_TOLD = (
    (re.compile(r"\d"), _OF_FIGURES),
    (re.compile(rf"\b(?:{_MONTH})", re.I), _OF_MONTHS),
    (re.compile(rf"\d\d|\b(?:mille|cents?\b|née?s?\b|naissance|{_WEEKDAY})", re.I), _OF_WORDS),
)


def find(text: str) -> Iterator[Span]:
    """The dates of `text`."""
    for cue, patterns in _TOLD:
        for pattern, score in patterns if cue.search(text) else ():
            for match in pattern.finditer(text):
                group = "at" if "at" in pattern.groupindex else 0
                yield Span(match.start(group), match.end(group), Kind.DATE, "date", score)
