"""The page of disagreements: what coders said side by side, and one decision for all, in the name of the consensus."""

from collections.abc import Sequence
from secrets import token_hex
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from thematique.codings import CONSENSUS, Drawn
from thematique.records import Segment
from thematique.review import acts, coders, decisions, layers, models
from thematique.review.layers import Passage
from thematique.review.order import Spot
from thematique.web import disputes, forms
from thematique.web.access import Request, reviewer
from thematique.web.dispute_cards import DisputeCard, dispute_card, machine_says
from thematique.web.disputes import Wanted

_LISTED = 200
_TWO = 2
_FILTERS = ("code", "document", "entre", "etat")
_OVERTAKEN = (
    "{by} avait tranché ce passage entre-temps, comme on le voit sous « Décisions antérieures ». "
    "La vôtre, prise après, l'emporte ; l'autre est gardée. Reprenez-la si vous la préférez."
)
_STALE_CODES = "La grille a changé entre-temps : un des codes ne peut plus être donné. Choisissez à nouveau."
_NO_CODE = "Rien n'est tranché : gardez au moins un code, ou choisissez « rien ici » (touche n)."
_UNDONE = "Votre dernière décision pour l'équipe est annulée ; ce qui valait avant vaut de nouveau."
_NOTHING_LEFT = "Vous n'avez plus de décision pour l'équipe à annuler."


@reviewer
@require_GET
def page(request: Request) -> HttpResponse:
    """The whole page, at the passage that the address names, or at the first."""
    passages = layers.read_by_several(request.desk.shared.segments)
    wanted = _wanted(request)
    context = _context(request, passages, forms.spot_of(request.GET))
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "_disagreements.html", context)
    differing = [one for one in passages if Wanted(state=disputes.EVERY).finds(one)]
    codes = disputes.codes_at_stake(differing)
    stakes = [code for code in request.desk.codebook.codes if any(_is_under(one, code.code) for one in codes)]
    choices = {
        "stakes": stakes,
        "pairs": [(f"{first}\t{second}", first, second, n) for (first, second), n in disputes.pairs(differing)],
        "documents": sorted({one.document for one in differing}),
    }
    return render(request, "disagreements.html", {"wanted": wanted, **choices, **context})


@reviewer
@require_POST
def settle(request: Request) -> HttpResponse:
    """Decide for all which codes a passage carries, then go on; what each coder said stays."""
    segment = _segment(request)
    spot = (segment.document, segment.segment)
    codes = [code for code in request.POST.get("codes", "").splitlines() if code]
    known = request.desk.codes
    if not all(code in known and known[code].codable for code in codes):
        return _answer(request, spot, notice=_STALE_CODES)
    if not codes and not request.POST.get("nothing"):
        return _answer(request, spot, notice=_NO_CODE)
    done = decisions.adjudicate(
        request.user,
        coders.voice(CONSENSUS),
        request.desk.editions.place(segment.document, segment.start, segment.end),
        codes,
        act=forms.act_of(request.POST),
        after=forms.key_of(request.POST, "after"),
    )
    if done.others:
        return _answer(request, spot, notice=_OVERTAKEN.format(by=_overtaken(request.user, segment)))
    return _answer(request, spot, onward=True)


@reviewer
@require_POST
def undo(request: Request) -> HttpResponse:
    """Take back one's own last decision for all, and go where it was; codings of one's own are left alone."""
    done = acts.undo(request.user, act=forms.act_of(request.POST), among=["adjudicate"])
    if done is None:
        return _answer(request, forms.spot_of(request.GET), notice=_NOTHING_LEFT)
    place = done.place
    spot = (place.document, place.segment) if place and place.segment is not None else forms.spot_of(request.GET)
    return _answer(request, spot, notice=_UNDONE)


@reviewer
@require_GET
def machine(request: Request) -> HttpResponse:
    """What the machine says of a passage, for whoever asks; not before their own blind reading of it is done."""
    segment = _segment(request)
    blind = models.Reading.objects.filter(
        coder=request.user, blind=True, finished_at=None, document=segment.document,
        start=segment.start, end=segment.end,
    )  # fmt: skip
    if blind.exists():
        return render(request, "_dispute_machine.html", {"waits": True})
    passage = _passage(layers.read_by_several(request.desk.shared.segments), (segment.document, segment.segment))
    if passage is None:
        raise Http404
    return render(request, "_dispute_machine.html", {"said": machine_says(request.desk, passage, segment)})


