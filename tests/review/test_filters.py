"""What a coder chooses to see is never blind, and never spoils what has to be met blind."""

import pytest

from queued import arranged, passage, reading
from thematique.codings import Drawn
from thematique.errors import WrongUse
from thematique.review.filters import Choice, Filter, choose
from thematique.review.order import Settings

OPEN = Settings(uncertain=0.5, rare=0.5, random=0)
PASSAGES = [
    passage("nord", 0, {"liens.confiance": 0.4, "tensions.turnover": 0.1}, variables={"cycle": "1"}),
    passage("nord", 1, {"liens.confiance": 0.1, "tensions.turnover": 0.9}, speaker="P2", variables={"cycle": "1"}),
    passage("sud", 0, {"liens.confiance": 0.7, "tensions.secret": 0.35}, variables={"cycle": "2"}),
    passage("sud", 1, {"liens.confiance": 0.2}, variables={"cycle": "2"}),
    passage("sud", 2),
]


def found(**asked: object) -> list[tuple[str, int]]:
    """Where the passages are that a filter finds when nothing is in reserve and `a` has read the first."""
    mine = [reading(PASSAGES[0], "a"), reading(PASSAGES[1], "b")]
    disputed = {PASSAGES[0].spot, PASSAGES[1].spot}
    choice = choose(
        arranged(PASSAGES, OPEN),
        Filter(**asked),  # type: ignore[arg-type] - the fields under test
        coder="a",
        decided=mine,
        disputed=disputed,
    )
    assert choice.withheld == 0
    assert all(draw.drawn is Drawn.CHOSEN and not draw.blind for draw in choice.draws)
    return [draw.passage.spot for draw in choice.draws]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [("nord", 0), ("nord", 1), ("sud", 0), ("sud", 1), ("sud", 2)]),
        ({"document": "nord"}, [("nord", 0), ("nord", 1)]),
        ({"speaker": "P2"}, [("nord", 1)]),
        ({"variable": "cycle", "value": "2"}, [("sud", 0), ("sud", 1)]),
        ({"variable": "cycle", "value": ""}, [("sud", 2)]),
        ({"unread": True}, [("nord", 1), ("sud", 0), ("sud", 1), ("sud", 2)]),
        ({"unread": True, "document": "nord"}, [("nord", 1)]),
        ({"document": "ailleurs"}, []),
    ],
)
def test_without_a_code_or_a_score_passages_come_in_reading_order(
    asked: dict[str, object], expected: list[tuple[str, int]]
) -> None:
    assert found(**asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"code": "liens.confiance"}, [("sud", 0), ("nord", 0)]),
        ({"code": "tensions"}, [("nord", 1), ("sud", 0)]),
        ({"code": "tens"}, []),
        ({"code": "liens.confiance", "score_from": 0.0, "score_to": 0.2}, [("sud", 1), ("nord", 1), ("sud", 2)]),
        ({"score_from": 0.4}, [("nord", 1), ("sud", 0), ("nord", 0)]),
        ({"score_to": 0.2}, [("sud", 1), ("sud", 2)]),
        ({"score_from": 0.0}, [("nord", 1), ("sud", 0), ("nord", 0), ("sud", 1), ("sud", 2)]),
    ],
)
def test_with_a_code_or_a_score_the_surest_come_first(
    asked: dict[str, object], expected: list[tuple[str, int]]
) -> None:
    assert found(**asked) == expected


def test_within_one_interview_reading_order_holds_even_with_a_code() -> None:
    assert found(document="sud", score_to=0.9) == [("sud", 0), ("sud", 1), ("sud", 2)]
    assert found(document="nord", score_from=0.0) == [("nord", 0), ("nord", 1)]


def test_a_disagreement_is_shown_only_to_those_who_have_read_the_passage() -> None:
    assert found(disagreements=True) == [("nord", 0)]


MANY = [passage(f"d{n % 4}", n, {"a": n / 400}) for n in range(400)]
ORDER = arranged(MANY)


def chosen(asked: Filter, *, read: int = 0) -> Choice:
    """What coder `a` is given, who has read the beginning of the reserve."""
    mine = [reading(p, "a", Drawn.RANDOM) for p in ORDER.random[:read]]
    others = [reading(p, "b", Drawn.RANDOM) for p in ORDER.random]
    return choose(ORDER, asked, coder="a", decided=[*mine, *others], disputed=set())


def test_the_reserve_that_the_coder_has_not_read_is_left_out_and_counted() -> None:
    choice = chosen(Filter())
    assert not {draw.passage.spot for draw in choice.draws} & ORDER.reserve
    assert len(choice.draws) + choice.withheld == 400
    assert choice.withheld == len(ORDER.random) > 0


def test_once_read_the_reserve_is_shown_like_the_rest() -> None:
    read = {p.spot for p in ORDER.random[:10]}
    choice = chosen(Filter(), read=10)
    assert read <= {draw.passage.spot for draw in choice.draws}
    assert not any(draw.blind for draw in choice.draws)
    assert choice.withheld == len(ORDER.random) - 10


def test_what_is_withheld_is_counted_in_the_interview_asked_for() -> None:
    assert chosen(Filter(document="d1")).withheld == sum(p.document == "d1" for p in ORDER.random)


def test_the_count_of_what_is_withheld_tells_nothing_of_the_machines_scores() -> None:
    counts = {chosen(asked).withheld for asked in (Filter(), Filter(code="a"), Filter(code="a", score_from=0.99))}
    assert counts == {len(ORDER.random)}


@pytest.mark.parametrize("bounds", [(0.6, 0.4), (-0.1, 0.5), (0.5, 1.1), (float("nan"), 0.5)])
def test_bounds_that_no_score_meets_are_refused(bounds: tuple[float, float]) -> None:
    with pytest.raises(WrongUse, match="aucun score ne va de"):
        Filter(score_from=bounds[0], score_to=bounds[1])
