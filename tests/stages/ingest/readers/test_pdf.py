"""The text of a PDF is put together again from its lines and pages."""

import io

import pytest
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.readers import pdf
from thematique.stages.ingest.readers.pdf import read

LONG = (
    "Alors je dirais que c'est compliqué, on a des enfants qui viennent de partout et puis il y a aussi la question "
    "des familles : elles sont parfois très loin de tout cela."
)


class Paper(FPDF):
    def header(self) -> None:
        self.set_font("Helvetica", size=8)
        self.cell(0, 10, "Étude confidentielle", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.cell(0, 10, f"Page {self.page_no()} / 9")


def document(*paragraphs: str, paper: type[FPDF] = FPDF) -> bytes:
    made = paper()
    made.add_page()
    made.set_font("Helvetica", size=12)
    for text in paragraphs:
        made.multi_cell(0, 8, text, new_x="LMARGIN", new_y="NEXT")
    return bytes(made.output())


def test_lines_are_joined_into_turns() -> None:
    turns = read(document("Enquêteur : Bonjour", f"P1 : {LONG}", "Enquêteur : Merci")).texts[0].utterances
    assert [(t.speaker, t.text) for t in turns] == [("Enquêteur", "Bonjour"), ("P1", LONG), ("Enquêteur", "Merci")]


def test_what_every_page_repeats_is_dropped_and_counted() -> None:
    talk = [f"{who} : {LONG.replace(' :', chr(97 + number) * 3)}" for number in range(20) for who in ("INT", "P1")]
    reading = read(document(*talk, paper=Paper))
    text = " ".join(turn.text for turn in reading.texts[0].utterances)
    assert "confidentielle" not in text
    assert "Page" not in text
    assert [t.text for t in reading.texts[0].utterances] == [t.split(" : ", 1)[1] for t in talk]
    assert any("de page en page" in notice for notice in reading.notices)


def test_a_word_split_at_the_margin_is_mended() -> None:
    made = FPDF()
    made.add_page()
    made.set_font("Helvetica", size=12)
    for line in (
        "INT : Bonjour",
        "P1 : nous avons parlé longtemps de la recom-",
        "mandation du conseil.",
        "INT : Bien",
    ):
        made.cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    turns = read(bytes(made.output())).texts[0].utterances
    assert turns[1].text == "nous avons parlé longtemps de la recommandation du conseil."


def test_a_pdf_of_images_is_told() -> None:
    with pytest.raises(FileRefused) as refused:
        read(document())
    assert refused.value.reason is Reason.SCANNED


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(document("INT : Bonjour", "P1 : Oui"))))
    writer.encrypt(user_password=password, owner_password="x", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_password_is_told_and_an_empty_one_is_enough() -> None:
    with pytest.raises(FileRefused) as refused:
        read(encrypted("secret"))
    assert refused.value.reason is Reason.ENCRYPTED
    assert len(read(encrypted("")).texts[0].utterances) == 2


@pytest.mark.parametrize("bound", ["MOST_PAGES", "MOST_BYTES_OF_PAGE"])
def test_documents_beyond_the_bounds_are_refused(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, bound, 0)
    with pytest.raises(FileRefused) as refused:
        read(document("P1 : oui"))
    assert refused.value.reason is Reason.TOO_BIG


def test_a_cut_pdf_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        read(document("P1 : oui")[:400])
    assert refused.value.reason in (Reason.TRUNCATED, Reason.MALFORMED)
