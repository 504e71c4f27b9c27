"""Word documents are read as Word shows them with all changes accepted; what is left aside is counted."""

import io
import zipfile
from pathlib import Path

import docx
import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.readers.word import read
from thematique.stages.ingest.transcript import Reading

REAL = Path(__file__).parents[4].parent / "shared" / "data" / "transcripts" / "artisans_docx"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:wps="urn:wps" xmlns:v="urn:v" xmlns:r="{OFFICE}"'
)


def package(body: str, **parts: str) -> bytes:
    """A Word document of raw XML; `parts` are further parts by their kind."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        relations = "".join(
            f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts
        )
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>")
        for kind, content in parts.items():
            archive.writestr(f"word/{kind}.xml", f"<w:part {SPACES}>{content}</w:part>")
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def reading_of(*content: str, **parts: str) -> Reading:
    """The reading of « P1 : … » between two turns of the interviewer."""
    body = paragraph(run("INT : Bonjour")) + "".join(content) + paragraph(run("INT : Merci"))
    return read(package(body, **parts))


def said(*content: str, **parts: str) -> str:
    """What P1 says."""
    (turn,) = [u for u in reading_of(*content, **parts).texts[0].utterances if u.speaker == "P1"]
    return " ".join(turn.text.split(" "))


def test_a_document_of_python_docx_is_read() -> None:
    document = docx.Document()
    for text in ("Enquêtrice\u00a0: Bonjour", "P1 : Oui", "et voilà"):
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    turns = read(stream.getvalue()).texts[0].utterances
    assert [(t.speaker, t.text) for t in turns] == [("Enquêtrice", "Bonjour"), ("P1", "Oui et voilà")]


def test_insertions_stay_and_deletions_never_come_back() -> None:
    text = paragraph(
        run("P1 : je "),
        f"<w:ins>{run('dis')}</w:ins><w:del><w:r><w:delText>CANARI</w:delText></w:r></w:del>",
        f"<w:moveTo>{run(' cela')}</w:moveTo><w:moveFrom>{run('CANARI')}</w:moveFrom>",
    )
    assert said(text) == "je dis cela"
    notices = " ".join(reading_of(text).notices)
    assert "2 passages supprimés" in notices
    assert "2 passages ajoutés" in notices


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    first = paragraph(run("P1 : un mot cou"), properties="<w:rPr><w:del/></w:rPr>")
    assert said(first, paragraph(run("pé"))) == "un mot coupé"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("CANARI", "<w:vanish/>"), "oui"),
        (run(" visible", '<w:vanish w:val="0"/>'), "oui visible"),
        (f'<w:hyperlink r:id="x">{run(" lien")}</w:hyperlink>', "oui lien"),
        (f"<w:smartTag>{run(' Namur')}</w:smartTag>", "oui Namur"),
        (f"<w:sdt><w:sdtContent>{run(' contrôle')}</w:sdtContent></w:sdt>", "oui contrôle"),
        (f'<w:fldSimple w:instr="DATE">{run(" champ")}</w:fldSimple>', "oui champ"),
        ("<w:r><w:instrText>CANARI</w:instrText></w:r>" + run(" champ"), "oui champ"),
        ("<w:r><w:noBreakHyphen/><w:t>là</w:t><w:softHyphen/></w:r>", "oui\u2011là"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "oui"),
        ('<w:r><w:sym w:font="Arial" w:char="2026"/></w:r>', "oui…"),
        ("<w:r><w:br/><w:t>ensuite</w:t></w:r>", "oui ensuite"),
        ('<w:r><w:t xml:space="preserve"> et </w:t><w:tab/><w:t>puis</w:t></w:r>', "oui et \tpuis"),
    ],
)
def test_every_sort_of_run_is_read_or_left(content: str, expected: str) -> None:
    assert said(paragraph(run("P1 : oui"), content)) == expected


def test_line_breaks_may_separate_turns() -> None:
    turns = read(package(paragraph("<w:r><w:t>P1 : oui</w:t><w:br/><w:t>P2 : non</w:t></w:r>"))).texts[0].utterances
    assert [t.speaker for t in turns] == ["P1", "P2"]


def test_notes_are_kept_in_brackets_where_they_are_called() -> None:
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{paragraph(run("Il rit."))}</w:footnote>'
    reading = reading_of(paragraph(run("P1 : oui"), call, run(" bon")), footnotes=notes)
    assert reading.texts[0].utterances[1].text == "oui [note : Il rit.] bon"
    assert any("1 note" in notice for notice in reading.notices)


def test_comments_headers_and_pictures_are_counted_but_not_read() -> None:
    content = '<w:r><w:commentReference w:id="0"/></w:r><w:r><w:drawing/></w:r>'
    canary = paragraph(run("CANARI"))
    reading = reading_of(paragraph(run("P1 : oui"), content), comments=canary, header=canary, footer=canary)
    notices = " ".join(reading.notices)
    assert "CANARI" not in str(reading)
    assert all(words in notices for words in ("1 commentaire", "2 en-têtes", "1 image"))


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph(run('en encadré'))}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert said(paragraph(run("P1 : oui"), both)) == "oui en encadré"


def test_tables_of_speech_are_read_in_order() -> None:
    rows = [("INT", "Bonjour : prêt ?"), ("P1", "Oui."), ("INT", "Bien."), ("P2", "Moi aussi.")]
    cells = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(run(text))}</w:tc>' for text in row)}</w:tr>" for row in rows)
    turns = read(package(f"<w:tbl>{cells}</w:tbl>")).texts[0].utterances
    assert [(t.speaker, t.text) for t in turns] == rows


def test_a_deleted_row_is_not_read() -> None:
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('CANARI'))}</w:tc></w:tr>"
    assert "CANARI" not in str(reading_of(paragraph(run("P1 : oui")), f"<w:tbl>{row}</w:tbl>"))


def test_bold_labels_are_found() -> None:
    body = "".join(
        paragraph(run(name, "<w:b/>"), run(f"\t{text}")) for name, text in [("Léa", "oui"), ("Tom", "non")] * 2
    )
    assert [t.speaker for t in read(package(body)).texts[0].utterances] == ["Léa", "Tom"] * 2


def test_nothing_outside_the_file_is_opened() -> None:
    stream = io.BytesIO(package(paragraph(run("P1 : oui")) + '<w:altChunk r:id="x"/>' + paragraph(run("P2 : non"))))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(
            "word/_rels/other.rels",
            f'<Relationships><Relationship TargetMode="External" Target="file:///etc/passwd" Type="{OFFICE}/image"/></Relationships>',
        )
    reading = read(stream.getvalue())
    assert len(reading.texts[0].utterances) == 2
    assert any("non ouvert" in notice for notice in reading.notices)


def test_an_archive_without_document_is_malformed() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/styles.xml", "<a/>")
    with pytest.raises(FileRefused) as refused:
        read(stream.getvalue())
    assert refused.value.reason is Reason.MALFORMED


@pytest.mark.skipif(
    not REAL.is_dir(), reason="needs the interviews of ../shared/data, which are not part of the project"
)
def test_no_word_of_real_interviews_is_lost() -> None:
    for file in sorted(REAL.glob("*.docx")):
        turns = read(file.read_bytes()).texts[0].utterances
        raw = [p.text for p in docx.Document(str(file)).paragraphs if not p.text.startswith("[")]
        words = sum(len(text.split()) for text in raw[1:])
        kept = sum(len(turn.text.split()) for turn in turns)
        assert {turn.speaker for turn in turns} == {"Chercheur", "Interviewe"}, file.name
        assert abs(kept - words) <= 10, file.name
