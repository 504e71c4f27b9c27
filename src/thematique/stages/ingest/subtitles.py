"""Read subtitles, .vtt and .srt alike: a line of two times, then what is said until the next.

Method: only the line of times is trusted, so missing numbers, blank lines inside a cue, commas for points and missing
hours do no harm. webvtt-py refuses such files and drops what follows a blank line; pysubs2 takes a cue's last line for
a number when it is one (« 1984 »); hence neither is used.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.cue_labels import labelled
from thematique.stages.ingest.cues import to_turns
from thematique.stages.ingest.encoding import decode
from thematique.stages.ingest.transcript import Reading, Text, Utterance

_TIME = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,6}))?"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*-{{1,2}}>[ \t]*{_TIME}(?!\d)")
_HALF_TIMES = re.compile(r"[ \t]*\d{1,3}:\d{2}[\d:.,]*[ \t]*(?:-{1,2}>?[ \t\d:.,]*)?$")
_LONGEST_TIMES = 100
_BLOCK = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t]|$)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]*)>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:[bcisuvp]|ruby|rt|lang|font|span|br|em|strong|div)(?:[. \t][^<>]*)?/?>|<\d[\d:.]*>|\{\\[^{}]*\}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cue:
    start: float
    end: float
    lines: list[str]


def read(content: bytes) -> Reading:
    """The turns of the cues, in the file's order.

    Raises:
        FileRefused: MALFORMED without a line of times, NO_TURN when nothing is said.
    """
    lines = decode(content).split("\n")
    cues = _cues(lines)
    if not cues:
        raise FileRefused(Reason.MALFORMED, "aucune ligne de temps « --> »")
    cut = _cut_end(cues[-1].lines, len(cues))
    turns = to_turns(labelled([piece for cue in cues for piece in _pieces(cue)]))
    if not turns:
        raise FileRefused(Reason.NO_TURN)
    n_notes = sum(_starts_block(lines, index) and line.startswith("NOTE") for index, line in enumerate(lines))
    notices = [f"Notes du fichier, laissées de côté : {n_notes}."] if n_notes else []
    notices += ["Le dernier sous-titre est coupé : il manque peut-être la fin."] if cut else []
    return Reading(texts=[Text(utterances=turns)], notices=notices)


def _cues(lines: list[str]) -> list[_Cue]:
    cues: list[_Cue] = []
    aside = True
    for index, line in enumerate(lines):
        if times := _TIMES.match(line):
            if not aside:
                _drop_identifier(cues[-1].lines, len(cues) + 1)
            cues.append(_Cue(start=_seconds(times.groups()[:4]), end=_seconds(times.groups()[4:]), lines=[]))
            aside = False
        elif _starts_block(lines, index):
            aside = True
        elif not aside:
            cues[-1].lines.append(line)
    return cues


def _starts_block(lines: list[str], index: int) -> bool:
    """Whether notes, styles or regions begin at this line; they end before the next line of times."""
    return _BLOCK.match(lines[index]) is not None and (index == 0 or not lines[index - 1].strip())


def _drop_identifier(lines: list[str], number: int) -> None:
    """Drop the name or number of the next cue, which stands alone after a blank line or is the number expected."""
    if lines and lines[-1].strip():
        alone = len(lines) > 1 and not lines[-2].strip()
        if alone or lines[-1].strip() == str(number):
            lines.pop()


def _cut_end(lines: list[str], n_cues: int) -> bool:
    """Drop what is left of a cue that the end of the file cut before its text; tell whether there was one."""
    while lines and not lines[-1].strip():
        lines.pop()
    half = bool(lines) and _HALF_TIMES.match(lines[-1][:_LONGEST_TIMES]) is not None
    if half:
        lines.pop()
        _drop_identifier(lines, n_cues + 1)
    number = len(lines) > 1 and not lines[-2].strip() and lines[-1].strip() == str(n_cues + 1)
    if number:
        lines.pop()
    return half or number


def _pieces(cue: _Cue) -> Iterator[Utterance]:
    """What each voice says in a cue; what no voice tag covers has no speaker yet."""
    unnamed, *voices = _VOICE.split("\n".join(cue.lines))
    for speaker, text in [("", unnamed), *zip(voices[::2], voices[1::2], strict=True)]:
        yield Utterance(
            speaker=html.unescape(speaker),
            text=html.unescape(_TAG.sub("", text)),
            time_start=cue.start,
            time_end=cue.end,
        )


def _seconds(groups: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = groups
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + float(f"0.{fraction or 0}")
