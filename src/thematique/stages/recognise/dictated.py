"""Numbers said aloud, figure by figure or group by group: telephones, national numbers, accounts, files, plates.

« zéro quatre sept six, euh, douze… », « deux mille vingt et un barre oblique as barre zéro six cent douze ». A number
may be dictated over several turns, while somebody else repeats it or says « oui » or « attends je prends un bic ».
"""

import bisect
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from thematique.records import Kind
from thematique.stages.recognise.counted import UNITS, figures, one_by_one
from thematique.stages.recognise.numbers import YEAR
from thematique.stages.recognise.runs import (
    ARTICLES,
    CUE,
    LINK,
    NEXT_TURN,
    SEPARATORS,
    STROKES,
    Token,
    cued,
    end_of,
    joined,
    resumed,
    tokens_of,
    with_what_follows,
    with_what_precedes,
)
from thematique.stages.recognise.span import Span

_MIN_FIGURES = 6
_MIN_PHONE, _MIN_CUED, _MIN_BARE, _MIN_NUMBERS = 6, 4, 9, 5
_LETTERS = 3
_MIN_REPEATED = 4
_YEAR = re.compile(YEAR, re.I)
# « un dossier avec trois mille huit cents euros de dettes »
_COUNTED = re.compile(
    r"[ \u00a0](?:euros?|francs?|balles|habitants|familles|personnes|enfants|jeunes|élèves|ménages|dossiers|pages"
    r"|pour cent|kilos?|kilomètres?|mètres?|heures?|minutes?|jours?|semaines?|mois|ans)\b",
    re.I,
)


class _Run(NamedTuple):
    """A number, as the indices of its first word and after its last one."""

    first: int
    end: int
    kind: Kind


def find(text: str) -> Iterator[Span]:
    """The numbers dictated in `text`."""
    yield from find_all([text])[0]


