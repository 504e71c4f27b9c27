"""A passage as the database holds it: where it is now, and what finds its words again."""

from collections.abc import Mapping
from typing import Any

from thematique.records import record


@record
class Place:
    """A passage of the study; `segment` is None for a free selection, `anchor` as JSON values."""

    document: str
    turn: int
    segment: int | None
    start: int
    end: int
    anchor: Mapping[str, Any]

    def columns(self) -> dict[str, Any]:
        """What the tables hold of it."""
        return {
            "document": self.document,
            "turn": self.turn,
            "segment": self.segment,
            "start": self.start,
            "end": self.end,
            "anchor": dict(self.anchor),
        }
