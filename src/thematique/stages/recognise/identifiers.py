"""What identifies by its shape: e-mails, addresses of the web, telephones, numbers of persons, firms and vehicles."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from thematique.records import Kind
from thematique.stages.recognise.counted import written
from thematique.stages.recognise.span import Span

_SURE, _SHAPE = 0.99, 0.7
_MIN_DIGITS = 8
_MAX_DIGITS = 14
_REGIONS = ("BE", "FR")


class _Rule(NamedTuple):
    """A pattern and what says that a match is sure; a match that is not is kept if `shape` suffices."""

    kind: Kind
    source: str
    pattern: re.Pattern[str]
    valid: Callable[[str], bool]
    shape: bool


def _always(_text: str) -> bool:
    return True


def _never(_text: str) -> bool:
    return False


def _national(text: str) -> bool:
    from stdnum.be import bis, nn

    return bool(nn.is_valid(text) or bis.is_valid(text))


def _nir(text: str) -> bool:
    from stdnum.fr import nir

    return bool(nir.is_valid(text))


def _iban(text: str) -> bool:
    from stdnum import iban

    return bool(iban.is_valid(text))


def _siret(text: str) -> bool:
    from stdnum.fr import siret

    return bool(siret.is_valid(text))


def _card(text: str) -> bool:
    from stdnum import luhn

    return bool(luhn.is_valid(re.sub(r"\D", "", text)))


def _phone_length(text: str) -> bool:
    return _MIN_DIGITS < written(text) <= _MAX_DIGITS


_S = r"[ .\u00a0\u202f-]?"
_FIGURE = re.compile(r"\d")
_SIGNS = ("@", ".", "://", "_", "(a")
_OF_SIGNS = (
    _Rule(
        Kind.EMAIL,
        "email",
        re.compile(
            r"(?<![\w.+-])[\w.+-]{1,64} ?(?:@|\((?:at|arobase)\)) ?[\w-]{1,63}"
            r"(?:(?:\.|\((?:dot|point)\))[\w-]{1,63}){1,6}",
            re.A | re.I,
        ),
        _always,
        True,
    ),
    _Rule(
        Kind.URL,
        "url",
        re.compile(r"\b(?:https?://|www\.)[^\s<>«»\"]{2,2000}(?<![.,;:!?)])", re.I),
        _always,
        True,
    ),
    _Rule(
        Kind.URL,
        "url",
        re.compile(
            r"(?<![\w@.-])(?:[a-z0-9-]{2,63}\.(?:be|fr|com|org|net|eu|lu|info|brussels)"
            r"|[A-Z0-9-]{4,63}\.(?:BE|FR|COM|ORG|NET|EU))(?:/[^\s<>«»\"]{0,2000})?(?!\w)"
        ),
        _always,
        True,
    ),
    _Rule(Kind.URL, "handle", re.compile(r"(?<![\w.@/])@\w{2,30}(?:\.\w{1,30}){0,4}"), _always, True),
    # « titi_du_76 », not « PRENOM_1 »
    _Rule(
        Kind.URL,
        "handle",
        re.compile(
            r"(?<![\w.@/-])(?![A-ZÀ-Ý]+_|(?i:(?:pr[ée])?nom|personne|lieu|ville|asso|date|locuteur|speaker)\w{0,9}_)"
            r"[^\W_]{1,30}_\w{0,30}[^\W_](?![\w@])"
        ),
        _always,
        True,
    ),
)
_OF_FIGURES = (
    _Rule(
        Kind.ID, "iban", re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", re.I), _iban, True
    ),
    _Rule(
        Kind.ID,
        "nn",
        re.compile(rf"(?<![\d.-])\d{{2}}{_S}\d{{2}}{_S}\d{{2}}{_S}\d{{3}}{_S}\d{{2}}(?![\d])"),
        _national,
        False,
    ),
    _Rule(Kind.ID, "nn", re.compile(r"(?<![\d.-])\d\d\.\d\d\.\d\d-\d{3}[.-]\d\d(?!\d)"), _national, True),
    _Rule(
        Kind.ID,
        "nir",
        re.compile(rf"(?<!\d)[12]{_S}\d\d{_S}\d\d{_S}(?:\d\d|2[AB]){_S}\d{{3}}{_S}\d{{3}}(?:{_S}\d\d)?(?!\d)"),
        _nir,
        False,
    ),
    _Rule(Kind.ID, "bce", re.compile(r"\b(?:BE ?)?[01]\d{3}\.\d{3}\.\d{3}\b|\bBE ?[01]?\d{9}\b", re.I), _always, True),
    _Rule(Kind.ID, "siret", re.compile(r"(?<!\d)\d{3} ?\d{3} ?\d{3} ?\d{5}(?!\d)"), _siret, False),
    _Rule(Kind.ID, "card", re.compile(r"(?<!\d)(?:\d{4}[ -]?){3}\d{1,7}(?!\d)"), _card, False),
    _Rule(
        Kind.ID,
        "plate",
        re.compile(r"\b(?:[12][- ][A-Z]{3}[- ]\d{3}|[A-HJ-NP-TV-Z]{2}-\d{3}-[A-HJ-NP-TV-Z]{2})\b"),
        _always,
        True,
    ),
    # « le dossier 214-B »
    _Rule(Kind.ID, "file", re.compile(r"(?<=[Dd]ossier )\d{2,6}[/-][A-Z]{1,2}\b"), _always, True),
    # « numéro d'allocataire 0481726 K », « dossier n° 4512 », not « un dossier en 2022 »
    _Rule(
        Kind.ID,
        "number",
        re.compile(
            r"(?:num[ée]ros?|dossier|matricule|r[ée]f[ée]rence|registre|niss|allocataire|code client|permis)"
            r"(?:[ ,:]{1,2}(?:\w{1,12}['’ ]{1,2}){0,4}?|[ :]{0,2})(?:n°|numéro)? ?"
            r"(?!(?:19|20)\d\d(?![\d/-]| \d))(?P<at>(?:(?-i:[A-Z]{2,5})[ /-]?)?\d[\d ./-]{2,20}\d(?: ?[A-Z]\b)?)",
            re.I,
        ),
        _never,
        True,
    ),
    # figures said one by one: « 0, 4, 7, 6, 12, 34, 56 »
    _Rule(
        Kind.PHONE,
        "dictated",
        re.compile(
            r"(?<![\w,.])(?:\+ ?\d{1,3}[ ,.]{1,2}|0)(?:[ ,.;/-]{0,2}(?:euh|heu|et)?[ ,.;/-]{0,2}\d{1,3}){3,12}(?![\w])",
            re.I,
        ),
        _phone_length,
        False,
    ),
    _Rule(
        Kind.PHONE,
        "phone",
        re.compile(r"(?<![\d/])(?:(?:\+|00)(?:32|33)[ ./-]?(?:\(0\))?|0)\d(?:[ ./-]{0,2}\d){7,8}(?![\d/])"),
        _always,
        True,
    ),
    _Rule(Kind.ID, "number", re.compile(r"(?<![\d.,])\d{8,30}(?![\d])"), _always, True),
)
_CANDIDATE = re.compile(r"(?<![\w.])(?:\+\d|\(?0)(?:[ ./()\u00a0-]{0,2}\d){7,16}(?!\w)")


def find(text: str) -> Iterator[Span]:
    """The e-mails, addresses of the web, telephones and numbers of `text`."""
    signs = any(sign in text for sign in _SIGNS)
    figures = _FIGURE.search(text) is not None
    if figures:
        yield from _phones(text)
    for rule in (*(_OF_SIGNS if signs else ()), *(_OF_FIGURES if figures else ())):
        for match in rule.pattern.finditer(text):
            sure = rule.valid(match.group())
            if sure or rule.shape:
                group = "at" if "at" in rule.pattern.groupindex else 0
                yield Span(match.start(group), match.end(group), rule.kind, rule.source, _SURE if sure else _SHAPE)


def _phones(text: str) -> Iterator[Span]:
    """Telephone numbers of any country written with +, and those of Belgium and France."""
    import phonenumbers

    for candidate in _CANDIDATE.finditer(text):
        for region in _REGIONS:
            for match in phonenumbers.PhoneNumberMatcher(candidate.group(), region):
                start = candidate.start() + match.start
                yield Span(start, candidate.start() + match.end, Kind.PHONE, "phonenumbers", _SURE)
