"""Coming in and going out."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth import login, logout
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from thematique.codings import FIRST
from thematique.review import coders, models
from thematique.web.access import Request, everyone
from thematique.web.entrance import come_in

_WRONG = "Ce nom et ce mot de passe ne vont pas ensemble."
_WAIT = "Trop d'essais pour ce nom : attendez {seconds} s, puis réessayez."


@everyone
@require_http_methods(["GET", "POST"])
def log_in(request: Request) -> HttpResponse:
    """Come in by name and password."""
    asked = request.POST.get("next", request.GET.get("next", "/"))
    if request.method == "GET":
        return render(request, "login.html", {"next": asked})
    coder, pause = come_in(request, request.POST.get("name", ""), request.POST.get("password", ""))
    if coder is not None:
        return redirect(asked if _is_ours(request, asked) else "/")
    sentence = _WAIT.format(seconds=max(1, round(pause))) if pause else _WRONG
    status = HTTPStatus.TOO_MANY_REQUESTS if pause else HTTPStatus.UNAUTHORIZED
    return render(request, "login.html", {"next": asked, "problem": sentence}, status=status)


@everyone
@require_POST
def log_out(request: Request) -> HttpResponse:
    """Go out."""
    logout(request)
    return redirect("login")


@everyone
@require_http_methods(["GET", "POST"])
def enter(request: Request, token: str) -> HttpResponse:
    """Choose a password with the link of an invitation, once."""
    found = coders.invitation(token)
    if found is None:
        return render(request, "invitation_used.html", status=HTTPStatus.NOT_FOUND)
    if request.method == "GET":
        return render(request, "invitation.html", _invited(found))
    password = request.POST.get("password", "")
    problems = _problems(password, request.POST.get("again", ""))
    if problems:
        context = {**_invited(found), "problems": problems}
        return render(request, "invitation.html", context, status=HTTPStatus.BAD_REQUEST)
    coder = coders.accept(token, password, request.POST.get("name", ""))
    if coder is None:
        return render(request, "invitation_used.html", status=HTTPStatus.NOT_FOUND)
    login(request, coder)
    return redirect("review")


@everyone
def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The page for an address that leads nowhere, or not for this coder."""
    del exception
    return render(request, "not_found.html", status=HTTPStatus.NOT_FOUND)


@everyone
def not_understood(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The page for what no page of ours sends, and for what is too long to be taken."""
    too_long = isinstance(exception, (RequestDataTooBig, TooManyFieldsSent))
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_long else HTTPStatus.BAD_REQUEST
    return render(request, "not_understood.html", {"too_long": too_long}, status=status)


def _invited(invitation: models.Invitation) -> dict[str, Any]:
    return {"name": invitation.coder.name, "chooses": invitation.coder.name == FIRST}


def _problems(password: str, again: str) -> list[str]:
    if password != again:
        return ["Les deux mots de passe ne sont pas les mêmes."]
    try:
        validate_password(password)
    except ValidationError as error:
        return list(error.messages)
    return []


def _is_ours(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(address, allowed_hosts=None, require_https=request.is_secure()) and (
        address.startswith("/") and not address.startswith(("//", "/\\"))
    )
