"""Tables of turns and of answers."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.readers import spreadsheet
from thematique.stages.ingest.transcript import Reading


def workbook(*sheets: Sequence[Sequence[Any]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for index, rows in enumerate(sheets):
        sheet = book.create_sheet(f"feuille {index}")
        for row in rows:
            sheet.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def answers(reading: Reading) -> list[tuple[str, dict[str, str], str]]:
    return [(text.row, dict(text.header), text.utterances[0].text) for text in reading.texts]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_turn_a_row_whatever_the_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    rows = [["Début", "LOCUTRICE", "Parole"], ["00:01", "Zoé", '"été,\n;\tdéjà|"'], ["1:02:03.5", "Paul", "oui"]]
    source = "\r\n".join(delimiter.join(row) for row in rows)
    turns = spreadsheet.read(source.encode(encoding)).texts[0].utterances
    assert [(t.speaker, t.text, t.time_start) for t in turns] == [("Zoé", "été, ; déjà|", 1.0), ("Paul", "oui", 3723.5)]


def test_an_answer_a_row_with_its_variables() -> None:
    source = "N°;Âge;Réponse à la question 3\n1;30;oui, bien\n2;;non\n3;50;\n"
    reading = spreadsheet.read(source.encode())
    assert answers(reading) == [("0001", {"N°": "1", "Âge": "30"}, "oui, bien"), ("0002", {"N°": "2"}, "non")]
    assert reading.notices == ["Lignes sans texte, laissées de côté : 1."]


def test_the_only_column_of_sentences_is_the_text() -> None:
    sentence = "Je pense que le réseau est utile pour nous tous et pour les jeunes."
    reading = spreadsheet.read(f"id,Que pensez-vous du réseau ?,ville\n1,{sentence},Namur\n2,{sentence},Huy\n".encode())
    assert [text for _, _, text in answers(reading)] == [sentence, sentence]
    assert reading.notices == ["La colonne 2 a été prise pour le texte."]


def test_the_hour_of_an_answer_is_a_variable() -> None:
    reading = spreadsheet.read(b"Horodatage,Texte\n2024/03/01 10:02:33,oui\n2024/03/02 10:02:33,non\n")
    assert len(reading.texts) == 2


def test_documents_of_a_table_of_turns_are_told_apart() -> None:
    source = "Entretien;Speaker;Verbatim;ville;note\ne1;A;x;Namur;1\ne2;B;y;Huy;2\ne1;A;z;Namur;3\ne1;B;t;Namur;3\n"
    reading = spreadsheet.read(source.encode())
    assert [(text.row, text.header, [(u.speaker, u.text) for u in text.utterances]) for text in reading.texts] == [
        ("0001", {"ville": "Namur", "Entretien": "e1"}, [("A", "x z"), ("B", "t")]),
        ("0002", {"ville": "Huy", "Entretien": "e2"}, [("B", "y")]),
    ]
    assert reading.notices == ["Colonnes qui changent d'un tour à l'autre, laissées de côté : 1."]


def test_milliseconds_of_whisper_become_seconds() -> None:
    turns = spreadsheet.read(b"start\tend\ttext\n0\t2000\toui\n9000\t9500\tnon\n").texts[0].utterances
    assert [(turn.time_start, turn.time_end) for turn in turns] == [(0, 2), (9, 9.5)]


def test_rows_of_unequal_length_lose_nothing_silently() -> None:
    last = spreadsheet.read(b"id,texte\n1,a,b\n2\n3,c\n")
    assert [text for _, _, text in answers(last)] == ["a,b", "c"]
    first = spreadsheet.read(b"texte,id\noui,1,surplus\nnon,2\n")
    assert first.notices == ["Lignes qui ont plus de cellules que de colonnes, dont la fin est laissée de côté : 1."]


def test_quotes_that_do_not_pair_up_are_signs_when_rows_agree_without_them() -> None:
    assert [text for _, _, text in answers(spreadsheet.read(b'id;texte\n1;"oui\n2;non\n'))] == ['"oui', "non"]


def test_the_line_of_excel_that_names_the_delimiter_is_followed() -> None:
    assert answers(spreadsheet.read(b"sep=|\ntexte|id\noui;si|3\n")) == [("0001", {"id": "3"}, "oui;si")]


def test_a_whole_interview_in_a_cell_is_read() -> None:
    assert len(answers(spreadsheet.read(b"id;texte\n1;" + b"mot " * 100_000))[0][2].split()) == 100_000


def test_columns_without_a_name_or_with_the_same_are_told_apart() -> None:
    reading = spreadsheet.read(b";ville;ville;texte\n0;a;b;oui\n")
    assert reading.texts[0].header == {"colonne 1": "0", "ville": "a", "ville (2)": "b"}


def test_the_first_filled_sheet_of_a_workbook_is_read_and_others_told() -> None:
    rows = [["Enquête"], ["Nom", "Texte", "Score", "Vrai"], ["a", "oui", 3.0, True], [None, "non", 2.5, None]]
    reading = spreadsheet.read(workbook([], rows, [["x"]]))
    assert answers(reading) == [
        ("0001", {"Nom": "a", "Score": "3", "Vrai": "oui"}, "oui"),
        ("0002", {"Score": "2.5"}, "non"),
    ]
    assert reading.notices == [
        "Seule la première feuille remplie est lue ; autres feuilles laissées de côté : 1.",
        "Lignes au-dessus des noms de colonnes, laissées de côté : 1.",
    ]


def edited(content: bytes, member: str, before: bytes, after: bytes) -> bytes:
    """A workbook with something changed in one of its members."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(before, after, 1) if name == member else data)
    return written.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BOOK = workbook([["id", "texte"], [1, "oui"]])


