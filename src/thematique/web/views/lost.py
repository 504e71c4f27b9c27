"""What was coded on words that were not found again: where it goes is for people to say."""

import re
import secrets
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from thematique.review import carrying
from thematique.review.models import Role
from thematique.web import forms
from thematique.web.access import Request, may, reader
from thematique.web.astray import Astray, astray, sight

_KEY = re.compile(r"(coding|memo|correction)-\d{1,15}")
_TOLD = {
    "place": "C’est remis à sa place.",
    "retrait": "C’est retiré. Dans la page Relire, « Annuler » le fait revenir.",
    "deja": "Quelqu’un s’en est occupé entre-temps ; rien n’a changé.",
    "texte": "Le texte a changé entre-temps ; regardez de nouveau où sont les mots.",
    "mots": "Ces positions ne contiennent aucun mot ; choisissez-en dans le texte.",
}


@reader
@require_GET
def page(request: Request) -> HttpResponse:
    """Everything that has to be put back, and one of them with the place where it may be."""
    items = _items(request)
    at = next((n for n, item in enumerate(items) if item.key == request.GET.get("choix")), 0)
    chosen = items[at] if items else None
    context = {
        "items": items,
        "chosen": chosen,
        "sight": sight(request.desk, chosen.row, forms.number_of(request.GET, "tour")) if chosen else None,
        "before": items[at - 1] if items and at > 0 else None,
        "after": items[at + 1] if at + 1 < len(items) else None,
        "told": _TOLD.get(request.GET.get("fait", ""), ""),
        "text": request.desk.shared.digest,
        "act": secrets.token_hex(8),
        "is_mine": chosen is not None and chosen.row.coder_id == request.user.pk,
    }
    return render(request, "lost.html", context)


@reader
@require_POST
def confirm(request: Request) -> HttpResponse:
    """Put something where a person says that its words are."""
    item, after = _chosen(request)
    if item is None:
        return _back(after, "deja")
    start, end = forms.number_of(request.POST, "start"), forms.number_of(request.POST, "end")
    if request.POST.get("text") != request.desk.shared.digest or not request.desk.editions.has(item.row.document):
        return _back(item.key, "texte")
    if start is None or end is None:
        return _back(item.key, "mots")
    try:
        done = carrying.confirm(request.user, item.row, request.desk.editions, start, end)
    except ValueError:
        return _back(item.key, "mots")
    request.desk.look_for_astray()
    return _back(after, "place" if done else "deja")


@reader
@require_POST
def give_up(request: Request) -> HttpResponse:
    """Let something whose words are gone hold no longer."""
    item, after = _chosen(request)
    if item is None:
        return _back(after, "deja")
    carrying.give_up(request.user, item.row, act=forms.act_of(request.POST))
    request.desk.look_for_astray()
    return _back(after, "retrait")


def _items(request: Request) -> Sequence[Astray]:
    """What this coder may deal with: their own, or everybody's for those who settle disagreements."""
    rows: Sequence[Any] = carrying.lost()
    if not may(request.user, Role.REVIEWER):
        rows = [row for row in rows if row.coder_id == request.user.pk]
    codes = request.desk.codes
    return [astray(row, codes) for row in rows]


def _chosen(request: Request) -> tuple[Astray | None, str]:
    """What a form speaks of, None when it is no longer there, and the key of what comes after it."""
    items, key = _items(request), request.POST.get("choix", "")
    at = next((n for n, item in enumerate(items) if item.key == key), None)
    if at is None:
        if not _KEY.fullmatch(key):
            raise Http404
        return None, ""
    return items[at], items[at + 1].key if at + 1 < len(items) else ""


def _back(key: str, told: str) -> HttpResponse:
    return redirect(f"{reverse('lost')}?{urlencode({'choix': key, 'fait': told})}")
