"""What is decided on the private page: of a name, of a wish, of a whole transcript. See `web.door`."""

from enum import StrEnum
from typing import TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from thematique.errors import ThematiqueError, WrongUse
from thematique.french.names import key
from thematique.records import Kind, Where
from thematique.review import models
from thematique.review.wishes import wishes
from thematique.web import forms, name_acts, renaming
from thematique.web.access import Request, private
from thematique.web.name_acts import Asked, Decision, Do, Scope
from thematique.web.names import is_pending, text_digest
from thematique.web.views.names import locked

E = TypeVar("E", bound=StrEnum)
_OTHER_TEXT = "le texte a changé depuis que cette page est ouverte ; rechargez-la, relisez, puis recommencez."
_NOT_APPLIED = (
    "des décisions, ou des règles plus récentes, ne sont pas encore dans les textes ; appliquez-les, puis relisez."
)


@private
@require_POST
def decide(request: Request) -> HttpResponse:
    """Decide of words, or of a wish."""
    if closed := locked(request):
        return closed
    asked, act = _asked(request), forms.act_of(request.POST)
    try:
        decision = name_acts.decide(request.desk, request.user, asked, act=act)
    except ThematiqueError as error:
        return _answer(request, None, sentence=str(error))
    return _answer(request, decision)


@private
@require_POST
def undo(request: Request) -> HttpResponse:
    """Take back what one decided last."""
    if closed := locked(request):
        return closed
    try:
        decision = name_acts.undo(request.desk, request.user, act=forms.act_of(request.POST))
    except ThematiqueError as error:
        return _answer(request, None, sentence=str(error))
    if not request.htmx:
        return redirect("names_alike")
    if decision is None:
        return _answer(request, None, sentence="il n’y a plus rien à annuler.")
    return _answer(request, decision, undone=True)


@private
@require_POST
def check(request: Request) -> HttpResponse:
    """Say that a transcript was read, or sign it: the text that the page showed, and no other."""
    if closed := locked(request):
        return closed
    document, naming = request.POST.get("document", ""), request.desk.study.naming
    how = request.POST.get("how")
    if how not in {"read", "sign"} or document not in {one.document for one in naming.standings()}:
        raise Http404
    if is_pending(request.desk.study):
        raise WrongUse(_NOT_APPLIED)
    if request.POST.get("digest") != text_digest(naming.lines(document)):
        raise WrongUse(_OTHER_TEXT)
    say = naming.sign if how == "sign" else naming.read
    request.desk.once.do(f"{request.user.pk} {forms.act_of(request.POST)}", lambda: say(document, by=request.user.name))
    return redirect(reverse("names_document", args=[document]))


@private
@require_POST
def apply(request: Request) -> HttpResponse:
    """Let the texts follow what was decided, in the background."""
    if closed := locked(request):
        return closed
    renaming.apply(request.desk, request.user.name)
    document = request.POST.get("document", "")
    return redirect(reverse("names_document", args=[document]) if document else reverse("names"))


def _asked(request: Request) -> Asked:
    sent = request.POST
    start, end = forms.number_of(sent, "start"), forms.number_of(sent, "end")
    return Asked(
        do=_one_of(Do, sent.get("do", "")),
        scope=_one_of(Scope, sent.get("scope", Scope.HERE)),
        document=sent.get("document", ""),
        turn=-1 if sent.get("where") == Where.VARIABLE else forms.key_of(sent, "turn"),
        where=_one_of(Where, sent.get("where", Where.TEXT)),
        key=sent.get("key", ""),
        start=-1 if start is None else start,
        end=-1 if end is None else end,
        kind=_one_of(Kind, sent["kind"]) if sent.get("kind") else None,
        other=sent.get("other", ""),
        wish=_wish(request),
    )


def _wish(request: Request) -> models.Correction | None:
    key = forms.key_of(request.POST, "wish")
    return wishes(request.POST.get("document", "")).filter(pk=key).first()


def _one_of(kind: type[E], value: str) -> E:
    try:
        return kind(value)
    except ValueError as error:
        raise Http404 from error


def _answer(request: Request, decision: Decision | None, *, sentence: str = "", undone: bool = False) -> HttpResponse:
    """What the page has to know; with the status of an error it would not show the sentence."""
    made = decision.correction if decision else None
    context = {
        "decision": decision,
        "match": key(made.name) if made else "",
        "sentence": sentence,
        "undone": undone,
    }
    return render(request, "_names_done.html", context)
