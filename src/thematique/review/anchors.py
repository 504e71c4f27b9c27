"""Find the words of a passage again when its document is cut, corrected or pseudonymised anew.

An anchor holds positions, counts and digests, never a word. A passage is placed where its words are the same and it is
beyond doubt which of the equal passages it was; else it is lost, for a reason and mostly with a proposal.

What a digest reveals: nothing to one who has no key, however short the passage; nor do equal passages have equal
digests, since each is salted by the position of its anchor. To one who has the key and the text of today, a name that
was masked after it was coded: he tries a list of names, and a long passage is no better shelter than a name alone, as
the text gives all its other words. The key lies beside the database, with a copy beside the backups, so whoever has the
folder of the study has it too. It is destroyed with the private side: the placed passages are then anchored again under
a new one, and the digests of the lost passages and of old backups tell nothing any more.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import chain

from thematique.records import Segment, Turn, record
from thematique.review.wording import Cut, Wording, is_bare

_NEIGHBOURS = 5
_LONG = 8
_ENOUGH = 2
_KEY_BYTES = 16
_REACH = 500
_NO_WORD = (0, 0)


class Loss(StrEnum):
    """Why a passage could not be placed."""

    GONE = "le document n'est plus dans l'étude"
    NOT_FOUND = "introuvable : les mots du passage ont changé"
    SEVERAL = "plusieurs passages possibles"
    ELSEWHERE = "les mêmes mots se trouvent ailleurs, peut-être dans un autre passage"


@record
class Anchor:
    """What finds a passage again (fr. ancre).

    Attributes:
        document: the document.
        turn: the turn where the passage starts.
        start: position in the document's text.
        end: position in the document's text, excluded.
        first: `start` less the start of the turn.
        turns: how many turns the document has.
        words: how many words the passage touches.
        length: characters of the normalised passage, all its words being whole.
        head: characters of its first word that it leaves out.
        tail: characters of its last word that it leaves out.
        nth: how many equal passages start before it in its turn.
        of: how many equal passages start in its turn.
        rank: how many equal passages start before it in the document.
        count: how many equal passages the document has.
        alone: whether it is the only one of them with its neighbouring words.
        digest: of the normalised passage.
        before: digest of the five words before it.
        after: digest of the five words after it.
        text: digest of the document's whole text.
    """

    document: str
    turn: int
    start: int
    end: int
    first: int
    turns: int
    words: int
    length: int
    head: int
    tail: int
    nth: int
    of: int
    rank: int
    count: int
    alone: bool
    digest: str
    before: str
    after: str
    text: str


@record
class Placed:
    """Where a passage is now."""

    turn: int
    start: int
    end: int


@record
class Lost:
    """A passage that was not placed: why, and a place that a person may confirm."""

    reason: Loss
    proposal: Placed | None = None


class Edition:
    """A document's text as it stands, in which any number of passages are anchored and placed.

    Args:
        text: the pseudonymised text.
        turns: all the turns of the document, at least one.
        key: at least 16 bytes, the same for anchoring and for placing.

    Raises:
        ValueError: there is no turn, or the key is too short.
    """

    def __init__(self, text: str, turns: Sequence[Turn], *, key: bytes) -> None:
        if not turns or len(key) < _KEY_BYTES:
            raise ValueError(f"a text is anchored by its turns and a key of {_KEY_BYTES} bytes or more")
        self._text = text
        self._turns = sorted(turns, key=lambda turn: turn.start)
        self._starts = [turn.start for turn in self._turns]
        self._key = hashlib.sha256(key).digest()
        self._whole = hashlib.sha256(_bytes(text)).hexdigest()

    def anchor(self, start: int, end: int) -> Anchor:
        """Anchor a passage, its outer white space left out; a letter or a pseudonym's number cut in two is taken whole.

        Raises:
            ValueError: the positions are not in the text, or hold no word.
        """
        words, cut = self._wording, self._wording.cut(start, end)
        span, size = words.span(cut), cut.last - cut.first
        turn = self._turn(span[0])
        passage = words.passage(cut.first, cut.last)
        equal = words.equal(passage, size)
        in_turn = [index for index in equal if self._turn(words.start(index)) is turn]
        before, after = self._around(cut.first, size)
        return Anchor(
            document=turn.document,
            turn=turn.turn,
            start=span[0],
            end=span[1],
            first=span[0] - turn.start,
            turns=len(self._turns),
            words=size,
            length=len(passage),
            head=cut.head,
            tail=cut.tail,
            nth=in_turn.index(cut.first),
            of=len(in_turn),
            rank=equal.index(cut.first),
            count=len(equal),
            alone=sum(self._around(index, size) == (before, after) for index in equal) == 1,
            digest=self._digest("passage", passage, span),
            before=self._digest("before", before, span),
            after=self._digest("after", after, span),
            text=self._digest("text", self._whole, span),
        )

    def place(self, anchor: Anchor) -> Placed | Lost:
        """Say where a passage of this document is now, or why that cannot be said."""
        span = anchor.start, anchor.end
        if anchor.text == self._digest("text", self._whole, span):
            return self._placed(span)
        passage = self._find(anchor)
        if passage is None:
            return Lost(reason=Loss.NOT_FOUND, proposal=self._likely(anchor))
        equal = self._wording.equal(passage, anchor.words)
        signs = self._signs(anchor, equal, bare=is_bare(passage))
        best = [self._as_cut(anchor, index) for index, seen in zip(equal, signs, strict=True) if seen == max(signs)]
        if max(signs) >= _ENOUGH and len(best) == 1:
            return best[0]
        likely = min(best, key=lambda there: (abs(there.turn - anchor.turn), abs(there.start - anchor.start)))
        return Lost(reason=Loss.SEVERAL if len(equal) > 1 else Loss.ELSEWHERE, proposal=likely)

    def _find(self, anchor: Anchor) -> str | None:
        """The passage of the anchor as this text has it: sought at its position, in its turn, then everywhere."""
        here = self._wording.at(anchor.start - anchor.head)
        ranges = ((here, here + 1), self._bounds.get(anchor.turn, _NO_WORD), (0, len(self._wording)))
        tried: set[str] = set()
        for index in chain.from_iterable(self._sized(anchor, *bounds) for bounds in ranges):
            passage = self._wording.passage(index, index + anchor.words)
            if passage not in tried and self._agrees(anchor, "passage", passage, anchor.digest):
                return passage
            tried.add(passage)
        return None

    def _sized(self, anchor: Anchor, first: int, last: int) -> Iterator[int]:
        """The words where a passage of the anchor's size starts; sought only when they are asked for."""
        yield from self._wording.sized(first, last, words=anchor.words, length=anchor.length)

    def _signs(self, anchor: Anchor, equal: Sequence[int], *, bare: bool) -> list[int]:
        """How many independent signs tell each of the equal passages to be that of the anchor; two are enough.

        The signs: the words before; those after; the rank among as many in the document; the rank among as many in the
        same turn of as many turns; being the only one, then and now, of a long passage. Neighbours that another passage
        had too are one sign at most. Bare pseudonyms come and go with every pseudonymisation: without a neighbour
        nothing tells them.
        """
        in_turn = [index for index in equal if self._turn(self._wording.start(index)).turn == anchor.turn]
        by_turn = in_turn[anchor.nth] if len(in_turn) == anchor.of and len(self._turns) == anchor.turns else None
        by_rank = equal[anchor.rank] if len(equal) == anchor.count else None
        unique = anchor.words >= _LONG and len(equal) == anchor.count == 1
        signs = []
        for index in equal:
            before, after = self._around(index, anchor.words)
            beside = [
                self._agrees(anchor, "before", before, anchor.before),
                self._agrees(anchor, "after", after, anchor.after),
            ]
            near = min(sum(beside), 2 if anchor.alone else 1)
            signs.append(near + (index == by_turn) + (index == by_rank) + unique if near or not bare else 0)
        return signs

    def _likely(self, anchor: Anchor) -> Placed | None:
        """Where the passage should be in its turn: between its neighbours, or as far from the start and as long."""
        low, high = self._bounds.get(anchor.turn, _NO_WORD)
        if low == high:
            return None
        words, size = self._wording, anchor.words
        far = self._turn(words.start(low)).start + anchor.first
        guess = min(words.at(far), high - 1)
        low, high = max(low, guess - _REACH), min(high, guess + size + _REACH)
        firsts = [i for i in range(low, high) if self._agrees(anchor, "before", self._around(i, 0)[0], anchor.before)]
        lasts = [
            i for i in range(low + 1, high + 1) if self._agrees(anchor, "after", self._around(i, 0)[1], anchor.after)
        ]
        if not firsts and not lasts and len(self._turns) != anchor.turns:
            return None
        first = min(firsts, key=lambda i: abs(i - guess), default=guess)
        after = [i for i in lasts if i > first] or [min(first + size, high)]
        return self._placed(words.span(Cut(first=first, last=min(after, key=lambda i: abs(i - first - size)))))

    def _as_cut(self, anchor: Anchor, index: int) -> Placed:
        cut = Cut(first=index, last=index + anchor.words, head=anchor.head, tail=anchor.tail)
        return self._placed(self._wording.span(cut))

    def _placed(self, span: tuple[int, int]) -> Placed:
        return Placed(turn=self._turn(span[0]).turn, start=span[0], end=span[1])

    def _around(self, index: int, words: int) -> tuple[str, str]:
        """The words before and after a passage."""
        last = index + words
        return self._wording.passage(index - _NEIGHBOURS, index), self._wording.passage(last, last + _NEIGHBOURS)

    def _turn(self, position: int) -> Turn:
        return self._turns[max(0, bisect_right(self._starts, position) - 1)]

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self._text)

    @cached_property
    def _bounds(self) -> Mapping[int, tuple[int, int]]:
        """The first word of each turn and the one after its last."""
        firsts = [self._wording.at(start) for start in self._starts]
        return {
            turn.turn: (first, last)
            for turn, first, last in zip(self._turns, firsts, [*firsts[1:], len(self._wording)], strict=True)
        }

    def _agrees(self, anchor: Anchor, part: str, text: str, digest: str) -> bool:
        return self._digest(part, text, (anchor.start, anchor.end)) == digest

    def _digest(self, part: str, text: str, salt: tuple[int, int]) -> str:
        told = _bytes(f"{part} {salt[0]} {salt[1]} {text}")
        return hashlib.blake2b(told, key=self._key, digest_size=16).hexdigest()


def match_segment(start: int, end: int, segments: Sequence[Segment]) -> Segment | None:
    """The segment that is exactly this passage, of those of its document in the order of the text."""
    index = bisect_left(segments, start, key=lambda segment: segment.start)
    same = (segment for segment in segments[index : index + 1] if (segment.start, segment.end) == (start, end))
    return next(same, None)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
