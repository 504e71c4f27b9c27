"""How far each coder has come: passages, decisions and time, counted by the database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from datetime import datetime
from statistics import median
from typing import Any

from django.db.models import CharField, Count, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, TruncDate

from thematique.codings import CONSENSUS, NOTHING, Drawn, Verdict
from thematique.records import record
from thematique.review.models import Coding, Reading
from thematique.review.order import Spot

TIMED = 200
"""How many of a coder's last passages the time is measured on."""
PAUSE = 600
"""Seconds after which somebody who looks at a passage is thought to do something else."""


@record
class Advance:
    """How far a coder has come.

    Attributes:
        coder: the name.
        read: passages on which something was decided.
        blind: of these, those that were met without suggestions.
        given: codes accepted, as they stand.
        refused: codes refused, as they stand.
        nothing: passages said to carry none.
        recent: passages read lately.
        days: on how many days.
        seconds: median time from a passage being shown to the first decision on it; None while nothing was timed.
    """

    coder: str
    read: int = 0
    blind: int = 0
    given: int = 0
    refused: int = 0
    nothing: int = 0
    recent: int = 0
    days: int = 0
    seconds: float | None = None


@record
class Tally:
    """How often a code was accepted and refused."""

    accepted: int = 0
    rejected: int = 0


Tallies = Mapping[str, Mapping[str, Tally]]
"""By code, then by coder."""


def of_coders(names: Iterable[str], tallies: Tallies, *, since: datetime) -> list[Advance]:
    """How far these coders have come.

    Args:
        names: of the coders, in the order wanted.
        tallies: see `of_codes`.
        since: from when on passages count as read lately; days are those of its time zone.
    """
    read = {row["coder__name"]: row for row in _counted(_decided())}
    lately = _decided().filter(decided_at__gte=since).exclude(drawn=Drawn.IMPORTED)
    day = Count(TruncDate("decided_at", tzinfo=since.tzinfo), distinct=True)
    recent = {row["coder__name"]: row for row in _counted(lately, days=day)}
    return [
        Advance(
            coder=name,
            read=read.get(name, _NONE)["read"],
            blind=read.get(name, _NONE)["blind"],
            given=sum(by[name].accepted for code, by in tallies.items() if code != NOTHING and name in by),
            refused=sum(by[name].rejected for by in tallies.values() if name in by),
            nothing=tallies.get(NOTHING, {}).get(name, Tally()).accepted,
            recent=recent.get(name, _NONE)["read"],
            days=recent.get(name, _NONE)["days"],
            seconds=_seconds(name),
        )
        for name in names
    ]


def of_codes() -> Tallies:
    """How often each coder accepted and refused each code, as it stands; `NOTHING` too, and the consensus."""
    rows = Coding.objects.filter(standing=True, lost="").order_by().values_list("code", "coder__name")
    counted = rows.annotate(
        accepted=Count("pk", filter=Q(verdict=Verdict.ACCEPT)), rejected=Count("pk", filter=Q(verdict=Verdict.REJECT))
    )
    found: dict[str, dict[str, Tally]] = defaultdict(dict)
    for code, coder, accepted, rejected in counted:
        found[code][coder] = Tally(accepted=accepted, rejected=rejected)
    return found


def people(tallies: Tallies) -> list[str]:
    """Whose codings there are, by name; the consensus last."""
    names = {name for by in tallies.values() for name in by}
    return sorted(names, key=lambda name: (name == CONSENSUS, name.casefold()))


def of_team(readings: int, queued: Set[Spot]) -> tuple[int, int]:
    """How many of the queued passages somebody has read, and how many as many coders as wanted have."""
    rows = _decided().order_by().values_list("document", "segment").annotate(n=Count("coder", distinct=True))
    counts = [n for document, segment, n in rows if (document, segment) in queued]
    return len(counts), sum(n >= readings for n in counts)


def of_reserve(reserve: Set[Spot], coder: str = "") -> int:
    """How many passages of the reserve were read without suggestions, by one coder or by any."""
    rows = _decided().filter(blind=True)
    rows = rows.filter(coder__name=coder) if coder else rows
    return sum(spot in reserve for spot in rows.order_by().values_list("document", "segment").distinct())


def _decided() -> QuerySet[Reading]:
    """The readings on which something was decided, of passages that are segments now."""
    return Reading.objects.filter(lost="", segment__isnull=False).exclude(decided_at=None)


def _counted(readings: QuerySet[Reading], **more: Any) -> Iterable[dict[str, Any]]:
    """How many passages each coder read, however often."""
    spot = Concat("document", Value(":"), Cast("segment", CharField()), output_field=CharField())
    rows = readings.order_by().values("coder__name")
    blind = Count(spot, distinct=True, filter=Q(blind=True))
    return [dict(row) for row in rows.annotate(read=Count(spot, distinct=True), blind=blind, **more)]


def _seconds(coder: str) -> float | None:
    rows = _decided().filter(coder__name=coder).exclude(drawn=Drawn.IMPORTED).order_by("-decided_at")
    times = [(end - start).total_seconds() for start, end in rows.values_list("shown_at", "decided_at")[:TIMED] if end]
    return median(kept) if (kept := [time for time in times if 0 <= time <= PAUSE]) else None


_NONE = {"read": 0, "blind": 0, "days": 0}
