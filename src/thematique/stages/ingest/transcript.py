"""What a reader gives back: the speech of a file, before roles and numbers are given."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What one speaker says in one go; `speaker` is the label as written, empty when unknown. Times in seconds."""

    speaker: str
    text: str
    time_start: float | None = None
    time_end: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One document of a file: its speech in reading order and what its header says of it.

    `row` is empty for a file that holds one document; otherwise it tells the documents of the file apart ("0001").
    """

    utterances: Sequence[Utterance]
    header: Mapping[str, str] = field(default_factory=dict)
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that a reader found; `notices` tell in French what was read apart or left aside, with no word of the text."""

    texts: Sequence[Text]
    notices: Sequence[str] = ()


def counted(counts: Mapping[str, int]) -> list[str]:
    """A notice for each sort of thing that was met: what it is, and how often."""
    return [f"{what} : {count}." for what, count in counts.items() if count]


def row_name(number: int) -> str:
    """What tells one document of a file from the others: its place, from 1."""
    return f"{number:04}"


Reader = Callable[[bytes], Reading]
