"""What was found again meets what its coder did on the same words while it was lost: nothing is said twice."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from thematique.codings import contradict
from thematique.review import journal
from thematique.review.acts import end, place_of, span
from thematique.review.models import Coding, Memo


def reconcile(found: Iterable[Any]) -> Mapping[str, Any]:
    """Settle codings and memos that were found again; returns what changed, as the journal tells it.

    Of two codings that repeat or contradict each other the later decision stands. Two memos become one, that holds the
    words of both.
    """
    rows = list(found)
    codings = [key for row in rows if isinstance(row, Coding) for key in _overtaken(row)]
    joined = [change for row in rows if isinstance(row, Memo) for change in _joined(row)]
    memos = {"made": [made for made, _ in joined], "ended": sorted(key for _, keys in joined for key in keys)}
    return {"coding": {"made": [], "ended": sorted(codings)}, "memo": memos}


def _overtaken(coding: Coding) -> Sequence[int]:
    """End the coding, or what it overtakes."""
    same = Coding.objects.filter(coder=coding.coder_id, standing=True, lost="", **span(place_of(coding)))
    others = [row for row in same if row.pk != coding.pk]
    rivals = [row for row in others if row.code == coding.code or contradict(row, coding)]
    if not rivals or not same.filter(pk=coding.pk).exists():
        return []
    last = max([*rivals, coding], key=lambda row: (row.decided_at, row.pk))
    losers = rivals if last is coding else [coding]
    return end(Coding.objects.filter(pk__in=[row.pk for row in losers]))


def _joined(memo: Memo) -> Sequence[tuple[dict[str, Any], list[int]]]:
    """Write one memo in the place of all that a coder has on the same words."""
    place = place_of(memo)
    same = Memo.objects.filter(coder=memo.coder_id, code=memo.code, standing=True, lost="", **span(place))
    texts = list(same.order_by("written_at", "pk").values_list("text", flat=True))
    if len(texts) < 2 or not same.filter(pk=memo.pk).exists():
        return []
    gone = end(same)
    made = Memo.objects.create(
        coder=memo.coder, code=memo.code, text="\n\n".join(texts), written_at=journal.now(), **place.columns()
    )
    return [({"id": made.pk, "document": made.document, "start": made.start, "end": made.end}, gone)]
