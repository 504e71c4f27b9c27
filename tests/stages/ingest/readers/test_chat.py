"""Files of CLAN in the CHAT format."""

import contextlib

import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.readers import chat

CHA = (
    "@UTF8\n@Begin\n@Languages:\tfra\n@Participants:\tCHI Léa Target_Child, MOT Mère Mother,\n\tINV Anne Investigator\n"
    "*INV:\tbonjour &=laughs ça va ? \x15123_2345\x15\n%mor:\tco|bonjour\n"
    "*CHI:\tje voudrais\n\tça . \x15media_2345_3000\x15\n*CHI:\t0 .\n*MOT:\toui .\n@End\n"
)


def test_speakers_times_and_continued_lines_are_read() -> None:
    turns = chat.read(CHA.encode()).texts[0].utterances
    assert [(t.speaker, t.text, t.time_start, t.time_end) for t in turns] == [
        ("INV (enquêteur)", "bonjour ça va ?", 0.123, 2.345),
        ("CHI", "je voudrais ça.", 2.345, 3.0),
        ("MOT", "oui.", None, None),
    ]


def test_what_is_left_aside_is_counted() -> None:
    reading = chat.read(CHA.replace("@End\n", "").encode())
    assert [notice.rstrip("0123456789.").strip(" :") for notice in reading.notices] == [
        "Lignes d'annotation « % », laissées de côté",
        "Événements sonores « & », laissés de côté",
        "La ligne « @End » manque : le fichier est peut-être incomplet",
    ]
    assert reading.texts[0].header == {"langue": "fra"}


@pytest.mark.parametrize(
    ("coded", "plain"),
    [
        ("<je veux> [//] je voudrais ça .", "je veux je voudrais ça."),
        ("le [/] le (.) chat (1.5) noir", "le le chat noir"),
        ("&-euh &+ch chat p(eu)t-être (il) y a", "euh ch chat peut-être il y a"),
        ("no:n grand+mère Saint_Nicolas", "non grand-mère Saint Nicolas"),
        ("parti@l [: partir] [* m] là [=! rit] [+ exc]", "parti là"),
        ("+< oui +...", "oui…"),
        ('+" viens +"/.', "viens…"),
        ("tu viens +/?", "tu viens?"),
        ("xxx et yyy &*MOT:oui voilà", "xxx et yyy voilà"),
        ("0det chat", "chat"),
        ("&=laughs .", ""),
    ],
)
def test_codes_go_and_words_stay(coded: str, plain: str) -> None:
    assert chat.spoken(coded).replace(" ?", "?") == plain


@pytest.mark.parametrize(
    ("content", "reason"), [(b"bonjour", Reason.MALFORMED), (b"*A:\t0 .\n", Reason.NO_TURN), (b"", Reason.EMPTY)]
)
def test_what_is_no_chat_file_is_refused(content: bytes, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        chat.read(content)
    assert refused.value.reason is reason


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", [b"<[" * 50_000, b"(a" * 50_000, b"\x15_1" * 30_000, b"a:" * 50_000, b"&=" * 50_000])
def test_a_hostile_line_is_read_in_a_moment(text: bytes) -> None:
    with contextlib.suppress(FileRefused):
        chat.read(b"*A:\toui " + text)
