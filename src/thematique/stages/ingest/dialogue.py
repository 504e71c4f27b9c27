"""Make turns of the lines of a document: find the speakers, the time codes, the paragraphs that go on.

Method: the header is taken first, then speakers are decided with the whole file in view (`speakers`); every line
without a label belongs to the turn before it. Without any label, a dash opens a turn, else each paragraph is one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest import patterns
from thematique.stages.ingest.grids import flat_lines, speech_lines
from thematique.stages.ingest.header import is_speech, take_description, take_header
from thematique.stages.ingest.lines import Aside, Body, Line, sentences
from thematique.stages.ingest.speakers import Speakers, find_speakers
from thematique.stages.ingest.times import drop_inside, take_end, take_start
from thematique.stages.ingest.transcript import Reading, Text, Utterance

# a day of talk has some ten thousand
MOST_LINES = 200_000
_NO_SPEAKER = "aucun locuteur n'a été reconnu : chaque paragraphe est lu comme un tour de parole."
_DASHES = "aucun locuteur n'est nommé : chaque tiret est lu comme un changement de locuteur."
# a wrapped line of plain text lies between these lengths
_WRAPPED = range(50, 101)
# fewer lines that begin with an hour may be talk about the time of day
_TIMES_FOR_CLOCK = 3


@dataclass(slots=True, kw_only=True)
class _Turn:
    """A turn that is still being read."""

    speaker: str
    start: float | None = None
    end: float | None = None
    parts: list[str] = field(default_factory=list)


def read_body(body: Body) -> Reading:
    """The turns of a document."""
    asides = body.asides.copy()
    lines: list[Line] = []
    for block in body.blocks:
        if isinstance(block, Line):
            lines.append(block)
            continue
        rows = speech_lines(block)
        asides[Aside.TABLE] += rows is None
        lines.extend(flat_lines(block) if rows is None else rows)
    reading = read_lines(lines)
    return Reading(texts=reading.texts, notices=[*reading.notices, *sentences(asides)])


def read_lines(lines: Sequence[Line]) -> Reading:
    """The turns of a document made of lines only.

    Raises:
        FileRefused: TOO_BIG beyond `MOST_LINES` lines.
    """
    if len(lines) > MOST_LINES:
        raise FileRefused(Reason.TOO_BIG, f"plus de {MOST_LINES} lignes")
    headed = take_header(lines)
    headed = replace(headed, lines=_stamped(headed.lines))
    speakers = find_speakers([line for line in headed.lines if line.speaker is None])
    first = next((i for i, line in enumerate(headed.lines) if _opens(line, speakers)), None)
    if first is None:
        return _without_speakers(headed.header, headed.lines)
    described = take_description(headed.lines[:first])
    turns: list[_Turn] = []
    notices: list[str] = []
    if is_speech(described.lines):
        turns = _paragraphs(described.lines)
        notices.append(f"paragraphes avant le premier locuteur, lus comme des tours sans locuteur : {len(turns)}.")
    elif described.lines:
        notices.append(f"lignes avant le premier locuteur, non gardées : {len(described.lines)}.")
    turns.extend(_labelled(headed.lines[first:], speakers))
    text = Text(utterances=_utterances(turns), header={**described.header, **headed.header})
    return Reading(texts=[text], notices=notices)


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


def _opens(line: Line, speakers: Speakers) -> bool:
    return line.speaker is not None or speakers.of(line) is not None


def _labelled(lines: Sequence[Line], speakers: Speakers) -> Iterator[_Turn]:
    """Turns of lines of which the first has a label."""
    turn = _Turn(speaker="")
    waiting: tuple[float | None, float | None] = (None, None)
    for line in lines:
        found = speakers.of(line) if line.speaker is None else None
        if found or line.speaker is not None:
            yield turn
            turn = (
                _opened(found.label, found.rest, found.time_start, found.time_end)
                if found
                else _opened(line.speaker or "", line.text, line.time_start, line.time_end)
            )
            if turn.start is None and waiting[0] is not None:
                turn.start, turn.end = waiting[0], turn.end or waiting[1]
            waiting = (None, None)
            continue
        timed = take_start(line.text, bare=True)
        if timed.start is not None and not timed.text.strip():
            waiting = (timed.start, timed.end)
            continue
        _go_on(turn, line.text)
    yield turn


def _opened(speaker: str, text: str, start: float | None, end: float | None) -> _Turn:
    turn = _Turn(speaker=speaker, start=start, end=end)
    _go_on(turn, text)
    return turn


def _go_on(turn: _Turn, text: str) -> None:
    """Add a line to a turn; a time code at its end is where the turn ends so far, one at its start where it began."""
    before = take_start(text)
    after = take_end(before.text)
    if turn.start is None and not turn.parts:
        turn.start = before.start
    if after.start is not None:
        turn.end = after.start
    turn.parts.append(drop_inside(after.text).strip())


def _without_speakers(header: Mapping[str, str], lines: Sequence[Line]) -> Reading:
    spoken = [line for line in lines if line.text.strip()]
    dashed = [line for line in spoken if patterns.SPOKEN_DASH.match(line.text)]
    if len(dashed) > 1 and len(dashed) * 2 >= len(spoken):
        turns, notice = list(_dashes(spoken)), _DASHES
    else:
        turns, notice = _paragraphs(_unwrapped(lines)), _NO_SPEAKER
    return Reading(texts=[Text(utterances=_utterances(turns), header=header)], notices=[notice] if turns else [])


def _dashes(lines: Iterable[Line]) -> Iterator[_Turn]:
    turn = _Turn(speaker="")
    for line in lines:
        match = patterns.SPOKEN_DASH.match(line.text)
        if match:
            yield turn
            turn = _Turn(speaker="")
        _go_on(turn, match["rest"] if match else line.text)
    yield turn


def _paragraphs(lines: Iterable[Line]) -> list[_Turn]:
    """A turn for each line, after the time code that stands alone above it."""
    turns: list[_Turn] = []
    waiting: float | None = None
    for line in lines:
        timed = take_start(line.text, bare=True)
        if timed.start is not None and not timed.text.strip():
            waiting = timed.start
        elif line.text.strip():
            turns.append(_opened("", line.text, line.time_start if waiting is None else waiting, line.time_end))
            waiting = None
    return turns


def _unwrapped(lines: Sequence[Line]) -> Sequence[Line]:
    """Join the lines of paragraphs that an editor cut at some width and set apart by blank lines."""
    full = [len(line.text) for line in lines if line.text.strip()]
    blank = len(lines) - len(full)
    if not blank or max(full) not in _WRAPPED or sum(length in _WRAPPED for length in full) * 3 < len(full):
        return lines
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.text.strip():
            paragraphs[-1].append(line.text.strip())
        else:
            paragraphs.append([])
    return [Line(text=" ".join(paragraph)) for paragraph in paragraphs if paragraph]


def _utterances(turns: Iterable[_Turn]) -> list[Utterance]:
    """The turns that say something; lines are joined by a space, by a line feed where the source left a blank line."""
    return [
        Utterance(speaker=turn.speaker, text=text, time_start=turn.start, time_end=turn.end)
        for turn in turns
        if (text := _joined(turn.parts))
    ]


def _joined(parts: Sequence[str]) -> str:
    paragraphs: list[list[str]] = [[]]
    for part in parts:
        if part:
            paragraphs[-1].append(part)
        else:
            paragraphs.append([])
    return "\n".join(" ".join(paragraph) for paragraph in paragraphs if paragraph)
