"""Read a Rich Text document (.rtf): its groups are sorted here, its characters decoded by striprtf.

Deleted text, hidden text, annotations, headers and footers are dropped; notes are kept in brackets where they are
called; the words of text boxes are read in their place. What is read in such a way is counted in a notice.
"""

import re
from collections import Counter
from collections.abc import Iterator

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.lines import Aside, Body, Line, Table
from thematique.stages.ingest.dialogue.turns import read_body
from thematique.stages.ingest.markup.rtf_groups import sorted_groups
from thematique.stages.ingest.opening import letters
from thematique.stages.ingest.transcript import Reading

# characters left after pictures are taken out; striprtf reads them one by one
MOST_CHARACTERS = 20_000_000
_BLOCK_MARKS = (
    (re.compile(r"\\trowd(?![a-z])"), "\x1d"),
    (re.compile(r"\\cell(?![a-z])"), "\x1f"),
    (re.compile(r"\\row(?![a-z])"), "\x1e"),
)
_ROW = re.compile("\x1d([^\x1e]*)\x1e")
# the code page that a file without \ansicpg means
_OLD_PAGES = ((r"\mac", "mac_roman"), (r"\pca", "cp850"), (r"\pc", "cp437"))


def read(content: bytes) -> Reading:
    """The speech of an .rtf file.

    Raises:
        FileRefused: TRUNCATED when its last brace is missing, TOO_BIG, MALFORMED when striprtf cannot read it.
    """
    from striprtf.striprtf import rtf_to_text

    asides: Counter[Aside] = Counter()
    source = sorted_groups(content.decode("latin-1"), asides)
    if len(source) > MOST_CHARACTERS:
        raise FileRefused(Reason.TOO_BIG, f"plus de {MOST_CHARACTERS // 1_000_000} millions de caractères")
    try:
        # striprtf has no annotations
        text: str = rtf_to_text(_marked(source), _page_of(source), "replace")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, LookupError, OverflowError, TypeError) as error:
        raise FileRefused(Reason.MALFORMED, "rtf") from error
    # halves of characters beyond U+FFFF are written apart
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return read_body(Body(blocks=list(_blocks(text.translate(letters.LOST_SIGNS))), asides=asides))


def _marked(source: str) -> str:
    """Set characters that no text holds where rows and cells of tables begin and end."""
    for pattern, mark in _BLOCK_MARKS:
        source = pattern.sub(mark, source)
    return source


def _page_of(source: str) -> str:
    return next((page for word, page in _OLD_PAGES if re.search(re.escape(word) + "(?![a-z])", source[:500])), "cp1252")


def _blocks(text: str) -> Iterator[Line | Table]:
    """Lines, and the rows of a table gathered."""
    rows: list[list[list[Line]]] = []
    for index, part in enumerate(_ROW.split(text)):
        if index % 2:
            cells = part.replace("\x1d", "").split("\x1f")[:-1]
            rows.append([[Line(text=line) for line in cell.strip().split("\n")] for cell in cells])
            continue
        if part.strip() and rows:
            yield Table(rows=rows)
            rows = []
        if part.strip():
            yield from (Line(text=line.strip("\x1d\x1e\x1f")) for line in part.split("\n"))
    if rows:
        yield Table(rows=rows)
