"""The machine's page: its versions, what it learns in the background, what that changes, and going back."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from thematique.errors import WrongUse
from thematique.machine import Version
from thematique.records import Segment, record
from thematique.review.models import Coder, Role
from thematique.review.order import Spot
from thematique.versions import COLD, Versions
from thematique.web import forms, retraining
from thematique.web.access import Request, everyone, may, reader, reviewer
from thematique.web.changes import Change, Changes
from thematique.web.interviews import seen_by
from thematique.web.work import Kind, now

_A_PAGE = 50
_NO_CONTENT = 204


@record
class Shown:
    """A version as the page shows it: the names of the codes that it learnt, and of those left to the codebook."""

    version: Version
    is_cold: bool
    learnt: Sequence[str]
    left: Sequence[str]


@record
class Line:
    """What changes for a code, and its average precision at the training, before and after (None where undefined)."""

    change: Change
    before: float | None
    after: float | None
    passages: int


@reader
@require_GET
def page(request: Request) -> HttpResponse:
    """The versions, what is being done, what the chosen one changes."""
    return render(request, "model.html", _context(request))


@reader
@require_GET
def state(request: Request) -> HttpResponse:
    """How far the work is; the whole page anew once it has ended."""
    if request.desk.work.job is not None:
        return render(request, "_model_work.html", _at_work(request))
    answer = render(request, "_model.html", _context(request))
    answer["HX-Retarget"], answer["HX-Reswap"] = "#model", "outerHTML"
    return answer


@reviewer
@require_POST
def train(request: Request) -> HttpResponse:
    """Start to learn from the codings."""
    retraining.train(request.desk, request.user.name)
    return redirect("model")


@reviewer
@require_GET
def foresee(request: Request) -> HttpResponse:
    """What going back to a version would do, before it is done."""
    names = {one.version.name: one for one in _versions(request)}
    target = names.get(request.GET.get("version", ""))
    if target is None:
        raise Http404
    context = {"target": target, "current": Versions(request.desk.folder).current, "busy": request.desk.work.job}
    return render(request, "model_return.html", context)


@reviewer
@require_POST
def use(request: Request) -> HttpResponse:
    """Put a version in force, in the background."""
    version = request.POST.get("version", "")
    if version not in [COLD, *Versions(request.desk.folder).names()]:
        raise Http404
    retraining.go_back(request.desk, request.user.name, version)
    return redirect("model")


@reader
@require_GET
def change(request: Request) -> HttpResponse:
    """What changes between two versions, once it is known."""
    before, after = _pair(request)
    context: dict[str, Any] = {"before": before, "after": after}
    try:
        found = retraining.between(request.desk, before, after)
    except WrongUse as error:
        return render(request, "_model_changes.html", {**context, "sentence": str(error)})
    if found is not None:
        context |= {"changes": found, "lines": _lines(request, found, after), **_judged(request, after)}
        context["largest"] = max((one.largest for one in found.codes), default=0) or 1
    return render(request, "_model_changes.html", context)


@reader
@require_GET
def passages(request: Request) -> HttpResponse:
    """The passages on which a flag appears or disappears; those that are yet to be read blind are left out."""
    before, after = _pair(request)
    found = retraining.between(request.desk, before, after)
    if found is None:
        return redirect(f"{request.path.removesuffix('passages/')}?{urlencode({'avant': before, 'apres': after})}")
    code, way = request.GET.get("code", ""), request.GET.get("sens", "plus")
    spots, name = _spots(found, code, is_more=way == "plus")
    segments, hidden = _readable(request, spots)
    context = {
        "before": before,
        "after": after,
        "is_more": way == "plus",
        "name": name,
        "hidden": hidden,
        "n": len(spots),
        "page": Paginator(segments, _A_PAGE).get_page(request.GET.get("page")),
        "query": urlencode({"avant": before, "apres": after, "code": code, "sens": way}),
    }
    return render(request, "model_passages.html", context)


@everyone
@require_GET
def news(request: Request) -> HttpResponse:
    """How the last work ended, told once on whatever page one is; nothing to whoever has not come in.

    Open to all because a page that asks again and again must not be sent to the login form on its own.
    """
    user = cast(Coder | AnonymousUser, request.user)
    if isinstance(user, AnonymousUser):
        return HttpResponse(status=_NO_CONTENT)
    told = request.desk.work.news(user.name)
    shown = forms.number_of(request.GET, "news")
    if (told.number if told else None) == shown:
        return HttpResponse(status=_NO_CONTENT)
    return render(request, "_news.html", {"news": told})


@reader
@require_POST
def heard(request: Request) -> HttpResponse:
    """Close what was told."""
    request.desk.work.heard(request.user.name, forms.key_of(request.POST, "news"))
    return render(request, "_news.html", {"news": None})


def _context(request: Request) -> dict[str, Any]:
    current = Versions(request.desk.folder).current
    context = {**_at_work(request), "may_train": may(request.user, Role.REVIEWER), "current": current}
    context |= {"suggested": request.desk.shared.model, "is_stale": _is_stale(request, current)}
    try:
        shown = _versions(request)
    except WrongUse as error:
        return {**context, "sentence": str(error)}
    names = [one.version.name for one in shown]
    before, after = request.GET.get("avant", ""), request.GET.get("apres", "")
    if before not in names or after not in names:
        # where the codebook alone is in force, what the last version would change
        after = current if current != COLD else names[-1]
        before = _before(request, after)
    last = request.desk.work.ended
    if last and last.job.kind is Kind.NAMES:
        last = None
    return {
        **context,
        "versions": shown[::-1],
        "names": names,
        "before": before,
        "after": after,
        "failed": last if last and not last.went_well else None,
        "last": last if last and last.went_well else None,
    }


def _at_work(request: Request) -> dict[str, Any]:
    job, steps = request.desk.work.job, request.desk.work.steps
    begun = [one for one in steps if one.since]
    moment = now()
    told = [
        (
            one.told,
            one.since is not None,
            one is begun[-1],
            int((moment - one.since).total_seconds()) if one.since else 0,
        )
        for one in steps
    ]
    spent = int((moment - job.started_at).total_seconds()) if job else 0
    return {"job": job, "steps": told, "spent": spent}


def _is_stale(request: Request, current: str) -> bool:
    """Whether the suggestions are not those of the version in force: something was cut short."""
    shown = request.desk.shared.model
    return bool(shown) and shown != current and request.desk.work.job is None


def _versions(request: Request) -> Sequence[Shown]:
    codes = [code for code in request.desk.codebook.codes if code.codable]
    return [
        Shown(
            version=one,
            is_cold=one.name == COLD,
            learnt=[code.name for code in codes if one.name != COLD and code.code in one.codes],
            left=[code.name for code in codes if one.name == COLD or code.code not in one.codes],
        )
        for one in retraining.versions_of(request.desk)
    ]


def _before(request: Request, version: str) -> str:
    """The version that was in force when this one was made."""
    if version == COLD:
        return COLD
    kept = Versions(request.desk.folder)
    told = str(kept.card(version).get("before", COLD))
    return told if told in kept.names() else COLD


def _pair(request: Request) -> tuple[str, str]:
    """The two versions that an address names."""
    known = [COLD, *Versions(request.desk.folder).names()]
    pair = request.GET.get("avant", ""), request.GET.get("apres", "")
    if any(name not in known for name in pair):
        raise Http404
    return pair


def _judged(request: Request, version: str) -> dict[str, Any]:
    """On what the average precision of a version was measured."""
    card: Mapping[str, Any] = Versions(request.desk.folder).card(version) if version != COLD else {}
    mean = card.get("mean_average_precision", {})
    return {
        "has_gains": bool(card.get("gains")),
        "judged_before": card.get("before", ""),
        "mean_before": mean.get("before"),
        "mean_after": mean.get("after"),
    }


def _lines(request: Request, found: Changes, version: str) -> Sequence[Line]:
    card: Mapping[str, Any] = Versions(request.desk.folder).card(version) if version != COLD else {}
    gains = {str(gain["code"]): gain for gain in card.get("gains", [])}
    nothing = {"before": None, "after": None, "passages": 0}
    return [Line(change=one, **_figures(gains.get(one.code, nothing))) for one in found.codes]


def _figures(gain: Mapping[str, Any]) -> dict[str, Any]:
    return {"before": gain["before"], "after": gain["after"], "passages": gain["passages"]}


def _spots(found: Changes, code: str, *, is_more: bool) -> tuple[Sequence[Spot], str]:
    """The passages that are asked for, and the name of the code; of all codes where the address names none."""
    if not code:
        return (found.more if is_more else found.fewer), ""
    row = next((one for one in found.codes if one.code == code), None)
    if row is None:
        raise Http404
    return (row.appear if is_more else row.disappear), row.name


def _readable(request: Request, spots: Sequence[Spot]) -> tuple[Sequence[Segment], int]:
    """The passages whose suggestions this coder may see, and how many others there are."""
    seen = seen_by(request.desk, request.user)
    segments = [one for spot in spots if (one := request.desk.shared.segment(*spot))]
    shown = [one for one in segments if seen.shows_machine([one])]
    return shown, len(segments) - len(shown)
