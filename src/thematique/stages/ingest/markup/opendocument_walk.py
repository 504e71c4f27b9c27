"""Walk the XML of an OpenDocument text: what of it is text, in which order, and what is not."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thematique.stages.ingest.dialogue.lines import Aside, Line, Table, flat
from thematique.stages.ingest.markup.paragraphs import Paragraph, note_text
from thematique.stages.ingest.opening.xml import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLANKS = re.compile(r"[ \t\r\n]+")
_PARAGRAPHS = frozenset({"p", "h"})
_OBJECTS = frozenset({"image", "object", "object-ole", "plugin"})
_SKIPPED = frozenset({"sequence-decls", "variable-decls", "forms", "ruby-text", "title", "desc", "event-listeners"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One reading of a document; counts in `asides` what is read apart."""

    asides: Counter[Aside]
    bold: frozenset[str]
    hidden: frozenset[str]

    def blocks(self, element: "_Element") -> Iterator[Line | Table]:
        """Lines and tables below an element, in reading order."""
        for child in element:
            name = local(child)
            if name in _PARAGRAPHS:
                yield from self._paragraph(child)
            elif name == "table":
                yield self._table(child)
            elif name == "tracked-changes":
                self._count_changes(child)
            elif self._is_linked_or_hidden(child):
                continue
            elif name in ("frame", "custom-shape"):
                yield from self._frame(child)
            elif name and name not in _SKIPPED:
                yield from self.blocks(child)

    def _is_linked_or_hidden(self, element: "_Element") -> bool:
        if local(element) != "section":
            return False
        hidden = attribute(element, "display") == "none"
        self.asides[Aside.HIDDEN] += hidden
        self.asides[Aside.LINKED] += any(local(child) == "section-source" for child in element)
        return hidden

    def _count_changes(self, changes: "_Element") -> None:
        for region in changes:
            for change in region:
                self.asides[Aside.DELETED] += local(change) == "deletion"
                self.asides[Aside.INSERTED] += local(change) == "insertion"

    def _paragraph(self, element: "_Element") -> Iterator[Line | Table]:
        if attribute(element, "style-name") in self.hidden:
            self.asides[Aside.HIDDEN] += 1
            return
        paragraph = Paragraph()
        self._inline(element, paragraph, bold=False)
        paragraph.pieces = _collapsed(paragraph.pieces)
        yield from paragraph.finished()

    def _inline(self, element: "_Element", paragraph: Paragraph, *, bold: bool) -> None:
        paragraph.pieces.append((_BLANKS.sub(" ", element.text or ""), bold))
        for child in element:
            self._element(child, paragraph, bold=bold)
            paragraph.pieces.append((_BLANKS.sub(" ", child.tail or ""), bold))

    def _element(self, element: "_Element", paragraph: Paragraph, *, bold: bool) -> None:
        name, style = local(element), attribute(element, "style-name")
        if name == "s":
            count = attribute(element, "c")
            paragraph.pieces.append((" \0" * min(int(count) if count.isdigit() else 1, 100), bold))
        elif name in ("tab", "line-break"):
            paragraph.pieces.append(("\t" if name == "tab" else "\n", bold))
        elif name == "note":
            self._note(element, paragraph)
        elif name == "annotation":
            self.asides[Aside.COMMENT] += 1
        elif name in ("frame", "custom-shape"):
            paragraph.boxes.extend(self._frame(element))
        elif name == "hidden-text" or style in self.hidden:
            self.asides[Aside.HIDDEN] += 1
        elif name and name not in _SKIPPED:
            self._inline(element, paragraph, bold=bold or style in self.bold)

    def _note(self, element: "_Element", paragraph: Paragraph) -> None:
        text = note_text(block for body in element if local(body) == "note-body" for block in self.blocks(body))
        if text:
            self.asides[Aside.NOTE] += 1
            paragraph.add_note(text)

    def _frame(self, frame: "_Element") -> Iterator[Line | Table]:
        boxes = [child for child in frame if local(child) == "text-box"]
        if local(frame) == "custom-shape":
            boxes = [frame]
        for box in boxes:
            self.asides[Aside.BOX] += 1
            yield from self.blocks(box)
        self.asides[Aside.OBJECT] += not boxes and any(local(child) in _OBJECTS for child in frame)

    def _table(self, table: "_Element") -> Table:
        rows = [row for row in table.iterfind(".//{*}table-row") if _nearest_table(row) is table]
        cells = [[cell for cell in row if local(cell) == "table-cell"] for row in rows]
        return Table(rows=[[list(flat(self.blocks(cell))) for cell in row] for row in cells])


def _nearest_table(row: "_Element") -> "_Element | None":
    return next((parent for parent in row.iterancestors() if local(parent) == "table"), None)


def _collapsed(pieces: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The pieces with runs of blanks as one, except those written as such: a zero stands after each."""
    collapsed: list[tuple[str, bool]] = []
    end = ""
    for piece, bold in pieces:
        kept = piece[1:] if end == " " and piece.startswith(" ") and not piece.startswith(" \0") else piece
        end = kept[-1:] or end
        collapsed.append((kept.replace("\0", ""), bold))
    return collapsed
