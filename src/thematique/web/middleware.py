"""What stands before and around every page: the right study, the right host, the right role, the safe headers."""

import logging
import secrets
import sys
import traceback
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import DisallowedHost, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import render
from django.template.loader import render_to_string

from thematique.errors import ThematiqueError
from thematique.private_side import side_of, wording
from thematique.review.database import use
from thematique.review.models import Coder, Role
from thematique.web.access import Request, is_private, may, needed
from thematique.web.door import admits

Handler = Callable[[Any], HttpResponse]

_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_log = logging.getLogger("thematique.web")


class Guard:
    """Give the request its study, refuse foreign hosts and foreign pages, and let nothing be kept or framed."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Answer within the study's database, and set the headers that protect the page."""
        request.desk = request.environ["thematique.desk"]  # type: ignore[attr-defined]  # WSGI requests have it
        with use(request.desk.database):
            response = self._answer(request)
        for name, value in _HEADERS.items():
            response[name] = value
        return response

    def _answer(self, request: Request) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            return HttpResponse(status=HTTPStatus.BAD_REQUEST)
        # a browser says from where a page sends; one that says nothing is held by the token
        if request.method not in _SAFE_METHODS and request.headers.get("Sec-Fetch-Site", "none") not in _OURS:
            return HttpResponseForbidden()
        return self._get_response(request)


class Doorkeeper:
    """Ask for the role that each view declares, and tell faults without a word of a transcript."""

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Go on; the view is judged once it is known."""
        return self._get_response(request)

    def process_view(self, request: Request, view: Callable[..., Any], _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Let the view be called, or answer in its place."""
        role, user = needed(view), cast(Coder | AnonymousUser, request.user)
        if is_private(view) and not (admits(request) and (may(user, role) or not user.is_authenticated)):
            # it does not say that there is anything to be refused
            raise Http404
        if may(user, role):
            try:
                request.desk.refresh()
            except Exception as error:
                return self.process_exception(request, error)
            return None
        if not user.is_authenticated:
            # an address that only takes forms shows nothing to whoever comes back to it
            back = request.get_full_path() if request.method == "GET" else "/"
            response = render(request, "login.html", {"next": back}, status=HTTPStatus.UNAUTHORIZED)
            response["HX-Refresh"] = "true"
            return response
        return render(request, "refused.html", {"role": role}, status=HTTPStatus.FORBIDDEN)

    def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
        """The page of a fault: a sentence for what people can mend, a number for the rest."""
        if isinstance(error, (Http404, PermissionDenied, SuspiciousOperation)):
            return None
        if isinstance(error, ThematiqueError):
            return render(request, "problem.html", {"sentence": str(error)}, status=HTTPStatus.CONFLICT)
        return fault(request, error)


def fault(request: HttpRequest, error: BaseException | None = None) -> HttpResponse:
    """The page of a fault that nobody can mend from here: a number, under which the log says where it happened.

    It asks nothing of the database, which may be what failed.
    """
    error = error or sys.exception()
    number = secrets.token_hex(4)
    # the message of an error may quote a text: its kind and its lines are enough
    frames = [
        f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__ if error else None)
    ]
    route = request.resolver_match.route if request.resolver_match else ""
    _log.error("%s %s %s %s", number, route, type(error).__name__, " ".join(frames))
    page = render_to_string("fault.html", {"number": number})
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without its token: mostly a page that stayed open since before the last login."""
    del reason
    return render(request, "stale.html", status=HTTPStatus.FORBIDDEN)


def frame(request: Request) -> dict[str, Any]:
    """What the frame of every page shows."""
    desk = getattr(request, "desk", None)
    coder: Any = getattr(request, "user", None)
    known = coder is not None and coder.is_authenticated
    # what a browser keeps unsent is this coder's, in this study: the name of the cookie tells one study from another
    outbox = f"{settings.SESSION_COOKIE_NAME}-{coder.pk}" if known else ""
    return {
        "study_title": desk.title if desk and known else "",
        "texts": wording(side_of(desk.folder)).texts if desk and known else "",
        "coder": coder if known else None,
        "outbox": outbox,
        "has_names": bool(desk and known) and may(coder, Role.ADMINISTRATOR) and admits(request),
    }


_OURS = {"same-origin", "none"}
