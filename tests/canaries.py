"""Transcripts that hold a name found nowhere else in every place where a file can hold one, and the search for them."""

import html
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

# unlike any word, and without accents, so that no escaping can hide them
_SYLLABLES = ("zov", "quirr", "brelk", "dawz", "fjorn", "gwint", "plosk", "tzarv", "knupp", "vrax")
_ENDS = ("endrel", "ozimka", "uthwen", "askopp", "iverdo")


def _canaries() -> Iterator[str]:
    for end in _ENDS:
        for first in _SYLLABLES:
            yield f"{first}{end}".capitalize()


_MADE = _canaries()
IN_TEXT = next(_MADE)
LABEL, VOICE, VARIABLE, TITLE, FILE_NAME, FOLDER = (next(_MADE) for _ in range(6))
AUTHOR, EDITOR, COMPANY, SUBJECT, COMMENT, COMMENTER = (next(_MADE) for _ in range(6))
DELETED, TRACKER, HEADER, FOOTER, PICTURE, HIDDEN_SHEET = (next(_MADE) for _ in range(6))
CELL_COMMENT, SHEET, NOTE, SCRIBE, TIER, PROPERTY = (next(_MADE) for _ in range(6))
STREET, ASSOCIATION = (next(_MADE) for _ in range(2))
NUMBERS = ("0477 61 83 29", "0477618329", "85.07.30-033.28", "85073003328", "BE68 5390 0754 7034", "BE68539007547034")
EMAIL = "plosk.askopp@courrier-exemple.be"

SLOTS = {
    name: value.lower() for name, value in sorted(globals().items()) if isinstance(value, str) and name.isupper()
} | {f"NUMBER {number}": number.lower() for number in NUMBERS}
"""What must be nowhere on the shared side, by the place where it stands in the files."""

_ANSWERS = (
    f"Alors c'est madame {IN_TEXT} qui m'a appelée, elle habite rue {STREET} à Namur, au 12.",
    "On se téléphone entre deux portes, on prend un café, et ça se débloque, la confiance se construit.",
    f"Mon collègue Ottomar {IN_TEXT} travaille à l'asbl {ASSOCIATION}, on lui écrit à {EMAIL}.",
    f"Son numéro c'est le {NUMBERS[0]}, et le numéro national {NUMBERS[2]}, et le compte {NUMBERS[4]}.",
    "Chaque fois qu'une collègue part il faut tout recommencer, le turnover nous épuise, on n'est pas reconnues.",
)


def write(folder: Path) -> Path:
    """The transcripts, one a format that can hold more than its text, in a folder that is named after someone too."""
    lot = folder / f"Entretiens de {FOLDER}"
    lot.mkdir(parents=True)
    for name, content in {
        f"entretien_{FILE_NAME}.txt": _plain().encode(),
        "word.docx": _word(),
        "feuilles.xlsx": _workbook(),
        "odt.odt": _open_text(),
        "papier.pdf": _paper(),
        "riche.rtf": _rich(),
        "sous-titres.vtt": _subtitles().encode(),
        "praat.TextGrid": _textgrid().encode(),
        "elan.eaf": _eaf().encode(),
        "transcriber.trs": _trs().encode(),
        "corpus.csv": f"file,intervieweuse,secteur\nword.docx,Maryse {VARIABLE},AMO\n".encode(),
    }.items():
        (lot / name).write_bytes(content)
    return lot


def texts(path: Path) -> Iterator[str]:
    """All that a file says: its bytes in two encodings, its rows, its members, its text without escapes."""
    content = path.read_bytes()
    yield from _plainly(content)
    yield path.name
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        yield json.dumps(table.to_pylist(), ensure_ascii=False, default=str)
        yield str(table.schema)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for member in archive.namelist():
                yield member
                yield from _plainly(archive.read(member))
    if content.startswith(b"SQLite format 3"):
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
            yield "\n".join(base.iterdump())


