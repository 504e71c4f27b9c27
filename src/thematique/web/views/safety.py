"""How the human data is kept safe: backups, the way back to one, the journal."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from thematique.errors import WrongUse
from thematique.records import record
from thematique.review import backups, journal, restoring
from thematique.web.access import Request, administrator

_REASONS = {
    "jour": "sauvegarde du jour",
    "demande": "à la demande",
    "effacement": "après un effacement",
    "migration": "avant une mise à jour du logiciel",
    "restauration": "avant un retour à une sauvegarde",
}
_ACTS = (
    ("code", "décision", "décisions"),
    ("withdraw", "décision retirée", "décisions retirées"),
    ("undo", "annulation", "annulations"),
    ("adjudicate", "désaccord tranché", "désaccords tranchés"),
    ("memo", "mémo", "mémos"),
    ("correction", "signalement de nom", "signalements de noms"),
    ("import", "fichier de codages importé", "fichiers de codages importés"),
    ("codebook", "modification de la grille", "modifications de la grille"),
    ("replace", "codage remis à sa place", "codages remis à leur place"),
)


@record
class Kept:
    """A backup: its file's name, when and why it was made, its size in bytes."""

    name: str
    made_at: datetime
    reason: str
    size: int


@administrator
@require_GET
def page(request: Request) -> HttpResponse:
    """The backups, the newest first, and the state of the journal."""
    path = request.desk.database.path
    context = {
        "folder": request.desk.folder.resolve(),
        "backups": _listed(path) if path else None,
        "journal": journal.verify(),
        "fresh": request.GET.get("faite", ""),
    }
    return render(request, "safety.html", context)


@administrator
@require_POST
def make(request: Request) -> HttpResponse:
    """Copy the human data now."""
    made = backups.make(_path(request), "demande", journal.now())
    return redirect(f"{reverse('safety')}?{urlencode({'faite': made.name})}")


@administrator
@require_GET
def foresee(request: Request) -> HttpResponse:
    """What going back to a backup would change, before it is done."""
    path = _path(request)
    kept = _found(path, request.GET.get("sauvegarde", ""))
    foreseen = restoring.foresee(path, kept.name)
    gone = [(foreseen.gone[action], one, many) for action, one, many in _ACTS if foreseen.gone.get(action)]
    return render(
        request,
        "safety_return.html",
        {"kept": kept, "foreseen": foreseen, "gone": gone, "study": request.desk.folder.name},
    )


@administrator
@require_POST
def restore(request: Request) -> HttpResponse:
    """Go back to a backup; everybody has to come in again."""
    path = _path(request)
    kept = _found(path, request.POST.get("sauvegarde", ""))
    if not restoring.foresee(path, kept.name).governed:
        command = f"thematique backup {request.desk.folder.name} restore {kept.name}"
        raise WrongUse(f"personne ne pourrait plus entrer ; faites-le par : {command}")
    before = request.desk.study.people.restore(kept.name, by=request.user.name)
    logout(request)
    request.desk.start_anew()
    return render(request, "safety_done.html", {"kept": kept, "before": before.name})


def _path(request: Request) -> Path:
    path = request.desk.database.path
    if path is None:
        raise Http404
    return path


def _listed(database: Path) -> Sequence[Kept]:
    return [
        Kept(
            name=path.name,
            made_at=backups.made_at(path),
            reason=_REASONS.get(backups.reason_of(path), backups.reason_of(path)),
            size=path.stat().st_size,
        )
        for path in backups.listed(database)
    ]


def _found(database: Path, name: str) -> Kept:
    kept = next((one for one in _listed(database) if one.name == name), None)
    if kept is None:
        raise Http404
    return kept
