"""A file is read by what it holds; what cannot be read is refused for a reason that helps."""

import io
import random
import zipfile

import docx
import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.formats import MODULES, ending_of, reader_of

NOISE = random.Random(7).randbytes(20_000)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
MAIN = "word/document.xml"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("Enquêteur : Bonjour")
    document.add_paragraph("P1 : Oui")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def archive(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return stream.getvalue()


def main_part(content: bytes) -> bytes:
    return archive(**{MAIN: content})


def refused(filename: str, content: bytes) -> Reason:
    with pytest.raises(FileRefused) as caught:
        reader_of(filename, content)(content)
    return caught.value.reason


WORD = word_file()
XXE = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {SPACE}><w:body>&x;</w:body></w:document>'

BAD = {
    "empty": ("a.txt", b"", Reason.EMPTY),
    "blanks": ("a.txt", b" \r\n\t", Reason.EMPTY),
    "empty docx": ("a.docx", b"", Reason.EMPTY),
    "half a docx": ("a.docx", WORD[: len(WORD) // 2], Reason.TRUNCATED),
    "docx without its end": ("a.docx", WORD[:-30], Reason.TRUNCATED),
    "docx that is text": ("a.docx", b"P1 : oui", Reason.TRUNCATED),
    "docx with a password": ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), Reason.ENCRYPTED),
    "old Word": ("a.doc", OLE + "WordDocument".encode("utf-16-le"), Reason.OLD_WORD),
    "old Word renamed": ("a.docx", OLE + "WordDocument".encode("utf-16-le"), Reason.OLD_WORD),
    "old Excel": ("a.xls", OLE, Reason.UNKNOWN_FORMAT),
    "bomb": ("a.docx", main_part(b"<a>" + b" " * 30_000_000 + b"</a>"), Reason.BOMB),
    "entities": ("a.docx", main_part(XXE.encode()), Reason.ENTITIES),
    "depth": ("a.docx", main_part(b"<w:p>" * 100_000), Reason.MALFORMED),
    "other archive as docx": ("a.docx", archive(a=b"b"), Reason.MALFORMED),
    "archive as txt": ("a.txt", archive(a=b"b"), Reason.BINARY),
    "image as txt": ("a.txt", b"\x89PNG\r\n\x1a\n" + NOISE, Reason.BINARY),
    "sound as docx": ("a.docx", b"RIFF\x00\x00\x00\x00WAVE" + NOISE, Reason.BINARY),
    "noise as txt": ("a.txt", NOISE, Reason.BINARY),
    "noise as docx": ("a.docx", NOISE, Reason.TRUNCATED),
    "noise as pdf": ("a.pdf", NOISE, Reason.MALFORMED),
    "noise as rtf": ("a.rtf", NOISE, Reason.MALFORMED),
    "zero in text": ("a.txt", b"P1 : a\0b", Reason.BINARY),
    "deep rtf": ("a.rtf", b"{\\rtf1 " + b"{" * 100_000, Reason.MALFORMED),
    "half an rtf": ("a.rtf", b"{\\rtf1 P1 : oui", Reason.TRUNCATED),
    "half a pdf": ("a.pdf", b"%PDF-1.4\n1 0 obj\n<<", Reason.TRUNCATED),
    "unknown": ("a.xyz", b"P1 : oui", Reason.UNKNOWN_FORMAT),
    "no ending": ("transcription", b"P1 : oui", Reason.UNKNOWN_FORMAT),
}


@pytest.mark.timeout(10)
@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_in_time(case: str) -> None:
    filename, content, reason = BAD[case]
    assert refused(filename, content) is reason


def test_an_unknown_ending_is_named() -> None:
    with pytest.raises(FileRefused, match=r"\.xyz"):
        reader_of("a.xyz", b"P1 : oui")


@pytest.mark.parametrize("filename", ["a.docx", "a.DOCX", "a.txt", "a.doc", "a.bin"])
def test_a_word_document_is_read_whatever_its_name(filename: str) -> None:
    reading = reader_of(filename, WORD)(WORD)
    assert [u.speaker for u in reading.texts[0].utterances] == ["Enquêteur", "P1"]


def test_rich_text_called_doc_is_read() -> None:
    content = rb"{\rtf1\ansi P1 : oui\par P2 : non}"
    assert len(reader_of("a.doc", content)(content).texts[0].utterances) == 2


def test_text_that_begins_with_four_stars_is_iramuteq() -> None:
    assert reader_of("a.txt", b"**** *n_1\nbonjour").__module__.endswith("iramuteq")


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "content",
    [
        b"a" * 5_000_000,
        b"P1 : " + b"bonjour (12:30) : oui " * 200_000,
        b"P1" + b" " * 2_000_000 + b":",
        b"[" * 1_000_000 + b"a",
        b"P1 : " + b"0:" * 1_000_000,
        b"x" + b"\n \t" * 50_000 + b"y",
        b"**a__" * 200_000,
        b"P1 : oui" + "\u00a0".encode() * 300_000 + b"fin",
    ],
)
def test_a_strange_text_takes_no_strange_time(content: bytes) -> None:
    assert reader_of("a.txt", content)(content).texts[0].utterances


def test_endings_are_compared_without_case() -> None:
    assert ending_of("Entretien 3.v2.DocX") == "docx"
    assert all(ending == ending.lower() for ending in MODULES)
