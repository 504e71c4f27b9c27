"""Numbers left in a text, in figures or in words, and letters that are spelled."""

from collections.abc import Iterator, Sequence

from thematique.french.names import Word, elided
from thematique.stages.sweep.patterns import (
    AGES,
    ARTICLES,
    DICTATED,
    DIGITS,
    ELIDED,
    FEW,
    LASTING,
    MEASURES,
    MONTHS,
    NUMBERS,
    OWNING,
    READ_ALOUD,
)
from thematique.stages.sweep.reading import Text
from thematique.stages.sweep.signs import Sign
from thematique.stages.sweep.suspects import Suspect

_LONG_DIGITS = 5
_LONG_WORDS = 4
_FEW_LETTERS = 2
_BACK = 2
_COUNTING = NUMBERS | AGES | MONTHS | DICTATED | READ_ALOUD


def numbers(text: Text) -> Iterator[Suspect]:
    """The numbers and spelled letters of a text that are not masked."""
    yield from _figures(text.text, text.spans)
    for run in _runs(text):
        yield from _said(text, run)


def _figures(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Suspect]:
    for found in DIGITS.finditer(text):
        start, end = found.span()
        if any(start < stop and begin < end for begin, stop in spans):
            continue
        digits = sum(map(str.isdigit, found.group()))
        after = text[end : end + 12].split()
        before = text[max(0, start - 24) : start].lower().split()[-_BACK:]
        if digits >= _LONG_DIGITS:
            signs = {Sign.LONG}
        elif MEASURES.match(text, end):
            signs = {Sign.QUANTITY}
        elif after and after[0].lower().strip(".,;") in AGES:
            signs = {Sign.AGE, *([Sign.LASTING] if LASTING & set(before) else [])}
        elif after and after[0].lower().strip(".,;") in MONTHS:
            signs = {Sign.DATE}
        else:
            signs = {Sign.NUMBER}
        yield Suspect("".join(filter(str.isdigit, found.group())), start, end, frozenset(signs))


def _runs(text: Text) -> Iterator[list[int]]:
    """Stretches of words of numbers, of signs read aloud, of single letters; as indices in `text.heard`."""
    run: list[int] = []
    for heard in text.heard:
        follows = bool(run) and text.heard[run[-1]].after == heard.word.folded
        counts = _counts(heard.word, text.text)
        if run and not (follows and counts):
            yield run
            run = []
        if counts:
            run.append(heard.rank)
    if run:
        yield run


def _counts(word: Word, text: str) -> bool:
    """May a word belong to a number, an address or a spelled name?"""
    return word.folded in _COUNTING or (len(word.folded) == 1 and not elided(text, word.end))


def _said(text: Text, run: Sequence[int]) -> Iterator[Suspect]:
    """What a run says, if anything."""
    said = [text.heard[at].word for at in run]
    first = run[0]
    letters = {word.folded for word in said if len(word.folded) == 1}
    spelled = len(letters) >= _FEW_LETTERS and (len(letters) > _FEW_LETTERS or not letters & ELIDED)
    if not spelled:
        first = next((at for at in run if len(text.heard[at].word.folded) > 1), first)
        said = _without_letters(said)
    before = text.heard[first - 1].word.folded if first else ""
    signs = {Sign.SPELLED} if spelled else _numbered([word.folded for word in said], before)
    if signs:
        yield Suspect(" ".join(word.folded for word in said), said[0].start, said[-1].end, frozenset(signs))


def _without_letters(said: list[Word]) -> list[Word]:
    """A run without the letters at its ends, which are words: « à », « d' »."""
    long = [at for at, word in enumerate(said) if len(word.folded) > 1]
    return said[long[0] : long[-1] + 1] if long else []


def _numbered(said: Sequence[str], before: str) -> set[Sign]:
    """What words of numbers, and of what is counted, may be."""
    n_numbers = sum(word in NUMBERS for word in said)
    if DICTATED & set(said) or n_numbers >= _LONG_WORDS:
        return {Sign.DICTATED}
    if not n_numbers or (said[0] in FEW and len(said) == 1):
        return {Sign.AGE} if n_numbers and before in OWNING and said[0] not in ARTICLES else set()
    if MONTHS & set(said):
        return {Sign.DATE}
    if AGES & set(said):
        return {Sign.AGE, Sign.LASTING} if before in LASTING else {Sign.AGE}
    return {Sign.AGE} if before in OWNING else {Sign.NUMBER}
