"""Paragraphs of WiNER, news with their names marked."""

from collections.abc import Iterator
from pathlib import Path

from pieces import Piece

_LABELS = {"Person": "PER", "Location": "LOC", "Organization": "ORG"}
HELD_OUT = 10
"""One document out of so many is kept for evaluation."""


def documents(folder: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """The text of each document with its entities, the outermost only."""
    for path in sorted(folder.glob("20*/**/*.ann")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        spans = []
        for line in path.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if len(fields) == 3 and ";" not in fields[1]:
                label, start, end = fields[1].split()
                spans.append((int(start), int(end), _LABELS.get(label, "")))
        outer: list[tuple[int, int, str]] = []
        for span in sorted(spans, key=lambda span: (span[0], -span[1])):
            if not outer or span[0] >= outer[-1][1]:
                outer.append(span)
        yield text, [span for span in outer if span[2]]


def paragraphs(folder: Path) -> list[list[Piece]]:
    """The paragraphs of the documents that are not held out."""
    found = []
    for number, (text, spans) in enumerate(documents(folder)):
        if number % HELD_OUT == 0:
            continue
        start = 0
        for line in text.split("\n"):
            inside = [s for s in spans if s[0] >= start and s[1] <= start + len(line)]
            if line.strip():
                found.append(_pieces(line, start, inside))
            start += len(line) + 1
    return found


def _pieces(line: str, offset: int, spans: list[tuple[int, int, str]]) -> list[Piece]:
    pieces, done = [], 0
    for start, end, label in spans:
        pieces += [Piece(line[done : start - offset]), Piece(line[start - offset : end - offset], label)]
        done = end - offset
    return [piece for piece in (*pieces, Piece(line[done:])) if piece.text]
