"""The pages of topics: what the machine finds by itself, and how a topic becomes a code of the codebook."""

from dataclasses import replace
from http import HTTPStatus
from secrets import token_hex
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from thematique.errors import WrongUse
from thematique.review import grid
from thematique.review.models import Role
from thematique.web import forms, topic_codes
from thematique.web.access import Request, may, reader, reviewer
from thematique.web.topic_cards import TopicCard, outliers, topic_card, topic_lines, topic_of

_FIRST = 10
_AT_MOST = 500


@reader
@require_GET
def page(request: Request) -> HttpResponse:
    """All topics."""
    desk = request.desk
    context = {
        "lines": topic_lines(desk),
        "outliers": outliers(desk),
        "n_passages": len(desk.shared.segment_topics),
        "n_documents": len({one.document for one in desk.shared.segment_topics}),
    }
    return render(request, "topics.html", context)


@reader
@require_GET
def topic(request: Request, number: int) -> HttpResponse:
    """One topic, and the code that was just made of it."""
    card = _card(request, number, wanted=_AT_MOST if request.GET.get("tous") else _FIRST)
    made = request.desk.codes.get(request.GET.get("code", ""))
    context = {
        "card": card,
        "made": made,
        "theme": request.desk.codes.get(made.code.rpartition(".")[0]) if made else None,
        "may_code": may(request.user, Role.REVIEWER),
    }
    return render(request, "topic.html", context)


@reviewer
@require_http_methods(["GET", "POST"])
def code(request: Request, number: int) -> HttpResponse:
    """Make a code of a topic: type it, look at what it does, then do it."""
    card = _card(request, number, wanted=_AT_MOST)
    version = grid.current(request.desk.folder).number
    if request.method == "GET":
        return _form(request, card, topic_codes.first_draft(card, version))
    draft = topic_codes.draft_of(request.POST, version)
    step = request.POST.get("step", "")
    try:
        if step == "make":
            path = topic_codes.make(request.desk, request.user, draft, card, act=forms.act_of(request.POST))
            return redirect(f"{reverse('topic', args=[number])}?{urlencode({'code': path})}")
        if step == "check":
            seen = topic_codes.preview(request.desk, draft, card)
            return render(
                request, "topic_check.html", {"card": card, "draft": draft, "seen": seen, "act": token_hex(16)}
            )
    except WrongUse as error:
        # the page is made anew from the codebook as it is now
        return _form(request, card, replace(draft, version=version), problem=str(error), status=HTTPStatus.CONFLICT)
    return _form(request, card, draft)


def _form(
    request: Request, card: TopicCard, draft: topic_codes.Draft, *, problem: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    context: dict[str, Any] = {"card": card, "draft": draft, "problem": problem, **forms.choices(request.desk)}
    return render(request, "topic_code.html", context, status=status)


def _card(request: Request, number: int, *, wanted: int) -> TopicCard:
    found = topic_of(request.desk, number)
    if found is None:
        raise Http404
    return topic_card(request.desk, found, request.user, wanted=wanted)
