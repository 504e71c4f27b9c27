"""The order in which passages await their readers, the same for all coders.

Source  uncertain: Lewis & Gale, A sequential algorithm for training text classifiers, SIGIR 1994.

A share of the corpus, chosen by a hash of each passage's content, is the *reserve*: it is met without any suggestion,
in the order of the hash. What is met blind is thus a simple random sample of the corpus, whatever the machine thinks of
it; adding documents changes neither who belongs to the reserve nor the order of those who do. All other passages come
because the machine is unsure of them, or because they may carry a rare code.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain, zip_longest
from typing import Any

from thematique.codings import Drawn
from thematique.errors import InvalidFile
from thematique.records import Role, record

Spot = tuple[str, int]
"""Where a passage is: document, segment."""

_NEAR = 0.05
"""Passages whose distances to the threshold fall in the same interval of this width are equally uncertain."""

_ROUNDED = 0.015 + 1e-9
"""By how much three shares that people rounded to two decimals may miss 1."""


@record
class Settings:
    """What may be set of the queue; the three shares make 1.

    Attributes:
        uncertain: share of passages of which the machine is least sure.
        rare: share of passages that may carry one of the codes with the fewest codings.
        random: share drawn at random and met blind, and share of the corpus held in reserve for it. Once people have
            coded, raising it puts in reserve passages that some of them have met with suggestions.
        readings: how many coders read each passage.
        interviewers: also queue what interviewers say.
        short: also queue short replies.

    Raises:
        InvalidFile: shares or readings out of bounds; all are listed.
    """

    uncertain: float = 0.5
    rare: float = 0.3
    random: float = 0.2
    readings: int = 2
    interviewers: bool = False
    short: bool = False

    def __post_init__(self) -> None:
        shares = {"uncertain": self.uncertain, "rare": self.rare, "random": self.random}
        problems = [
            f"{name} = {share!r} n'est pas admis ; une part est un nombre de 0 à 1."
            for name, share in shares.items()
            if not _is_share(share)
        ]
        if not problems and abs(sum(shares.values()) - 1) > _ROUNDED:
            problems.append(f"uncertain + rare + random = {sum(shares.values()):.4g} ; la somme des parts doit être 1.")
        if not _is_count(self.readings):
            problems.append(f"readings = {self.readings!r} n'est pas admis ; il faut un nombre entier à partir de 1.")
        if problems:
            raise InvalidFile("etude.toml", problems)

    def shares(self) -> Mapping[Drawn, float]:
        """The share of each kind of draw."""
        return {Drawn.UNCERTAIN: self.uncertain, Drawn.RARE: self.rare, Drawn.RANDOM: self.random}


@record
class Passage:
    """A segment as the queue knows it.

    `key` names its content whatever happens to the rest of the corpus: its document and the digest of its text.
    `scores` are the machine's for the codes that can be given; one that is left out counts as 0. `flagged` are the
    codes that the machine proposes; `variables` are those of the document, one mapping for all its passages.
    """

    document: str
    segment: int
    turn: int
    key: str
    speaker: str
    role: Role
    short: bool
    scores: Mapping[str, float]
    flagged: frozenset[str]
    variables: Mapping[str, str]

    @property
    def spot(self) -> Spot:
        """Where it is, which no other passage shares."""
        return self.document, self.segment


@record
class Order:
    """Passages in reading order, and in the order in which each kind of draw takes them.

    `uncertain` holds all that is not in reserve; `ranks` tells where each stands there and in `rare`. `random` is the
    reserve, whose spots are `reserve`.
    """

    settings: Settings
    passages: Sequence[Passage]
    uncertain: Sequence[Passage]
    rare: Sequence[Passage]
    random: Sequence[Passage]
    ranks: Mapping[Drawn, Mapping[Spot, int]]
    reserve: Set[Spot]


def arrange(
    passages: Iterable[Passage], *, settings: Settings, seed: str, threshold: float, accepted: Mapping[str, int]
) -> Order:
    """The order that all coders share; to be made again when the corpus or the model has changed.

    Args:
        passages: those of the whole corpus, in any order.
        settings: the shares, and who is queued.
        seed: the study's own, which never changes.
        threshold: the score from which the machine proposes a code, in (0, 1).
        accepted: how many times each code was accepted so far; a code that is absent counts as 0.
    """
    queued = sorted((p for p in passages if _is_queued(p, settings)), key=lambda passage: passage.spot)
    numbers = {passage.spot: number(passage.key, seed=seed) for passage in queued}
    by_chance = sorted(queued, key=lambda passage: numbers[passage.spot])
    n_reserved = sum(drawn < settings.random for drawn in numbers.values())
    reserve, rest = by_chance[:n_reserved], by_chance[n_reserved:]
    uncertain, rare = _uncertain(rest, threshold), _rare(rest, accepted)
    return Order(
        settings=settings,
        passages=queued,
        uncertain=uncertain,
        rare=rare,
        random=reserve,
        ranks={Drawn.UNCERTAIN: _ranks(uncertain), Drawn.RARE: _ranks(rare)},
        reserve={passage.spot for passage in reserve},
    )


def number(key: str, *, seed: str) -> float:
    """The number in [0, 1) that chance gives to a passage once and for all; under the share, it is in reserve."""
    secret = hashlib.sha256(seed.encode()).digest()
    drawn = hashlib.blake2b(key.encode(), digest_size=8, key=secret).digest()
    # a float holds 53 bits: with more, the last numbers would round to 1
    return (int.from_bytes(drawn) >> 11) / 2**53


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_queued(passage: Passage, settings: Settings) -> bool:
    return (settings.short or not passage.short) and (settings.interviewers or passage.role is Role.PARTICIPANT)


def _ranks(passages: Sequence[Passage]) -> Mapping[Spot, int]:
    return {passage.spot: rank for rank, passage in enumerate(passages)}


def _uncertain(passages: Sequence[Passage], threshold: float) -> Sequence[Passage]:
    """Those whose best score is closest to the threshold first; among near-equals, documents take turns.

    Passages without a score come last. `passages` are in the order of chance, which decides between equals.
    """
    margins = [abs(max(p.scores.values()) - threshold) if p.scores else 1.0 for p in passages]
    closest = sorted(range(len(passages)), key=margins.__getitem__)
    dealt: Counter[tuple[int, str]] = Counter()
    turns: list[tuple[int, int]] = []
    for row in closest:
        hand = int(margins[row] / _NEAR), passages[row].document
        turns.append((hand[0], dealt[hand]))
        dealt[hand] += 1
    return [passages[closest[turn]] for turn in sorted(range(len(turns)), key=turns.__getitem__)]


def _rare(passages: Sequence[Passage], accepted: Mapping[str, int]) -> Sequence[Passage]:
    """Those that score on a rare code: the rare codes take turns, each with its highest score first.

    Without turns, a code on which the machine is never sure would wait behind all the others.
    """
    codes = _rarest({code for passage in passages for code in passage.scores}, accepted)
    hands: list[list[tuple[float, int]]] = [[] for _ in codes]
    for row, passage in enumerate(passages):
        scores = [passage.scores.get(code, 0.0) for code in codes]
        best = max(scores, default=0.0)
        if best > 0:
            hands[scores.index(best)].append((-best, row))
    turns: Iterator[tuple[float, int] | None] = chain.from_iterable(zip_longest(*(sorted(hand) for hand in hands)))
    return [passages[card[1]] for card in turns if card is not None]


def _rarest(codes: Set[str], accepted: Mapping[str, int]) -> Sequence[str]:
    """The quarter of the codes with the fewest accepted codings, and those that have as few; the rarest first."""
    counts = sorted((accepted.get(code, 0), code) for code in codes)
    return [code for count, code in counts if count <= counts[(len(counts) - 1) // 4][0]]
