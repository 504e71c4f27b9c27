"""Interviews of Sonal."""

import io
import json
import zipfile

import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.readers import sonal

# the braces around the lists are how SonalPi writes them
PAGE = """<!DOCTYPE html><html><body>
<script id="loc-json" type="application/json"> { ["","Enquêteur ?","Zoé"] } </script>
<script id="var-json" type="application/json">{ [{"v":1,"lib":"sexe"}] }</script>
<script id="dic-json" type="application/json">{ [{"v":1,"m":2,"lib":"femme"}] }</script>
<script id="dat-json" type="application/json">{ [{"v":1,"m":2,"l":2},{"v":1,"m":0,"l":1}] }</script>
<div id="contenuText"><span class="lblseg sautlig ligloc" data-deb="0.0" data-fin="5.0" data-loc="1" data-rksg="0"><span
 data-rk="1">Comment</span><span data-rk="2"> </span><span class="cat_001" data-rk="3">va-t-on ?</span></span>
<span class="lblseg" data-deb="5.1" data-fin="x" data-loc="2"><span>Bien.</span></span>
<span class="lblseg" data-deb="-4" data-fin="8" data-loc="9"><span>Merci.</span></span></div></body></html>"""


def archive(members: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return written.getvalue()


def test_segments_name_their_speaker_by_rank() -> None:
    text = sonal.read(PAGE.encode()).texts[0]
    assert [(t.speaker, t.text, t.time_start, t.time_end) for t in text.utterances] == [
        ("Enquêteur ?", "Comment va-t-on ?", 0, 5),
        ("Zoé", "Bien.", 5.1, None),
        ("", "Merci.", None, 8),
    ]
    assert text.header == {"sexe": "femme"}


def test_labels_inside_the_segments_of_older_pages_are_speakers() -> None:
    page = '<div id="contenuText"><span class="lblseg"><span class="ligloc">Zoé :</span><span>oui</span></span></div>'
    turn = sonal.read(page.encode()).texts[0].utterances[0]
    assert (turn.speaker, turn.text) == ("Zoé", "oui")


def test_a_corpus_gives_its_interviews_in_its_order() -> None:
    corpus = {
        "tabVar": [{"v": 1, "lib": "genre"}],
        "tabDic": [{"v": 1, "m": 2, "lib": "F"}],
        "tabEnt": [{"rtrPath": "b.sonal", "nom": "Deux"}, {"rtrPath": "absent.sonal"}, {"rtrPath": "dir\\a.sonal"}],
    }
    content = archive({"c/x.crp": json.dumps(corpus), "c/a.sonal": PAGE, "c/b.sonal": PAGE, "c/z.sonal": PAGE})
    reading = sonal.read(content)
    assert [(text.row, text.header) for text in reading.texts] == [
        ("0001", {"titre": "Deux", "genre": "F"}),
        ("0002", {"genre": "F"}),
    ]
    assert reading.notices == [
        "Entretiens du corpus absents de l'archive : 1.",
        "Pages de l'archive absentes du corpus, laissées de côté : 1.",
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"tabEnt": [{"rtrPath": "a.sonal"}]}', Reason.MALFORMED),
        (b'{"tabEnt": [', Reason.TRUNCATED),
        (b"<p>oui</p>", Reason.MALFORMED),
        (b'<div id="contenuText"></div>', Reason.NO_TURN),
        (archive({"a.txt": "x"}), Reason.MALFORMED),
        (archive({"a.crp": '{"tabEnt": [{"rtrPath": "a.sonal"}]}'}), Reason.MALFORMED),
        (archive({"a.crp": "[3]"}), Reason.NO_TURN),
        pytest.param(archive({"a.crp": "{}"})[:40], Reason.TRUNCATED, id="a cut archive, whose bytes hold the time"),
        (b"", Reason.EMPTY),
    ],
)
def test_what_is_no_interview_of_sonal_is_refused(content: bytes, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        sonal.read(content)
    assert refused.value.reason is reason