def found(folder: Path, *, private: bool = False) -> dict[str, list[str]]:
    """The canaries that stand in each file of a study: of the shared side, or of what people brought and the private one.

    corpus.csv is what the researcher wrote of each transcript, as she wrote it.
    """
    leaks: dict[str, list[str]] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        first = path.relative_to(folder).parts[0]
        if (first in ("private", "transcripts", "corpus.csv")) is not private:
            continue
        said = [text.lower() for text in texts(path)]
        here = [slot for slot, word in SLOTS.items() if any(word in text for text in said)]
        if here:
            leaks[path.relative_to(folder).as_posix()] = here
    return leaks


def _plainly(content: bytes) -> Iterator[str]:
    text = content.decode("utf-8", errors="replace")
    yield text
    yield content.decode("utf-16-le", errors="replace")
    yield html.unescape(text)
    yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


def _talk() -> Iterator[tuple[str, str]]:
    for answer in _ANSWERS:
        yield "Enquêtrice", "Et comment ça se passe avec les autres services ?"
        yield f"Maryse {LABEL}", answer


def _plain() -> str:
    head = f"# titre: Chez Maryse {TITLE}\n# intervieweuse: {VARIABLE} Huguette\n\n"
    return head + "\n\n".join(f"{who} : {said}" for who, said in _talk())


def _word() -> bytes:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    core = document.core_properties
    core.author, core.last_modified_by, core.subject, core.keywords = AUTHOR, EDITOR, SUBJECT, COMPANY
    core.comments, core.category, core.title = PROPERTY, PROPERTY, f"Entretien de {TITLE}"
    document.sections[0].header.paragraphs[0].text = f"Entretien avec {HEADER}"
    document.sections[0].footer.paragraphs[0].text = f"Transcrit par {FOOTER}"
    for who, said in _talk():
        paragraph = document.add_paragraph(f"{who} : {said}")
        document.add_comment(paragraph.runs, text=f"C'est {COMMENT}", author=COMMENTER, initials="ZV")
    tracked = (
        f'<w:p {nsdecls("w")}><w:del w:id="9" w:author="{TRACKER}"><w:r><w:delText>{DELETED}</w:delText></w:r></w:del>'
        f'<w:ins w:id="10" w:author="{TRACKER}"><w:r><w:t>Enquêtrice : Merci.</w:t></w:r></w:ins></w:p>'
    )
    document.element.body.insert(-1, parse_xml(tracked))
    picture = document.add_paragraph().add_run().add_picture(io.BytesIO(_PIXEL))
    picture._inline.docPr.set("descr", f"Photo de {PICTURE}")
    picture._inline.docPr.set("title", PICTURE)
    return _saved(document)


def _workbook() -> bytes:
    from openpyxl import Workbook
    from openpyxl.comments import Comment

    book = Workbook()
    book.properties.creator, book.properties.lastModifiedBy, book.properties.title = AUTHOR, EDITOR, SUBJECT
    sheet = book.active
    assert sheet is not None
    sheet.title = f"Entretien {SHEET}"
    sheet.append(["locuteur", "texte"])
    for row in _talk():
        sheet.append(row)
    sheet["A2"].comment = Comment(f"dit par {CELL_COMMENT}", COMMENTER)
    hidden = book.create_sheet(HIDDEN_SHEET)
    hidden.sheet_state = "hidden"
    return _saved(book)


def _open_text() -> bytes:
    from odfdo import Annotation, Document, Paragraph

    document = Document("text")
    document.body.clear()
    document.meta.creator = AUTHOR
    document.meta.initial_creator = EDITOR
    document.meta.subject = SUBJECT
    document.meta.title = f"Entretien de {TITLE}"
    for who, said in _talk():
        paragraph = Paragraph(f"{who} : {said}")
        paragraph.insert_annotation(Annotation(text_or_element=f"c'est {COMMENT}", creator=COMMENTER))
        document.body.append(paragraph)
    return _saved(document)


