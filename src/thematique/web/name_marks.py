"""What is to be seen in the raw texts of a transcript: names that are masked, in doubt, wished for, or soon masked."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from thematique.corrections import Act, Correction, Doubt
from thematique.exchange.headings import KIND_WORDS
from thematique.french.names import key
from thematique.naming import Line
from thematique.records import Kind, Mention, Turn, Where, record
from thematique.review.models import Correction as Wish
from thematique.web.aligned import Mark, raw_span

KINDS = KIND_WORDS
_DECIDING = (Act.MASK, Act.UNMASK, Act.KIND)

Place = tuple[int, Where, str]
Marks = Mapping[Place, Sequence[Mark]]


@record
class Wished:
    """A wish at its place in a raw text; `text` are the raw words."""

    wish: Wish
    line: Line
    start: int
    end: int

    @property
    def item(self) -> str:
        """How the page names it."""
        return f"w{self.wish.pk}"

    @property
    def text(self) -> str:
        """The raw words."""
        return self.line.raw_text[self.start : self.end]


def wished(wishes: Iterable[Wish], lines: Sequence[Line], shown: Iterable[Turn]) -> Iterator[Wished]:
    """The wishes at their places; those whose turn has changed since are left for later.

    Args:
        wishes: of one document.
        lines: its turns.
        shown: its turns as the review pages have them: the positions of wishes count in them.
    """
    by_number = {line.turn: line for line in lines}
    turns = {turn.turn: turn for turn in shown}
    for wish in wishes:
        line, turn = by_number.get(wish.turn), turns.get(wish.turn)
        if line is None or turn is None or line.text != turn.text:
            continue
        mentions = [one for one in line.mentions if one.where is Where.TEXT]
        start, end = raw_span(mentions, max(0, wish.start - turn.start), min(len(turn.text), wish.end - turn.start))
        if start < end:
            yield Wished(wish=wish, line=line, start=start, end=end)


class Decided:
    """What people decided of names and the texts do not show yet; the last says, and the nearest before that."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        made = [one for one in corrections if one.act in _DECIDING]
        self.places = [one for one in made if one.local]
        self.names = {key(one.name): one for one in sorted(made, key=lambda one: bool(one.document)) if not one.local}

    def state(self, mention: Mention) -> str:
        """What will become of a masked name: `leave`, another kind, or nothing."""
        found = next((one for one in reversed(self.places) if _touches(one, mention)), None)
        found = found or self.names.get(key(mention.text))
        if found is None:
            return ""
        if found.act is Act.UNMASK:
            return "leave"
        return str(found.kind) if found.kind not in (None, mention.kind) else ""


def marks(
    texts: Mapping[Place, str],
    mentions: Iterable[Mention],
    doubts: Iterable[Doubt],
    wishes: Iterable[Wished],
    decided: Decided,
) -> Marks:
    """All that is to be seen, text by text."""
    found: dict[Place, list[Mark]] = defaultdict(list)
    for number, one in enumerate(mentions):
        found[one.turn, one.where, one.key].append(_masked(number, one, decided.state(one)))
    for number, doubt in enumerate(doubts):
        mark = Mark(
            item=f"d{number}",
            look="doubt",
            start=doubt.start,
            end=doubt.end,
            key=key(doubt.text),
            told=doubt.why,
        )
        found[doubt.turn, doubt.where, doubt.key].append(mark)
    for wish in wishes:
        mark = Mark(item=wish.item, look="wish", start=wish.start, end=wish.end, key=key(wish.text), told="signalement")
        found[wish.line.turn, Where.TEXT, ""].append(mark)
    for place, mark in _to_come(texts, decided):
        if not any(mark.start < other.end and other.start < mark.end for other in found[place] if other.look != "wish"):
            found[place].append(mark)
    return found


def _masked(number: int, mention: Mention, state: str) -> Mark:
    return Mark(
        item=f"m{number}",
        look=f"mask {mention.kind.lower()}",
        start=mention.start,
        end=mention.end,
        key=key(mention.text),
        code=mention.pseudonym,
        told=KINDS[mention.kind],
        state=state,
    )


def _to_come(texts: Mapping[Place, str], decided: Decided) -> Iterator[tuple[Place, Mark]]:
    """Where names will be masked that are not yet."""
    for one in decided.places:
        place = (one.turn, one.where, one.key)
        if one.act is Act.MASK and texts.get(place, "")[one.start : one.end] == one.name:
            yield place, _soon(one, one.start, one.end)
    names = [one for one in decided.names.values() if one.act is Act.MASK]
    if not names:
        return
    spelled = "|".join(re.escape(one.name) for one in sorted(names, key=lambda one: -len(one.name)))
    pattern = re.compile(rf"(?<!\w)(?:{spelled})(?!\w)", re.IGNORECASE)
    for place, text in texts.items():
        for match in pattern.finditer(text):
            if named := decided.names.get(key(match.group())):
                yield place, _soon(named, *match.span())


def _soon(correction: Correction, start: int, end: int) -> Mark:
    return Mark(
        item=f"p{correction.number}",
        look="soon",
        start=start,
        end=end,
        key=key(correction.name),
        told="sera masqué",
        state=str(correction.kind or Kind.PER),
    )


def _touches(correction: Correction, mention: Mention) -> bool:
    same = (correction.turn, correction.where, correction.key) == (mention.turn, mention.where, mention.key)
    return same and correction.start < mention.end and mention.start < correction.end
