"""Which decisions a later one replaces."""

from dataclasses import replace

import pytest

from thematique.corrections import Act, Correction
from thematique.naming.replaced import replaced
from thematique.records import Kind

MERGE = Correction(act=Act.MERGE, name="Nono", other="Arnaud Petit")
APART = Correction(act=Act.SPLIT, name="Nono", other="Arnaud Petit")
ALONE = Correction(act=Act.SPLIT, name="Nono", document="nord")
THERE = replace(MERGE, document="nord")
MASK = Correction(act=Act.MASK, name="Bertoulle")
LEAVE = Correction(act=Act.UNMASK, name="BERTOULLE")
PLACE = Correction(act=Act.KIND, name="Bertoulle", kind=Kind.LOC)
HERE = replace(MASK, document="nord", turn=1, start=3, end=12)


def told(*made: Correction) -> dict[int, int]:
    numbered = [replace(one, number=number) for number, one in enumerate(made, start=1)]
    return {number: one.number for number, one in replaced(numbered).items()}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ([MERGE, APART], {1: 2}),
        ([APART, MERGE], {1: 2}),
        ([MERGE, replace(APART, name="arnaud petit", other="NONO")], {1: 2}),
        ([MERGE, APART, MERGE], {1: 2, 2: 3}),
        ([MERGE, MERGE, APART], {1: 3, 2: 3}),
        ([ALONE, THERE], {1: 2}),
        ([THERE, replace(THERE, other="Zoé")], {1: 2}),
        ([MASK, LEAVE], {1: 2}),
        ([MASK, PLACE, MASK], {1: 2, 2: 3}),
    ],
)
def test_of_two_that_contradict_each_other_the_later_holds(made: list[Correction], expected: dict[int, int]) -> None:
    assert told(*made) == expected


@pytest.mark.parametrize(
    "made",
    [
        [MERGE, MERGE],
        [MERGE, replace(MERGE, other="Zoé")],
        [MERGE, replace(APART, other="Zoé")],
        [MERGE, ALONE],
        [MASK, MASK],
        [MASK, replace(LEAVE, document="nord")],
        [MASK, replace(HERE, act=Act.UNMASK)],
        [HERE, replace(HERE, act=Act.UNMASK, turn=2)],
        # « Rose » is the name, « rose » the flower
        [replace(MASK, name="Rose"), replace(LEAVE, name="rose")],
    ],
)
def test_what_does_not_contradict_another_leaves_it(made: list[Correction]) -> None:
    assert told(*made) == {}
