"""OpenDocument texts are read as LibreOffice shows them with all changes accepted."""

import io
import zipfile

import pytest
from odfdo import Document, Paragraph

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.readers.opendocument import read
from thematique.stages.ingest.transcript import Reading

NAMES = ["office", "text", "table", "draw", "style", "fo", "xlink", "dc"]
SPACES = " ".join(f'xmlns:{name}="urn:{name}"' for name in NAMES)
STYLES = (
    '<office:automatic-styles><style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style></office:automatic-styles>'
)


def flat(body: str) -> bytes:
    return (
        f"<office:document {SPACES}>{STYLES}<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def package(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def reading_of(content: str, before: str = "") -> Reading:
    return read(flat(f"{before}<text:p>INT : Bonjour</text:p>{content}<text:p>INT : Merci</text:p>"))


def said(content: str) -> str:
    (turn,) = [u for u in reading_of(content).texts[0].utterances if u.speaker == "P1"]
    return turn.text


def test_a_document_of_odfdo_is_read() -> None:
    document = Document("text")
    document.body.clear()
    for text in ("Enquêtrice\u00a0: Bonjour", "P1 : Oui", "et voilà"):
        document.body.append(Paragraph(text))
    stream = io.BytesIO()
    document.save(stream)
    turns = read(stream.getvalue()).texts[0].utterances
    assert [(t.speaker, t.text) for t in turns] == [("Enquêtrice", "Bonjour"), ("P1", "Oui et voilà")]


def test_deletions_never_come_back() -> None:
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>CANARI</text:p></text:deletion>"
        "</text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>"
    )
    content = "<text:p>P1 : oui<text:change/> <text:change-start/>ajout<text:change-end/></text:p>"
    reading = reading_of(content, before=changes)
    assert reading.texts[0].utterances[1].text == "oui ajout"
    assert "CANARI" not in str(reading)
    assert "1 passage supprimé" in " ".join(reading.notices)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("oui<text:s text:c='3'/>non", "oui   non"),
        ("oui\n    non", "oui non"),
        ("oui<text:tab/>non", "oui\tnon"),
        ("oui<text:line-break/>non", "oui non"),
        ("<text:span>o</text:span>ui <text:a xlink:href='http://x'>lien</text:a>", "oui lien"),
        ("oui<office:annotation><text:p>CANARI</text:p></office:annotation>", "oui"),
        ("oui<text:span text:style-name='H'>CANARI</text:span>", "oui"),
        (
            "oui<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Il rit.</text:p>"
            "</text:note-body></text:note> bon",
            "oui [note : Il rit.] bon",
        ),
        ("oui<draw:frame><draw:text-box><text:p>encadré</text:p></draw:text-box></draw:frame>", "oui encadré"),
        ("oui<draw:frame><draw:image xlink:href='file:///etc/passwd'/></draw:frame>", "oui"),
    ],
)
def test_every_sort_of_content_is_read_or_left(content: str, expected: str) -> None:
    assert said(f"<text:p>P1 : {content}</text:p>") == expected


def test_lists_and_sections_are_read_in_place() -> None:
    content = (
        "<text:section><text:p>P1 : oui</text:p></text:section>"
        "<text:list><text:list-item><text:p>un</text:p></text:list-item></text:list>"
    )
    assert said(content) == "oui un"


def test_tables_of_speech_are_read() -> None:
    rows = [("INT", "Bonjour"), ("P1", "Oui : merci."), ("INT", "Bien."), ("P2", "Moi aussi.")]
    table = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell><text:p>{t}</text:p></table:table-cell>' for t in row)}</table:table-row>"
        for row in rows
    )
    turns = read(flat(f"<table:table>{table}</table:table>")).texts[0].utterances
    assert [(t.speaker, t.text) for t in turns] == rows


def test_bold_labels_are_found() -> None:
    body = "".join(
        f"<text:p><text:span text:style-name='B'>{name}</text:span><text:tab/>{text}</text:p>"
        for name, text in [("Léa", "oui"), ("Tom", "non")] * 2
    )
    assert [t.speaker for t in read(flat(body)).texts[0].utterances] == ["Léa", "Tom"] * 2


def test_headers_are_counted_but_not_read() -> None:
    styles = (
        f"<office:document-styles {SPACES}><style:master-page><style:header><text:p>CANARI</text:p></style:header>"
        "</style:master-page></office:document-styles>"
    )
    reading = read(package(**{"content.xml": flat("<text:p>P1 : oui</text:p>"), "styles.xml": styles.encode()}))
    assert "CANARI" not in str(reading)
    assert any("en-tête" in notice for notice in reading.notices)


def test_a_password_is_told() -> None:
    manifest = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"
    with pytest.raises(FileRefused) as refused:
        read(package(**{"META-INF/manifest.xml": manifest, "content.xml": b"\x01"}))
    assert refused.value.reason is Reason.ENCRYPTED


def test_a_spreadsheet_is_no_text() -> None:
    with pytest.raises(FileRefused) as refused:
        read(f"<office:document {SPACES}><office:body><office:spreadsheet/></office:body></office:document>".encode())
    assert refused.value.reason is Reason.MALFORMED
