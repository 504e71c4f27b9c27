"""Read an OpenDocument text (.odt, .fodt) as LibreOffice shows it with all changes accepted.

Tracked insertions are kept and deletions dropped; hidden text, annotations, headers and footers are left aside; notes
are kept in brackets where they are called; tables, lists, sections and text boxes are read in their place. What is read
in such a way is counted in a notice. Linked images, sections and objects are never opened.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue import read_body
from thematique.stages.ingest.guards import open_archive, parse_xml
from thematique.stages.ingest.lines import Aside, Body, Line, Table, split
from thematique.stages.ingest.transcript import Reading
from thematique.stages.ingest.word_walk import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLANKS = re.compile(r"[ \t\r\n]+")
_PARAGRAPHS = frozenset({"p", "h"})
_OBJECTS = frozenset({"image", "object", "object-ole", "plugin"})
_SKIPPED = frozenset({"sequence-decls", "variable-decls", "forms", "ruby-text", "title", "desc", "event-listeners"})


def read(content: bytes) -> Reading:
    """The speech of an .odt or .fodt file."""
    if not content.startswith(b"PK"):
        root = parse_xml(content)
        return read_body(body_of([root]))
    with open_archive(content) as archive:
        names = archive.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise FileRefused(Reason.ENCRYPTED)
        if "content.xml" not in names:
            raise FileRefused(Reason.MALFORMED, "odt")
        roots = [parse_xml(archive.read(name)) for name in ("content.xml", "styles.xml") if name in names]
    return read_body(body_of(roots))


def body_of(roots: Sequence["_Element"]) -> Body:
    """The paragraphs and tables of a document, given its content and its styles.

    Raises:
        FileRefused: MALFORMED when it is no text document.
    """
    text = next(iter(roots[0].iterfind(".//{*}body/{*}text")), None)
    if text is None:
        raise FileRefused(Reason.MALFORMED, "odt")
    asides: Counter[Aside] = Counter()
    walk = _Walk(asides=asides, bold=_styles(roots, "font-weight", "bold"), hidden=_styles(roots, "display", "none"))
    blocks = list(walk.blocks(text))
    asides[Aside.MARGIN] += sum(
        any(character.isalpha() for character in "".join(map(str, margin.itertext())))
        for root in roots
        for page in root.iterfind(".//{*}master-page")
        for margin in page
        if local(margin).startswith(("header", "footer"))
    )
    return Body(blocks=blocks, asides=asides)


def _styles(roots: Sequence["_Element"], name: str, value: str) -> frozenset[str]:
    """The styles whose text properties hold a value."""
    return frozenset(
        attribute(style, "name")
        for root in roots
        for style in root.iterfind(".//{*}style")
        if any(local(p) == "text-properties" and attribute(p, name) == value for p in style)
    )


@dataclass(slots=True, kw_only=True)
class _Paragraph:
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    boxes: list[Line | Table] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
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
        paragraph = _Paragraph()
        self._inline(element, paragraph, bold=False)
        text, lead = _collapsed(paragraph.pieces)
        yield from split(text, lead=lead)
        yield from paragraph.boxes

    def _inline(self, element: "_Element", paragraph: _Paragraph, *, bold: bool) -> None:
        paragraph.pieces.append((_BLANKS.sub(" ", element.text or ""), bold))
        for child in element:
            self._element(child, paragraph, bold=bold)
            paragraph.pieces.append((_BLANKS.sub(" ", child.tail or ""), bold))

    def _element(self, element: "_Element", paragraph: _Paragraph, *, bold: bool) -> None:
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

    def _note(self, element: "_Element", paragraph: _Paragraph) -> None:
        lines = [block for body in element if local(body) == "note-body" for block in self.blocks(body)]
        text = " ".join(line.text.strip() for line in lines if isinstance(line, Line) and line.text.strip())
        if text:
            self.asides[Aside.NOTE] += 1
            paragraph.pieces.append((f" [note : {text}]", False))

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
        return Table(rows=[[self._cell(cell) for cell in row if local(cell) == "table-cell"] for row in rows])

    def _cell(self, cell: "_Element") -> list[Line]:
        lines: list[Line] = []
        for block in self.blocks(cell):
            if isinstance(block, Line):
                lines.append(block)
            else:
                lines.extend(line for row in block.rows for inner in row for line in inner)
        return lines


def _nearest_table(row: "_Element") -> "_Element | None":
    return next((parent for parent in row.iterancestors() if local(parent) == "table"), None)


def _collapsed(pieces: Sequence[tuple[str, bool]]) -> tuple[str, str]:
    """The text of a paragraph and its bold beginning; runs of blanks count as one, except those written as such."""
    text = lead = ""
    in_lead = True
    for piece, bold in pieces:
        if text.endswith(" ") and piece.startswith(" ") and not piece.startswith(" \0"):
            piece = piece[1:]
        in_lead = in_lead and (bold or not piece.strip(" \0"))
        text += piece
        lead += piece if in_lead else ""
    return text.replace("\0", ""), lead.replace("\0", "").rstrip("\t ")
