"""Cut the turns into segments, the unit that is embedded, coded and reviewed.

Reads   turns
Writes  segments
Method  a turn of at most `max_words` words is one segment. A longer one is cut between sentences into parts of about
        the same length; a sentence that is itself too long, as in speech transcribed without punctuation, is cut at a
        pause or where a new move or clause begins (`sentences`, `costs`, `cuts`; the words are in `markers`).
        A word is a run of non-blanks with a letter or a digit; the cap also counts signs that stand alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from thematique.records import Segment, Turn
from thematique.stage import Scope, Stage
from thematique.stages.segment import cuts, sentences
from thematique.stages.segment.forms import Forms
from thematique.stages.segment.markers import BACKCHANNELS, EDGES

_WORD = re.compile(r"[^\W_]\S*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of the cutting.

    Attributes:
        max_words: the longest segment, in words; 80 words of French are about the 128 tokens that sentence encoders
            read.
        min_words: a segment of fewer words is `short`, as is one of listening words only (« oui », « d'accord »). In 12
            interviews of CFPP2000, 69 % of the replies of one word hold nothing else, 38 % of those of two words, 16 %
            of three, 8 % of four and 4 % of five. The only turn of a document, an answer in a table, is no reply: it is
            short if it holds nothing but listening words.
    """

    max_words: Annotated[int, Field(ge=5, le=400)] = 80
    min_words: Annotated[int, Field(ge=0, le=50)] = 5


def cut(text: str, max_words: int, known: Forms) -> list[tuple[int, int]]:
    """Positions in the text of its parts: every word in one of them, in order, without blanks around.

    The forms of its pieces are added to those known.
    """
    if len(text.split()) <= max_words:
        start = len(text) - len(text.lstrip())
        return [(start, len(text.rstrip()))] if text.strip() else []
    pieces = sentences.read(text, known)
    bounds = [0, *cuts.choose(pieces, max_words), len(pieces.spans)]
    return [(pieces.spans[first][0], pieces.spans[last - 1][1]) for first, last in pairwise(bounds)]


def is_short(words: Sequence[str], min_words: int) -> bool:
    """Whether a reply is too short to carry a theme alone, or only shows that one listens."""
    return len(words) < min_words or all(word.strip(EDGES).lower().replace("’", "'") in BACKCHANNELS for word in words)


def run(*, turns: Sequence[Turn], settings: Settings) -> Mapping[str, Sequence[Segment]]:
    """The segments of each document's turns, in the order of the turns."""
    documents: dict[str, list[Turn]] = {}
    for turn in turns:
        documents.setdefault(turn.document, []).append(turn)
    known = Forms()
    return {"segments": [segment for part in documents.values() for segment in _segments(part, settings, known)]}


def _segments(turns: Sequence[Turn], settings: Settings, known: Forms) -> Iterator[Segment]:
    """The segments of one document, counted from 0."""
    parts = ((turn, part) for turn in turns for part in cut(turn.text, settings.max_words, known))
    min_words = settings.min_words if len(turns) > 1 else min(settings.min_words, 1)
    for number, (turn, (start, end)) in enumerate(parts):
        text = turn.text[start:end]
        words = _WORD.findall(text)
        yield Segment(
            document=turn.document,
            segment=number,
            turn=turn.turn,
            start=turn.start + start,
            end=turn.start + end,
            speaker=turn.speaker,
            role=turn.role,
            text=text,
            n_words=len(words),
            short=is_short(words, min_words),
        )


stage = Stage(
    run=run,
    reads={"turns": Turn},
    writes={"segments": Segment},
    settings=Settings,
    scope=Scope.SOURCE,
)
