"""Numbers said aloud, figure by figure or group by group: telephones, national numbers, accounts, files, plates.

« zéro quatre sept six, euh, douze… », « deux mille vingt et un barre oblique as barre zéro six cent douze ». A number
may be dictated over several turns, while somebody else repeats it or says « oui » or « attends je prends un bic ».
"""

import bisect
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from thematique.french.dictionary import dictionary
from thematique.french.lexicon import among
from thematique.french.names import elided, fold
from thematique.records import Kind
from thematique.stages.recognise.numbers import YEAR
from thematique.stages.recognise.span import Span

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_GAP = re.compile(r"[ \u00a0\u202f,.;:/…+()?!\n–-]{1,4}|")
_NEXT_TURN = "\n"
_UNITS = {"zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8}
_UNITS |= {"neuf": 9}
_TEENS = {"dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16}
_TENS = among("vingt vingts trente quarante cinquante soixante septante huitante octante nonante")
_LARGE = among("cent cents mille million millions")
_ROOM = {"mille": 3, "million": 6, "millions": 6}
_LINK = among(
    "et euh heu hum hein ben alors puis ensuite donc pardon attendez attends voila plus enfin fin non oui ouais ok "
    "note je crois pour finir"
)
_SEPARATORS = among("tiret barre oblique slash point trait union espace virgule moins lettre")
_STROKES = among("barre oblique slash")
_LETTER_AFTER = _STROKES | {"lettre"}
_BETWEEN = _LINK | _SEPARATORS
_WORDS = among("a y l d c j t m s n o")
_ARTICLES = among("un une")
_THE = among("le la du au")
_MAX_LINKS = 5
_ASIDE = 6
"""What somebody else says meanwhile has at most so many words."""
_MIN_FIGURES = 6
_MIN_PHONE, _MIN_CUED, _MIN_BARE, _MIN_NUMBERS = 6, 4, 9, 5
_CUE = re.compile(
    r"num[ée]ro|registre|national|dossier(?!s)|(?<!rend )(?<!rends )(?<!rendre )(?<!pas )\bcompte\b(?! que| si)"
    r"|iban|plaque|immatricul|matricule|r[ée]f[ée]rence|\bcode|carte|niss\b"
    r"|allocataire|client|affili|permis|s[ée]cu|t[ée]l[ée]phone|portable|gsm|fixe",
    re.I,
)
_LETTERED = re.compile(r"iban|\bcompte\b|plaque|immatricul|dossier|r[ée]f[ée]rence|matricule|allocataire", re.I)
_CUE_REACH = 60
_YEAR = re.compile(YEAR, re.I)
# « un dossier avec trois mille huit cents euros de dettes »
_COUNTED = re.compile(
    r"[ \u00a0](?:euros?|francs?|balles|habitants|familles|personnes|enfants|jeunes|élèves|ménages|dossiers|pages"
    r"|pour cent|kilos?|kilomètres?|mètres?|heures?|minutes?|jours?|semaines?|mois|ans)\b",
    re.I,
)
_LONGEST_CODE = 6
_CODE = 3
_PREFIXES = among("trente-deux trente-trois trente 32 33 0032 0033")


class _Token(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def number(self) -> bool:
        return (
            self.text[0].isdigit()
            or self.text in _UNITS
            or self.text in _TEENS
            or self.text in _TENS
            or self.text in _LARGE
        )


def find(text: str) -> Iterator[Span]:
    """The numbers dictated in `text`."""
    yield from find_all([text])[0]


def find_all(texts: Sequence[str]) -> list[list[Span]]:
    """The numbers dictated in the turns of a transcript: the part of each that stands in each turn."""
    whole = _NEXT_TURN.join(texts)
    tokens = [_Token(m.start(), m.end(), fold(m.group())) for m in _TOKEN.finditer(whole)]
    starts = list(itertools.accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
    found: list[list[Span]] = [[] for _ in texts]
    end = 0
    for at in [rank for rank, token in enumerate(tokens) if token.number or len(token.text) == 1]:
        if at < end:
            continue
        end = _end(whole, tokens, at)
        kind = _kind(whole, tokens[at:end]) if end > at + 1 else None
        if kind:
            for turn, run in itertools.groupby(tokens[at:end], lambda token: bisect.bisect(starts, token.start) - 1):
                said = [token for token in run if token.number or len(token.text) == 1]
                if any(token.number and token.text not in _ARTICLES for token in said):
                    offset = starts[turn]
                    first = _prefix(whole, tokens, at) if kind is Kind.ID and said[0] is tokens[at] else said[0]
                    found[turn].append(Span(first.start - offset, said[-1].end - offset, kind, "dictated", 0.9))
    return found


def _prefix(text: str, tokens: Sequence[_Token], first: int) -> _Token:
    """Where a file number begins whose letters are heard as a word: « le ix deux mille treize barre quatre cent »."""
    if first < 2 or tokens[first - 2].text not in _THE:
        return tokens[first]
    before = tokens[first - 1]
    letters = before.text.isalpha() and 1 < len(before.text) <= _CODE and text[before.end : tokens[first].start] == " "
    known = before.text in _BETWEEN or dictionary()(before.text) or before.number
    return before if letters and not known else tokens[first]


def _end(text: str, tokens: Sequence[_Token], first: int) -> int:
    """The index after the run of numbers that begins at `first`, or `first`."""
    spelt = len(tokens[first].text) == 1 and tokens[first].text.isalpha()
    alone = first + 1 == len(tokens) or len(tokens[first + 1].text) > 1
    # « le dossier n quatre cent trois »
    following = tokens[first + 1 : first + 2]
    named = first > 0 and tokens[first - 1].text == "dossier" and any(token.number for token in following)
    if spelt and alone and tokens[first].text in _WORDS and not named:
        return first
    # « le numéro, c m deux mille vingt-deux », « w b tiret quatre cent douze »
    code = spelt and (
        (_lettered(tokens, first) and _cued(text, tokens[first].start, _CUE))
        or ([token.text for token in tokens[first + 2 : first + 3]] == ["tiret"] and len(tokens[first + 1].text) == 1)
    )
    lettered = _cued(text, tokens[first].start, _LETTERED)
    if not (tokens[first].number or code or (spelt and lettered)):
        return first
    at = end = first + 1
    links = 0
    while at < len(tokens) and links <= _MAX_LINKS and _GAP.fullmatch(text, tokens[at - 1].end, tokens[at].start):
        token = tokens[at]
        if "." in text[tokens[at - 1].end : token.start] and text[token.start].isupper():
            break
        letter = len(token.text) == 1 and not elided(text, token.end)
        if token.number or (
            letter and (lettered or tokens[at - 1].text in _LETTER_AFTER or (code and at == first + 1))
        ):
            end, links = at + 1, 0
        elif aside := _aside(text, tokens, at):
            links, at = links + 1, aside - 1
        elif token.text in _BETWEEN or _between(tokens, at):
            links += 1
        else:
            break
        at += 1
    while end > first and not tokens[end - 1].number and len(tokens[end - 1].text) > 1:
        end -= 1
    return end


def _lettered(tokens: Sequence[_Token], first: int) -> bool:
    """Do two letters begin at `first`, and then a number?"""
    run = tokens[first : first + _CODE]
    return len(run) == _CODE and len(run[1].text) == 1 and run[2].number


def _aside(text: str, tokens: Sequence[_Token], first: int) -> int:
    """The index after a short turn without number that begins at `first`, or 0."""
    if _NEXT_TURN not in text[tokens[first - 1].end : tokens[first].start]:
        return 0
    for at in range(first, min(first + _ASIDE, len(tokens) - 1)):
        if tokens[at].number and tokens[at].text not in _ARTICLES:
            return 0
        if _NEXT_TURN in text[tokens[at].end : tokens[at + 1].start]:
            return at + 1
    return 0


def _between(tokens: Sequence[_Token], at: int) -> bool:
    """Is this a short word between two separators, « barre saj barre »?"""
    around = at + 1 < len(tokens) and tokens[at - 1].text in _SEPARATORS and tokens[at + 1].text in _SEPARATORS
    return around and len(tokens[at].text) <= _LONGEST_CODE


def _cued(text: str, start: int, cue: re.Pattern[str]) -> bool:
    return cue.search(text, max(0, start - _CUE_REACH), start) is not None


def _kind(text: str, run: Sequence[_Token]) -> Kind | None:
    """What a run of numbers identifies, if anything."""
    numbers = [token for token in run if token.number]
    digits = _digits(numbers)
    start, end = run[0].start, run[-1].end
    if all(token.text.isdigit() for token in run) and _NEXT_TURN not in text[start:end]:
        return None  # figures alone are read by the patterns of identifiers, unless they are said turn by turn
    if numbers and numbers[0] is run[0] and run[0].text.startswith(("zero", "0")) and digits >= _MIN_PHONE:
        parted = any(token.text in _SEPARATORS for token in run)
        return Kind.ID if parted else Kind.PHONE
    half = len(numbers) // 2
    # « au numéro dix-sept, je crois, enfin dix-sept »
    twice = [token.text for token in numbers[:half]] == [token.text for token in numbers[half:]]
    if twice or _YEAR.fullmatch(text, start, end) or _counting(numbers) or _COUNTED.match(text, end):
        return None
    if _prefixed(text, start) and digits >= _MIN_PHONE:
        return Kind.PHONE
    # « deux mille dix-neuf barre quatre cent douze barre c »
    lettered = run[0].text.isalpha() and len(run[0].text) == 1
    strokes = sum(token.text in _STROKES or (lettered and token.text == "tiret") for token in run)
    if strokes > 1 and digits >= _MIN_CUED:
        return Kind.ID
    # « le quatre mille douze barre deux mille treize »
    if strokes and digits >= _MIN_CUED and any(_yearly(text, part) for part in _parted(run)):
        return Kind.ID
    codes = sum(token.text in _SEPARATORS or (token.text.isalpha() and len(token.text) == 1) for token in run)
    if _cued(text, start, _CUE) and digits >= _MIN_CUED - bool(codes) and len(numbers) + codes >= _MIN_CUED - 1:
        return Kind.ID
    # « sept, trois, zéro, neuf, un, deux, quatre »
    if len(numbers) >= _MIN_FIGURES and all(token.text in _UNITS for token in numbers):
        return Kind.ID
    zero = any(token.text == "zero" or token.text.startswith("0") for token in numbers)
    return Kind.ID if zero and digits >= _MIN_BARE and len(numbers) >= _MIN_NUMBERS else None


def _parted(run: Sequence[_Token]) -> Iterator[Sequence[_Token]]:
    """The stretches of a run between its strokes."""
    for stroke, part in itertools.groupby(run, lambda token: token.text in _STROKES):
        if not stroke:
            yield list(part)


def _yearly(text: str, part: Sequence[_Token]) -> bool:
    return _YEAR.fullmatch(text, part[0].start, part[-1].end) is not None


def _prefixed(text: str, start: int) -> bool:
    """Does « plus » stand before, as in « plus trente-deux… »?"""
    return re.search(r"(?:\bplus |\+ ?)$", text[max(0, start - 6) : start], re.I) is not None


def _digits(numbers: Sequence[_Token]) -> int:
    """About how many figures a run of numbers has: « quatre-vingt-deux » has two, « six cent douze » three."""
    count, room = 0, 0
    for token in numbers:
        text = token.text
        if text.isdigit():
            count, room = count + len(text), 0
        elif text in _LARGE:
            wanted = _ROOM.get(text, 2)
            count, room = count + wanted + (0 if room == -1 else 1), wanted
        elif text in _TENS:
            scored = text.startswith("vingt") and room == -1
            count, room = count + (1 if scored else 0 if room > 1 else 2), 1
        elif text in _TEENS:
            count, room = count + (0 if room > 0 else 2), (1 if text == "dix" else 0)
        else:
            count, room = count + (0 if room > 0 and text != "zero" else 1), (-1 if room <= 0 else 0)
    return count


def _counting(numbers: Sequence[_Token]) -> bool:
    """Is someone counting, « un, deux, trois, quatre »?"""
    values = [_UNITS.get(token.text, _TEENS.get(token.text, -9)) for token in numbers]
    steps = sum(1 for before, after in itertools.pairwise(values) if after == before + 1)
    return steps * 2 > len(values)
