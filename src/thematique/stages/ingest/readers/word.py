"""Read a Word document (.docx) as Word shows it with all changes accepted.

Tracked insertions are kept and deletions dropped; hidden text, comments, headers and footers are left aside; notes are
kept in brackets where they are called; tables, text boxes and content controls are read in their place. Whatever is
kept or dropped in such a way is counted in a notice. Nothing outside the file is ever opened. The XML is walked by
local names, so that both the usual and the strict form of the format are read.
"""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from zipfile import ZipFile

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.lines import Aside, Body
from thematique.stages.ingest.dialogue.turns import read_body
from thematique.stages.ingest.markup.paragraphs import note_text
from thematique.stages.ingest.markup.word_walk import Walk
from thematique.stages.ingest.opening.archives import open_archive
from thematique.stages.ingest.opening.xml import attribute, local, parse_xml
from thematique.stages.ingest.transcript import Reading

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "officeDocument"


def read(content: bytes) -> Reading:
    """The speech of a .docx file."""
    with open_archive(content) as archive:
        return read_body(body_of(archive))


def body_of(archive: ZipFile) -> Body:
    """The paragraphs and tables of a Word document.

    Raises:
        FileRefused: MALFORMED when the archive holds no Word document.
    """
    main = _main_part(archive)
    root = parse_xml(archive.read(main))
    body = next((child for child in root if local(child) == "body"), None)
    if body is None:
        raise FileRefused(Reason.MALFORMED, "docx")
    parts = _related(archive, main)
    asides: Counter[Aside] = Counter()
    walk = Walk(asides=asides, notes=_notes(archive, parts), bold_styles=_bold_styles(archive, parts))
    blocks = list(walk.blocks(body))
    asides[Aside.MARGIN] += _margins(archive, parts)
    return Body(blocks=blocks, asides=asides)


def _main_part(archive: ZipFile) -> str:
    """The part that the package names as its document."""
    names = set(archive.namelist())
    for kind, target in _relations(archive, "_rels/.rels"):
        if kind == _MAIN and target.lstrip("/") in names:
            return target.lstrip("/")
    if "word/document.xml" in names:
        return "word/document.xml"
    raise FileRefused(Reason.MALFORMED, "docx")


def _related(archive: ZipFile, main: str) -> list[tuple[str, str]]:
    """The parts of the document that lie in the archive: `(kind, name)`."""
    folder, name = posixpath.split(main)
    names = set(archive.namelist())
    found = [
        (kind, posixpath.normpath(posixpath.join(folder, target)) if target[:1] != "/" else target[1:])
        for kind, target in _relations(archive, f"{folder}/_rels/{name}.rels")
    ]
    return [(kind, target) for kind, target in found if target in names]


def _relations(archive: ZipFile, name: str) -> Iterator[tuple[str, str]]:
    if name not in archive.namelist():
        return
    for relation in parse_xml(archive.read(name)):
        if relation.get("TargetMode") != "External":
            yield (relation.get("Type") or "").rsplit("/", 1)[-1], relation.get("Target") or ""


def _parts(archive: ZipFile, parts: list[tuple[str, str]], kind: str) -> Iterator["_Element"]:
    for name in sorted({name for of_kind, name in parts if of_kind == kind}):
        yield parse_xml(archive.read(name))


def _notes(archive: ZipFile, parts: list[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """The text of footnotes and endnotes by `(sort, number)`."""
    notes: dict[tuple[str, str], str] = {}
    for kind in ("footnote", "endnote"):
        for root in _parts(archive, parts, f"{kind}s"):
            for note in root:
                walk = Walk(asides=Counter(), notes={}, bold_styles=frozenset())
                notes[kind, attribute(note, "id")] = note_text(walk.blocks(note))
    return notes


def _bold_styles(archive: ZipFile, parts: list[tuple[str, str]]) -> frozenset[str]:
    """Character styles that are bold."""
    return frozenset(
        attribute(style, "styleId")
        for root in _parts(archive, parts, "styles")
        for style in root
        if local(style) == "style" and any(local(p) == "b" for r in style if local(r) == "rPr" for p in r)
    )


def _margins(archive: ZipFile, parts: list[tuple[str, str]]) -> int:
    """How many headers and footers hold words."""
    count = 0
    for kind in ("header", "footer"):
        for root in _parts(archive, parts, kind):
            count += any(local(t) == "t" and any(c.isalpha() for c in t.text or "") for t in root.iter("{*}t"))
    return count
