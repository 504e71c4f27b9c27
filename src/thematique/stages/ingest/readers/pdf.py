"""Read the text of a PDF: lines are joined into paragraphs again, what every page repeats is dropped and counted."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.lines import Aside, Body, Line
from thematique.stages.ingest.dialogue.shapes import Shape, shape
from thematique.stages.ingest.dialogue.speakers import find_speakers
from thematique.stages.ingest.dialogue.turns import read_body
from thematique.stages.ingest.transcript import Reading

MOST_PAGES = 1_000
# a page of text takes some thousands of bytes of drawing commands; maps and scans take millions
MOST_BYTES_OF_PAGE = 5_000_000
_EDGE = 3
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\s*(?:page\s*)?[-–—]?\s*\d{1,4}\s*(?:(?:/|sur|de)\s*\d{1,4})?\s*[-–—]?\s*$", re.IGNORECASE)
_SPLIT_WORD = re.compile(r"(?<=[a-zà-ÿœæ])[\u00ad-]$")
_OPENING = re.compile(r"[-–—•]\s|[\[(#<]?\d{1,2}:\d\d")
_SENTENCE_END = re.compile(r"[.?!…:;»\"”)\]]\s*$")
# a line this near to the widest was cut by the margin
_FULL = 0.8


class _Label(Enum):
    NONE = "none"
    POSSIBLE = "possible"
    CERTAIN = "certain"


def read(content: bytes) -> Reading:
    """The speech of a .pdf file.

    Raises:
        FileRefused: ENCRYPTED, SCANNED when no page holds text, TOO_BIG, TRUNCATED or MALFORMED.
    """
    pages = [page.splitlines() for page in _pages(content)]
    if not any(line.strip() for page in pages for line in page):
        raise FileRefused(Reason.SCANNED)
    repeated = _repeated(pages)
    lines: list[str] = []
    n_dropped = 0
    for page in pages:
        inside = _trimmed(page, repeated)
        n_dropped += sum(bool(line.strip()) for line in page) - len(inside)
        lines.extend(inside)
    return read_body(Body(blocks=list(_paragraphs(lines)), asides=Counter({Aside.PAGE_LINE: n_dropped})))


def _pages(content: bytes) -> Sequence[str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileRefused(Reason.ENCRYPTED)
        if len(reader.pages) > MOST_PAGES:
            raise FileRefused(Reason.TOO_BIG, f"plus de {MOST_PAGES} pages")
        texts: list[str] = []
        for page in reader.pages:
            contents = page.get_contents()
            if contents is not None and len(contents.get_data()) > MOST_BYTES_OF_PAGE:
                raise FileRefused(Reason.TOO_BIG, f"page {len(texts) + 1}")
            texts.append(page.extract_text())
    except FileRefused:
        raise
    except PyPdfError as error:
        complete = b"%%EOF" in content[-2048:]
        raise FileRefused(Reason.MALFORMED if complete else Reason.TRUNCATED, "pdf") from error
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError) as error:
        raise FileRefused(Reason.MALFORMED, "pdf") from error
    return texts


def _shape(line: str) -> str:
    """A line as pages repeat it: its numbers change."""
    return _DIGITS.sub("0", " ".join(line.split()))


def _edges(page: Sequence[str]) -> Sequence[str]:
    lines = [line for line in page if line.strip()]
    return [*lines[:_EDGE], *lines[max(_EDGE, len(lines) - _EDGE) :]]


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Lines near the top or bottom of at least half of the pages, and of three."""
    counts = Counter(shape for page in pages for shape in {_shape(line) for line in _edges(page)})
    return frozenset(shape for shape, count in counts.items() if count >= max(3, len(pages) / 2))


def _trimmed(page: Sequence[str], repeated: frozenset[str]) -> Sequence[str]:
    """The lines of a page without those at its top and bottom that pages repeat, and without its number."""
    lines = [line for line in page if line.strip()]
    first, last = 0, len(lines)
    while first < min(_EDGE, last) and _is_margin(lines[first], repeated):
        first += 1
    while last > max(first, len(lines) - _EDGE) and _is_margin(lines[last - 1], repeated):
        last -= 1
    return lines[first:last]


def _is_margin(line: str, repeated: frozenset[str]) -> bool:
    # « P1 : Oui. » may well open half of the pages
    return _PAGE_NUMBER.match(line) is not None or (_shape(line) in repeated and ":" not in line)


def _paragraphs(lines: Sequence[str]) -> Iterator[Line]:
    """Join the lines that the margin cut."""
    stripped = [line.strip() for line in lines]
    widest = max(map(len, stripped), default=0)
    paragraph, before = "", ""
    for line, label in zip(stripped, _labels(stripped), strict=True):
        full = len(before) >= _FULL * widest
        opens = label is _Label.CERTAIN or (label is _Label.POSSIBLE and (not full or _SENTENCE_END.search(before)))
        if paragraph and (opens or not full or _OPENING.match(line)):
            yield Line(text=paragraph)
            paragraph = ""
        paragraph, before = _glued(paragraph, line), line
    yield Line(text=paragraph)


def _labels(lines: Sequence[str]) -> list[_Label]:
    """How surely each line opens a turn; a name seen once may be a sentence that the margin cut before a colon."""
    speakers = find_speakers([Line(text=line) for line in lines])
    found = [speakers.of(Line(text=line)) for line in lines]
    often = Counter(candidate.key for candidate in found if candidate)
    return [
        _Label.NONE
        if candidate is None
        else _Label.CERTAIN
        if often[candidate.key] > 1 or shape(candidate.label) is not Shape.NAME
        else _Label.POSSIBLE
        for candidate in found
    ]


def _glued(paragraph: str, line: str) -> str:
    if not paragraph:
        return line
    if _SPLIT_WORD.search(paragraph) and line[:1].islower():
        return _SPLIT_WORD.sub("", paragraph) + line
    return f"{paragraph} {line}"
