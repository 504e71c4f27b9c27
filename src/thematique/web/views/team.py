"""Who codes: invite, give a new link, another role, or no access any more."""

from datetime import datetime

from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from thematique.codings import CONSENSUS
from thematique.errors import WrongUse
from thematique.records import record
from thematique.review import coders, journal, models
from thematique.review.models import Coder, Role
from thematique.web import forms
from thematique.web.access import Request, administrator
from thematique.web.door import leads_here

_STATES = {
    "active": "code",
    "invited": "invitation en attente",
    "expired": "invitation périmée",
    "out": "sans accès",
}


@record
class Member:
    """Somebody who codes or coded: `state` is one of `_STATES`, `seen` when they last came or read."""

    coder: Coder
    state: str
    seen: datetime | None

    @property
    def told(self) -> str:
        """The state in French."""
        return _STATES[self.state]


@record
class Link:
    """A link that was just made, and cannot be shown again; `local` when no other machine can follow it."""

    name: str
    address: str
    local: bool
    is_new: bool


@administrator
@require_GET
def page(request: Request) -> HttpResponse:
    """Everyone, and the form to invite somebody."""
    return _answer(request)


@administrator
@require_POST
def invite(request: Request) -> HttpResponse:
    """Add somebody; the page that answers shows the link, once."""
    name, role = request.POST.get("name", ""), _role(request)
    try:
        if coders.is_known(name):
            raise WrongUse(f"« {name} » est déjà dans l'équipe ; donnez-lui un nouveau lien dans la liste.")
        invited = coders.invite(name, role, by=request.user.name)
    except WrongUse as error:
        return _answer(request, problem=str(error), typed=name, chosen=role)
    return _answer(request, link=_link(request, invited, is_new=True))


@administrator
@require_POST
def renew(request: Request) -> HttpResponse:
    """A new link for somebody who lost their password, or who comes back."""
    coder = _coder(request)
    try:
        invited = coders.invite(coder.name, Role(coder.role), by=request.user.name)
    except WrongUse as error:
        return _answer(request, problem=str(error))
    return _answer(request, link=_link(request, invited, is_new=False))


@administrator
@require_POST
def appoint(request: Request) -> HttpResponse:
    """Give somebody another role."""
    coder, role = _coder(request), _role(request)
    try:
        coders.appoint(coder.name, role, by=request.user.name)
    except WrongUse as error:
        return _answer(request, problem=str(error))
    return _answer(request, told=f"Le rôle de {coder.name} est désormais : {role.value}.")


@administrator
@require_POST
def disable(request: Request) -> HttpResponse:
    """Keep somebody out; what they decided stays."""
    coder = _coder(request)
    try:
        coders.disable(coder.name, by=request.user.name)
    except WrongUse as error:
        return _answer(request, problem=str(error))
    return _answer(request, told=f"{coder.name} n’a plus accès à l’étude ; ses codages sont gardés.")


def _answer(
    request: Request,
    *,
    link: Link | None = None,
    problem: str = "",
    told: str = "",
    typed: str = "",
    chosen: Role = Role.READER,
) -> HttpResponse:
    context = {"members": _members(), "roles": Role.values, "link": link, "problem": problem, "told": told}
    return render(request, "team.html", {**context, "typed": typed, "chosen": chosen.value})


def _members() -> list[Member]:
    read = models.Reading.objects.values_list("coder").annotate(Max("shown_at"))
    seen: dict[int, datetime] = dict(read.order_by())
    open_links = models.Invitation.objects.filter(used_at=None, expires_at__gt=journal.now())
    invited = set(open_links.values_list("coder", flat=True))
    return [_member(coder, seen.get(coder.pk), is_invited=coder.pk in invited) for coder in coders.everyone()]


def _member(coder: Coder, read: datetime | None, *, is_invited: bool) -> Member:
    moments = [moment for moment in (coder.last_login, read) if moment]
    state = "active" if coder.has_usable_password() else "invited" if is_invited else "expired"
    return Member(coder=coder, state=state if coder.is_active else "out", seen=max(moments, default=None))


def _link(request: Request, invited: coders.Invited, *, is_new: bool) -> Link:
    address = request.build_absolute_uri(reverse("enter", args=[invited.token]))
    return Link(name=invited.coder.name, address=address, local=leads_here(request.get_host()), is_new=is_new)


def _coder(request: Request) -> Coder:
    found = Coder.objects.filter(pk=forms.key_of(request.POST, "coder")).exclude(name=CONSENSUS).first()
    if found is None:
        raise Http404
    return found


def _role(request: Request) -> Role:
    try:
        return Role(request.POST.get("role", ""))
    except ValueError as error:
        raise Http404 from error
