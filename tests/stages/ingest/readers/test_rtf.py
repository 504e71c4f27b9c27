"""Rich Text documents: characters, notes, changes, tables."""

import re

import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.readers import rtf
from thematique.stages.ingest.readers.rtf import read
from thematique.stages.ingest.transcript import Reading


def reading_of(content: str, head: str = r"\ansi\ansicpg1252") -> Reading:
    return read(f"{{\\rtf1{head} INT : Bonjour\\par P1 : {content}\\par INT : Merci\\par }}".encode("latin-1"))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (r"\'e9t\'e9 \'e0 l\rquote\'e9cole", "été à l’école"),
        (r"\u233?t\u233? \u8230?", "été …"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        ("été", "été"),
        (r"un\~deux\_trois", "un\u00a0deux\u2011trois"),
        (r"oui\line non", "oui non"),
        (r"oui{\deleted CANARI}", "oui"),
        (r"oui{\rtlch\fcs1 \af0 \ltrch\fcs0 \deleted\revauthdel1 CANARI}", "oui"),
        (r"oui{\revised  ajout}", "oui ajout"),
        (r"oui{\v CANARI}", "oui"),
        (r"oui{\*\annotation {\*\atnref 1}CANARI}", "oui"),
        (r"oui{\footnote \pard\plain {\chftn } Il rit.\par } bon", "oui [note : Il rit. ] bon"),
        (r'{\field{\*\fldinst HYPERLINK "http://canari.be"}{\fldrslt lien}}', "lien"),
        (r"oui{\pict\pngblip 89504e47}", "oui"),
        (r"oui{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt encadr\'e9\par}}} bon", "oui encadré bon"),
        (r"\{accolades\} \\", "{accolades} \\"),
    ],
)
def test_every_sort_of_content_is_read_or_left(content: str, expected: str) -> None:
    turn = reading_of(content).texts[0].utterances[1]
    assert turn.speaker == "P1"
    assert re.sub("[ \n]+", " ", turn.text) == expected


def test_a_mac_document_is_read_as_such() -> None:
    assert reading_of(r"\'8et\'8e", head=r"\mac").texts[0].utterances[1].text == "été"


def test_what_is_left_aside_is_counted() -> None:
    notices = " ".join(reading_of(r"oui{\deleted x}{\header y}{\footnote z}").notices)
    assert all(words in notices for words in ("1 passage supprimé", "1 en-tête", "1 note"))


def test_tables_of_speech_are_read() -> None:
    rows = [("INT", "Bonjour"), ("P1", "Oui : merci."), ("INT", "Bien."), ("P2", "Moi aussi.")]
    table = "".join(rf"\trowd\cellx1\cellx2\intbl {a}\cell {b}\cell\row " for a, b in rows)
    turns = read(rf"{{\rtf1\ansi {table}\pard fin}}".encode()).texts[0].utterances
    assert [(t.speaker, t.text) for t in turns][:3] == rows[:3]


def test_a_document_without_its_end_is_truncated() -> None:
    with pytest.raises(FileRefused) as refused:
        read(rb"{\rtf1 P1 : {\b oui")
    assert refused.value.reason is Reason.TRUNCATED


def test_a_document_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtf, "MOST_CHARACTERS", 10)
    with pytest.raises(FileRefused) as refused:
        reading_of("un texte plus long")
    assert refused.value.reason is Reason.TOO_BIG
