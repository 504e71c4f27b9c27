"""How far everyone is, coder by coder and code by code; the codings as a file."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thematique.codings import CONSENSUS, Coding
from thematique.exchange import sheets
from thematique.records import Code, record
from thematique.review import coders, layers, progress
from thematique.review.models import Role
from thematique.review.progress import Tally
from thematique.web.access import Request, may, reader, reviewer

_RECENT_DAYS = 7
_RARE = 10
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@record
class CodeLine:
    """A code, and how often each coder accepted and refused it; `total` are the acceptances, but for the consensus.

    A theme that cannot be given is a heading: it has no tallies.
    """

    name: str
    tallies: Sequence[Tally] = ()
    total: int = 0
    is_rare: bool = False


@reader
@require_GET
def page(request: Request) -> HttpResponse:
    """Readers see themselves and the team's total; the others see everyone."""
    order, tallies = request.desk.order(), progress.of_codes()
    sees_all = may(request.user, Role.REVIEWER)
    today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    advances = progress.of_coders(
        _names(request, sees_all=sees_all), tallies, since=today - timedelta(days=_RECENT_DAYS - 1)
    )
    columns = progress.people(tallies) if sees_all else [request.user.name]
    lines = list(_lines(request.desk.codebook.codes, tallies, columns, sees_all=sees_all))
    read, read_enough = progress.of_team(order.settings.readings, {one.spot for one in order.passages})
    context = {
        "advances": advances,
        "queued": len(order.passages),
        "read": read,
        "read_enough": read_enough,
        "readings": order.settings.readings,
        "reserve": len(order.reserve),
        "reserve_read": progress.of_reserve(order.reserve),
        "reserve_mine": progress.of_reserve(order.reserve, request.user.name),
        "sees_all": sees_all,
        "columns": columns,
        "consensus": CONSENSUS,
        "lines": lines,
        "most": max((line.total for line in lines), default=0),
        "rare": _RARE,
        "recent_days": _RECENT_DAYS,
        "timed": progress.TIMED,
        "pause": progress.PAUSE // 60,
    }
    return render(request, "progress.html", context)


@reviewer
@require_GET
def export(request: Request, ending: str) -> HttpResponse:
    """The codings that stand as a file to keep, `ending` being csv or xlsx."""
    name = f"codages.{ending}"
    records = layers.with_consensus(request.desk.shared.segments)
    response = HttpResponse(sheets.encode(records, Coding, name), content_type=_TYPES[ending])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _names(request: Request, *, sees_all: bool) -> list[str]:
    return [coder.name for coder in coders.everyone()] if sees_all else [request.user.name]


def _lines(
    codes: Sequence[Code], tallies: Mapping[str, Mapping[str, Tally]], columns: Sequence[str], *, sees_all: bool
) -> Iterator[CodeLine]:
    """The codes in the order of the codebook, then those that it no longer has."""
    known = {code.code for code in codes}
    for code in codes:
        if code.codable or code.code in tallies:
            yield _line(code.name, tallies.get(code.code, {}), columns, sees_all=sees_all)
        else:
            yield CodeLine(name=code.name)
    strangers = [code for code in sorted(tallies) if code and code not in known and tallies[code].keys() & {*columns}]
    if strangers:
        yield CodeLine(name="Codes qui ne sont plus dans la grille")
    for stranger in strangers:
        yield _line(stranger, tallies[stranger], columns, sees_all=sees_all)


def _line(name: str, by: Mapping[str, Tally], columns: Sequence[str], *, sees_all: bool) -> CodeLine:
    shown = [by.get(column, Tally()) for column in columns]
    total = sum(by[column].accepted for column in columns if column in by and column != CONSENSUS)
    return CodeLine(name=name, tallies=shown, total=total, is_rare=sees_all and total < _RARE)
