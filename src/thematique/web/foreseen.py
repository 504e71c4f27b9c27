"""What a change of the codebook will do, said before it is done: to codings, to texts, to the machine's flags."""

from collections import Counter
from collections.abc import Iterable, Sequence

from thematique.codebook import Codebook
from thematique.codebook.content import LISTS
from thematique.records import Code, record
from thematique.review import following, grid
from thematique.review.following import Flow
from thematique.web import outline
from thematique.web.desk import Desk
from thematique.web.operations import name_of


@record
class Line:
    """Codings of a coder that go from a code to another, by name; `new` is empty where they stay without a code."""

    old: str
    new: str
    coder: str
    accepted: int
    rejected: int


@record
class Rewritten:
    """A text of a code that changes: the items that go, and those that come."""

    title: str
    gone: Sequence[str]
    new: Sequence[str]


@record
class Foreseen:
    """All that a change does.

    Attributes:
        what: the change, in words.
        moving: codings that go to another code.
        stranded: codings that stay where no code takes them: on a code that goes, or one that only gathers others.
        resting: codings that would repeat or contradict another of their coder, and rest until the change is undone.
        dropped: codes that go, with the texts that are kept in the history alone.
        paths: former and new paths of the codes that keep theirs no longer.
        rewritten: texts that change, for the codes that stay.
        added: codes that are new.
        flags: suggestions of the machine on codes that go or move, hidden until the next run.
    """

    what: str
    moving: Sequence[Line]
    stranded: Sequence[Line]
    resting: int
    dropped: Sequence[Code]
    paths: Sequence[tuple[str, str]]
    rewritten: Sequence[Rewritten]
    added: Sequence[Code]
    flags: int

    @property
    def n_moving(self) -> int:
        """How many codings get another code."""
        return sum(line.accepted + line.rejected for line in self.moving)

    @property
    def n_stranded(self) -> int:
        """How many codings stay where no code takes them."""
        return sum(line.accepted + line.rejected for line in self.stranded)


def of_change(desk: Desk, before: Codebook, wanted: grid.Change) -> Foreseen:
    """What a change does.

    Raises:
        WrongUse: it cannot be kept.
    """
    course = grid.foresee(wanted)
    after, moves = wanted.edited.codebook, wanted.edited.moves
    known = {one.code for one in before.codes}
    closed = following.on_codes({*wanted.edited.closed} - {*moves.values()})
    flows = [flow for flow in course.flows if flow.old != flow.new]
    staying = [flow for flow in course.flows if flow.old == flow.new and moves.get(flow.old, "") is None]
    sitting = [flow for flow in flows if flow.new in wanted.edited.closed]
    flagged = outline.flags(desk)
    return Foreseen(
        what=wanted.what,
        moving=_lines(before, after, flows),
        stranded=_lines(before, after, [*staying, *closed, *sitting], nowhere=True),
        resting=len(course.twins),
        dropped=[one for one in before.codes if one.code in moves and _goes(one.code, wanted, before)],
        paths=[(old, new) for old, new in moves.items() if new is not None and new not in known and old in known],
        rewritten=_rewritten(before, after),
        added=_added(before, wanted),
        flags=sum(flagged[code] for code in moves),
    )


def _goes(code: str, wanted: grid.Change, before: Codebook) -> bool:
    """Whether a code ceases to be: it has no path any more, or that of a code that was there."""
    new = wanted.edited.moves[code]
    return new is None or any(one.code == new for one in before.codes)


def _added(before: Codebook, wanted: grid.Change) -> list[Code]:
    known = {one.code for one in before.codes} | {*wanted.edited.moves.values()}
    return [one for one in wanted.edited.codebook.codes if one.code not in known]


def _rewritten(before: Codebook, after: Codebook) -> list[Rewritten]:
    """The texts that change, of the codes that keep their path."""
    former = {one.code: one for one in before.codes}
    found = []
    for new in after.codes:
        if (old := former.get(new.code)) is None:
            continue
        where = "" if len(before.codes) == 1 else f"{new.name} : "
        if old.definition != new.definition:
            found.append(Rewritten(title=f"{where}définition", gone=[old.definition], new=[new.definition]))
        for key in LISTS:
            gone, come = _differences(getattr(old, key), getattr(new, key))
            if gone or come:
                found.append(Rewritten(title=f"{where}{outline.TITLES[key].lower()}", gone=gone, new=come))
    return found


def _differences(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return list(gone.elements()), list(come.elements())


def _lines(before: Codebook, after: Codebook, flows: Iterable[Flow], *, nowhere: bool = False) -> list[Line]:
    return [
        Line(
            old=name_of(before, flow.old),
            new="" if nowhere else name_of(after, flow.new),
            coder=flow.coder,
            accepted=flow.accepted,
            rejected=flow.rejected,
        )
        for flow in flows
    ]


def lines_back(now: Codebook, undoing: grid.Undoing) -> tuple[list[Line], list[Line]]:
    """The codings that taking back a change returns to their former code, and those that stay without one."""
    back = [
        Line(
            old=name_of(now, flow.old),
            new=name_of(undoing.codebook, flow.new),
            coder=flow.coder,
            accepted=flow.accepted,
            rejected=flow.rejected,
        )
        for flow in undoing.back
        if flow.old != flow.new
    ]
    return back, _lines(now, now, undoing.staying, nowhere=True)
