"""How far the names of each transcript were checked, for a reader."""

from collections.abc import Iterable, Mapping, Sequence

from thematique.corrections import Reading, State
from thematique.records import record

STATES: Mapping[State, str] = {
    State.AUTOMATIC: "automatique",
    State.READ: "relus",
    State.SIGNED: "signés",
    State.CHANGED: "modifiés depuis",
}


@record
class Checked:
    """What was read and signed; `unread` are the documents that nobody read as they now are."""

    states: Mapping[str, Reading]
    unread: Sequence[str]
    unsigned: Sequence[str]

    @property
    def begun(self) -> bool:
        """Has anybody read any of them?"""
        return any(one.state is not State.AUTOMATIC for one in self.states.values())

    def said(self, document: str) -> str:
        """How far a document was checked, and by whom."""
        found = self.states.get(document)
        return f"{STATES[found.state]}{f' par {found.by}' if found.by else ''}" if found else "—"


def gather(readings: Iterable[Reading]) -> Checked:
    """What the readings say, in the order of the documents."""
    states = {one.document: one for one in sorted(readings, key=lambda one: one.document)}
    return Checked(
        states=states,
        unread=[name for name, one in states.items() if one.state not in (State.READ, State.SIGNED)],
        unsigned=[name for name, one in states.items() if one.state is not State.SIGNED],
    )
