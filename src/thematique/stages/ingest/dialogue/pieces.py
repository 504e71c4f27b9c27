"""Make turns of timed pieces of speech, as subtitles, tiers and automatic transcripts hold them.

Method: consecutive pieces of one speaker are one turn. Where nobody is named, a turn ends at a pause, or at the end of
a sentence once it is long. The bounds come from spoken French. In 34 hand-aligned recordings of ESLO1, half of the
1,839 silences of 2 s or more fall where the speaker changes (a third of those of 0.5 s), and they come about 70 times
an hour. In 30 interviews of CFPP2000, 2 % of the 29,093 turns exceed 90 words and 0.1 % exceed 230.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.candidates import Style
from thematique.stages.ingest.dialogue.lines import Line
from thematique.stages.ingest.dialogue.speakers import Speakers, find_speakers
from thematique.stages.ingest.transcript import Reading, Text, Utterance

PAUSE = 2.0
LONG_TURN = 100
LONGEST_TURN = 300
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_SENTENCE_END = re.compile(r"[.?!…][\"»”’)\]\s]*$")
# a short cue may be a lone word or hold a hyphen: only these set a label off
_STYLES = (Style.COLON, Style.BRACKETS)
_NO_HEADER: Mapping[str, str] = MappingProxyType({})


def read_pieces(
    pieces: Iterable[Utterance], *, header: Mapping[str, str] = _NO_HEADER, notices: Sequence[str] = ()
) -> Reading:
    """The reading of a file of pieces, which come in reading order.

    Raises:
        FileRefused: NO_TURN when they say nothing.
    """
    turns = to_turns(pieces)
    if not turns:
        raise FileRefused(Reason.NO_TURN)
    return Reading(texts=[Text(utterances=turns, header=header)], notices=notices)


def to_turns(pieces: Iterable[Utterance]) -> list[Utterance]:
    """Turns of the pieces, which come in reading order; pieces without text are left out."""
    spoken = [piece for piece in map(_tidied, pieces) if piece.text]
    return [_joined(group) for group in _grouped(spoken, named=any(piece.speaker for piece in spoken))]


def by_time(pieces: Iterable[Utterance]) -> list[Utterance]:
    """The pieces in the order in which they begin; one without a time keeps its place after the one before it."""
    now, timed = 0.0, []
    for piece in pieces:
        now = now if piece.time_start is None else piece.time_start
        timed.append((now, piece))
    return [piece for _, piece in sorted(timed, key=lambda item: item[0])]


def labelled(pieces: Sequence[Utterance]) -> list[Utterance]:
    """The pieces with the labels that many programs write in their texts, « Nom : texte », « [SPEAKER_00]: texte ».

    A line without a label goes on with the speaker of the line before; a piece that names its speaker stays as it is.
    """
    unnamed = [piece for piece in pieces if not piece.speaker]
    speakers = find_speakers([Line(text=line) for piece in unnamed for line in piece.text.splitlines()])
    found: list[Utterance] = []
    before = ""
    for piece in pieces:
        found.extend([piece] if piece.speaker else _parts(piece, before, speakers))
        before = "" if piece.speaker else found[-1].speaker
    return found


def _parts(piece: Utterance, before: str, speakers: Speakers) -> Iterator[Utterance]:
    """What each speaker says in a piece, whose lines go on until the next label."""
    speaker, lines = before, list[str]()
    for line in piece.text.splitlines():
        label = speakers.of(Line(text=line))
        if label is not None and label.style in _STYLES:
            yield replace(piece, speaker=speaker, text="\n".join(lines))
            speaker, lines = label.label.strip("[]<> "), [label.rest]
        else:
            lines.append(line)
    yield replace(piece, speaker=speaker, text="\n".join(lines))


def _tidied(piece: Utterance) -> Utterance:
    """The piece with single spaces and only times that a recording can have."""
    start = piece.time_start if piece.time_start is not None and piece.time_start >= 0 else None
    end = piece.time_end if piece.time_end is not None and piece.time_end >= (start or 0) else None
    return Utterance(
        speaker=_BLANKS.sub(" ", piece.speaker).strip(),
        text=_BLANKS.sub(" ", piece.text).strip(),
        time_start=start,
        time_end=end,
    )


def _grouped(pieces: Sequence[Utterance], *, named: bool) -> list[list[Utterance]]:
    groups: list[list[Utterance]] = []
    words = 0
    for piece in pieces:
        last = groups[-1][-1] if groups else None
        if last is None or (last.speaker != piece.speaker if named else _turn_ends(last, piece, words)):
            groups.append([])
            words = 0
        groups[-1].append(piece)
        words += len(piece.text.split())
    return groups


def _turn_ends(last: Utterance, piece: Utterance, words: int) -> bool:
    """Whether an unnamed turn of so many words ends between these two pieces."""
    if last.time_end is not None and piece.time_start is not None and piece.time_start - last.time_end >= PAUSE:
        return True
    return words >= LONGEST_TURN or (words >= LONG_TURN and _SENTENCE_END.search(last.text) is not None)


def _joined(group: Sequence[Utterance]) -> Utterance:
    ends = [piece.time_end for piece in group if piece.time_end is not None]
    starts = [piece.time_start for piece in group if piece.time_start is not None]
    return Utterance(
        speaker=group[0].speaker,
        text=" ".join(piece.text for piece in group),
        time_start=min(starts, default=None),
        time_end=max(ends, default=None),
    )
