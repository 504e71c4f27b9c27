"""The codebook: what each code means, how much it was used, the passages that carry it, and how it came to be so."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from thematique.codebook import Codebook
from thematique.codings import NOTHING
from thematique.records import Code
from thematique.review import grid
from thematique.review.models import Role
from thematique.web import forms, outline
from thematique.web.access import Request, may, reader, reviewer
from thematique.web.coded import passages
from thematique.web.operations import name_of

_A_PAGE = 50
_RECENT = 5


@reader
@require_GET
def page(request: Request) -> HttpResponse:
    """The tree of codes, and one code or the codebook as a whole."""
    now = grid.current(request.desk.folder)
    chosen = _code(now.codebook, request.GET.get("code", ""))
    counts = outline.counts_for(request.user)
    versions = grid.history()
    context = {
        "book": now.codebook,
        "version": now.number,
        "problems": now.problems,
        "tree": outline.tree(now.codebook, counts),
        "chosen": chosen,
        "sheet": outline.sheet(request.desk, now.codebook, chosen, counts) if chosen else None,
        "astray": outline.astray(now.codebook, request.user),
        "recent": versions[:_RECENT],
        "done": _done(request, versions),
        "undoable": may(request.user, Role.REVIEWER) and not now.problems and bool(grid.last_change()),
        "may_change": may(request.user, Role.REVIEWER) and not now.problems,
        "sees_all": may(request.user, Role.REVIEWER),
    }
    return render(request, "codebook.html", context)


@reader
@require_GET
def coded(request: Request) -> HttpResponse:
    """The passages that carry a code."""
    codebook = grid.current(request.desk.folder).codebook
    code = request.GET.get("code", "")
    found = passages(request.desk, request.user, code)
    known = any(one.code == code for one in codebook.codes)
    if code == NOTHING or not (known or found.shown or found.others):
        raise Http404
    context = {
        "code": code,
        "name": name_of(codebook, code),
        "known": known,
        "found": found,
        "page": Paginator(found.shown, _A_PAGE).get_page(request.GET.get("page")),
        "sees_all": may(request.user, Role.REVIEWER),
    }
    return render(request, "codebook_passages.html", context)


@reader
@require_GET
def versions(request: Request) -> HttpResponse:
    """How the codebook came to be as it is."""
    page = Paginator(grid.history(), _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "codebook_versions.html", {"page": page})


@reviewer
@require_POST
def put_back(request: Request) -> HttpResponse:
    """Write the codebook in force over a file with errors, which is kept aside."""
    grid.put_back(request.desk.folder, request.user)
    return redirect("codebook")


def _code(codebook: Codebook, path: str) -> Code | None:
    """The code of an address; None where it asks for none."""
    if not path:
        return None
    found = next((one for one in codebook.codes if one.code == path), None)
    if found is None:
        raise Http404
    return found


def _done(request: Request, versions: Any) -> Any:
    """The change that was just made, if the address says so."""
    number = forms.number_of(request.GET, "fait")
    return next((one for one in versions if one.number == number), None)
