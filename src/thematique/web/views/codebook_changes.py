"""Changing the codebook: ask, see what will happen, confirm; and take the last change back."""

import secrets
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from thematique.codebook import Codebook
from thematique.codings import NOTHING
from thematique.errors import WrongUse
from thematique.records import Code
from thematique.review import grid
from thematique.web import foreseen, forms
from thematique.web.access import Request, reviewer
from thematique.web.coded import Coded, passages
from thematique.web.operations import (
    OPERATIONS,
    TO,
    Asked,
    Operation,
    field_of,
    name_of,
    new_codes,
    require_something,
)

# more would be too long to read at once; the others go together
_SHOWN = 150


@reviewer
@require_http_methods(["GET", "POST"])
def change(request: Request, operation: str) -> HttpResponse:
    """One operation, step by step: the form, where the passages go, what will happen, done."""
    wanted = OPERATIONS.get(operation)
    if wanted is None:
        raise Http404
    now = grid.current(request.desk.folder)
    if request.method == "GET":
        return _form(request, wanted, _first(request, wanted, now.codebook))
    asked = _asked(request, wanted, now.codebook)
    try:
        return _step(request, wanted, asked, now.number)
    except WrongUse as error:
        status = HTTPStatus.CONFLICT if isinstance(error, grid.Outdated) else HTTPStatus.BAD_REQUEST
        asked = _asked(request, wanted, grid.current(request.desk.folder).codebook)
        return _form(request, wanted, asked, problem=error, status=status)


@reviewer
@require_http_methods(["GET", "POST"])
def undo(request: Request) -> HttpResponse:
    """Take back the last change, after what that does was shown."""
    now, problem = grid.current(request.desk.folder), ""
    if request.method == "POST":
        version = forms.key_of(request.POST, "version")
        try:
            act = forms.act_of(request.POST)
            return _made(grid.undo(request.desk.folder, request.user, version=version, act=act), {})
        except WrongUse as error:
            now, problem = grid.current(request.desk.folder), str(error)
    undoing = grid.undoing(request.desk.folder)
    back, staying = foreseen.lines_back(now.codebook, undoing) if undoing else ([], [])
    context = {"undoing": undoing, "back": back, "staying": staying, "problem": problem}
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return render(request, "codebook_undo.html", {**context, **_named(now.number)}, status=status)


def _step(request: Request, operation: Operation, asked: Asked, number: int) -> HttpResponse:
    """What a sent form asks for."""
    step = request.POST.get("step", "look")
    if step == "form":
        return _form(request, operation, asked)
    act = forms.act_of(request.POST)
    if step == "do" and (made := grid.made_by(request.user, act)) is not None:
        return _made(made, {})
    if forms.number_of(request.POST, "version") != number:
        raise grid.Outdated
    if step == "share" and operation.shares and asked.passages.shown:
        return _share(request, operation, asked)
    wanted = operation.make(asked)
    require_something(asked, wanted)
    if step != "do":
        return _look(request, operation, asked, wanted)
    made = grid.change(request.desk.folder, request.user, wanted, version=number, act=act)
    return _made(made, _place(operation, asked, wanted))


def _made(number: int, place: dict[str, str]) -> HttpResponse:
    return redirect(f"{reverse('codebook')}?{urlencode({**place, 'fait': str(number)})}")


def _form(
    request: Request, operation: Operation, asked: Asked, *, problem: WrongUse | None = None, status: int = 200
) -> HttpResponse:
    now = grid.current(request.desk.folder)
    outdated = isinstance(problem, grid.Outdated)
    since = forms.number_of(request.POST, "version") if outdated else None
    context = {
        "problem": str(problem or ""),
        "since": [one for one in grid.history() if since is not None and one.number > since],
        "shared": _passages(asked) if operation is OPERATIONS["repartir"] else None,
        "unread": now.problems,
    }
    return render(request, "codebook_form.html", {**_context(operation, asked, now.number), **context}, status=status)


