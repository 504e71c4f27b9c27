"""Make turns of lines among which nobody is named: a dash opens a turn, else each paragraph is one."""

from collections.abc import Iterable, Iterator, Sequence

from thematique.stages.ingest.dialogue import patterns
from thematique.stages.ingest.dialogue.lines import Line
from thematique.stages.ingest.dialogue.open_turn import OpenTurn, opened
from thematique.stages.ingest.dialogue.times import take_start

_NO_SPEAKER = "aucun locuteur n'a été reconnu : chaque paragraphe est lu comme un tour de parole."
_DASHES = "aucun locuteur n'est nommé : chaque tiret est lu comme un changement de locuteur."
# a wrapped line of plain text lies between these lengths
_WRAPPED = range(50, 101)


def unlabelled(lines: Sequence[Line]) -> tuple[list[OpenTurn], str]:
    """The turns of a document without a speaker, and the sentence that tells how they were found."""
    spoken = [line for line in lines if line.text.strip()]
    dashed = [line for line in spoken if patterns.SPOKEN_DASH.match(line.text)]
    if len(dashed) > 1 and len(dashed) * 2 >= len(spoken):
        return list(_dashes(spoken)), _DASHES
    return paragraphs(_unwrapped(lines)), _NO_SPEAKER


def paragraphs(lines: Iterable[Line]) -> list[OpenTurn]:
    """A turn for each line, after the time code that stands alone above it."""
    turns: list[OpenTurn] = []
    waiting: float | None = None
    for line in lines:
        timed = take_start(line.text, bare=True)
        if timed.start is not None and not timed.text.strip():
            waiting = timed.start
        elif line.text.strip():
            turns.append(opened("", line.text, line.time_start if waiting is None else waiting, line.time_end))
            waiting = None
    return turns


def _dashes(lines: Iterable[Line]) -> Iterator[OpenTurn]:
    turn = OpenTurn(speaker="")
    for line in lines:
        match = patterns.SPOKEN_DASH.match(line.text)
        if match:
            yield turn
            turn = OpenTurn(speaker="")
        turn.go_on(match["rest"] if match else line.text)
    yield turn


def _unwrapped(lines: Sequence[Line]) -> Sequence[Line]:
    """Join the lines of paragraphs that an editor cut at some width and set apart by blank lines."""
    full = [len(line.text) for line in lines if line.text.strip()]
    blank = len(lines) - len(full)
    if not blank or max(full) not in _WRAPPED or sum(length in _WRAPPED for length in full) * 3 < len(full):
        return lines
    joined: list[list[str]] = [[]]
    for line in lines:
        if line.text.strip():
            joined[-1].append(line.text.strip())
        else:
            joined.append([])
    return [Line(text=" ".join(paragraph)) for paragraph in joined if paragraph]
