"""Who codes: invited by an administrator, never self-registered (fr. codeur·se).

A link lets the invited coder choose a password, once; only its digest is kept. A failed login slows down the next ones
for that name, whether somebody bears it or not, so that nothing tells the names that exist.
"""

import hashlib
import secrets
import unicodedata
from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password

from thematique.codings import CONSENSUS, FIRST
from thematique.errors import WrongUse
from thematique.records import record
from thematique.review import journal
from thematique.review.database import writing
from thematique.review.models import Attempt, Coder, Invitation, Role

MACHINE = "machine"
_RESERVED = {CONSENSUS, MACHINE}
_VALID = timedelta(days=7)
# after these failures each further one doubles the wait
_FREE_FAILURES = 5
_LONGEST_WAIT = 900
_MEMORY = timedelta(hours=1)


@record
class Invited:
    """A coder and the token of the link that lets them in, once."""

    coder: Coder
    token: str


def invite(name: str, role: Role, *, by: str = "") -> Invited:
    """Add a coder, or give one who lost their password a new link; the former links no longer work.

    Raises:
        WrongUse: the name cannot be borne.
    """
    name = _checked(name)
    token = secrets.token_urlsafe(32)
    with writing():
        head = journal.lock()
        coder = Coder.objects.filter(name=name).first()
        if coder is None:
            coder = Coder(name=name, role=role, created_at=journal.now())
            coder.set_unusable_password()
            coder.save()
        elif coder.role != role or not coder.is_active:
            _require_other_administrator(coder, role)
            coder.role, coder.is_active = role, True
            coder.save(update_fields=["role", "is_active"])
        Invitation.objects.filter(coder=coder, used_at=None).update(used_at=journal.now())
        Invitation.objects.create(coder=coder, digest=_digest(token), expires_at=journal.now() + _VALID)
        journal.append(head, by or name, "invite", {"name": name, "role": role.value})
    return Invited(coder=coder, token=token)


def invitation(token: str) -> Invitation | None:
    """The invitation of a link, while it can be used."""
    return Invitation.objects.filter(
        digest=_digest(token), used_at=None, expires_at__gt=journal.now(), coder__is_active=True
    ).first()


def accept(token: str, password: str, name: str = "") -> Coder | None:
    """Use a link: the coder's password is set; None when the link is used up or too old.

    Args:
        token: of the link.
        password: the new one, already judged strong enough.
        name: the name that the first coder chooses; others were given theirs.

    Raises:
        WrongUse: the name cannot be borne, or somebody bears it.
    """
    if invitation(token) is None:
        return None
    # it takes a while on purpose: nobody else waits for it
    hashed = make_password(password)
    with writing():
        head = journal.lock()
        found = invitation(token)
        if found is None:
            return None
        Invitation.objects.filter(coder=found.coder, used_at=None).update(used_at=journal.now())
        found.coder.password = hashed
        if name and found.coder.name == FIRST:
            found.coder.name = _checked(name)
            if Coder.objects.filter(name=found.coder.name).exclude(pk=found.coder.pk).exists():
                raise WrongUse(f"« {found.coder.name} » code déjà dans cette étude ; choisissez un autre nom.")
        found.coder.save(update_fields=["password", "name"])
        journal.append(head, found.coder.name, "enter", {"name": found.coder.name})
    return found.coder


def appoint(name: str, role: Role, *, by: str = "") -> Coder:
    """Give a coder another role, from now on.

    Raises:
        WrongUse: nobody bears this name, or no administrator would be left.
    """
    with writing():
        head = journal.lock()
        coder = named(name)
        if coder.role != role:
            _require_other_administrator(coder, role)
            coder.role = role
            coder.save(update_fields=["role"])
            journal.append(head, by or name, "role", {"name": coder.name, "role": role.value})
    return coder


