"""Read the .json files of Whisper, WhisperX, aTrain, whisper.cpp and the programs that write the like.

Method: the file is a list of segments or holds one under a known key; a segment is an object with a text. Where the
speaker is known word by word (WhisperX), a segment is cut where the speaker changes.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.pieces import labelled, read_pieces
from thematique.stages.ingest.opening.json import load
from thematique.stages.ingest.transcript import Reading, Utterance, counted

_LISTS = ("segments", "transcription", "transcript", "chunks")
_TEXTS = ("text", "texte", "word")
_SPEAKERS = ("speaker", "speaker_label", "speaker_name", "locuteur")
_STARTS, _ENDS = ("start", "start_time"), ("end", "end_time")
_MILLISECONDS = 1000


def read(content: bytes) -> Reading:
    """The turns of the segments, in the file's order.

    Raises:
        FileRefused: as `load`; MALFORMED without a list of segments, NO_TURN when they hold no text.
    """
    found = load(content)
    segments = _segments(found)
    usable = [segment for segment in segments if isinstance(segment, dict)]
    pieces = labelled([piece for segment in usable for piece in _pieces(segment)])
    notices = counted({"Segments illisibles, laissés de côté": len(segments) - len(usable)})
    return read_pieces(pieces, header=_header(found), notices=notices)


def _segments(found: Any) -> Sequence[Any]:
    if isinstance(found, dict):
        listed = next((found[key] for key in _LISTS if isinstance(found.get(key), list)), None)
        if listed is not None:
            return list(listed)
        if isinstance(found.get("text"), str):
            return [found]
    if isinstance(found, list) and any(isinstance(item, dict) for item in found):
        return found
    raise FileRefused(Reason.MALFORMED, "aucune liste de segments")


def _pieces(segment: Mapping[str, Any]) -> Iterator[Utterance]:
    """The segment, or its runs of words by one speaker where words name theirs."""
    words = segment.get("words")
    named = [word for word in words if isinstance(word, dict)] if isinstance(words, list) else []
    if len({_string(word, _SPEAKERS) for word in named} - {""}) > 1:
        yield from _runs(named, _string(segment, _SPEAKERS))
    else:
        yield _piece(segment, _string(segment, _TEXTS))


def _runs(words: Sequence[Mapping[str, Any]], first: str) -> Iterator[Utterance]:
    """Runs of words of one speaker; a word whose speaker is unknown goes with the word before."""
    run: list[Mapping[str, Any]] = []
    speaker = first or next(filter(None, (_string(word, _SPEAKERS) for word in words)), "")
    for word in words:
        now = _string(word, _SPEAKERS) or speaker
        if now != speaker and run:
            yield _run(run, speaker)
            run = []
        run.append(word)
        speaker = now
    yield _run(run, speaker)


def _run(words: Sequence[Mapping[str, Any]], speaker: str) -> Utterance:
    text = " ".join(_string(word, _TEXTS).strip() for word in words)
    return Utterance(speaker=speaker, text=text, time_start=_times(words[0])[0], time_end=_times(words[-1])[1])


def _piece(segment: Mapping[str, Any], text: str) -> Utterance:
    start, end = _times(segment)
    return Utterance(speaker=_string(segment, _SPEAKERS), text=text, time_start=start, time_end=end)


def _times(segment: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Start and end in seconds, however the program writes them."""
    offsets, pair = segment.get("offsets"), segment.get("timestamp")
    if isinstance(offsets, dict):
        start, end = _number(offsets.get("from")), _number(offsets.get("to"))
        return start and start / _MILLISECONDS, end and end / _MILLISECONDS
    if isinstance(pair, list) and len(pair) == 2:
        return _number(pair[0]), _number(pair[1])
    return _first_number(segment, _STARTS), _first_number(segment, _ENDS)


def _first_number(segment: Mapping[str, Any], keys: Sequence[str]) -> float | None:
    return next((number for key in keys if (number := _number(segment.get(key))) is not None), None)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def _string(segment: Mapping[str, Any], keys: Sequence[str]) -> str:
    """The first of these values that is text; a speaker may also be a number."""
    values = (segment.get(key) for key in keys)
    found = next((value for value in values if isinstance(value, str | int) and not isinstance(value, bool)), "")
    return str(found)


def _header(found: Any) -> Mapping[str, str]:
    language = found.get("language") if isinstance(found, dict) else None
    return {"langue": language} if isinstance(language, str) and language else {}