def _answer(request: Request, spot: Spot | None, *, notice: str = "", onward: bool = False) -> HttpResponse:
    """What the page holds now: the passage, or the one that follows."""
    passages = layers.read_by_several(request.desk.shared.segments)
    context = _context(request, passages, spot, notice=notice, onward=onward)
    return render(request, "_disagreements.html", context)


def _context(
    request: Request, passages: Sequence[Passage], spot: Spot | None, *, notice: str = "", onward: bool = False
) -> dict[str, Any]:
    wanted = _wanted(request)
    found = [one for one in passages if wanted.finds(one)]
    if spot is None:
        shown = found[0] if found else None
    else:
        shown = disputes.after(found, spot) if onward else _passage(passages, spot)
    query = {name: value for name in _FILTERS if (value := request.GET.get(name, ""))}
    at = shown.spot if shown else spot or ("", 0)
    return {
        "glance": disputes.glance(passages),
        "listed": _around(found, at),
        "n_found": len(found),
        "number": found.index(shown) + 1 if shown in found else None,
        "here": _named(shown),
        "dispute": _card(request, shown) if shown else None,
        "previous": _named(disputes.before(found, at)),
        "next": _named(disputes.after(found, at)),
        "query": urlencode(query),
        "address": urlencode({**query, **({"passage": _named(shown)} if shown else {})}),
        "codes": [code for code in request.desk.codebook.codes if code.codable],
        "themes": {code.code: code.name for code in request.desk.codebook.codes if "." not in code.code},
        "after": models.Head.objects.values_list("number", flat=True).get(pk=1),
        "act": token_hex(16),
        "undo_act": token_hex(16),
        "notice": notice,
    }


def _card(request: Request, passage: Passage) -> DisputeCard:
    """The passage; who has not read it is no longer somebody who could read it without knowing anything."""
    segment = request.desk.shared.segment(*passage.spot)
    if segment is None:
        raise Http404
    card = dispute_card(request.desk, passage, segment, request.user.name)
    here = {"document": segment.document, "start": segment.start, "end": segment.end}
    decisions.unblind(request.user, document=segment.document, start=segment.start, end=segment.end)
    if not card.is_mine and not models.Reading.objects.filter(coder=request.user, **here).exists():
        place = request.desk.editions.place(segment.document, segment.start, segment.end)
        decisions.show(request.user, place, drawn=Drawn.CHOSEN, blind=False, model="")
    return card


def _wanted(request: Request) -> Wanted:
    state = request.GET.get("etat", disputes.OPEN)
    pair = tuple(request.GET.get("entre", "").split("\t"))
    if state not in (disputes.OPEN, disputes.SETTLED, disputes.EVERY) or len(pair) > _TWO:
        raise Http404
    return Wanted(
        code=request.GET.get("code", ""),
        document=request.GET.get("document", ""),
        pair=pair if len(pair) == _TWO else (),
        state=state,
    )


def _segment(request: Request) -> Segment:
    """The passage that an address names."""
    spot = forms.spot_of(request.GET)
    found = request.desk.shared.segment(*spot) if spot else None
    if found is None:
        raise Http404
    return found


def _passage(passages: Sequence[Passage], spot: Spot) -> Passage | None:
    return next((one for one in passages if one.spot == spot), None)


def _around(found: Sequence[Passage], spot: Spot) -> Sequence[tuple[str, Passage]]:
    """The part of the list that is near a passage, each with its name in addresses."""
    at = sum(one.spot < spot for one in found)
    first = max(0, min(at - _LISTED // 2, len(found) - _LISTED))
    return [(_named(one), one) for one in found[first : first + _LISTED]]


def _named(passage: Passage | None) -> str:
    return f"{passage.document}:{passage.segment}" if passage else ""


def _is_under(code: str, branch: str) -> bool:
    return code == branch or code.startswith(f"{branch}.")


def _overtaken(user: models.Coder, segment: Segment) -> str:
    """Who had decided before, in the sentence that tells it."""
    former = models.Coding.objects.filter(
        coder__name=CONSENSUS, standing=False, document=segment.document, start=segment.start, end=segment.end
    )
    last = former.exclude(by=user).select_related("by").order_by("-ended_at").first()
    return last.by.name if last and last.by else "Une autre de vos fenêtres"
