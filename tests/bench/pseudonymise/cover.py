"""What a system covers: words of a gold transcript that its masked spans hide or leave."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bench.pseudonymise.gold import Mark, Transcript
from thematique.french.lexicon import among
from thematique.french.names import fold
from thematique.records import Kind, record
from thematique.stages.anonymise.patterns import CLASSES

_WORD = re.compile(r"[^\W_]+")
# these words around a name tell nothing of it, and hiding them costs nothing
_LIGHT = among(
    "l le la les un une d de du des a au aux en et m mr mme mlle mm monsieur madame mademoiselle messieurs mesdames "
    "dr docteur docteure me maitre"
)
_CLASSES = frozenset(word for words in CLASSES for word in words.split())
_UNITS = among("an ans annee annees mois semaine semaines jour jours")


@record
class Masked:
    """What a system hides, at [start, end) of a transcript's text; `code` is what it puts instead, if it says."""

    start: int
    end: int
    code: str = ""


@record
class Judged:
    """A transcript beside what a system hides of it.

    Attributes:
        mask: one byte a character of the text, 1 where it is hidden.
        covered: for each mark, whether nothing that tells is left of it.
    """

    transcript: Transcript
    masked: Sequence[Masked]
    mask: bytes
    covered: Sequence[bool]

    def leaks(self) -> Iterator[Mark]:
        """The marks that had to be hidden and are not."""
        return (
            mark for mark, hidden in zip(self.transcript.marks, self.covered, strict=True) if mark.hides and not hidden
        )


def judge(transcript: Transcript, masked: Iterable[Masked]) -> Judged:
    """Set what a system hides beside the marks of a transcript."""
    spans = tuple(sorted(masked, key=lambda span: (span.start, span.end)))
    mask = bytearray(len(transcript.text))
    for span in spans:
        mask[span.start : span.end] = b"\1" * (min(span.end, len(mask)) - span.start)
    covered = tuple(all(all(mask[start:end]) for start, end in telling(mark)) for mark in transcript.marks)
    return Judged(transcript=transcript, masked=spans, mask=bytes(mask), covered=covered)


def telling(mark: Mark) -> list[tuple[int, int]]:
    """The words of a mark that must all be hidden: not articles, titles and the units of an age, unless it holds no other."""
    light = _LIGHT | _UNITS if mark.kind == Kind.AGE else _LIGHT
    found = [
        (match.group(), mark.start + match.start(), mark.start + match.end()) for match in _WORD.finditer(mark.text)
    ]
    heavy = [(start, end) for word, start, end in found if fold(word) not in light]
    return heavy or [(start, end) for _, start, end in found]


def class_left(judged: Judged, mark: Mark) -> bool:
    """Is the noun of its class all that is left of an organisation, « école » of « école des Tilleuls »?"""
    said = [(fold(judged.transcript.text[start:end]), all(judged.mask[start:end])) for start, end in telling(mark)]
    return any(covered for _, covered in said) and all(covered or word in _CLASSES for word, covered in said)


def ordinary(transcript: Transcript) -> Iterator[tuple[str, int, int]]:
    """The words, folded, that should stay, with their places: all but those of marks to hide or that may be hidden."""
    aside = bytearray(len(transcript.text))
    for mark in transcript.marks:
        if mark.entity:
            aside[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    for match in _WORD.finditer(transcript.text):
        word = fold(match.group())
        if word not in _LIGHT | _UNITS and not any(aside[match.start() : match.end()]):
            yield word, match.start(), match.end()


def hidden(judged: Judged, start: int, end: int) -> bool:
    """Is any character of a word hidden?"""
    return any(judged.mask[start:end])


def code_of(judged: Judged, mark: Mark) -> str:
    """The code that hides most of a mark; empty if none."""
    lengths: dict[str, int] = {}
    for span in judged.masked:
        overlap = min(span.end, mark.end) - max(span.start, mark.start)
        if overlap > 0:
            lengths[span.code] = lengths.get(span.code, 0) + overlap
    return max(sorted(lengths), key=lengths.__getitem__, default="")
