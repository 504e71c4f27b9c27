"""Transcripts in HTML."""

import contextlib

import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.readers import html

PAGE = """<!DOCTYPE HTML><html><head><meta charset="UTF-8"><title>secret</title><style>p{}</style></head><body>
<p style="font-weight:600;">entretien.mp3</p><p>Transcribed with noScribe<br/>Audio source: C:/x.mp3</p><div>
<p><a name="ts_500_1500_S00" >S00: <span style="color: #909090">[00:00:00]</span> Bonjour &amp; bienvenue.</a>
<a name="ts_1500_4000_S00">Ça va&nbsp;?</a></p><p><a name="ts_4100_9000_S01">S01: <span>[00:00:04]</span> Très bien.</a></p>
<script>alert("non")</script></div></body></html>"""


def said(source: str) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in html.read(source.encode()).texts[0].utterances]


def test_anchors_give_the_times_and_labels_the_speakers() -> None:
    turns = html.read(PAGE.encode()).texts[0].utterances
    assert [(t.speaker, t.text, t.time_start, t.time_end) for t in turns] == [
        ("S00", "Bonjour & bienvenue. Ça va\u00a0?", 0.5, 4.0),
        ("S01", "Très bien.", 4.1, 9.0),
    ]


def test_scripts_styles_and_the_page_title_are_not_speech() -> None:
    reading = html.read(PAGE.encode())
    everything = str(reading)
    assert not any(word in everything for word in ("secret", "alert", "p{}"))


def test_bold_labels_and_line_breaks_are_read() -> None:
    source = (
        "<p><b>Marie</b> bonjour</p><p><b>Paul</b> salut<br>encore</p><p><b>Marie</b> oui</p><p><b>Paul</b> non</p>"
    )
    assert said(source) == [("Marie", "bonjour"), ("Paul", "salut encore"), ("Marie", "oui"), ("Paul", "non")]


def test_broken_markup_is_mended() -> None:
    assert said("<p>Marie : un<p>Paul : deux</b></i><div>Marie : <b>trois") == [
        ("Marie", "un"),
        ("Paul", "deux"),
        ("Marie", "trois"),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"bonjour", Reason.MALFORMED),
        (b"<p> </p>", Reason.NO_TURN),
        (b"<script>x</script>", Reason.NO_TURN),
        (b"", Reason.EMPTY),
    ],
)
def test_what_says_nothing_is_refused(content: bytes, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        html.read(content)
    assert refused.value.reason is reason


@pytest.mark.timeout(30)
@pytest.mark.parametrize("markup", [b"<a", b"<", b'<a href="', b"<!--", b"&", b"<p><b>", b"<div>"])
def test_a_hostile_page_is_read_in_a_moment(markup: bytes) -> None:
    with contextlib.suppress(FileRefused):
        html.read(b"<p>oui" + markup * 50_000)
