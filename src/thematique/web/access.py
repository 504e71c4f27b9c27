"""Who may see which page: every view says the least role it asks for, and none is served that does not say."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.http import HttpRequest

from thematique.review.models import Coder, Role

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from thematique.web.desk import Desk

View = TypeVar("View", bound=Callable[..., Any])

# from the least to the most
_LADDER = (Role.READER, Role.REVIEWER, Role.ADMINISTRATOR)
EVERYONE = ""


class Request(HttpRequest):
    """A request as the views get it: the desk of the study, and the coder who came in."""

    desk: "Desk"
    htmx: "HtmxDetails"
    user: Coder


def reader(view: View) -> View:
    """Let in all who code."""
    return _declare(view, Role.READER)


def reviewer(view: View) -> View:
    """Let in those who settle disagreements and change the codebook."""
    return _declare(view, Role.REVIEWER)


def administrator(view: View) -> View:
    """Let in those who look after accounts and backups."""
    return _declare(view, Role.ADMINISTRATOR)


def private(view: View) -> View:
    """Let in those who look after the study, on this very machine, when the private side is open; see `door`."""
    view.is_private = True  # type: ignore[attr-defined]  # functions take attributes
    return _declare(view, Role.ADMINISTRATOR)


def is_private(view: Callable[..., Any]) -> bool:
    """Whether a view shows what identifies people."""
    return bool(getattr(view, "is_private", False))


def everyone(view: View) -> View:
    """Let anybody in, even without an account: the page shows nothing of the study."""
    return _declare(view, EVERYONE)


def needed(view: Callable[..., Any]) -> str:
    """The least role that a view asks for; empty for a page open to all.

    Raises:
        AttributeError: the view does not say.
    """
    return str(view.needed_role)  # type: ignore[attr-defined]  # set by the decorators of this module


def may(coder: Any, role: str) -> bool:
    """Whether a coder has a role, or one above it."""
    if role == EVERYONE:
        return True
    return bool(coder.is_authenticated) and _LADDER.index(Role(coder.role)) >= _LADDER.index(Role(role))


def _declare(view: View, role: str) -> View:
    view.needed_role = role  # type: ignore[attr-defined]  # functions take attributes
    return view
