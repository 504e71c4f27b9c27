"""Files of oTranscribe."""

import json

import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.readers import otranscribe


def stamp(seconds: str) -> str:
    return f'<span class="timestamp" contenteditable="false" data-timestamp="{seconds}">0:00</span>'


def test_stamps_are_times_and_labels_speakers() -> None:
    source = f"<p>{stamp('12.3')} Enquêteur : bonjour</p><p>Marie : oui {stamp('15')} et puis</p><p>Enquêteur : bien<br>{stamp('3700')} Marie : voilà</p>"
    reading = otranscribe.read(json.dumps({"text": source, "media": "nom.mp3", "media-time": 12}).encode())
    turns = reading.texts[0].utterances
    assert [(turn.speaker, turn.text, turn.time_start) for turn in turns] == [
        ("Enquêteur", "bonjour", 12.3),
        ("Marie", "oui et puis", None),
        ("Enquêteur", "bien", None),
        ("Marie", "voilà", 3700.0),
    ]
    assert "nom.mp3" not in str(reading)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"text": "<p>oui', Reason.TRUNCATED),
        (b'{"text": null}', Reason.MALFORMED),
        (b'["text"]', Reason.MALFORMED),
        (b"<p>oui</p>", Reason.MALFORMED),
        (b'{"text": "<p> </p>"}', Reason.NO_TURN),
    ],
)
def test_what_is_no_transcript_is_refused(content: bytes, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        otranscribe.read(content)
    assert refused.value.reason is reason