def _share(request: Request, operation: Operation, asked: Asked) -> HttpResponse:
    """The passages of a code, each with the codes it may go to."""
    now = grid.current(request.desk.folder)
    context = {"targets": new_codes(asked), "shared": _passages(asked), "rest": asked.text("rest") or asked.code}
    return render(request, "codebook_share.html", {**_context(operation, asked, now.number), **context})


def _look(request: Request, operation: Operation, asked: Asked, wanted: grid.Change) -> HttpResponse:
    """What will happen."""
    now = grid.current(request.desk.folder)
    seen = foreseen.of_change(request.desk, now.codebook, wanted)
    context = {"seen": seen, "comments": wanted.edited.codebook != now.codebook and grid.has_comments()}
    return render(request, "codebook_look.html", {**_context(operation, asked, now.number), **context})


def _context(operation: Operation, asked: Asked, number: int) -> dict[str, Any]:
    key = next(key for key, one in OPERATIONS.items() if one is operation)
    codes = asked.codebook.codes
    return {
        **_named(number),
        "key": key,
        "operation": operation,
        "asked": asked,
        "code": next((one for one in codes if one.code == asked.code), None),
        "themes": _options(asked.codebook, codes),
        "targets": _options(asked.codebook, [one for one in codes if one.codable and one.code != asked.code]),
    }


def _named(number: int) -> dict[str, Any]:
    """What a form sends along: the version it starts from, and a name by which the act is known if sent twice."""
    return {"version": number, "act": secrets.token_hex(8)}


def _options(codebook: Codebook, codes: Any) -> list[tuple[str, str]]:
    """Codes to choose from, each with the names of those above it."""
    return [(one.code, " › ".join(_names(codebook, one.code))) for one in codes]


def _names(codebook: Codebook, code: str) -> list[str]:
    parts = code.split(".")
    return [name_of(codebook, ".".join(parts[: n + 1])) for n in range(len(parts))]


def _passages(asked: Asked) -> dict[str, Any]:
    """The passages to share out, with what was chosen for each, and how many are not shown."""
    shown = asked.passages.shown[:_SHOWN]
    rows: list[tuple[Coded, str, str]] = [(one, field_of(one), asked.text(field_of(one))) for one in shown]
    return {
        "rows": rows,
        "more": len(asked.passages.shown) - len(shown),
        "hidden": asked.passages.hidden,
        "lost": asked.passages.lost,
    }


def _first(request: Request, operation: Operation, codebook: Codebook) -> Asked:
    """What the form holds when it is opened."""
    path = request.GET.get("code", "")
    code = next((one for one in codebook.codes if one.code == path), None)
    found = passages(request.desk, request.user, path)
    if code is None and not (_may_be_astray(operation, path) or (operation is OPERATIONS["ajouter"] and not path)):
        raise Http404
    typed = operation.start(code or Code(code=path, name=path, definition=""))
    return Asked(codebook=codebook, code=path, typed=typed, passages=found)


def _may_be_astray(operation: Operation, path: str) -> bool:
    """Whether the address may name a code that is no longer in the codebook, to move its codings."""
    return operation is OPERATIONS["repartir"] and path != NOTHING and bool(grid.affected([path]))


def _asked(request: Request, operation: Operation, codebook: Codebook) -> Asked:
    """What a form asks for."""
    sent = request.POST
    fields = [name for name in sent if name in operation.fields or (operation.shares and name.startswith(TO))]
    code = sent.get("code", "")
    found = passages(request.desk, request.user, code)
    typed = {name: str(sent[name]).replace("\r\n", "\n") for name in fields}
    return Asked(codebook=codebook, code=code, typed=typed, passages=found)


def _place(operation: Operation, asked: Asked, wanted: grid.Change) -> dict[str, str]:
    """Where the page goes on after a change: at the code where it is now, at the new one, or else at its theme."""
    codes = [one.code for one in wanted.edited.codebook.codes]
    if operation is OPERATIONS["ajouter"]:
        known = {one.code for one in asked.codebook.codes}
        return {"code": next(code for code in codes if code not in known)}
    path = wanted.edited.moves.get(asked.code) or asked.code
    found = next((code for code in (path, path.rpartition(".")[0]) if code in codes), "")
    return {"code": found} if found else {}
