"""Changing the codebook while people code with it: codings follow each change, and come back when it is taken back."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from thematique import codebook
from thematique.codebook import Codebook
from thematique.codebook.edited import Edited
from thematique.errors import WrongUse
from thematique.records import record
from thematique.review import following, journal
from thematique.review.database import writing
from thematique.review.models import CodebookVersion, Coder
from thematique.review.versions import (
    Current,
    Outdated,
    current,
    has_comments,
    history,
    keep,
    parsed,
    put,
    put_back,
    require_newest,
)

__all__ = [
    "Change",
    "Current",
    "Outdated",
    "Undoing",
    "affected",
    "change",
    "current",
    "foresee",
    "has_comments",
    "history",
    "last_change",
    "made_by",
    "put_back",
    "undo",
    "undoing",
]

# as the tables hold it
_PATH_LIMIT = 200


@record
class Change:
    """What somebody does to the codebook: `what` in French, what the codebook becomes, where some codings go.

    `chosen` gives a code to single codings, by their key: how a split shares them out.
    """

    what: str
    edited: Edited
    chosen: Mapping[int, str]


@record
class Undoing:
    """What taking back the last change would do.

    `codebook` is the one that comes back, `back` the codings that get their former code again, `staying` those that
    were given since to codes that it does not have.
    """

    what: str
    codebook: Codebook
    back: Sequence[following.Flow]
    staying: Sequence[following.Flow]


def affected(codes: Iterable[str]) -> Mapping[str, int]:
    """How many standing codings each of these codes carries."""
    counted: Counter[str] = Counter()
    for flow in following.on_codes(codes):
        counted[flow.old] += flow.accepted + flow.rejected
    return counted


def foresee(wanted: Change) -> following.Course:
    """What a change would do to codings.

    Raises:
        WrongUse: a path would be longer than the database can hold.
    """
    longest = max((one.code for one in wanted.edited.codebook.codes), key=len)
    if len(longest) > _PATH_LIMIT:
        raise WrongUse(f"le chemin « {longest} » serait trop long ; rangez ce code moins profondément.")
    return following.course(wanted.edited.moves, wanted.chosen)


def change(folder: Path, coder: Coder, wanted: Change, *, version: int, act: str = "") -> int:
    """Make a new version, with the codings that follow; returns its number.

    Args:
        folder: the study.
        coder: who does it.
        wanted: the change.
        version: the number of the version that it starts from.
        act: a name for this act: sent twice, it is done once.

    Raises:
        Outdated: that is no longer the one in force.
        WrongUse: codebook.toml has errors, or see `foresee`.
    """
    with writing():
        head = journal.lock()
        if (made := made_by(coder, act)) is not None:
            return made
        last = require_newest(folder, version)
        told = {"what": wanted.what, **following.follow(foresee(wanted))}
        after = wanted.edited.codebook
        toml = last.toml if after == parsed(last.toml) else codebook.to_toml(after)
        kept = keep(head, toml, coder, told, act=act)
    put(folder)
    return kept.number


def made_by(coder: Coder, act: str) -> int | None:
    """The number of the version that an act of this name made already; None where it was not sent before.

    Raises:
        WrongUse: an act of this name was something else than a change of the codebook.
    """
    try:
        journal.require_new(coder.name, act)
    except journal.SeenBefore as seen:
        if seen.entry.action != "codebook":
            raise WrongUse("ce formulaire a déjà servi à autre chose ; rechargez la page, puis recommencez.") from seen
        return int(journal.content(seen.entry)["number"])
    return None


def last_change() -> str:
    """The last change that was not taken back, in words; empty when there is none."""
    last = _last_held()
    return str(last.change["what"]) if last else ""


def undoing(folder: Path) -> Undoing | None:
    """What `undo` would do now; None when there is nothing left to take back."""
    last = _last_held()
    if last is None:
        return None
    now, before = current(folder).codebook, parsed(_before(last).toml)
    known = {code.code for code in before.codes}
    going = {code.code for code in now.codes} - known
    moved = [key for keys in last.change.get("moved", {}).values() for key in keys]
    return Undoing(
        what=str(last.change["what"]),
        codebook=before,
        back=following.back(last.change),
        staying=following.on_codes(going, but=moved),
    )


def undo(folder: Path, coder: Coder, *, version: int, act: str = "") -> int:
    """Take back the last change that still holds, with its codings; returns the number of the version that this makes.

    Raises:
        Outdated: somebody else changed the codebook meanwhile.
        WrongUse: there is nothing left to take back, or codebook.toml has errors.
    """
    with writing():
        head = journal.lock()
        if (made := made_by(coder, act)) is not None:
            return made
        require_newest(folder, version)
        last = _last_held()
        if last is None:
            raise WrongUse("il n'y a plus de modification de la grille à annuler.")
        following.take_back(last.change)
        told = {"what": f"annulation : {last.change['what']}", "of": last.number}
        kept = keep(head, _before(last).toml, coder, told, act=act)
    put(folder)
    return kept.number


def _last_held() -> CodebookVersion | None:
    """The last change that was not taken back; the first version is none."""
    undone: set[int] = set()
    for version in history():
        if "of" in version.change:
            undone.add(version.change["of"])
        elif version.number > 1 and version.number not in undone:
            return version
    return None


def _before(version: CodebookVersion) -> CodebookVersion:
    return CodebookVersion.objects.get(number=version.number - 1)
