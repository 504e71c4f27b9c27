"""Three passages that people read, two of which they dispute, and what was decided there for all."""

from collections.abc import Sequence

from thematique.codings import CONSENSUS, NOTHING, Drawn, Verdict
from thematique.records import Segment
from thematique.review import coders, decisions
from thematique.review.models import Coder, Coding
from thematique.web.desk import Desk

from .coded import spoken


def codes_of(desk: Desk) -> list[str]:
    """Three codes that can be given."""
    return [code.code for code in desk.codebook.codes if code.codable][:3]


def read(desk: Desk, name: str, segment: Segment, codes: Sequence[str], *, blind: bool = False, memo: str = "") -> None:
    """Somebody codes a passage."""
    coder = Coder.objects.get(name=name)
    place = desk.editions.place(segment.document, segment.start, segment.end)
    reading = decisions.show(coder, place, drawn=Drawn.UNCERTAIN, blind=blind, model="m")
    for code in codes or [NOTHING]:
        decisions.decide(reading, code, Verdict.ACCEPT)
    if memo:
        decisions.note(coder, place, memo)


def prepared(desk: Desk) -> list[Segment]:
    """Three passages: the first two disputed, the third agreed upon."""
    first, second, third, *_ = spoken(desk)
    a, b, c = codes_of(desk)
    coders.voice(CONSENSUS)
    read(desk, "Lina", first, [a, b], blind=True, memo="À discuter <b>ensemble</b>")
    read(desk, "Rachid", first, [a])
    read(desk, "Lina", second, [])
    read(desk, "Agathe", second, [c])
    read(desk, "Lina", third, [a])
    read(desk, "Rachid", third, [a])
    return [first, second, third]


def spot(segment: Segment) -> str:
    return f"{segment.document}:{segment.segment}"


def consensus(segment: Segment) -> set[str]:
    rows = Coding.objects.filter(coder__name=CONSENSUS, standing=True, document=segment.document, start=segment.start)
    return set(rows.values_list("code", flat=True))
