"""Shares are of the sums, and their intervals come from drawing files."""

import math

from hypothesis import given
from hypothesis import strategies as st

from bench.pseudonymise.intervals import Share, estimate, estimates

SHARES = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5)).map(lambda pair: Share(pair[0], sum(pair))), max_size=6
)


def test_the_share_is_that_of_the_sums_not_the_mean_of_shares() -> None:
    found = estimate([Share(1, 1), Share(0, 3)])
    assert found.value == 0.25
    assert (found.low, found.high) == (0, 1)


def test_files_that_agree_leave_no_doubt() -> None:
    assert estimate([Share(1, 2), Share(2, 4)])[:3] == (0.5, 0.5, 0.5)


def test_nothing_to_share_is_not_a_number() -> None:
    assert math.isnan(estimate([Share(0, 0)]).value)
    assert math.isnan(estimate([]).value)


@given(SHARES)
def test_the_share_lies_in_the_unit_interval_with_its_bounds_and_comes_back_the_same(shares: list[Share]) -> None:
    found = estimate(shares)
    assert repr(estimate(shares)) == repr(found)
    assert not found.whole or 0 <= found.low <= found.high <= 1


def test_a_measure_that_a_file_lacks_counts_for_nothing_there() -> None:
    found = estimates([{"a": Share(1, 2)}, {"a": Share(1, 2), "b": Share(1, 1)}])
    assert {name: one.value for name, one in found.items()} == {"a": 0.5, "b": 1}
