"""Subtitles, .vtt and .srt."""

import contextlib

import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.readers import subtitles

VTT = """WEBVTT Kind: captions

NOTE relu
le 3 mai

STYLE
::cue { color: red }

1
00:01.000 --> 00:02.500 align:start
<v Marie Dupont>Bonjour &amp; bienvenue <i>à tous</i></v>

2
00:00:03.000 --> 00:00:04.000
<v Paul>oui <inaudible>

après la ligne vide
<v.loud Marie Dupont>en <00:00:03.500><c.jaune>1984</c>
"""


def said(source: str, encoding: str = "utf-8") -> list[tuple[str, str]]:
    reading = subtitles.read(source.encode(encoding))
    return [(turn.speaker, turn.text) for turn in reading.texts[0].utterances]


def test_voices_of_a_vtt_are_speakers_and_its_tags_are_gone() -> None:
    assert said(VTT) == [
        ("Marie Dupont", "Bonjour & bienvenue à tous"),
        ("Paul", "oui <inaudible> après la ligne vide"),
        ("Marie Dupont", "en 1984"),
    ]


def test_times_are_seconds_with_or_without_hours() -> None:
    turns = subtitles.read(VTT.encode()).texts[0].utterances
    assert [(turn.time_start, turn.time_end) for turn in turns] == [(1.0, 2.5), (3.0, 4.0), (3.0, 4.0)]


def test_notes_are_counted_not_read() -> None:
    assert subtitles.read(VTT.encode()).notices == ["Notes du fichier, laissées de côté : 1."]


HEADER = "# titre : Focus group 4\n# Secteur d’activité: AMO\n"
CUE = "00:01.000 --> 00:02.000\nMarie : oui\n"


@pytest.mark.parametrize(
    ("source", "n_notes"),
    [
        (f"WEBVTT\n\nNOTE\n{HEADER}\n{CUE}", 0),
        (f"WEBVTT\n\nNOTE {HEADER}\nm1\n{CUE}", 0),
        (f"WEBVTT\n\nNOTE relu\n\nNOTE\n{HEADER}\n{CUE}", 1),
        (f"WEBVTT\n\nNOTE\nrelu\n{HEADER}\n{CUE}", 1),
        (f"WEBVTT\n\n{CUE}\nNOTE\n{HEADER}\nNOTE\n\n{CUE}", 1),
        (f"{HEADER}\n1\n{CUE}", 0),
        (f"\n{HEADER}{CUE}", 0),
    ],
)
def test_lines_of_keys_in_notes_or_above_the_first_cue_are_the_header(source: str, n_notes: int) -> None:
    reading = subtitles.read(source.encode())
    assert reading.texts[0].header == {"titre": "Focus group 4", "secteur_d_activite": "AMO"}
    assert reading.texts[0].utterances[0].text.startswith("oui")
    assert reading.notices == ([f"Notes du fichier, laissées de côté : {n_notes}."] if n_notes else [])


def test_a_style_is_no_header() -> None:
    assert not subtitles.read(f"WEBVTT\n\nSTYLE\n# a : b\n\n{CUE}".encode()).texts[0].header


def test_labels_of_an_srt_are_speakers() -> None:
    source = (
        "1\r\n00:00:01,000 --> 00:00:02,000\r\n[SPEAKER_00]: Bonjour.\r\n\r\n"
        "2\r\n00:00:02.000 --> 00:00:03,000 X1:100\r\n[SPEAKER_01]: {\\an8}<i>Salut</i>\r\n\r\n"
        "00:00:03,000 --> 00:00:04,000\r\ndeux choses : la vie\r\n\r\n"
        "4\r\n00:00:04,000 --> 00:00:05,000\r\n[SPEAKER_00]: fin\r\n"
    )
    assert said(source) == [
        ("SPEAKER_00", "Bonjour."),
        ("SPEAKER_01", "Salut deux choses : la vie"),
        ("SPEAKER_00", "fin"),
    ]


def test_names_before_a_colon_are_speakers_as_zoom_writes_them() -> None:
    source = "WEBVTT\n\n" + "".join(
        f"{i}\n00:0{i}:00.000 --> 00:0{i}:05.000\n{name}: parole {i}\n\n"
        for i, name in enumerate(["Marie Dupont", "Paul", "Marie Dupont"], start=1)
    )
    assert said(source) == [("Marie Dupont", "parole 1"), ("Paul", "parole 2"), ("Marie Dupont", "parole 3")]


def test_two_speakers_in_one_cue_are_told_apart() -> None:
    source = (
        "00:01.000 --> 00:02.000\nMarie : bonjour\nPaul : salut\n\n00:02.000 --> 00:03.000\nMarie : ça va\nPaul : oui"
    )
    assert said(source) == [("Marie", "bonjour"), ("Paul", "salut"), ("Marie", "ça va"), ("Paul", "oui")]


def test_a_number_that_is_said_is_no_cue_number() -> None:
    assert said("1\n00:01,0 --> 00:02,0\nen\n1984\n\n2\n00:02,0 --> 00:03,0\nouf\n") == [("", "en 1984 ouf")]


def test_numbers_of_cues_without_blank_lines_are_dropped() -> None:
    assert said("1\n00:01,0 --> 00:02,0\nun\n2\n00:02,0 --> 00:03,0\ndeux") == [("", "un deux")]


@pytest.mark.parametrize(
    "end", ["\n\n3\n00:00:0", "\n\n3\n00:00:07,000 -->", "\n\n3\n", "\n\n3\n00:00:07,000 --> 00:0"]
)
def test_a_last_cue_cut_before_its_text_is_told(end: str) -> None:
    source = "1\n00:01,0 --> 00:02,0\nun\n\n2\n00:02,0 --> 00:03,0\ndeux" + end
    reading = subtitles.read(source.encode())
    assert [turn.text for turn in reading.texts[0].utterances] == ["un deux"]
    assert any("coupé" in notice for notice in reading.notices)


def test_cues_out_of_time_are_read() -> None:
    turns = subtitles.read(b"00:05,0 --> 00:04,0\nP1 : un\n\n00:01,0 --> 00:02,0\nP2 : deux\n").texts[0].utterances
    assert [(turn.text, turn.time_start, turn.time_end) for turn in turns] == [("un", 5.0, None), ("deux", 1.0, 2.0)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_is_read(encoding: str) -> None:
    assert said("00:01,0 --> 00:02,0\nété à l'école, déjà\n", encoding) == [("", "été à l'école, déjà")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"WEBVTT\n\nbonjour", Reason.MALFORMED),
        (b"00:01.000 --> 00:02.000\n\n", Reason.NO_TURN),
        (bytes(range(256)) * 4, Reason.BINARY),
    ],
)
def test_what_is_no_subtitle_is_refused(content: bytes, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        subtitles.read(content)
    assert refused.value.reason is reason


@pytest.mark.timeout(20)
@pytest.mark.parametrize("text", [b"<v " * 50_000, b"<c " * 50_000, b"{\\" * 50_000, b"1" * 100_000])
def test_a_hostile_cue_is_read_in_a_moment(text: bytes) -> None:
    with contextlib.suppress(FileRefused):
        subtitles.read(b"00:01.000 --> 00:02.000\n" + text)
