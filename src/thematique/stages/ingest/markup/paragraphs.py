"""A paragraph as it is put together while a document is walked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from thematique.stages.ingest.dialogue.lines import Line, Table, flat, split


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """A paragraph that is still being read: pieces of text, each in bold or not, and the boxes anchored in it."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    boxes: list[Line | Table] = field(default_factory=list)

    def finished(self) -> Iterator[Line | Table]:
        """Its lines, with its bold beginning, then its boxes."""
        lead = ""
        for piece, bold in self.pieces:
            if not bold and piece.strip():
                break
            lead += piece
        text = "".join(piece for piece, _ in self.pieces)
        yield from split(text, lead=lead.rstrip("\t "))
        yield from self.boxes

    def add_note(self, text: str) -> None:
        """Set a note in brackets where it is called."""
        self.pieces.append((f" [note : {text}]", False))


def note_text(blocks: Iterable[Line | Table]) -> str:
    """The words of a note on one line."""
    return " ".join(line.text.strip() for line in flat(blocks) if line.text.strip())