def find_all(texts: Sequence[str]) -> list[list[Span]]:
    """The numbers dictated in the turns of a transcript: the part of each that stands in each turn."""
    whole = NEXT_TURN.join(texts)
    tokens = tokens_of(whole)
    starts = list(itertools.accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
    found: list[list[Span]] = [[] for _ in texts]
    runs = list(_runs(whole, tokens))
    for run in [*runs, *_repeated(whole, tokens, runs)]:
        for turn, stretch in itertools.groupby(
            range(run.first, run.end), lambda at: bisect.bisect(starts, tokens[at].start) - 1
        ):
            said = _without_links(tokens, list(stretch), run)
            if any(token.number and token.text not in ARTICLES for token in said):
                offset = starts[turn]
                found[turn].append(Span(said[0].start - offset, said[-1].end - offset, run.kind, "dictated", 0.9))
    return found


def _runs(text: str, tokens: Sequence[Token]) -> Iterator[_Run]:
    """The numbers that identify something."""
    end = 0
    for at in [rank for rank, token in enumerate(tokens) if token.number or token.letter]:
        if at < end:
            continue
        end = end_of(text, tokens, at)
        end = resumed(text, tokens, at, end) if end > at and _from_zero(tokens[at]) else end
        led = at > 0 and tokens[at - 1].text in STROKES and joined(text, tokens, at)
        kind = _kind(text, tokens[at:end], led=led) if end > at + 1 else None
        if kind:
            end = with_what_follows(text, tokens, end)
            yield _Run(with_what_precedes(text, tokens, at, kind), end, kind)


def _repeated(text: str, tokens: Sequence[Token], runs: Sequence[_Run]) -> Iterator[_Run]:
    """The pieces of the numbers that somebody says again: « vous avez dit quatorze soixante-trois »."""
    said = [([token.text for token in tokens[run.first : run.end] if token.number], run.kind) for run in runs]
    taken = {at for run in runs for at in range(run.first, run.end)}
    pieces: list[list[int]] = [[]]
    for at in (rank for rank, token in enumerate(tokens) if token.number and rank not in taken) if runs else ():
        if pieces[-1] and not (pieces[-1][-1] == at - 1 and joined(text, tokens, at)):
            pieces.append([])
        pieces[-1].append(at)
    for piece in pieces:
        numbers = [tokens[at].text for at in piece]
        kind = next((kind for whole, kind in said if _within(numbers, whole)), None)
        if kind and len(numbers) > 1 and figures(numbers) >= _MIN_REPEATED:
            run = _Run(piece[0], piece[-1] + 1, kind)
            if not _no_code(text, tokens[run.first : run.end], numbers):
                yield run


def _within(piece: Sequence[str], numbers: Sequence[str]) -> bool:
    return any(numbers[at : at + len(piece)] == piece for at in range(len(numbers) - len(piece) + 1))


def _without_links(tokens: Sequence[Token], stretch: Sequence[int], run: _Run) -> Sequence[Token]:
    """What a turn has of a number, without the words around it: « oui zéro deux, attendez »."""
    ends = [at for at in stretch if at in (run.first, run.end - 1) or tokens[at].text not in LINK]
    return tokens[ends[0] : ends[-1] + 1] if ends else ()


def _from_zero(token: Token) -> bool:
    return token.text.startswith(("zero", "0"))


def _kind(text: str, run: Sequence[Token], *, led: bool) -> Kind | None:
    """What a run of numbers identifies, if anything; `led` if a stroke stands before it."""
    numbers = [token.text for token in run if token.number]
    digits = figures(numbers)
    if all(token.text.isdigit() for token in run) and NEXT_TURN not in text[run[0].start : run[-1].end]:
        return None  # figures alone are read by the patterns of identifiers, unless they are said turn by turn
    if _from_zero(run[0]) and digits >= _MIN_PHONE:
        return Kind.ID if any(token.text in SEPARATORS for token in run) else Kind.PHONE
    if _no_code(text, run, numbers):
        return None
    if _prefixed(text, run[0].start) and digits >= _MIN_PHONE:
        return Kind.PHONE
    codes = sum(token.text in SEPARATORS or token.letter for token in run)
    told = cued(text, run[0].start, CUE) and digits >= _MIN_CUED - bool(codes)
    if (told and len(numbers) + codes >= _MIN_CUED - 1) or _file(text, run, digits, led=led):
        return Kind.ID
    # « sept, trois, zéro, neuf, un, deux, quatre »
    if len(numbers) >= _MIN_FIGURES and all(number in UNITS for number in numbers):
        return Kind.ID
    zero = any(number.startswith(("zero", "0")) for number in numbers)
    return Kind.ID if zero and digits >= _MIN_BARE and len(numbers) >= _MIN_NUMBERS else None


def _no_code(text: str, run: Sequence[Token], numbers: Sequence[str]) -> bool:
    """Is this a number said twice, a year, someone who counts, or an amount?"""
    half = len(numbers) // 2
    # « au numéro dix-sept, je crois, enfin dix-sept »
    twice = numbers[:half] == numbers[half:]
    year = _YEAR.fullmatch(text, run[0].start, run[-1].end)
    return twice or year is not None or one_by_one(numbers) or _COUNTED.match(text, run[-1].end) is not None


def _file(text: str, run: Sequence[Token], digits: int, *, led: bool) -> bool:
    """Do strokes or letters make this the number of a file, without a word that says so?"""
    # « quatre mille cent douze barre b », « w b tiret quatre cent douze tiret six »
    strokes = sum(token.text in STROKES for token in run)
    dashes = led + sum(run[0].letter and token.text == "tiret" for token in run)
    if digits >= _MIN_CUED and (strokes or dashes > 1):
        return True
    # « deux mille dix-sept, tiret, quatre cent trente-huit », not « deux mille dix-neuf tiret deux mille vingt »
    years = [_yearly(text, part) for part in _parted(run)]
    if digits >= _MIN_PHONE and any(years) and not all(years):
        return True
    return digits >= _LETTERS and len(run) > _LETTERS and all(token.letter for token in run[:_LETTERS])


def _parted(run: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The stretches of a run between its strokes and dashes."""
    for stroke, part in itertools.groupby(run, lambda token: token.text in STROKES or token.text == "tiret"):
        if not stroke:
            yield list(part)


def _yearly(text: str, part: Sequence[Token]) -> bool:
    return _YEAR.fullmatch(text, part[0].start, part[-1].end) is not None


def _prefixed(text: str, start: int) -> bool:
    """Does « plus » stand before, as in « plus trente-deux… »?"""
    return re.search(r"(?:\bplus |\+ ?)$", text[max(0, start - 6) : start], re.I) is not None