def disable(name: str, *, by: str = "") -> Coder:
    """Keep a coder out from now on; what they decided stays.

    Raises:
        WrongUse: nobody bears this name, or no administrator would be left.
    """
    with writing():
        head = journal.lock()
        coder = named(name)
        _require_other_administrator(coder, Role.READER)
        coder.is_active = False
        coder.save(update_fields=["is_active"])
        Invitation.objects.filter(coder=coder, used_at=None).update(used_at=journal.now())
        journal.append(head, by or name, "disable", {"name": coder.name})
    return coder


def are_governed() -> bool:
    """Whether somebody administers the study and has come in."""
    return (
        Coder.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
        .exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        .exists()
    )


def named(name: str) -> Coder:
    """The coder of this name.

    Raises:
        WrongUse: nobody bears it.
    """
    coder = Coder.objects.filter(name=normal(name)).first()
    if coder is None:
        known = ", ".join(Coder.objects.order_by("name").values_list("name", flat=True)) or "personne"
        raise WrongUse(f"« {name} » ne code pas dans cette étude ; codeurs et codeuses : {known}.")
    return coder


def is_known(name: str) -> bool:
    """Whether somebody bears this name, however it is spelled."""
    return Coder.objects.filter(name=normal(name)).exists()


def voice(name: str) -> Coder:
    """The coder of this name, made on the spot for the consensus and for those whose codings are imported.

    Raises:
        WrongUse: the name cannot be borne.
    """
    name = name if name == CONSENSUS else _checked(name)
    shut_out = {"role": Role.READER, "is_active": False, "password": make_password(None)}
    return Coder.objects.get_or_create(name=name, defaults={**shut_out, "created_at": journal.now()})[0]


def everyone() -> Sequence[Coder]:
    """All who code or coded here, by name; the consensus is nobody."""
    return list(Coder.objects.exclude(name=CONSENSUS).order_by("name"))


def wait(name: str) -> float:
    """Seconds before the next login in this name is looked at: 0 for the first few failures, then twice as long."""
    failures = Attempt.objects.filter(name=_trace(name), at__gt=journal.now() - _MEMORY).order_by("-at")
    beyond, last = failures.count() - _FREE_FAILURES, failures.first()
    if beyond < 0 or last is None:
        return 0.0
    # no power of two beyond this one matters, and the largest cannot be reckoned
    pause = min(2.0 ** min(beyond, 20), _LONGEST_WAIT)
    return max(0.0, pause - (journal.now() - last.at).total_seconds())


def failed(name: str) -> None:
    """Remember a failed login, for an hour."""
    Attempt.objects.filter(at__lt=journal.now() - _MEMORY).delete()
    Attempt.objects.create(name=_trace(name), at=journal.now())


def succeeded(name: str) -> None:
    """Forget the failures of a name."""
    Attempt.objects.filter(name=_trace(name)).delete()


def _require_other_administrator(coder: Coder, role: Role) -> None:
    # who never chose a password cannot come in and administer
    entered = Coder.objects.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    others = entered.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=coder.pk)
    if coder.role == Role.ADMINISTRATOR and role != Role.ADMINISTRATOR and not others.exists():
        raise WrongUse(
            f"« {coder.name} » est la seule personne qui administre l'étude ; donnez d'abord ce rôle à une autre."
        )


def require_bearable(name: str) -> None:
    """Check that somebody may code under this name.

    Raises:
        WrongUse: it is empty, too long, unreadable or reserved.
    """
    _checked(name)


def _checked(name: str) -> str:
    name = normal(name)
    if not name or len(name) > 80 or not name.isprintable():
        raise WrongUse("un nom de codeur ou de codeuse compte de 1 à 80 caractères lisibles.")
    if name.casefold() in _RESERVED or name.startswith("machine:"):
        raise WrongUse(f"« {name} » est un nom réservé ; choisissez-en un autre.")
    return name


def normal(name: str) -> str:
    """One spelling for names that look the same: composed accents, single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _trace(name: str) -> str:
    """What is kept of a name that was typed: people type passwords there too, and programs send anything."""
    return hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
