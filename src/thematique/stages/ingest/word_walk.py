"""Walk the XML of a Word document: what of it is text, in which order, and what is not."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thematique.stages.ingest.lines import Aside, Line, Table, split

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINERS = frozenset(
    {"sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "ins", "moveTo", "fldSimple", "dir", "bdo"}
    | {"ruby", "rubyBase", "oMath", "oMathPara", "r"}
)
_REMOVED = frozenset({"del", "moveFrom"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_OBJECTS = frozenset({"object", "pict", "drawing"})
_OFF = frozenset({"0", "false", "off", "none"})


def local(element: "_Element") -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def attribute(element: "_Element", name: str) -> str:
    """The value of an attribute, whatever its namespace; empty when absent."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rsplit("}", 1)[-1] == name), "")


def _child(element: "_Element", name: str) -> "_Element | None":
    return next((child for child in element if local(child) == name), None)


@dataclass(slots=True, kw_only=True)
class _Paragraph:
    """A paragraph that is still being read: pieces of text, each in bold or not, and the boxes anchored in it."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    boxes: list[Line | Table] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One reading of a document; counts in `asides` what is read apart."""

    asides: Counter[Aside]
    notes: Mapping[tuple[str, str], str]
    bold_styles: frozenset[str]

    def blocks(self, element: "_Element") -> Iterator[Line | Table]:
        """Lines and tables below an element, in reading order."""
        paragraph = _Paragraph()
        for child in self._block_elements(element):
            if local(child) == "tbl":
                yield from _finished(paragraph)
                paragraph = _Paragraph()
                yield self._table(child)
                continue
            self._inline(child, paragraph, bold=False)
            # a deleted paragraph mark joins the paragraph to the next
            if not _mark_is_deleted(child):
                yield from _finished(paragraph)
                paragraph = _Paragraph()
        if paragraph.pieces or paragraph.boxes:
            yield from _finished(paragraph)

    def _block_elements(self, element: "_Element") -> Iterator["_Element"]:
        for child in element:
            name = local(child)
            if name in ("p", "tbl"):
                yield child
            elif name in ("altChunk", "subDoc"):
                self.asides[Aside.LINKED] += 1
            elif name == "AlternateContent":
                yield from self._block_elements(_chosen(child))
            elif name in _CONTAINERS:
                yield from self._block_elements(child)
            elif name in _REMOVED:
                self.asides[Aside.DELETED] += 1

    def _table(self, table: "_Element") -> Table:
        rows = []
        for row in _inside(table, "tr"):
            properties = _child(row, "trPr")
            if properties is not None and _child(properties, "del") is not None:
                self.asides[Aside.DELETED] += 1
                continue
            rows.append([self._cell(cell) for cell in _inside(row, "tc")])
        return Table(rows=rows)

    def _cell(self, cell: "_Element") -> list[Line]:
        lines: list[Line] = []
        for block in self.blocks(cell):
            if isinstance(block, Line):
                lines.append(block)
            else:
                lines.extend(line for row in block.rows for inner in row for line in inner)
        return lines

    def _inline(self, element: "_Element", paragraph: _Paragraph, *, bold: bool) -> None:
        for child in element:
            name = local(child)
            if name == "r":
                self._run(child, paragraph)
            elif name in _CONTAINERS:
                self.asides[Aside.INSERTED] += name in ("ins", "moveTo")
                self._inline(child, paragraph, bold=bold)
            elif name in _REMOVED:
                self.asides[Aside.DELETED] += 1
            elif name == "AlternateContent":
                self._inline(_chosen(child), paragraph, bold=bold)
            elif name == "subDoc":
                self.asides[Aside.LINKED] += 1
            else:
                self._sign(child, name, paragraph, bold=bold)

    def _run(self, run: "_Element", paragraph: _Paragraph) -> None:
        properties = _child(run, "rPr")
        if properties is not None and _is_on(properties, "vanish"):
            self.asides[Aside.HIDDEN] += any(local(child) == "t" for child in run)
            return
        self._inline(run, paragraph, bold=properties is not None and self._is_bold(properties))

    def _is_bold(self, properties: "_Element") -> bool:
        if _child(properties, "b") is not None:
            return _is_on(properties, "b")
        style = _child(properties, "rStyle")
        return style is not None and attribute(style, "val") in self.bold_styles

    def _sign(self, element: "_Element", name: str, paragraph: _Paragraph, *, bold: bool) -> None:
        """Whatever stands in a run or in a formula."""
        if name == "t":
            paragraph.pieces.append((element.text or "", bold))
        elif name in _SIGNS:
            paragraph.pieces.append((_SIGNS[name], bold))
        elif name == "sym":
            self._symbol(element, paragraph, bold=bold)
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(element, name.removesuffix("Reference"), paragraph)
        elif name == "commentReference":
            self.asides[Aside.COMMENT] += 1
        elif name in _OBJECTS:
            self._object(element, paragraph)

    def _symbol(self, element: "_Element", paragraph: _Paragraph, *, bold: bool) -> None:
        """A character by its number; those of symbol fonts (private use) mean nothing outside their font."""
        code = attribute(element, "char")
        number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
        if 0x20 <= number < 0xD800:
            paragraph.pieces.append((chr(number), bold))
        else:
            self.asides[Aside.SYMBOL] += 1

    def _note(self, element: "_Element", kind: str, paragraph: _Paragraph) -> None:
        text = self.notes.get((kind, attribute(element, "id")), "")
        if text:
            self.asides[Aside.NOTE] += 1
            paragraph.pieces.append((f" [note : {text}]", False))

    def _object(self, element: "_Element", paragraph: _Paragraph) -> None:
        """A picture is left aside; the words of a text box are read after the paragraph that anchors it."""
        contents = _outermost(element, "txbxContent")
        for content in contents:
            self.asides[Aside.BOX] += 1
            paragraph.boxes.extend(self.blocks(content))
        self.asides[Aside.OBJECT] += not contents


def _chosen(alternatives: "_Element") -> "_Element":
    """One of several forms of the same content."""
    choice = _child(alternatives, "Choice")
    fallback = _child(alternatives, "Fallback")
    return next((form for form in (choice, fallback) if form is not None), alternatives)


def _outermost(element: "_Element", name: str) -> list["_Element"]:
    """The elements of a name below another, none within another of them, one form only of alternatives."""
    found: list[_Element] = []
    for child in _chosen(element) if local(element) == "AlternateContent" else element:
        if local(child) == name:
            found.append(child)
        else:
            found.extend(_outermost(child, name))
    return found


def _inside(element: "_Element", name: str) -> Iterator["_Element"]:
    """Rows or cells, through content controls and tracked insertions."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in _CONTAINERS:
            yield from _inside(child, name)


def _is_on(properties: "_Element", name: str) -> bool:
    found = _child(properties, name)
    return found is not None and attribute(found, "val").lower() not in _OFF


def _mark_is_deleted(paragraph: "_Element") -> bool:
    properties = _child(paragraph, "pPr")
    marks = _child(properties, "rPr") if properties is not None else None
    return marks is not None and (_child(marks, "del") is not None or _child(marks, "moveFrom") is not None)


def _finished(paragraph: _Paragraph) -> Iterator[Line | Table]:
    lead = ""
    for piece, bold in paragraph.pieces:
        if not bold and piece.strip():
            break
        lead += piece
    text = "".join(piece for piece, _ in paragraph.pieces)
    yield from split(text, lead=lead.rstrip("\t "))
    yield from paragraph.boxes