def _paper() -> bytes:
    from fpdf import FPDF

    paper = FPDF()
    paper.core_fonts_encoding = "windows-1252"
    paper.set_author(AUTHOR)
    paper.set_subject(SUBJECT)
    paper.set_keywords(PROPERTY)
    paper.set_creator(EDITOR)
    paper.add_page()
    paper.set_font("Helvetica", size=12)
    for who, said in _talk():
        paper.multi_cell(0, 8, f"{who} : {said}", align="L", new_x="LMARGIN", new_y="NEXT")
    return bytes(paper.output())


def _rich() -> bytes:
    def escaped(text: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)

    info = f"{{\\info{{\\author {AUTHOR}}}{{\\operator {EDITOR}}}{{\\company {COMPANY}}}{{\\doccomm {COMMENT}}}}}"
    header = f"{{\\header Entretien avec {HEADER}}}{{\\footer {FOOTER}}}"
    talk = "".join(f"{escaped(f'{who} : {said}')}\\par\n" for who, said in _talk())
    return f"{{\\rtf1\\ansi\\ansicpg1252\\uc1 {{\\fonttbl{{\\f0 Arial;}}}}{info}{header}\n{talk}}}".encode("ascii")


def _subtitles() -> str:
    cues = "\n\n".join(
        f"{SCRIBE}-{n}\n00:00:{2 * n:02}.000 --> 00:00:{2 * n + 2:02}.000\n<v Maryse {VOICE}>{said}"
        for n, (_, said) in enumerate(_talk())
    )
    return f"WEBVTT - transcrit par {SCRIBE}\n\nNOTE\nrelu par {NOTE}\n\n{cues}\n"


def _textgrid() -> str:
    from stages.ingest import writers
    from stages.ingest.talk import Said

    talk = [
        Said(speaker=who if who == "Enquêtrice" else TIER, paragraphs=(said,), start=3.0 * n, end=3.0 * n + 2)
        for n, (who, said) in enumerate(_talk())
    ]
    return writers.textgrid(talk)


def _eaf() -> str:
    slots = "".join(f'<TIME_SLOT TIME_SLOT_ID="t{n}" TIME_VALUE="{1000 * n}"/>' for n in range(2 * len(_ANSWERS) + 1))
    notes = "".join(
        f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{n}" TIME_SLOT_REF1="t{2 * n}" TIME_SLOT_REF2="t{2 * n + 1}">'
        f"<ANNOTATION_VALUE>{html.escape(said)}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
        for n, said in enumerate(_ANSWERS)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT AUTHOR="{AUTHOR}" DATE="2024-01-01T00:00:00+01:00" '
        f'FORMAT="3.0" VERSION="3.0"><HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"><MEDIA_DESCRIPTOR '
        f'MEDIA_URL="file:///C:/Users/{EDITOR}/{NOTE}.wav" MIME_TYPE="audio/x-wav"/><PROPERTY NAME="URN">{PROPERTY}'
        f"</PROPERTY></HEADER><TIME_ORDER>{slots}</TIME_ORDER>"
        f'<TIER TIER_ID="Maryse {TIER}" PARTICIPANT="Maryse {LABEL}" ANNOTATOR="{SCRIBE}" LINGUISTIC_TYPE_REF="t">'
        f'{notes}</TIER><LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="t" TIME_ALIGNABLE="true"/></ANNOTATION_DOCUMENT>'
    )


def _trs() -> str:
    turns = "".join(
        f'<Turn speaker="spk1" startTime="{n}" endTime="{n + 1}"><Sync time="{n}"/>\n{html.escape(said)}\n</Turn>'
        for n, said in enumerate(_ANSWERS)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Trans scribe="{SCRIBE}" audio_filename="{NOTE}" version="1" '
        f'version_date="240101"><Speakers><Speaker id="spk1" name="Maryse {LABEL}"/></Speakers><Episode program="{SUBJECT}">'
        f'<Section type="report" startTime="0" endTime="{len(_ANSWERS)}">{turns}</Section></Episode></Trans>'
    )


def _saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636060606000000005"
    "0001a5f645400000000049454e44ae426082"
)
