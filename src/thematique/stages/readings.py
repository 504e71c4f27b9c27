"""Tell how far the names of each transcript were checked, and hold back those that must be signed first.

Reads: turns, signatures (given).
Writes: readings.
Method: a person reads or signs the text as it then is, known by its digest. When the text has changed since, because a
    name was corrected or a rule has improved, the transcript is to be read again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thematique.corrections import Act, Correction, Reading, State
from thematique.digests import digest_of
from thematique.errors import FileRefused, Reason
from thematique.records import Turn
from thematique.stage import Scope, Stage

_STATES = {Act.READ: State.READ, Act.SIGN: State.SIGNED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What must be done before the rest.

    Attributes:
        required: nothing is made of a transcript that is not signed.
    """

    required: bool = False


def run(
    *, settings: Settings, turns: Sequence[Turn], signatures: Sequence[Correction]
) -> Mapping[str, Sequence[Reading]]:
    """Tell how far the transcripts of one source were checked.

    Raises:
        FileRefused: a signature is required, and one is missing.
    """
    told = readings(turns, signatures)
    if settings.required and any(one.state is not State.SIGNED for one in told):
        raise FileRefused(Reason.UNSIGNED)
    return {"readings": told}


def text_digest(turns: Iterable[Turn]) -> str:
    """What a person who reads these turns has read: who says what."""
    return digest_of(part for turn in turns for part in (turn.speaker, turn.text))


def readings(turns: Iterable[Turn], signatures: Sequence[Correction]) -> Sequence[Reading]:
    """How far the documents of these turns were checked, in the order in which they come."""
    spoken: dict[str, list[Turn]] = {}
    for turn in turns:
        spoken.setdefault(turn.document, []).append(turn)
    return [reading(document, said, signatures) for document, said in spoken.items()]


def reading(document: str, turns: Sequence[Turn], signatures: Iterable[Correction]) -> Reading:
    """How far one document was checked: the best that was said of its text as it is, or else that it has changed."""
    mine = [one for one in signatures if one.document == document and one.act in _STATES]
    if not mine:
        return Reading(document=document, state=State.AUTOMATIC)
    now = text_digest(turns)
    current = [one for one in mine if one.digest == now]
    if not current:
        return Reading(document=document, state=State.CHANGED, by=mine[-1].by, at=mine[-1].at)
    best = max(current, key=lambda one: (one.act is Act.SIGN, one.number))
    return Reading(document=document, state=_STATES[best.act], by=best.by, at=best.at)


stage = Stage(
    run=run,
    reads={"turns": Turn, "signatures": Correction},
    writes={"readings": Reading},
    settings=Settings,
    scope=Scope.SOURCE,
)
