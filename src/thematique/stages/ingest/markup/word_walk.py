"""Walk the XML of a Word document: what of it is text, in which order, and what is not."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thematique.stages.ingest.dialogue.lines import Aside, Line, Table, flat
from thematique.stages.ingest.markup.paragraphs import Paragraph
from thematique.stages.ingest.opening.xml import attribute, child_of, local

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One reading of a document; counts in `asides` what is read apart."""

    asides: Counter[Aside]
    notes: Mapping[tuple[str, str], str]
    bold_styles: frozenset[str]

    def blocks(self, element: "_Element") -> Iterator[Line | Table]:
        """Lines and tables below an element, in reading order."""
        paragraph = Paragraph()
        for child in self._block_elements(element):
            if local(child) == "tbl":
                yield from paragraph.finished()
                paragraph = Paragraph()
                yield self._table(child)
                continue
            self._inline(child, paragraph, bold=False)
            # a deleted paragraph mark joins the paragraph to the next
            if not _mark_is_deleted(child):
                yield from paragraph.finished()
                paragraph = Paragraph()
        if paragraph.pieces or paragraph.boxes:
            yield from paragraph.finished()

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
            properties = child_of(row, "trPr")
            if properties is not None and child_of(properties, "del") is not None:
                self.asides[Aside.DELETED] += 1
                continue
            rows.append([list(flat(self.blocks(cell))) for cell in _inside(row, "tc")])
        return Table(rows=rows)

    def _inline(self, element: "_Element", paragraph: Paragraph, *, bold: bool) -> None:
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

    def _run(self, run: "_Element", paragraph: Paragraph) -> None:
        properties = child_of(run, "rPr")
        if properties is not None and _is_on(properties, "vanish"):
            self.asides[Aside.HIDDEN] += any(local(child) == "t" for child in run)
            return
        self._inline(run, paragraph, bold=properties is not None and self._is_bold(properties))

    def _is_bold(self, properties: "_Element") -> bool:
        if child_of(properties, "b") is not None:
            return _is_on(properties, "b")
        style = child_of(properties, "rStyle")
        return style is not None and attribute(style, "val") in self.bold_styles

    def _sign(self, element: "_Element", name: str, paragraph: Paragraph, *, bold: bool) -> None:
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

    def _symbol(self, element: "_Element", paragraph: Paragraph, *, bold: bool) -> None:
        """A character by its number; those of symbol fonts (private use) mean nothing outside their font."""
        code = attribute(element, "char")
        number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
        if 0x20 <= number < 0xD800:
            paragraph.pieces.append((chr(number), bold))
        else:
            self.asides[Aside.SYMBOL] += 1

    def _note(self, element: "_Element", kind: str, paragraph: Paragraph) -> None:
        text = self.notes.get((kind, attribute(element, "id")), "")
        if text:
            self.asides[Aside.NOTE] += 1
            paragraph.add_note(text)

    def _object(self, element: "_Element", paragraph: Paragraph) -> None:
        """A picture is left aside; the words of a text box are read after the paragraph that anchors it."""
        contents = _outermost(element, "txbxContent")
        for content in contents:
            self.asides[Aside.BOX] += 1
            paragraph.boxes.extend(self.blocks(content))
        self.asides[Aside.OBJECT] += not contents


def _chosen(alternatives: "_Element") -> "_Element":
    """One of several forms of the same content."""
    choice = child_of(alternatives, "Choice")
    fallback = child_of(alternatives, "Fallback")
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
    found = child_of(properties, name)
    return found is not None and attribute(found, "val").lower() not in _OFF


def _mark_is_deleted(paragraph: "_Element") -> bool:
    properties = child_of(paragraph, "pPr")
    marks = child_of(properties, "rPr") if properties is not None else None
    return marks is not None and (child_of(marks, "del") is not None or child_of(marks, "moveFrom") is not None)
