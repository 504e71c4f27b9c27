"""Read an OpenDocument text (.odt, .fodt) as LibreOffice shows it with all changes accepted.

Tracked insertions are kept and deletions dropped; hidden text, annotations, headers and footers are left aside; notes
are kept in brackets where they are called; tables, lists, sections and text boxes are read in their place. What is read
in such a way is counted in a notice. Linked images, sections and objects are never opened.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.lines import Aside, Body
from thematique.stages.ingest.dialogue.turns import read_body
from thematique.stages.ingest.markup.opendocument_walk import Walk
from thematique.stages.ingest.opening.archives import open_archive
from thematique.stages.ingest.opening.xml import attribute, local, parse_xml
from thematique.stages.ingest.transcript import Reading

if TYPE_CHECKING:
    from lxml.etree import _Element


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
    walk = Walk(asides=asides, bold=_styles(roots, "font-weight", "bold"), hidden=_styles(roots, "display", "none"))
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
