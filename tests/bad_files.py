"""Files that no tool should trust, each made by hand, with a word that its refusal must hold."""

import io
import json
import random
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

from docx import Document
from fpdf import FPDF
from openpyxl import Workbook
from PIL import Image
from pypdf import PdfReader, PdfWriter

GOOD_TEXT = (
    "Enquêteur : Bonjour, vous travaillez ici depuis longtemps ?\n\n"
    "P1 : Oui, une dizaine d'années, et le réseau a beaucoup changé.\n\n"
    "Enquêteur : En quoi ?\n\n"
    "P1 : On se téléphone moins, on passe par des formulaires.\n"
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_XXE = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY vol SYSTEM "file:///etc/hostname">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>&vol;</w:t></w:r></w:p></w:body></w:document>"
)
_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + ']><ANNOTATION_DOCUMENT><TIER TIER_ID="P1">&a9;</TIER></ANNOTATION_DOCUMENT>'
)
_EAF = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT VERSION="3.0">\n<TIME_ORDER>\n'
    '<TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="0"/>\n</TIME_ORDER>\n<TIER TIER_ID="P1"><ANNOT'
)
_TRS = '<?xml version="1.0" encoding="UTF-8"?>\n<Trans version="1">\n<Speakers><Speaker id="s1" name="P1"/></Speakers>\n<Epi'
_GRID = (
    'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = 2\ntiers? <exists>\nsize = 1\nitem []:\n'
)


def archive(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return stream.getvalue()


def word() -> bytes:
    made = Document()
    for line in GOOD_TEXT.split("\n\n"):
        made.add_paragraph(line.strip())
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def workbook() -> bytes:
    made = Workbook()
    made.active.append(["locuteur", "texte"])
    made.active.append(["P1", "On se téléphone moins."])
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(stream, "PNG")
    return stream.getvalue()


def paper(*, scanned: bool = False) -> bytes:
    made = FPDF()
    made.add_page()
    made.set_font("Helvetica", size=12)
    if scanned:
        made.image(io.BytesIO(picture()), w=150)
    else:
        made.multi_cell(0, 8, GOOD_TEXT)
    return bytes(made.output())


def locked_paper() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper())))
    writer.encrypt(user_password="secret", owner_password="maitre", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _ole(stream_name: str) -> bytes:
    return _OLE + bytes(504) + stream_name.encode("utf-16-le") + bytes(1024)


def _lying_archive() -> bytes:
    """A docx whose members are marked as encrypted."""
    content = bytearray(word())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            flags = struct.unpack_from("<H", content, place + offset)[0]
            struct.pack_into("<H", content, place + offset, flags | 1)
            place = content.find(mark, place + 4)
    return bytes(content)


def bad_files() -> Mapping[str, tuple[bytes, str]]:
    """For each name, the content, and what the refusal must say (in lower case, a word or two of it)."""
    noise = random.Random(20).randbytes(4096)
    bomb = {"[Content_Types].xml": _CONTENT_TYPES, "word/document.xml": b" " * 60_000_000}
    return {
        "vide.txt": (b"", "vide"),
        "vide.docx": (b"\n", "vide"),
        "blancs.txt": (b" \r\n\t\n   \n", "vide"),
        "espaces-insecables.txt": ("\u00a0\u202f\n\u2003\n".encode(), "vide"),
        "marque-seule.txt": (b"\xef\xbb\xbf", "vide"),
        "ponctuation.txt": (b"- - -\n. . .\n*****\n", "aucune parole"),
        "tronque.docx": (word()[:3000], "incomplet"),
        "chiffre.docx": (_ole("EncryptedPackage"), "mot de passe"),
        "membres-chiffres.docx": (_lying_archive(), "mot de passe"),
        "ancien.doc": (_ole("WordDocument"), ".docx"),
        "ancien-renomme.docx": (_ole("WordDocument") + bytes(1), ".docx"),
        "ancien-tableur.xls": (_ole("Workbook"), "n'est pas lu"),
        "image.docx": (picture(), "pas du texte"),
        "image.txt": (picture() + b"\0", "pas du texte"),
        "bombe.docx": (archive(bomb), "volume anormal"),
        "entite.docx": (archive({"[Content_Types].xml": _CONTENT_TYPES, "word/document.xml": _XXE}), "entités"),
        "rires.eaf": (_LAUGHS.encode(), "entités"),
        "rires.odt": (archive({"content.xml": _LAUGHS}), "entités"),
        "bruit.txt": (noise, "pas du texte"),
        "bruit.docx": (noise[::-1], "abîmé"),
        "utf16-impair.txt": (GOOD_TEXT.encode("utf-16-le")[:-1], "encodage"),
        "zeros.txt": (bytes(2000), "vide"),
        "zeros-et-texte.txt": (b"P1 : oui\0\0\0\0\0\0\0\0\0\0\x01\x02\0\0\0\0\0\0\0\0\0\0\0" * 40, "pas du texte"),
        "tronque.xlsx": (workbook()[:2000], "incomplet"),
        "sans-texte.csv": (b"identifiant;age\n1;34\n2;41\n", "colonne"),
        "casse.json": (b'{"segments": [{"text": "oui"', "incomplet"),
        "autre.json": (json.dumps({"meteo": "pluie"}).encode(), "format"),
        "nombres.json": (b"[1, 2, 3]", "format"),
        "tronque.eaf": (_EAF.encode(), "incomplet"),
        "tronque.trs": (_TRS.encode(), "incomplet"),
        "tronque.TextGrid": (_GRID.encode(), "incomplet"),
        "scan.pdf": (paper(scanned=True), "images"),
        "chiffre.pdf": (locked_paper(), "mot de passe"),
        "tronque.pdf": (paper()[:700], "incomplet"),
        "faux.pdf": (b"ceci n'est pas un pdf", "format"),
        "sans-contenu.odt": (archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "format"),
        "charabia.rtf": (b"\x00\x01 pas du rtf", "format"),
        "tronque.rtf": (b"{\\rtf1\\ansi {\\b P1 : oui", "incomplet"),
        "sans-heures.srt": (b"Bonjour tout le monde\n", "-->"),
        "inconnu.xyz": (b"P1 : bonjour\n", "n'est pas lu"),
        "son.mp3": (b"ID3\x04" + noise, "pas du texte"),
        "programme.exe": (b"MZ" + noise, "pas du texte"),
        "sans-extension": (b"P1 : bonsoir\n", "extension"),
        "page.html": (b"<html><body></body></html>", "aucune parole"),
        "archive.zip": (archive({"lisez-moi.txt": "rien"}), "sonal"),
    }


def write_all(folder: Path) -> None:
    """Write every bad file."""
    folder.mkdir()
    for name, (content, _) in bad_files().items():
        (folder / name).write_bytes(content)
