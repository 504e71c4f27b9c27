"""A turn while its lines are still being read, and what becomes of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from thematique.stages.ingest.dialogue.times import drop_inside, take_end, take_start
from thematique.stages.ingest.transcript import Utterance


@dataclass(slots=True, kw_only=True)
class OpenTurn:
    """A turn that is still being read; an empty part stands for a blank line."""

    speaker: str
    start: float | None = None
    end: float | None = None
    parts: list[str] = field(default_factory=list)

    def go_on(self, text: str) -> None:
        """Add a line; a time code at its end is where the turn ends so far, one at its start where it began."""
        before = take_start(text)
        after = take_end(before.text)
        if self.start is None and not self.parts:
            self.start = before.start
        if after.start is not None:
            self.end = after.start
        self.parts.append(drop_inside(after.text).strip())


def opened(speaker: str, text: str, start: float | None, end: float | None) -> OpenTurn:
    """A turn with its first line."""
    turn = OpenTurn(speaker=speaker, start=start, end=end)
    turn.go_on(text)
    return turn


def utterances(turns: Iterable[OpenTurn]) -> list[Utterance]:
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
