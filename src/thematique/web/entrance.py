"""How a coder comes in: by name and password, and not faster after failures."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from thematique.review import coders
from thematique.review.models import Coder


class Backend:
    """Check a name and a password; takes as long for a name that nobody bears."""

    def authenticate(self, _request: HttpRequest | None, name: str = "", password: str = "", **_: Any) -> Coder | None:
        """The coder, or None."""
        # no name holds a sign that cannot be printed, and not every database takes them
        coder = Coder.objects.filter(name=name).first() if name.isprintable() else None
        if coder is None or not coder.has_usable_password():
            make_password(password)
            return None
        return coder if coder.check_password(password) and coder.is_active else None

    def get_user(self, key: int) -> Coder | None:
        """The coder of a session, while they may come in."""
        return Coder.objects.filter(pk=key, is_active=True).first()


def come_in(request: HttpRequest, name: str, password: str) -> tuple[Coder | None, float]:
    """The coder if all is right, and the seconds to wait before the next try.

    While one has to wait, the password is not looked at.
    """
    from django.contrib.auth import authenticate, login

    name = coders.normal(name)
    pause = coders.wait(name)
    if pause > 0:
        return None, pause
    found = authenticate(request, name=name, password=password)
    if not isinstance(found, Coder):
        coders.failed(name)
        return None, coders.wait(name)
    coders.succeeded(name)
    login(request, found)
    return found, 0.0
