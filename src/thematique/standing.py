"""Where a study stands, for the one who asks."""

from collections.abc import Sequence

from thematique.corrections import Reading
from thematique.plan import State
from thematique.private_side import Side
from thematique.records import Refusal, record


@record
class Status:
    """Where a study stands: its documents, its stages on each unit, the files refused and why.

    `unmatched` are the files that corpus.csv names and that are not among the transcripts; `fault` says what is wrong
    with the journal of people's decisions, empty when it is whole; `side` is how the private side is, and `reminder`
    what is due of it; `readings` tell how far the names of each document were checked.
    """

    title: str
    documents: Sequence[str]
    states: Sequence[State]
    refusals: Sequence[Refusal]
    unmatched: Sequence[str]
    fault: str
    side: Side = Side.OPEN
    reminder: str = ""
    readings: Sequence[Reading] = ()
