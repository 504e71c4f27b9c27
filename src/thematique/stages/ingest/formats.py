"""Choose the reader of a file by its ending and by what it really holds."""

import importlib

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.opening.archives import member_names
from thematique.stages.ingest.transcript import Reader

# the module of `readers` that reads each ending
MODULES = {
    "txt": "plain",
    "md": "plain",
    "text": "plain",
    "docx": "word",
    "docm": "word",
    "dotx": "word",
    "odt": "opendocument",
    "ott": "opendocument",
    "fodt": "opendocument",
    "rtf": "rtf",
    "pdf": "pdf",
    "vtt": "subtitles",
    "srt": "subtitles",
    "csv": "spreadsheet",
    "tsv": "spreadsheet",
    "xlsx": "spreadsheet",
    "textgrid": "textgrid",
    "eaf": "elan",
    "trs": "transcriber",
    "cha": "chat",
    "html": "html",
    "htm": "html",
    "json": "whisper",
    "otr": "otranscribe",
    "crp": "sonal",
    "sonal": "sonal",
    "zip": "sonal",
}
_TEXT = frozenset(
    ending for ending, module in MODULES.items() if module not in ("word", "opendocument", "pdf", "sonal")
)
# what is written in the place of an original, under its own name
_EXTRACT = b'{"thematique": "extrait"'
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
# what other files begin with, whatever they are called
_OTHER = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"ID3", b"OggS", b"RIFF", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"MZ")


def ending_of(filename: str) -> str:
    """The ending of a file's name, lower case, without the dot; empty when it has none."""
    _, dot, ending = filename.rpartition(".")
    return ending.lower() if dot else ""


def reader_of(filename: str, content: bytes) -> Reader:
    """The function that reads this file.

    Raises:
        FileRefused: EMPTY, OLD_WORD, ENCRYPTED, BINARY or UNKNOWN_FORMAT.
    """
    ending = ending_of(filename)
    if not content.strip(b"\0 \t\r\n"):
        raise FileRefused(Reason.EMPTY)
    _require_readable(ending, content)
    module = importlib.import_module(f"{__package__}.readers.{_module(ending, content)}")
    reader: Reader = module.read
    return reader


def _require_readable(ending: str, content: bytes) -> None:
    if content.startswith(_OLD_OFFICE):
        if _ENCRYPTED_PACKAGE in content:
            raise FileRefused(Reason.ENCRYPTED)
        if _WORD_STREAM in content or ending == "doc":
            raise FileRefused(Reason.OLD_WORD)
        raise FileRefused(Reason.UNKNOWN_FORMAT, f".{ending}" if ending else "")
    if (content.startswith(_OTHER) and content[:4] != b"RIFF") or (content[:4] == b"RIFF" and content[8:12] == b"WAVE"):
        raise FileRefused(Reason.BINARY)


def _module(ending: str, content: bytes) -> str:
    """The name of the module; what the file holds counts more than what it is called."""
    if content.startswith(_EXTRACT):
        return "extract"
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    if content.startswith(b"PK\x03\x04"):
        return _module_of_archive(ending, content)
    if ending in ("docx", "docm", "dotx", "odt", "ott", "xlsx", "zip"):
        raise FileRefused(Reason.TRUNCATED, f".{ending}")
    if ending in ("pdf", "rtf"):
        raise FileRefused(Reason.MALFORMED, ending)
    if ending in ("txt", "md", "text") and content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"****"):
        return "iramuteq"
    if ending not in MODULES:
        raise FileRefused(Reason.UNKNOWN_FORMAT, f".{ending}" if ending else "sans extension")
    return MODULES[ending]


def _module_of_archive(ending: str, content: bytes) -> str:
    names = member_names(content)
    if "content.xml" in names and "xl/workbook.xml" not in names:
        return "opendocument"
    if any(name.startswith("word/") for name in names):
        return "word"
    if any(name.startswith("xl/") for name in names):
        return "spreadsheet"
    if ending in MODULES and ending not in _TEXT:
        return MODULES[ending]
    if ending in _TEXT:
        raise FileRefused(Reason.BINARY)
    raise FileRefused(Reason.UNKNOWN_FORMAT, f".{ending}" if ending else "")
