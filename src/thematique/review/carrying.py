"""Carry human data over when the text was cut or pseudonymised anew: where the words are the same, there it goes.

What cannot be placed beyond doubt keeps its last position, says why, and where it may be: a person confirms it. It is
tried again at each change of the text.
"""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from thematique.errors import WrongUse
from thematique.records import record
from thematique.review import acts, journal
from thematique.review.acts import place_of, span
from thematique.review.anchors import Anchor, Loss, Lost
from thematique.review.database import writing
from thematique.review.editions import Editions
from thematique.review.meeting import reconcile
from thematique.review.models import Coder, Coding, Correction, Head, Memo, Reading
from thematique.shared import SharedSide

_MODELS: dict[str, Any] = {"reading": Reading, "coding": Coding, "memo": Memo, "correction": Correction}
_COLUMNS = ("turn", "segment", "start", "end", "anchor", "lost", "proposal")


@record
class Carried:
    """How many passages moved with their words, and how many could not be placed."""

    moved: int = 0
    lost: int = 0


def carry(shared: SharedSide, folder: Path) -> Carried:
    """Find all passages again, if the text changed since the last time.

    Args:
        shared: the text as it is now.
        folder: of the study.

    Raises:
        WrongUse: the key of the anchors was lost and the text has changed since: nothing is touched.
    """
    editions = Editions(shared, folder)
    head = Head.objects.get(pk=1)
    if not shared.turns or (head.text, head.key) == (shared.digest, editions.key_digest):
        return Carried()
    with writing():
        head = journal.lock()
        renewed = bool(head.key) and head.key != editions.key_digest
        if renewed and head.text != shared.digest:
            raise WrongUse(_KEY_LOST)
        moved: dict[str, list[int]] = {}
        lost: dict[str, list[int]] = {}
        found: list[Any] = []
        for name, model in _MODELS.items():
            rows = list(model._default_manager.order_by("pk"))
            astray = {row.pk for row in rows if row.lost}
            changed = [row for row in rows if (_anchor_anew if renewed else _carry)(row, editions)]
            model._default_manager.bulk_update(changed, _COLUMNS, batch_size=200)
            moved[name] = [row.pk for row in changed if not row.lost]
            lost[name] = [row.pk for row in changed if row.lost]
            found += [row for row in changed if row.pk in astray and not row.lost]
        if any(moved.values()) or any(lost.values()):
            journal.append(head, "", "carry", {"moved": moved, "lost": lost, **reconcile(found)})
        head.text, head.key = shared.digest, editions.key_digest
        head.save(update_fields=["text", "key"])
    return Carried(moved=sum(map(len, moved.values())), lost=sum(map(len, lost.values())))


def lost() -> list[Any]:
    """The standing codings, memos and corrections whose words were not found, in the order of the text."""
    rows = [
        row
        for model in (Coding, Memo, Correction)
        for row in model._default_manager.filter(standing=True).exclude(lost="").select_related("coder")
    ]
    return sorted(rows, key=lambda row: (row.document, row.start, row.end, row.pk))


def confirm(coder: Coder, row: Any, editions: Editions, start: int, end: int) -> bool:
    """Put a row whose words were not found where a person says; False when somebody has dealt with it meanwhile.

    The passage that was read with a coding goes there with it. What its coder decided on these very words since then
    stands, and the old coding ends.

    Args:
        coder: who says so.
        row: one of `lost`.
        editions: the texts.
        start: position in the document's text.
        end: position in the document's text, excluded.

    Raises:
        ValueError: the positions are not in the text, or hold no word.
    """
    with writing():
        head = journal.lock()
        row.refresh_from_db()
        if not row.lost or not row.standing:
            return False
        before = span(place_of(row))
        moved = [row, *_read_with(row, before)]
        for one in moved:
            _put(one, editions, start, end)
            one.save(update_fields=_COLUMNS)
        told = {"kind": _kind(row), "id": row.pk, "before": before, "start": row.start, "end": row.end}
        journal.append(head, coder.name, "replace", {**told, **reconcile([row])})
    return True


def give_up(coder: Coder, row: Any, *, act: str = "") -> acts.Done:
    """Let a row whose words were not found hold no longer; `coder` may take that back like any act of theirs."""

    def act_out(_head: Head) -> dict[str, Any]:
        gone = acts.end(type(row)._default_manager.filter(pk=row.pk, standing=True).exclude(lost=""))
        acts.settle([row.reading_id] if gone and isinstance(row, Coding) else [])
        return {_kind(row): {"made": [], "ended": gone}}

    return acts.perform(coder, "withdraw", act_out, place_of(row), act=act)


def _read_with(row: Any, before: Mapping[str, Any]) -> list[Reading]:
    """The reading of a coding, if its words were the same and were not found either."""
    reading = row.reading if isinstance(row, Coding) else None
    return [reading] if reading is not None and reading.lost and span(place_of(reading)) == before else []


def _kind(row: Any) -> str:
    return str(row._meta.model_name)


def _carry(row: Any, editions: Editions) -> bool:
    """Put a row where its words are now; returns whether anything of it changed."""
    before = [getattr(row, column) for column in _COLUMNS]
    if not editions.has(row.document):
        row.lost, row.proposal = Loss.GONE.value, None
    else:
        found = editions.edition(row.document).place(Anchor(**row.anchor))
        if isinstance(found, Lost):
            row.lost = found.reason.value
            row.proposal = asdict(found.proposal) if found.proposal else None
        else:
            _put(row, editions, found.start, found.end)
    return before != [getattr(row, column) for column in _COLUMNS]


def _anchor_anew(row: Any, editions: Editions) -> bool:
    """Anchor a row that is where it was under another key; returns whether it could be."""
    if row.lost:
        return False
    _put(row, editions, row.start, row.end)
    return True


def _put(row: Any, editions: Editions, start: int, end: int) -> None:
    for column, value in editions.place(row.document, start, end).columns().items():
        setattr(row, column, value)
    row.lost, row.proposal = "", None


_KEY_LOST = (
    "« review.key » n'est plus celui avec lequel les codages ont été enregistrés, et le texte a changé depuis ; "
    "remettez le fichier d'origine (une copie est dans le dossier backups de l'étude). Rien n'a été modifié."
)
