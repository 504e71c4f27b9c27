"""JSON of Whisper and its kin."""

import json
from typing import Any

import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.readers import whisper


def said(found: Any) -> list[tuple[Any, ...]]:
    turns = whisper.read(json.dumps(found).encode()).texts[0].utterances
    return [(turn.speaker, turn.text, turn.time_start, turn.time_end) for turn in turns]


def test_segments_of_whisper_are_turns_without_speaker() -> None:
    segments = [
        {"id": 0, "start": 0.0, "end": 2.5, "text": " Bonjour."},
        {"id": 1, "start": 9, "end": 10, "text": " Oui."},
    ]
    assert said({"text": " Bonjour. Oui.", "segments": segments}) == [("", "Bonjour.", 0, 2.5), ("", "Oui.", 9, 10)]


def test_speakers_of_segments_are_kept() -> None:
    segments = [{"start": 0, "end": 1, "text": "un", "speaker": "SPEAKER_01"}, {"start": 1, "end": 2, "text": "deux"}]
    assert said(segments) == [("SPEAKER_01", "un", 0, 1), ("", "deux", 1, 2)]


def test_a_segment_is_cut_where_the_speaker_of_its_words_changes() -> None:
    words = [
        {"word": "oui", "start": 0, "end": 1, "speaker": "A"},
        {"word": "2"},
        {"word": "non", "start": 2, "end": 3, "speaker": "B"},
    ]
    assert said({"segments": [{"start": 0, "end": 3, "text": "oui 2 non", "words": words}]}) == [
        ("A", "oui 2", 0, None),
        ("B", "non", 2, 3),
    ]


@pytest.mark.parametrize(
    "found",
    [
        {"transcription": [{"offsets": {"from": 1000, "to": 2000}, "text": " Bonjour"}]},
        {"chunks": [{"timestamp": [1.0, 2.0], "text": "Bonjour"}]},
        {"segments": [{"start_time": 1, "end_time": 2, "texte": "Bonjour"}]},
        [{"start": 1, "end": 2, "text": "Bonjour"}],
    ],
)
def test_the_kin_of_whisper_are_read(found: Any) -> None:
    assert said(found) == [("", "Bonjour", 1, 2)]


def test_a_text_alone_is_one_turn() -> None:
    assert said({"text": "Bonjour"}) == [("", "Bonjour", None, None)]


def test_labels_in_the_text_are_speakers() -> None:
    segments = [{"text": "[SPEAKER_00]: un"}, {"text": "[SPEAKER_01]: deux"}, {"text": "[SPEAKER_00]: trois"}]
    assert [turn[:2] for turn in said(segments)] == [
        ("SPEAKER_00", "un"),
        ("SPEAKER_01", "deux"),
        ("SPEAKER_00", "trois"),
    ]


@pytest.mark.parametrize("time", ["1", None, True, [], {}, float("nan"), float("inf"), -3])
def test_a_time_of_the_wrong_type_is_unknown(time: Any) -> None:
    assert said([{"text": "oui", "start": time, "end": time}]) == [("", "oui", None, None)]


def test_segments_that_are_none_are_counted() -> None:
    reading = whisper.read(b'[{"text": "oui"}, 3, null]')
    assert reading.notices == ["Segments illisibles, laissés de côté : 2."]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"segments": [{"text": "bonj', Reason.TRUNCATED),
        (b'{"segments": [{"text": "bonjour"},', Reason.TRUNCATED),
        (b"[" * 100_000, Reason.MALFORMED),
        (b"9" * 10_000, Reason.MALFORMED),
        (b"bonjour", Reason.MALFORMED),
        (b'{"a": 1}', Reason.MALFORMED),
        (b"[1, 2]", Reason.MALFORMED),
        (b'{"segments": null}', Reason.MALFORMED),
        (b'{"segments": []}', Reason.NO_TURN),
        (b'[{"text": ["oui"], "words": 3, "speaker": {}}]', Reason.NO_TURN),
        (b"", Reason.EMPTY),
    ],
)
def test_what_is_no_transcription_is_refused(content: bytes, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        whisper.read(content)
    assert refused.value.reason is reason
