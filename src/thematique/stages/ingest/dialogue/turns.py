"""Make turns of the lines of a document: find the speakers, the time codes, the paragraphs that go on.

Method: the header is taken first, then speakers are decided with the whole file in view (`speakers`); every line
without a label belongs to the turn before it. A file without any label is left to `unlabelled`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue import patterns
from thematique.stages.ingest.dialogue.grids import speech_lines
from thematique.stages.ingest.dialogue.header import is_speech, take_description, take_header
from thematique.stages.ingest.dialogue.lines import Aside, Body, Line, flat, sentences
from thematique.stages.ingest.dialogue.open_turn import OpenTurn, opened, utterances
from thematique.stages.ingest.dialogue.speakers import Speakers, find_speakers
from thematique.stages.ingest.dialogue.times import take_start
from thematique.stages.ingest.dialogue.unlabelled import paragraphs, unlabelled
from thematique.stages.ingest.transcript import Reading, Text

# a day of talk has some ten thousand
MOST_LINES = 200_000
# fewer lines that begin with an hour may be talk about the time of day
_TIMES_FOR_CLOCK = 3
_FEWEST_MARKS = 3
_MOST = 0.5


def read_body(body: Body) -> Reading:
    """The turns of a document; raises what `read_lines` raises."""
    asides = body.asides.copy()
    lines: list[Line] = []
    for block in body.blocks:
        if isinstance(block, Line):
            lines.append(block)
            continue
        rows = speech_lines(block)
        asides[Aside.TABLE] += rows is None
        lines.extend(flat([block]) if rows is None else rows)
    reading = read_lines(lines)
    return Reading(texts=reading.texts, notices=[*reading.notices, *sentences(asides)])


def read_lines(lines: Sequence[Line]) -> Reading:
    """The turns of a document made of lines only.

    Raises:
        FileRefused: TOO_BIG beyond `MOST_LINES` lines, NO_TURN when they say nothing.
    """
    if len(lines) > MOST_LINES:
        raise FileRefused(Reason.TOO_BIG, f"plus de {MOST_LINES} lignes")
    headed = take_header(lines)
    stamped = _unmarked(_stamped(headed.lines))
    speakers = find_speakers([line for line in stamped if line.speaker is None])
    first = next((i for i, line in enumerate(stamped) if _opens(line, speakers)), len(stamped))
    if first == len(stamped):
        turns, notice = unlabelled(stamped)
        return _reading(Text(utterances=utterances(turns), header=headed.header), notice)
    described = take_description(stamped[:first])
    turns, notice = _before(described.lines)
    turns.extend(_labelled(stamped[first:], speakers))
    return _reading(Text(utterances=utterances(turns), header={**described.header, **headed.header}), notice)


def _reading(text: Text, notice: str) -> Reading:
    if not text.utterances:
        raise FileRefused(Reason.NO_TURN)
    return Reading(texts=[text], notices=[notice] if notice else [])


def _before(lines: Sequence[Line]) -> tuple[list[OpenTurn], str]:
    """The turns of the lines above the first speaker that describe nothing, and what is to be told of them."""
    if is_speech(lines):
        turns = paragraphs(lines)
        above = f"paragraphes avant le premier locuteur, lus comme des tours sans locuteur : {len(turns)}"
        return turns, f"{above} (non codés s'ils sont brefs : une note, sans doute)."
    return [], f"lignes avant le premier locuteur, non gardées : {len(lines)}." if lines else ""


def _stamped(lines: Sequence[Line]) -> Sequence[Line]:
    """Move the time codes without brackets that begin lines out of the text, when they follow the clock."""
    timed = {i: t for i, line in enumerate(lines) if (t := take_start(line.text, bare=True)).start is not None}
    starts = [t.start or 0.0 for t in timed.values() if t.text.strip()]
    if len(starts) < _TIMES_FOR_CLOCK or starts != sorted(starts):
        return lines
    return [
        replace(line, text=timed[i].text, time_start=timed[i].start, time_end=timed[i].end)
        if i in timed and timed[i].text.strip()
        else line
        for i, line in enumerate(lines)
    ]


def _unmarked(lines: Sequence[Line]) -> Sequence[Line]:
    """Take off the numbers of lines, or the signs before labels, where most lines then begin with a label."""
    for pattern in (patterns.LINE_NUMBER, patterns.BULLET, patterns.HASH):
        marks = {i: match for i, line in enumerate(lines) if (match := pattern.match(line.text))}
        numbers = [int(match["number"]) for match in marks.values() if "number" in pattern.groupindex]
        filled = sum(bool(line.text.strip()) for line in lines)
        if len(marks) < _FEWEST_MARKS or len(marks) < patterns.NEARLY_ALL * filled or numbers != sorted(set(numbers)):
            continue
        bare = [replace(line, text=line.text[marks[i].end() :]) if i in marks else line for i, line in enumerate(lines)]
        speakers = find_speakers(bare)
        if sum(_opens(line, speakers) for line in bare) >= _MOST * filled:
            return bare
    return lines


def _opens(line: Line, speakers: Speakers) -> bool:
    return line.speaker is not None or speakers.of(line) is not None


def _labelled(lines: Sequence[Line], speakers: Speakers) -> Iterator[OpenTurn]:
    """Turns of lines of which the first has a label."""
    turn = OpenTurn(speaker="")
    waiting: tuple[float | None, float | None] = (None, None)
    for line in lines:
        begun = _begun(line, speakers)
        if begun:
            yield turn
            turn = begun
            if turn.start is None and waiting[0] is not None:
                turn.start, turn.end = waiting[0], turn.end or waiting[1]
            waiting = (None, None)
            continue
        timed = take_start(line.text, bare=True)
        if timed.start is not None and not timed.text.strip():
            waiting = (timed.start, timed.end)
        else:
            turn.go_on(line.text)
    yield turn


def _begun(line: Line, speakers: Speakers) -> OpenTurn | None:
    """The turn that a line opens, if it names its speaker."""
    if line.speaker is not None:
        return opened(line.speaker, line.text, line.time_start, line.time_end)
    found = speakers.of(line)
    return opened(found.label, found.rest, found.time_start, found.time_end) if found else None
