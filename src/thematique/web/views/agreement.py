"""How far two coders agree: the figures, the pairs beside them, and the passages behind each figure."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from thematique.agreement.results import Comparison, Level, Unit
from thematique.agreement_report import lines as reported
from thematique.agreement_report import measures
from thematique.codings import CONSENSUS
from thematique.comparing import Question
from thematique.errors import WrongUse
from thematique.machine import MACHINE
from thematique.web import agreement_cards as cards
from thematique.web import agreements
from thematique.web.access import Request, reviewer
from thematique.web.agreements import Asked
from thematique.web.explanations import EXPLAINED, INTERVAL
from thematique.web.interviews import seen_by
from thematique.web.scales import scale

_A_PAGE = 50


@reviewer
@require_GET
def page(request: Request) -> HttpResponse:
    """The choice of two coders, and the figures of their agreement."""
    context = _choices(request)
    try:
        asked = _asked(request)
        found = agreements.comparison(request.desk, asked) if asked else None
    except WrongUse as error:
        return render(request, "agreement.html", {**context, "sentence": str(error)})
    context |= {"asked": asked, "is_waiting": asked is not None and found is None}
    if asked and found:
        context |= _figures(request, asked, found)
    template = "_agreement.html" if request.htmx else "agreement.html"
    return render(request, template, context)


@reviewer
@require_GET
def pairs(request: Request) -> HttpResponse:
    """Other pairs to hold the figures against, those of people beside those with the machine."""
    asked = _asked(request)
    if asked is None:
        raise Http404
    found = [cards.pair(request.desk, asked, names) for names in agreements.pairs(asked)]
    context = {
        "people": [one for one in found if not agreements.is_machine(one.names[0])],
        "machines": [one for one in found if agreements.is_machine(one.names[0])],
        "scale": scale(one.sets.figure for one in found if one.sets),
        "is_waiting": any(one.comparison is None for one in found),
        "query": cards.query(asked),
    }
    return render(request, "_agreement_pairs.html", context)


@reviewer
@require_GET
def passages(request: Request) -> HttpResponse:
    """The passages behind the figures of a code, or all disagreements; those yet to be read blind are left out."""
    asked = _asked(request)
    if asked is None:
        raise Http404
    found, read = agreements.comparison(request.desk, asked), agreements.readings(request.desk, asked)
    if found is None or read is None:
        return redirect(f"{reverse('agreement')}?{cards.query(asked)}")
    code, part = request.GET.get("code", ""), request.GET.get("part", "")
    rank = request.GET.get("rank", asked.question.level)
    rows = cards.lines(request.desk, asked, found)
    line = next((one for one in rows if (one.row.code, one.row.level) == (code, rank)), None)
    if bool(code) != bool(line) or part not in ("", *cards.PARTS):
        raise Http404
    wanted = (
        cards.behind(read, line, part or cards.PARTS[0])
        if line
        else [r for r in read if agreements.differs(r, found.level)]
    )
    shown, hidden = cards.readable(request.desk, seen_by(request.desk, request.user), wanted)
    here = Paginator(shown, _A_PAGE).get_page(request.GET.get("page"))
    context = {
        **_named(asked),
        "asked": asked,
        "line": line,
        "all_figures": [cards.cell(measure, figure) for measure, figure in line.row.figures.items()] if line else [],
        "part": part or cards.PARTS[0],
        "parts": cards.parts(asked, line) if line else [],
        "hidden": hidden,
        "n": len(wanted),
        "page": here,
        "listed": cards.passages(request.desk, here, asked.question.level),
        "query": urlencode({**cards.sent(asked), "code": code, "rank": rank, "part": part}),
        "back": cards.query(asked),
        "interval_note": INTERVAL,
    }
    return render(request, "agreement_passages.html", context)


def _choices(request: Request) -> dict[str, Any]:
    """What the form offers, and what it was sent."""
    persons, machines = agreements.people(), agreements.machines(request.desk)
    first = [name for name in persons if name != CONSENSUS]
    default = {"a": first[0] if first else MACHINE, "b": first[1] if len(first) > 1 else MACHINE}
    sent = {name: request.GET.get(name, default.get(name, "")) for name in ("a", "b", "unit", "level", "reference")}
    return {
        "persons": persons,
        "machines": machines,
        "sent": {**sent, "blind": request.GET.get("blind", "")},
        "current": agreements.version_of(request.desk, MACHINE),
        "interval_note": INTERVAL,
    }


def _asked(request: Request) -> Asked | None:
    """What an address asks; None where it asks for nothing and there is nobody to compare by default."""
    sent = _choices(request)["sent"]
    if len({sent["a"], sent["b"]} - {MACHINE}) == 0:
        return None
    question = Question(
        a=sent["a"],
        b=sent["b"],
        unit=sent["unit"] or Unit.SEGMENT.value,
        level=sent["level"] or Level.CODE.value,
        reference=sent["reference"] if sent["reference"] in {sent["a"], sent["b"]} else "",
    )
    return Asked(question=question, blind=bool(sent["blind"]))


def _named(asked: Asked) -> dict[str, str]:
    return {"name_a": measures.who(asked.question.a), "name_b": measures.who(asked.question.b)}


def _figures(request: Request, asked: Asked, found: Comparison) -> dict[str, Any]:
    shown = cards.lines(request.desk, asked, found)
    wanted = reported.measured(found, cards.MAIN)
    totals = [cards.cell(measure, figure) for measure, figure in found.totals.figures.items()]
    return {
        **_named(asked),
        "found": found,
        "units": measures.units(found.totals.units, found.unit),
        "unit_name": measures.unit_name(found.unit),
        "lines": shown,
        "scale": scale(one.kappa for one in shown),
        "heads": [(measures.SHORT[one], EXPLAINED[one]) for one in wanted],
        "most": max((one.given for one in shown), default=0) or 1,
        "gaps": [
            (", ".join(measures.SHORT[one] for one in gap.measures), gap.why.value, " ; ".join(gap.names))
            for gap in reported.gaps(reported.lines(found, request.desk.codebook.codes), wanted)
        ],
        "totals": [*totals, cards.sets(found)],
        "right": {"a": found.a, "b": found.b}.get(found.reference or "", ""),
        "query": cards.query(asked),
        "n_disagreements": len(found.disagreements),
    }
