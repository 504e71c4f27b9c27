"""An act of a coder: done whole or not at all, told in the journal, undone at will.

An act makes rows and ends others; nothing is deleted. The journal holds the keys of both, so that undoing makes the
former ones hold again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from thematique.records import record
from thematique.review import journal
from thematique.review.database import writing
from thematique.review.models import Coder, Coding, Correction, Entry, Head, Memo, Reading
from thematique.review.places import Place

# what an act may change, by the name it has in the journal
_STATE: Mapping[str, Any] = {"coding": Coding, "memo": Memo, "correction": Correction}
UNDOABLE = ("code", "withdraw", "memo", "correction", "adjudicate")


@record
class Done:
    """What became of an act.

    `repeated` says that it had been recorded before; `others` that somebody else decided on the passage since it was
    shown, or the same coder in another window: all decisions are kept.
    """

    entry: int
    place: Place | None
    repeated: bool = False
    others: bool = False


def undo(coder: Coder, *, act: str = "", among: Sequence[str] = UNDOABLE) -> Done | None:
    """Take back the coder's last act that still holds; returns where it was, None when there is nothing left.

    What somebody else has overtaken since no longer holds: undoing it would contradict the one who decided last.

    Args:
        coder: whose act.
        act: the name of the undoing, the same when it is sent again.
        among: the actions that may be taken back.
    """
    with writing():
        head = journal.lock()
        try:
            journal.require_new(coder.name, act)
        except journal.SeenBefore as seen:
            return Done(entry=seen.entry.number, place=None, repeated=True)
        undone = last(coder, among)
        if undone is None:
            return None
        kept = journal.content(undone)
        touched: list[Any] = []
        for made, ended in _changed(kept):
            touched += [*made, *ended]
            made.update(standing=False, ended_at=journal.now())
            ended.update(standing=True, ended_at=None)
        settle(row.reading_id for row in touched if isinstance(row, Coding))
        entry = journal.append(head, coder.name, "undo", {"of": undone.number}, act=act)
        return Done(entry=entry.number, place=place_of(touched[0]) if touched else None)


def perform(
    coder: Coder,
    action: str,
    act_out: Callable[[Head], Mapping[str, Any]],
    place: Place,
    *,
    act: str = "",
    after: int | None = None,
    voice: Coder | None = None,
) -> Done:
    """Do something and tell it in the journal, in one transaction; `voice` is the coder whose codings change."""
    with writing():
        head = journal.lock()
        try:
            journal.require_new(coder.name, act)
        except journal.SeenBefore as seen:
            return Done(entry=seen.entry.number, place=place, repeated=True)
        others = after is not None and _decided_since(after, coder, place, shared=voice is not None)
        entry = journal.append(head, coder.name, action, act_out(head), act=act)
        return Done(entry=entry.number, place=place, others=others)


def settle(readings: Iterable[int | None]) -> None:
    """Let readings be decided since their first coding that stands, and undecided where none does."""
    for reading in Reading.objects.filter(pk__in=sorted({key for key in readings if key is not None})):
        first = reading.codings.filter(standing=True).order_by("decided_at").first()
        decided_at = first.decided_at if first else None
        Reading.objects.filter(pk=reading.pk).update(decided_at=decided_at)


def _decided_since(after: int, coder: Coder, place: Place, *, shared: bool) -> bool:
    """Whether the passage was decided on by later entries than the sender knew.

    Entries are numbered under a lock; clocks may go back. What is `shared`, anybody may have decided.
    """
    later = Entry.objects.filter(number__gt=after)
    later = later.filter(action="adjudicate") if shared else later.filter(action="code", coder=coder.name)
    keys = [item["id"] for entry in later for item in journal.content(entry)["coding"]["made"]]
    return Coding.objects.filter(pk__in=keys, **span(place)).exists()


def _changed(kept: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    """The rows that an act made and those that it ended, table by table."""
    for name, model in _STATE.items():
        change, rows = kept.get(name, {"made": [], "ended": []}), model._default_manager
        yield rows.filter(pk__in=[item["id"] for item in change["made"]]), rows.filter(pk__in=change["ended"])


def _holds(entry: Entry) -> bool:
    """Whether the act changed something, all of which is as it left it."""
    changed = list(_changed(journal.content(entry)))
    overtaken = any(
        made.filter(standing=False).exists() or ended.filter(standing=True).exists() for made, ended in changed
    )
    return not overtaken and any(made.exists() or ended.exists() for made, ended in changed)


def last(coder: Coder, among: Sequence[str] = UNDOABLE) -> Entry | None:
    """The coder's last act that can be undone, was not, and still holds."""
    undone: set[int] = set()
    entries = Entry.objects.filter(coder=coder.name, action__in=[*among, "undo"]).order_by("-number")
    for entry in entries.iterator(chunk_size=100):
        if entry.action == "undo":
            undone.add(journal.content(entry)["of"])
        elif entry.number not in undone and _holds(entry):
            return entry
    return None


def end(rows: Any) -> list[int]:
    """Let rows hold no longer; returns their keys."""
    keys = sorted(rows.values_list("pk", flat=True))
    rows.model._default_manager.filter(pk__in=keys).update(standing=False, ended_at=journal.now())
    return keys


def told(coding: Coding) -> dict[str, Any]:
    """What the journal says of a coding: enough to make it again, and no word of the passage."""
    return {
        "id": coding.pk,
        "coder": coding.coder.name,
        "document": coding.document,
        "turn": coding.turn,
        "segment": coding.segment,
        "start": coding.start,
        "end": coding.end,
        "code": coding.code,
        "verdict": str(coding.verdict),
        "drawn": str(coding.drawn),
        "blind": coding.blind,
        "model": coding.model,
        "score": coding.score,
        "decided_at": coding.decided_at.isoformat(timespec="microseconds"),
    }


def span(place: Place) -> dict[str, Any]:
    """What lies on exactly the words of a passage."""
    return {"document": place.document, "start": place.start, "end": place.end}


def place_of(row: Any) -> Place:
    """Where a row is now."""
    return Place(
        document=row.document, turn=row.turn, segment=row.segment, start=row.start, end=row.end, anchor=row.anchor
    )
