"""Does a person keep one code, and does a code name one person (E6)?

Figures of two partitions of the same mentions: by the person that the gold names, and by the code that was given.
"""

from collections import Counter
from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from bench.pseudonymise.cover import Judged, code_of
from bench.pseudonymise.intervals import Share
from thematique.records import Kind, record

OWN = "E6 people with one code, theirs alone"
PAIR_PRECISION, PAIR_RECALL = "E6 pairs, precision", "E6 pairs, recall"
CUBED_PRECISION, CUBED_RECALL = "E6 B-cubed, precision", "E6 B-cubed, recall"


class Item(NamedTuple):
    """A masked mention; persons of two scopes are never compared."""

    scope: str
    entity: str
    code: str


@record
class Identity:
    """How persons and codes answer each other.

    Attributes:
        own: the share of persons who have one code that nobody else has.
        pair_precision: of the pairs of mentions with one code, the share that name one person.
        pair_recall: of the pairs of mentions of one person, the share with one code.
        cubed_precision: B-cubed, mean over mentions.
        cubed_recall: idem.
        people: how many persons have a code.
        merges: pairs of persons who share a code.
        splits: codes beyond the first of each person.
    """

    own: float
    pair_precision: float
    pair_recall: float
    cubed_precision: float
    cubed_recall: float
    people: int
    merges: int
    splits: int


SCOPES = ("file", "writer", "study")
"""Within a transcript; within the transcripts of one writer, who knows who is who; over the whole study, where two
writers may have called two persons by one first name."""


def items(judged: Sequence[Judged], scope: str) -> list[Item]:
    """The masked mentions of persons, with their codes."""
    found = []
    for one in judged:
        place = {"file": one.transcript.name, "writer": one.transcript.writer, "study": ""}[scope]
        for mark in one.transcript.marks:
            code = code_of(one, mark) if mark.hides and mark.kind == Kind.PER else ""
            if code:
                found.append(Item(place, mark.entity, code))
    return found


def shares(found: Sequence[Item]) -> dict[str, Share]:
    """The figures of E6 that add up over files."""
    both = Counter(found)
    people = Counter((item.scope, item.entity) for item in found)
    codes = Counter((item.scope, item.code) for item in found)
    bearers = Counter((item.scope, item.code) for item in both)
    borne = Counter((item.scope, item.entity) for item in both)
    alone = sum(borne[item.scope, item.entity] == 1 and bearers[item.scope, item.code] == 1 for item in both)
    together = sum(map(_pairs, both.values()))
    return {
        OWN: Share(alone, len(people)),
        PAIR_PRECISION: Share(together, sum(map(_pairs, codes.values()))),
        PAIR_RECALL: Share(together, sum(map(_pairs, people.values()))),
        CUBED_PRECISION: Share(fsum(n * n / codes[item.scope, item.code] for item, n in both.items()), len(found)),
        CUBED_RECALL: Share(fsum(n * n / people[item.scope, item.entity] for item, n in both.items()), len(found)),
    }


def identity(found: Sequence[Item]) -> Identity:
    """The figures of E6; a share of nothing is 1."""
    values = {name: share.part / share.whole if share.whole else 1.0 for name, share in shares(found).items()}
    both = set(found)
    people = {(item.scope, item.entity) for item in both}
    bearers = Counter((item.scope, item.code) for item in both)
    return Identity(
        own=values[OWN],
        pair_precision=values[PAIR_PRECISION],
        pair_recall=values[PAIR_RECALL],
        cubed_precision=values[CUBED_PRECISION],
        cubed_recall=values[CUBED_RECALL],
        people=len(people),
        merges=sum(map(_pairs, bearers.values())),
        splits=len(both) - len(people),
    )


def _pairs(number: int) -> int:
    return number * (number - 1) // 2
