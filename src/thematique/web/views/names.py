"""The private pages of names: the list of transcripts, and one of them, raw beside replaced. See `web.door`."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thematique.naming import Standing
from thematique.private_side import Side, side_of
from thematique.records import record
from thematique.review.wishes import wishes
from thematique.web import renaming
from thematique.web.access import Request, private
from thematique.web.name_marks import KINDS
from thematique.web.names import is_pending, sheet
from thematique.web.work import Kind


@record
class Listed:
    """A transcript in the list, with its title and the wishes of reviewers about it."""

    standing: Standing
    title: str
    n_wishes: int


@private
@require_GET
def listing(request: Request) -> HttpResponse:
    """The transcripts, and how far the names of each were checked."""
    if closed := locked(request):
        return closed
    study = request.desk.study
    wished = [one.document for one in wishes()]
    documents = {one.document: one.title for one in study.table("documents")}
    context = {
        "listed": [
            Listed(standing=one, title=documents.get(one.document, ""), n_wishes=wished.count(one.document))
            for one in study.naming.standings()
        ],
        "never_met": [one for one in study.naming.doubts() if not one.document],
        "n_alike": len(study.naming.likenesses()),
        "pending": is_pending(study),
        **work_of(request),
    }
    return render(request, "names.html", context)


@private
@require_GET
def page(request: Request, document: str) -> HttpResponse:
    """One transcript."""
    if closed := locked(request):
        return closed
    found = sheet(request.desk, document)
    if found is None:
        raise Http404
    context = {
        "sheet": found,
        "pending": found.pending,
        "entities": request.desk.study.naming.entities(),
        "kinds": KINDS.items(),
        **work_of(request),
    }
    return render(request, "names_document.html", context)


@private
@require_GET
def state(request: Request) -> HttpResponse:
    """How far it is with what was decided; the page anew once the texts show it."""
    context = work_of(request)
    answer = render(request, "_names_work.html", context)
    if not context["applying"]:
        answer["HX-Refresh"] = "true"
    return answer


def locked(request: Request) -> HttpResponse | None:
    """The page that says how to open the private side, while it is locked."""
    if side_of(request.desk.folder) is Side.OPEN:
        return None
    return render(request, "names_locked.html", {"folder": request.desk.folder.resolve()})


def work_of(request: Request) -> dict[str, Any]:
    """What the machine does of what was decided: whether the texts are being changed, or only what follows them."""
    work = request.desk.work
    job, begun = work.job, [one for one in work.steps if one.since]
    is_names = job is not None and job.kind is Kind.NAMES
    ended = work.ended
    return {
        "busy": job is not None,
        "applying": is_names and len(begun) <= renaming.REST,
        "following": is_names and len(begun) > renaming.REST,
        "failed": ended.sentence if ended and ended.job.kind is Kind.NAMES and not ended.went_well and not job else "",
    }
