"""What reviewers wished of names, and what was decided of it by who looks after the names.

The decision itself is private and lies elsewhere; here is only told that the wish is settled, and by which decision.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from thematique.records import record
from thematique.review import acts, journal
from thematique.review.acts import Done, end, perform, place_of
from thematique.review.models import Coder, Correction, Head

_ACTION = "wish"


@record
class Answer:
    """How a wish was settled: granted or declined, and the number of the last private decision at that time."""

    granted: bool
    number: int


def wishes(document: str = "") -> QuerySet[Correction]:
    """The wishes that nobody has settled and whose words are in the text, in its order; of one document or of all."""
    rows = Correction.objects.filter(standing=True, lost="").select_related("coder").order_by("document", "start", "pk")
    return rows.filter(document=document) if document else rows


def settle(coder: Coder, wish: Correction, answer: Answer, *, act: str = "") -> Done:
    """Mark a wish as settled; `coder` may take that back."""

    def act_out(_head: Head) -> Mapping[str, Any]:
        gone = end(Correction.objects.filter(pk=wish.pk, standing=True))
        return {"correction": {"made": [], "ended": gone}, "granted": answer.granted, "number": answer.number}

    return perform(coder, _ACTION, act_out, place_of(wish), act=act)


def last_answer(coder: Coder) -> Answer | None:
    """How this coder settled a wish last, as far as it was not taken back."""
    entry = acts.last(coder, [_ACTION])
    if entry is None:
        return None
    kept = journal.content(entry)
    return Answer(granted=bool(kept["granted"]), number=int(kept["number"]))


def reopen(coder: Coder) -> None:
    """Let the wish that this coder settled last be open again."""
    acts.undo(coder, among=[_ACTION])
