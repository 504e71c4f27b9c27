"""The interview « nord » with a passage in reserve and one that is not, and people who read them."""

from itertools import count

from thematique.codings import NOTHING, Drawn, Verdict
from thematique.records import Role, Segment, Suggestion
from thematique.review import decisions, journal, models
from thematique.review.database import use
from thematique.review.order import number
from thematique.shared import SharedSide
from thematique.web.desk import Desk

from .conftest import NAMES

ACTS = (f"essai-{n:08}" for n in count())
OPEN, BLIND = "open", "blind"


def open_and_blind(desk: Desk) -> dict[str, Segment]:
    """Let the machine flag all answers, and chance put some of « nord » in reserve; returns one that is not and one that is."""
    desk._shared = flagged(desk.shared)
    with use(desk.database):
        queued = [one for one in desk.passages() if one.document == "nord" and one.flagged and not one.short]
        for seed in map(str, range(1000)):
            blind = [one for one in queued if number(one.key, seed=seed) < desk.study.people.queue.random]
            if blind and len(blind) < len(queued):
                models.Head.objects.update(seed=seed)
                desk._order = None
                free = next(one for one in queued if one not in blind)
                places = {OPEN: free.spot, BLIND: blind[0].spot}
                found = {name: desk.shared.segment(*spot) for name, spot in places.items()}
                return {name: one for name, one in found.items() if one is not None}
    raise AssertionError("no passage in reserve")


def flagged(shared: SharedSide) -> SharedSide:
    """The same texts, each answer of which the machine flags with one code."""
    answers = [one for segments in shared.segments.values() for one in segments if one.role is Role.PARTICIPANT]
    return SharedSide(
        documents=shared.documents.values(),
        turns=[turn for turns in shared.turns.values() for turn in turns],
        segments=[one for segments in shared.segments.values() for one in segments],
        suggestions=[
            Suggestion(
                document=one.document,
                segment=one.segment,
                turn=one.turn,
                code="informel.cafe",
                score=0.6,
                flagged=True,
                model="m1",
                reason="",
            )
            for one in answers
        ],
    )


def flags(desk: Desk, segment: Segment) -> list[str]:
    """The codes that the machine proposes there."""
    with use(desk.database):
        codes = desk.codes
    found = desk.shared.suggestions(segment.document, segment.segment)
    return [one.code for one in found if one.flagged and codes[one.code].codable]


def person(role: str, name: str = "") -> models.Coder:
    made, _ = models.Coder.objects.get_or_create(
        name=name or NAMES[role], defaults={"role": role, "created_at": journal.now(), "password": "!"}
    )
    return made


def read(
    desk: Desk, coder: models.Coder, segment: Segment, code: str = NOTHING, *, blind: bool = False, done: bool = True
) -> None:
    """Let somebody decide on a passage in the queue."""
    place = desk.editions.place(segment.document, segment.start, segment.end)
    drawn = Drawn.RANDOM if blind else Drawn.UNCERTAIN
    reading = decisions.show(coder, place, drawn=drawn, blind=blind, model=desk.shared.model)
    decisions.decide(reading, code, Verdict.ACCEPT)
    if done:
        decisions.finish(reading)
