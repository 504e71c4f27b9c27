"""Read subtitles, .vtt and .srt alike: a line of two times, then what is said until the next.

Method: only the line of times is trusted, so missing numbers, blank lines inside a cue, commas for points and missing
hours do no harm. `# clé : valeur` lines in a note or above the first cue are the document's header. webvtt-py refuses
such files and drops what follows a blank line; pysubs2 takes a cue's last line for a number when it is one (« 1984 »);
hence neither is used.
"""

import html
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.header import header_pair
from thematique.stages.ingest.dialogue.pieces import labelled, read_pieces
from thematique.stages.ingest.opening.encoding import decode
from thematique.stages.ingest.transcript import Reading, Utterance, counted

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
    cues, asides = _sorted(decode(content).split("\n"))
    if not cues:
        raise FileRefused(Reason.MALFORMED, "aucune ligne de temps « --> »")
    cut = _cut_end(cues[-1].lines, len(cues))
    pieces = labelled([piece for cue in cues for piece in _pieces(cue)])
    notices = counted({"Notes du fichier, laissées de côté": sum(map(_is_note, asides[1:]))})
    notices += ["Le dernier sous-titre est coupé : il manque peut-être la fin."] if cut else []
    return read_pieces(pieces, header=_header(asides), notices=notices)


def _sorted(lines: list[str]) -> tuple[list[_Cue], list[list[str]]]:
    """The cues, and the blocks of lines that are none: what stands above the first, notes, styles, regions."""
    cues: list[_Cue] = []
    asides: list[list[str]] = [[]]
    inside = asides[0]
    for index, line in enumerate(lines):
        if times := _TIMES.match(line):
            if cues and inside is cues[-1].lines:
                _drop_identifier(inside, len(cues) + 1)
            inside = []
            cues.append(_Cue(start=_seconds(times.groups()[:4]), end=_seconds(times.groups()[4:]), lines=inside))
        elif _starts_block(lines, index):
            inside = [line]
            asides.append(inside)
        else:
            inside.append(line)
    return cues, asides


def _header(asides: list[list[str]]) -> Mapping[str, str]:
    """What the lines above the first cue and the notes say of the document."""
    spoken_of = [asides[0], *(block for block in asides[1:] if block[0].startswith("NOTE"))]
    header: dict[str, str] = {}
    for block in spoken_of:
        for pair in filter(None, map(header_pair, map(_noted, block))):
            header.setdefault(*pair)
    return header


def _is_note(block: list[str]) -> bool:
    """Whether a block is a note that says more than the document's header."""
    if not block[0].startswith("NOTE"):
        return False
    said = [text for text in map(_noted, _paragraph(block)) if text.strip()]
    return not said or any(header_pair(text) is None for text in said)


def _paragraph(block: list[str]) -> Iterator[str]:
    """The lines of a block above its first blank line; the name of the next cue may stand below."""
    return itertools.takewhile(str.strip, block)


def _noted(line: str) -> str:
    """A line without the word that opens a note."""
    return line.removeprefix("NOTE")


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
