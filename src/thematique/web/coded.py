"""The passages that carry a code, as one coder may see them: with whom they were coded, in the order of the text.

Who only reads sees their own. The others see all, but the passages that they are yet to read without suggestions: these
would no longer be blind.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from thematique.codings import Verdict
from thematique.records import record
from thematique.review.models import Coder, Coding, Role
from thematique.web.access import may
from thematique.web.desk import Desk
from thematique.web.interviews import seen_by
from thematique.web.sight import touched


@record
class Coded:
    """A passage that carries the code: its words, who speaks, who coded it, and the keys of these codings.

    `segment` is the one where the passage starts, None where there is none any more.
    """

    document: str
    segment: int | None
    speaker: str
    text: str
    coders: Sequence[str]
    keys: Sequence[int]

    @property
    def key(self) -> int:
        """What names the passage in a form."""
        return self.keys[0]


@record
class Passages:
    """The passages that may be shown; `hidden` those that are yet to be read blind, `lost` codings without words.

    `others` are the codings of both.
    """

    shown: Sequence[Coded]
    hidden: int
    lost: int
    others: Sequence[int]


def passages(desk: Desk, coder: Coder, code: str) -> Passages:
    """The passages that were accepted for a code."""
    rows = Coding.objects.filter(standing=True, verdict=Verdict.ACCEPT, code=code).select_related("coder")
    if not may(coder, Role.REVIEWER):
        rows = rows.filter(coder=coder)
    spans: dict[tuple[str, int, int], list[Any]] = defaultdict(list)
    lost = []
    for row in rows.order_by("document", "start", "end", "pk"):
        if row.lost or row.document not in desk.shared.turns:
            lost.append(row.pk)
        else:
            spans[row.document, row.start, row.end].append(row)
    sight = seen_by(desk, coder)
    shown, hidden = [], []
    for (document, start, end), same in spans.items():
        segments = touched(desk.shared.segments.get(document, ()), start, end)
        # one's own codings are no news
        if sight.shows_machine(segments) or any(row.coder_id == coder.pk for row in same):
            shown.append(_coded(desk, document, (start, end), same))
        else:
            hidden.append(same)
    others = [*lost, *(row.pk for same in hidden for row in same)]
    return Passages(shown=shown, hidden=len(hidden), lost=len(lost), others=others)


def _coded(desk: Desk, document: str, span: tuple[int, int], same: Sequence[Any]) -> Coded:
    start, end = span
    segments = touched(desk.shared.segments.get(document, ()), start, end)
    return Coded(
        document=document,
        segment=segments[0].segment if segments else None,
        speaker=segments[0].speaker if segments else "",
        text=desk.shared.text(document)[start:end],
        coders=[row.coder.name for row in same],
        keys=[row.pk for row in same],
    )
