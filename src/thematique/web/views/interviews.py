"""The reading view: the list of interviews, and a whole interview with its coded margins."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from thematique.codings import Drawn, Verdict
from thematique.records import Turn
from thematique.review import decisions, models
from thematique.review.places import Place
from thematique.web import forms, interviews, margins
from thematique.web.access import Request, reader
from thematique.web.interviews import Interview
from thematique.web.margins import Look
from thematique.web.sight import touched

_NO_CODE = "Ce code n’est pas dans la grille\u202f: choisissez-en un dans la liste. Rien n’a été enregistré."
_NO_WORD = "La sélection ne contient aucun mot. Rien n’a été enregistré."
_SILENT = (
    "Ces mots touchent un extrait qui se lit sans suggestion et que vous n’avez pas encore relu. "
    "Relisez-le d’abord dans la page «\u00a0Relire\u00a0»\u202f; rien n’a été enregistré."
)


@reader
@require_GET
def listing(request: Request) -> HttpResponse:
    """The interviews of the study."""
    return render(request, "interviews.html", {"interviews": interviews.listed(request.desk, request.user)})


@reader
@require_GET
def page(request: Request, document: str) -> HttpResponse:
    """One whole interview."""
    context = {
        "interview": _interview(request, document),
        "labels": list(_codes(request)),
        "looks": list(margins.looks(request.desk.codebook.codes).values()),
        "passage": _address(document),
    }
    return render(request, "interview.html", context)


@reader
@require_POST
def code(request: Request) -> HttpResponse:
    """Give a code to words that were selected in a turn."""
    turn = _turn(request)
    chosen = _codes(request).get(request.POST.get("code", "").strip())
    if chosen is None:
        return _refused(request, _NO_CODE)
    place = _place(request, turn)
    if place is None:
        return _refused(request, _NO_WORD)
    segments = touched(request.desk.shared.segments.get(turn.document, ()), place.start, place.end)
    if not interviews.seen_by(request.desk, request.user).shows_machine(segments):
        return _refused(request, _SILENT)
    model = request.desk.shared.model
    reading = decisions.show(request.user, place, drawn=Drawn.CHOSEN, blind=False, model=model)
    decisions.decide(
        reading,
        chosen.code,
        Verdict.ACCEPT,
        place=place,
        seen=_seen(request, place, chosen.code),
        act=forms.act_of(request.POST),
    )
    given = models.Coding.objects.filter(
        coder=request.user, standing=True, code=chosen.code, document=place.document, start=place.start, end=place.end
    )
    return _changed(request, turn, f"Codé «\u00a0{chosen.name}\u00a0».", given.order_by("-pk").first())


@reader
@require_POST
def withdraw(request: Request) -> HttpResponse:
    """Take a code back that was just given here."""
    coding = models.Coding.objects.filter(pk=forms.key_of(request.POST, "coding"), coder=request.user, lost="").first()
    if coding is None:
        raise Http404
    turns = request.desk.shared.turns.get(coding.document, ())
    turn = next((one for one in turns if one.turn == coding.turn), None)
    if turn is None:
        raise Http404
    decisions.withdraw(request.user, coding, act=forms.act_of(request.POST))
    return _changed(request, turn, "Le code est retiré.", None)


def _interview(request: Request, document: str) -> Interview:
    """The interview of this name; no file is opened by it."""
    if document not in request.desk.shared.documents:
        raise Http404
    return interviews.interview(request.desk, request.user, document)


def _address(document: str) -> str:
    """The address of a passage on the review page, but for its number."""
    return "?" + urlencode({"passage": f"{document}:"})


def _changed(request: Request, turn: Turn, sentence: str, given: models.Coding | None) -> HttpResponse:
    """What was done, and the turn as it is now."""
    found = _interview(request, turn.document)
    context = {
        "sentence": sentence,
        "given": given,
        "interview": found,
        "lines": [line for sheet in found.sheets for line in sheet if line.row.turn.turn == turn.turn],
        "passage": _address(turn.document),
    }
    return render(request, "_said.html", context)


def _refused(request: Request, sentence: str) -> HttpResponse:
    # with the status of an error, htmx would not show the sentence
    return render(request, "_said.html", {"sentence": sentence, "refused": True})


def _codes(request: Request) -> dict[str, Look]:
    """The codes that can be given, by the words under which they are offered."""
    codes = request.desk.codebook.codes
    known = margins.looks(codes)
    return {
        " › ".join(filter(None, (known[one.code].theme, one.name))): known[one.code] for one in codes if one.codable
    }


def _turn(request: Request) -> Turn:
    turns = request.desk.shared.turns.get(request.POST.get("document", ""), ())
    number = forms.key_of(request.POST, "turn")
    found = next((one for one in turns if one.turn == number), None)
    if found is None:
        raise Http404
    return found


def _place(request: Request, turn: Turn) -> Place | None:
    """The words that were selected; None when there are none."""
    first = margins.position(turn.text, forms.key_of(request.POST, "start"))
    last = margins.position(turn.text, forms.key_of(request.POST, "end"))
    try:
        return request.desk.editions.place(turn.document, turn.start + first, turn.start + last)
    except ValueError:
        return None


def _seen(request: Request, place: Place, code: str) -> decisions.Seen:
    """The machine's flag beside the words, when one segment holds them all."""
    segments = touched(request.desk.shared.segments.get(place.document, ()), place.start, place.end)
    if len(segments) != 1:
        return decisions.Seen()
    found = request.desk.shared.suggestions(place.document, segments[0].segment)
    flag = next((one for one in found if one.flagged and one.code == code), None)
    return decisions.Seen(model=flag.model, score=flag.score) if flag else decisions.Seen()
