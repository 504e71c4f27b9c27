"""People who code the small study, and patience with what the machine does in the background."""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from thematique.codings import NOTHING, Drawn, Verdict
from thematique.records import Role, Segment
from thematique.review import decisions
from thematique.review.models import Coder, Head
from thematique.review.order import number
from thematique.web.desk import Desk

T = TypeVar("T")

_PATIENCE = 240.0


def spoken(desk: Desk) -> list[Segment]:
    """What participants say, in the order of the text."""
    return [
        one
        for name in sorted(desk.shared.segments)
        for one in desk.shared.segments[name]
        if one.role is Role.PARTICIPANT
    ]


def read(
    desk: Desk,
    name: str,
    segment: Segment,
    codes: Sequence[str],
    *,
    drawn: Drawn = Drawn.UNCERTAIN,
    blind: bool = False,
) -> None:
    """Somebody codes a passage and has done with it."""
    place = desk.editions.place(segment.document, segment.start, segment.end)
    reading = decisions.show(Coder.objects.get(name=name), place, drawn=drawn, blind=blind, model="")
    for code in codes or [NOTHING]:
        decisions.decide(reading, code, Verdict.ACCEPT)
    decisions.finish(reading)


def teach(desk: Desk, *names: str) -> str:
    """These people give a code to half of what is said, which is enough to learn it; returns the code."""
    code = next(one.code for one in desk.codebook.codes if one.codable)
    # both interviews hold the same sentences: who learns from one of them knows the other
    chosen = sorted({one.text for one in spoken(desk)})[::2]
    for segment in spoken(desk):
        for name in names:
            read(desk, name, segment, [code] if segment.text in chosen else [])
    return code


def reserve_last(desk: Desk) -> Segment:
    """Let chance put the last of what is said in reserve, and nothing else; returns it."""
    passages = spoken(desk)
    keys = {one.spot: one.key for one in desk.passages()}
    share = desk.study.people.queue.random
    for seed in map(str, range(100_000)):
        drawn = [one for one in passages if number(keys[one.document, one.segment], seed=seed) < share]
        if drawn == passages[-1:]:
            break
    Head.objects.update(seed=seed)
    desk.start_anew()
    assert desk.order().reserve == {(passages[-1].document, passages[-1].segment)}
    return passages[-1]


def sooner_or_later(look: Callable[[], T | None]) -> T:
    """What `look` finds, as soon as it finds something."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.2)
    raise AssertionError("nothing came")
