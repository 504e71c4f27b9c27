"""The review page: one passage after the other, one key a decision, no reload."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from thematique.codings import NOTHING, Verdict
from thematique.review import acts, decisions, models
from thematique.review.places import Place
from thematique.review.queue import Draw
from thematique.web import forms
from thematique.web.access import Request, reader
from thematique.web.cards import card
from thematique.web.trails import Trail, trail

_OTHERS = "Décidé aussi dans une autre fenêtre : tout est gardé, voici l’état."
_REPEATED = "C’était déjà enregistré."
_LEFT = "Laissé sans décision : le passage précédent reviendra."
_NOTHING = "Noté : rien à coder dans le passage précédent."


@reader
@require_GET
def page(request: Request) -> HttpResponse:
    """The whole page, at the passage where the coder is."""
    wanted = forms.filter_of(request.GET)
    here = trail(request.desk, request.user, wanted)
    spot = forms.spot_of(request.GET)
    draw = here.go_to(spot) if spot else here.current()
    context = {"card": _card(request, draw), **forms.asked(wanted), **forms.choices(request.desk)}
    return render(request, "review.html", {**context, **_state(request, here)})


@reader
@require_POST
def step(request: Request) -> HttpResponse:
    """The next or the previous passage; the one that is left is done with, if anything was decided on it."""
    here, backward = _trail(request), request.POST.get("to") == "previous"
    reading = _reading(request) if request.POST.get("reading") else None
    if reading is None:
        return _answer(request, here.current())
    decisions.finish(reading)
    if backward:
        return _answer(request, here.previous(_spot_of(reading)) or here.current())
    return _answer(request, here.next(_spot_of(reading)), notice="" if reading.decided_at else _LEFT)


@reader
@require_POST
def decide(request: Request) -> HttpResponse:
    """Accept or reject a code, on the passage or on a selection in it, or find nothing there."""
    reading = _reading(request)
    code, verdict = request.POST.get("code", NOTHING), forms.verdict_of(request.POST)
    known = request.desk.codes.get(code)
    if code != NOTHING and not (known and known.codable):
        raise Http404
    place = _selection(request, reading)
    done = decisions.decide(
        reading,
        code,
        verdict,
        place=place,
        seen=_seen(request, reading, code),
        act=forms.act_of(request.POST),
        after=forms.number_of(request.POST, "after"),
    )
    if known is None:
        decisions.finish(reading)
        return _answer(request, _trail(request).next(_spot_of(reading)), notice=_told(done, _NOTHING))
    what = "Accepté" if verdict is Verdict.ACCEPT else "Rejeté"
    on = " (sur la sélection)" if place else ""
    return _again(request, reading, notice=_told(done, f"{what}{on} : {known.name}"))


@reader
@require_POST
def withdraw(request: Request) -> HttpResponse:
    """Take one decision of one's own back."""
    reading = _reading(request)
    coding = models.Coding.objects.filter(pk=forms.key_of(request.POST, "coding"), coder=request.user).first()
    if coding is None:
        raise Http404
    done = decisions.withdraw(request.user, coding, act=forms.act_of(request.POST))
    return _again(request, reading, notice=_told(done, "Décision retirée."))


@reader
@require_POST
def undo(request: Request) -> HttpResponse:
    """Take back the last act that holds, and go where it was."""
    # what was settled for the team is taken back where it was settled
    mine = [action for action in acts.UNDOABLE if action != "adjudicate"]
    done = acts.undo(request.user, act=forms.act_of(request.POST), among=mine)
    here = _trail(request)
    if done is None:
        return _answer(request, here.current(), notice="Il n’y a plus rien à annuler.")
    spot = _spot(request, done.place)
    draw = here.go_to(spot) if spot else here.current()
    return _answer(request, draw, notice=_told(done, "La dernière action est annulée."))


@reader
@require_POST
def memo(request: Request) -> HttpResponse:
    """Write, change or empty the memo on the passage."""
    reading = _reading(request)
    text = request.POST.get("text", "")
    done = decisions.note(request.user, acts.place_of(reading), text, act=forms.act_of(request.POST))
    return _again(request, reading, notice=_told(done, "Mémo enregistré." if text.strip() else "Mémo retiré."))


