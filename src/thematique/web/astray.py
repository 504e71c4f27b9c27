"""What lost its words when the text changed, as people see it: what it was, and where it may be now."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from thematique.codings import NOTHING, Verdict
from thematique.records import Code, Turn, record
from thematique.review import models
from thematique.review.anchors import Loss
from thematique.web.desk import Desk

_AROUND = 1
# a pseudonym is one word, an elided article another than its noun
_WORD = re.compile(r"(?P<word>\[[A-Z]+_\d+\]|\w+['’]?|[^\w\s])(?P<gap>\s*)")


@record
class Word:
    """A word of a turn, with the white space after it; `start` and `end` are positions in the document's text."""

    text: str
    gap: str
    start: int
    end: int
    is_proposed: bool


@record
class Astray:
    """A row whose words were not found.

    Attributes:
        key: names it in addresses, `coding-12`.
        row: a coding, a memo or a correction.
        what: what it says, in French.
        detail: the definition of its code, or the text of the memo.
        when: since when it stands.
        n_words: how many words it had.
    """

    key: str
    row: Any
    what: str
    detail: str
    when: datetime
    n_words: int

    @property
    def is_gone(self) -> bool:
        """Whether the whole document is gone."""
        return bool(self.row.lost == Loss.GONE)


@record
class Sight:
    """A turn where the words may be, with its neighbours; `start` and `end` are None where nothing is proposed."""

    turn: Turn
    before: Sequence[Turn]
    after: Sequence[Turn]
    words: Sequence[Word]
    start: int | None
    end: int | None


def astray(row: Any, codes: Mapping[str, Code]) -> Astray:
    """A lost row, ready to be shown."""
    what, detail, when = _told(row, codes)
    n_words = int(row.anchor.get("words", 0))
    key = f"{row._meta.model_name}-{row.pk}"
    return Astray(key=key, row=row, what=what, detail=detail, when=when, n_words=n_words)


def sight(desk: Desk, row: Any, number: int | None) -> Sight | None:
    """The turn to look at: the one asked for, that of the proposal, or where the row last was; None without a text."""
    turns = desk.shared.turns.get(row.document, ())
    if not turns:
        return None
    proposal = row.proposal or {}
    wanted = number if number is not None else proposal.get("turn", row.turn)
    at = min(range(len(turns)), key=lambda index: abs(turns[index].turn - wanted))
    turn = turns[at]
    inside = bool(proposal) and turn.start <= proposal["start"] < turn.end
    start, end = (proposal["start"], proposal["end"]) if inside else (None, None)
    return Sight(
        turn=turn,
        before=turns[max(0, at - _AROUND) : at],
        after=turns[at + 1 : at + 1 + _AROUND],
        words=list(_words(turn, start, end)),
        start=start,
        end=end,
    )


def _words(turn: Turn, start: int | None, end: int | None) -> Iterator[Word]:
    for match in _WORD.finditer(turn.text):
        first, last = turn.start + match.start("word"), turn.start + match.end("word")
        proposed = start is not None and end is not None and first < end and start < last
        yield Word(text=match["word"], gap=match["gap"], start=first, end=last, is_proposed=proposed)


def _told(row: Any, codes: Mapping[str, Code]) -> tuple[str, str, datetime]:
    if isinstance(row, models.Memo):
        return "Mémo", row.text, row.written_at
    if isinstance(row, models.Correction):
        return f"Signalement : {models.Correction.Wish(row.wish).label}", "", row.asked_at
    if row.code == NOTHING:
        return "Rien à coder", "", row.decided_at
    code = codes.get(row.code)
    refused = " (écarté)" if row.verdict == Verdict.REJECT else ""
    return f"{code.name if code else row.code}{refused}", code.definition if code else "", row.decided_at
