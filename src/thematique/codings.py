"""What people decide, as frozen records, and what contradicts what; nothing that the machine makes is here.

Times are UTC, as ISO 8601 texts with microseconds ("2026-03-01T09:30:00.000000+00:00").
"""

from enum import StrEnum
from typing import Protocol

from thematique.records import record

CONSENSUS = "consensus"
"""The coder whose codings were agreed upon."""

FIRST = "administration"
"""The first coder, until they choose their own name."""

NOTHING = ""
"""The code of a passage that was read and carries none."""


class Verdict(StrEnum):
    """What a coder says of a code on a passage (fr. décision)."""

    ACCEPT = "accept"
    REJECT = "reject"


class Drawn(StrEnum):
    """How a passage came before a coder (fr. tirage)."""

    UNCERTAIN = "uncertain"
    RARE = "rare"
    RANDOM = "random"
    CHOSEN = "chosen"
    IMPORTED = "imported"


class Decision(Protocol):
    """What a coder says of some words, whatever holds it."""

    @property
    def code(self) -> str:
        """The code; `NOTHING` for none."""

    @property
    def verdict(self) -> str:
        """A `Verdict`."""


def contradict(one: Decision, other: Decision) -> bool:
    """Whether a coder cannot mean both of the same words."""
    if one.verdict == other.verdict == Verdict.ACCEPT:
        return (one.code == NOTHING) != (other.code == NOTHING)
    return one.code == other.code and one.verdict != other.verdict


@record
class Coding:
    """A code that a coder gives to a passage, or refuses to it (fr. codage).

    `start` and `end` are positions in the document's pseudonymised text, `turn` is that where the passage starts;
    `segment` is None for a passage that was selected freely. The code `NOTHING` says that the passage was read and
    carries no code. `model` and `score` are those of the suggestion that the coder saw, empty where none was shown;
    `blind` says that the coder saw no suggestion before deciding. `by` is the person who decided for the consensus.
    """

    document: str
    turn: int
    segment: int | None
    start: int
    end: int
    code: str
    coder: str
    verdict: Verdict
    decided_at: str
    model: str = ""
    score: float | None = None
    drawn: Drawn = Drawn.CHOSEN
    blind: bool = False
    by: str = ""