def test_a_wrong_size_written_in_the_sheet_hides_no_row() -> None:
    assert len(spreadsheet.read(edited(BOOK, SHEET, b'ref="A1:B2"', b'ref="A1"')).texts) == 1


@pytest.mark.timeout(30)
def test_a_row_numbered_beyond_all_sheets_costs_nothing() -> None:
    with pytest.raises(FileRefused) as refused:
        spreadsheet.read(edited(BOOK, SHEET, b'<row r="2"', b'<row r="99999999999"'))
    assert refused.value.reason is Reason.NO_TURN


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"ville;score\nNamur;3\nHuy;4\n", Reason.NO_TEXT_COLUMN),
        (workbook([["ville"], ["Namur"]]), Reason.NO_TEXT_COLUMN),
        (b"texte;id\n;3\n", Reason.NO_TURN),
        (workbook([], []), Reason.NO_TURN),
        (b'id;texte\n1;"oui\n2;non;3\n', Reason.TRUNCATED),
        (BOOK[:300], Reason.TRUNCATED),
        (edited(BOOK, SHEET, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'), Reason.ENTITIES),
        (edited(BOOK, SHEET, b"<sheetData>", b"<sheetData><"), Reason.MALFORMED),
        (edited(BOOK, "xl/workbook.xml", b"<sheets>", b"<sheet>"), Reason.MALFORMED),
        (b"PK\x03\x04", Reason.TRUNCATED),
        (b"", Reason.EMPTY),
        (bytes(range(256)) * 4, Reason.BINARY),
    ],
)
def test_a_table_without_text_or_broken_is_refused(content: bytes, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        spreadsheet.read(content)
    assert refused.value.reason is reason


def test_the_refusal_counts_the_columns_and_repeats_no_word_of_them() -> None:
    with pytest.raises(FileRefused) as refused:
        spreadsheet.read(b"Sophie Lambert;34\nNamur;3\n")
    assert "(sur 2)" in str(refused.value)
    assert "Lambert" not in str(refused.value)


def test_a_bomb_is_not_opened() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(SHEET, b"0" * 60_000_000)
    with pytest.raises(FileRefused) as refused:
        spreadsheet.read(written.getvalue())
    assert refused.value.reason is Reason.BOMB
