"""What counts as on a passage: one rule for all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement.invented import segments
from thematique.overlaps import overlapping, touching

# (0, 10), (11, 31), (32, 42)
PRESENT = segments("d", [10], [20], [10])


@pytest.mark.parametrize(
    ("span", "touched", "shared"),
    [
        ((11, 31), [1], [1]),
        ((0, 31), [0, 1], [0, 1]),
        ((5, 21), [0, 1], [0, 1]),
        ((8, 29), [0, 1], [1]),
        ((12, 14), [1], [1]),
        ((31, 32), [], []),
        ((36, 90), [2], [2]),
        ((100, 120), [], []),
    ],
)
def test_a_passage_shares_half_of_itself_or_of_a_segment(
    span: tuple[int, int], touched: list[int], shared: list[int]
) -> None:
    assert [there.segment for there in touching(*span, PRESENT)] == touched
    assert [there.segment for there in overlapping(*span, PRESENT)] == shared


@given(start=st.integers(0, 41), size=st.integers(1, 42))
def test_a_passage_is_on_some_of_what_it_touches_and_on_the_segment_that_holds_it(start: int, size: int) -> None:
    end = min(start + size, 42)
    touched, shared = touching(start, end, PRESENT), overlapping(start, end, PRESENT)
    assert [one for one in touched if one in shared] == shared
    for one in PRESENT:
        assert (one in touched) == any(one.start <= position < one.end for position in range(start, end))
        if one.start <= start and end <= one.end:
            assert shared == [one]
