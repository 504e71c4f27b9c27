"""Passages and decisions for the tests of the queue: made of numbers, without a text."""

import random
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from thematique.codings import Drawn
from thematique.records import Role
from thematique.review.order import Order, Passage, Settings, arrange
from thematique.review.queue import Decided, Draw, draws

CODES = tuple(f"theme{number // 4}.code{number}" for number in range(12))
THRESHOLD = 0.3


def passage(
    document: str = "d",
    segment: int = 0,
    scores: Mapping[str, float] | None = None,
    *,
    speaker: str = "P1",
    role: Role = Role.PARTICIPANT,
    short: bool = False,
    variables: Mapping[str, str] | None = None,
) -> Passage:
    """One passage, flagged for the scores from the threshold up."""
    return Passage(
        document=document,
        segment=segment,
        turn=segment,
        key=f"{document} {segment}",
        speaker=speaker,
        role=role,
        short=short,
        scores=scores or {},
        flagged=frozenset(code for code, score in (scores or {}).items() if score >= THRESHOLD),
        variables=variables or {},
    )


def corpus(n_passages: int, *, n_documents: int = 20, codes: Iterable[str] = CODES) -> list[Passage]:
    """Passages of several documents with scores that are mostly low, always the same."""
    chance = random.Random(7)
    listed = list(codes)
    return [
        passage(f"d{n % n_documents:03}", n // n_documents, {c: round(chance.betavariate(0.5, 4), 4) for c in listed})
        for n in range(n_passages)
    ]


def arranged(
    passages: Iterable[Passage],
    settings: Settings | None = None,
    *,
    accepted: Mapping[str, int] | None = None,
    seed: str = "study",
) -> Order:
    """The shared order, with the settings by default unless told otherwise."""
    return arrange(passages, settings=settings or Settings(), seed=seed, threshold=THRESHOLD, accepted=accepted or {})


def decided(draw: Draw, coder: str) -> Decided:
    """The coder's decision on what was drawn."""
    spot = draw.passage.spot
    return Decided(document=spot[0], segment=spot[1], coder=coder, drawn=draw.drawn, blind=draw.blind)


def reading(passage: Passage, coder: str, drawn: Drawn = Drawn.UNCERTAIN, *, blind: bool | None = None) -> Decided:
    """A decision on any passage; blind when it was drawn at random, unless told otherwise."""
    is_blind = drawn is Drawn.RANDOM if blind is None else blind
    return Decided(document=passage.document, segment=passage.segment, coder=coder, drawn=drawn, blind=is_blind)


def left(order: Order, coder: str, history: Iterable[Decided] = ()) -> Iterator[Draw]:
    """The coder's queue."""
    return draws(order, coder=coder, decided=history)


def read(order: Order, coder: str, n_passages: int, history: Iterable[Decided] = ()) -> list[Decided]:
    """The decisions of a coder who reads on for so many passages."""
    return [decided(draw, coder) for draw in islice(left(order, coder, history), n_passages)]
