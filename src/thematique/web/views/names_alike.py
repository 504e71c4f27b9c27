"""The private list of names that resemble each other: the same one, or two. See `web.door`."""

from enum import StrEnum

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from thematique.corrections import Act, Correction, Likeness
from thematique.digests import digest_of
from thematique.french.names import key
from thematique.records import Kind, record
from thematique.study import Study
from thematique.web.access import Request, private
from thematique.web.name_acts import told
from thematique.web.names import is_pending
from thematique.web.views.names import locked, work_of

_NATURES = (Kind.PER, Kind.LOC, Kind.ORG)
_ANSWERS = frozenset({"same", "two", *_NATURES})


class Question(StrEnum):
    """What is asked: whether two names are one person's, whether one name is two people's, or what a name is."""

    TWO_NAMES = "two names"
    ONE_NAME = "one name"
    NATURE = "nature"


@record
class Alike:
    """A likeness; `name` names it in forms without saying anything of it."""

    name: str
    likeness: Likeness

    @property
    def question(self) -> Question:
        """What is asked."""
        if key(self.likeness.name) != key(self.likeness.other):
            return Question.TWO_NAMES
        return Question.ONE_NAME if self.likeness.document else Question.NATURE


@private
@require_GET
def page(request: Request) -> HttpResponse:
    """All that is left to decide."""
    if closed := locked(request):
        return closed
    study = request.desk.study
    last = next((one for one in reversed(study.naming.history()) if one.act in {Act.MERGE, Act.SPLIT}), None)
    context = {
        "alike": _alike(request),
        "last": told(last) if last and request.GET.get("fait") == str(last.number) else "",
        "pending": is_pending(study),
        **work_of(request),
    }
    return render(request, "names_alike.html", context)


@private
@require_POST
def decide(request: Request) -> HttpResponse:
    """The same one, or two."""
    if closed := locked(request):
        return closed
    how = request.POST.get("how", "")
    if how not in _ANSWERS:
        raise Http404
    one = next((one for one in _alike(request) if one.name == request.POST.get("which")), None)
    if one is None:
        return redirect("names_alike")
    made = _answer(request.desk.study, one, how, by=request.user.name)
    return redirect(f"{reverse('names_alike')}?{urlencode({'fait': made.number})}")


def _answer(study: Study, one: Alike, how: str, *, by: str) -> Correction:
    """Keep what was answered."""
    like, naming = one.likeness, study.naming
    if one.question is Question.NATURE:
        if how not in _NATURES:
            raise Http404
        return naming.change_kind(like.name, Kind(how), by=by)
    if how == "two":
        alone = naming.split(like.name, by=by, document=like.document) if like.document else None
        return alone or naming.apart(like.name, like.other, by=by)
    if how == "same" and one.question is Question.TWO_NAMES:
        return naming.merge(like.name, like.other, by=by)
    if how == "same":
        # nothing changes in the texts: it is only not asked again
        made = Correction(act=Act.MERGE, name=like.name, other=like.other)
        return study.corrections.add([made], by=by)[0]
    raise Http404


def _alike(request: Request) -> list[Alike]:
    study = request.desk.study
    return [
        Alike(name=digest_of([one.name, one.other, one.document])[:16], likeness=one)
        for one in study.naming.likenesses()
    ]