@reader
@require_POST
def correction(request: Request) -> HttpResponse:
    """Point at words that still identify someone, or that were masked for nothing."""
    reading = _reading(request)
    place = _selection(request, reading) or acts.place_of(reading)
    wish = forms.wish_of(request.POST)
    done = decisions.ask_correction(request.user, place, wish, act=forms.act_of(request.POST))
    return _again(request, reading, notice=_told(done, "Signalé à la personne qui tient la pseudonymisation."))


def _told(done: acts.Done, sentence: str) -> str:
    """What the page says of an act."""
    return " ".join([_REPEATED if done.repeated else sentence, *([_OTHERS] if done.others else [])])


def _answer(request: Request, draw: Draw | None, *, notice: str = "") -> HttpResponse:
    context = {"card": _card(request, draw, notice=notice), "notice": notice}
    return render(request, "_card.html", {**context, **_state(request, _trail(request))})


def _again(request: Request, reading: models.Reading, *, notice: str = "") -> HttpResponse:
    """The same passage as it is now."""
    segment = request.desk.shared.segment(reading.document, -1 if reading.segment is None else reading.segment)
    if segment is None:
        raise Http404
    reading.refresh_from_db()
    shown = card(request.desk, reading, segment, notice=notice)
    return render(request, "_card.html", {"card": shown, **_state(request, _trail(request))})


def _card(request: Request, draw: Draw | None, *, notice: str = "") -> object:
    if draw is None:
        return None
    segment = request.desk.shared.segment(*draw.passage.spot)
    if segment is None:
        return None
    place = request.desk.editions.place(segment.document, segment.start, segment.end)
    model = request.desk.shared.model
    reading = decisions.show(request.user, place, drawn=draw.drawn, blind=draw.blind, model=model)
    return card(request.desk, reading, segment, notice=notice)


def _state(request: Request, here: Trail) -> dict[str, object]:
    """What the page says of the coder's way: how much is read, of how much."""
    read = models.Reading.objects.filter(coder=request.user, lost="").exclude(decided_at=None)
    return {
        "trail": here,
        "filtered": here.is_filtered,
        "n_read": read.values("document", "segment").distinct().count(),
        "n_queued": len(request.desk.order().passages),
    }


def _trail(request: Request) -> Trail:
    return trail(request.desk, request.user, forms.filter_of(request.POST))


def _reading(request: Request) -> models.Reading:
    """The coder's own reading that a form speaks of."""
    key = forms.key_of(request.POST, "reading")
    found = models.Reading.objects.filter(pk=key, coder=request.user).select_related("coder").first()
    if found is None:
        raise Http404
    return found


def _selection(request: Request, reading: models.Reading) -> Place | None:
    """The words that were selected in the passage; None for the whole of it."""
    start, end = forms.number_of(request.POST, "start"), forms.number_of(request.POST, "end")
    if start is None or end is None:
        return None
    first, last = reading.start + start, reading.start + end
    if not reading.start <= first < last <= reading.end:
        raise Http404
    if (first, last) == (reading.start, reading.end):
        return None
    try:
        return request.desk.editions.place(reading.document, first, last)
    except ValueError as error:
        raise Http404 from error


def _seen(request: Request, reading: models.Reading, code: str) -> decisions.Seen:
    """What the coder could see of the machine when deciding on a code."""
    if reading.segment is None or (reading.blind and reading.finished_at is None):
        return decisions.Seen()
    found = request.desk.shared.suggestions(reading.document, reading.segment)
    flag = next((one for one in found if one.flagged and one.code == code), None)
    return decisions.Seen(model=flag.model, score=flag.score) if flag else decisions.Seen()


def _spot_of(reading: models.Reading) -> tuple[str, int] | None:
    return None if reading.segment is None else (reading.document, reading.segment)


def _spot(request: Request, place: Place | None) -> tuple[str, int] | None:
    """The segment where a place is."""
    if place is None:
        return None
    segments = request.desk.shared.segments.get(place.document, ())
    found = next((one for one in segments if one.start <= place.start < one.end), None)
    return (place.document, found.segment) if found else None
