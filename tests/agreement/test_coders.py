"""Coefficients of several coders come to what was printed, also where units were left unread."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement import published
from thematique.agreement.coders import Answers, ac1, alpha, brennan_prediger, fleiss, percent
from thematique.agreement.results import Figure, Undefined

Coefficient = Callable[[Answers], Figure]
ALL: list[Coefficient] = [percent, fleiss, ac1, brennan_prediger, alpha]
CHANCE = ALL[1:]
UNITS = st.lists(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=3, max_size=3), min_size=1, max_size=15)
# the first half of Fleiss' patients, as Gwet has them
GWET_15 = published.FLEISS_1971[:15]


@pytest.mark.parametrize(
    ("coefficient", "units", "printed", "within"),
    [
        (alpha, published.KRIPPENDORFF_BINARY, 0.095, 0.0005),
        (alpha, published.KRIPPENDORFF_2004_P227, 0.734, 0.0005),
        (alpha, published.KRIPPENDORFF_2004_P230, 0.743, 0.0005),
        (alpha, published.KRIPPENDORFF_1980_P139, 0.642, 0.0005),
        (alpha, published.THREE_CODERS, 0.691, 0.0005),
        (alpha, published.HAYES_KRIPPENDORFF_2007, 0.4765, 0.00005),
        (fleiss, published.FLEISS_1971, 0.430, 0.0005),
        (percent, published.FLEISS_1971, 0.5556, 0.0005),
        (percent, published.KRIPPENDORFF_2004_P230, 0.8181818, 5e-8),
        (ac1, published.KRIPPENDORFF_2004_P230, 0.77544, 0.000005),
        (fleiss, published.KRIPPENDORFF_2004_P230, 0.76117, 0.000005),
        (brennan_prediger, published.KRIPPENDORFF_2004_P230, 0.77273, 0.000005),
        (alpha, published.KRIPPENDORFF_2004_P230, 0.74342, 0.000005),
        (percent, GWET_15, 0.5511111, 5e-8),
        (ac1, GWET_15, 0.4448007, 5e-8),
        (fleiss, GWET_15, 0.4139265, 5e-8),
        (brennan_prediger, GWET_15, 0.4388889, 5e-8),
        (alpha, GWET_15, 0.4204384, 5e-8),
    ],
)
def test_a_coefficient_comes_to_what_was_printed(
    coefficient: Coefficient, units: Answers, printed: float, within: float
) -> None:
    assert coefficient(units).value == pytest.approx(printed, abs=within)


@pytest.mark.parametrize("coefficient", ALL)
@pytest.mark.parametrize("units", [[], [[None, None]], [["a", None], [None, "b"]]])
def test_nothing_is_defined_where_no_two_coders_read_a_unit(coefficient: Coefficient, units: Answers) -> None:
    assert coefficient(units) == Figure(value=None, why=Undefined.EMPTY)


@pytest.mark.parametrize("coefficient", CHANCE)
def test_what_corrects_for_chance_is_undefined_where_all_answers_are_the_same(coefficient: Coefficient) -> None:
    assert coefficient([["a", "a", None]] * 5) == Figure(value=None, why=Undefined.NO_VARIATION)
    assert percent([["a", "a", None]] * 5) == Figure(value=1)


def test_answers_that_nobody_gave_count_as_possible_when_named() -> None:
    units = [["a", "a"], ["a", "b"], ["b", "b"]]
    assert brennan_prediger(units).value == pytest.approx((2 / 3 - 1 / 2) / (1 / 2))
    assert brennan_prediger(units, answers="abcd").value == pytest.approx((2 / 3 - 1 / 4) / (3 / 4))
    assert (ac1(units, answers="abcd").value or 0) > (ac1(units).value or 0)


@pytest.mark.parametrize("coefficient", ALL)
@given(units=UNITS, seed=st.integers(0, 99))
def test_the_order_of_units_and_coders_and_the_names_of_answers_do_not_matter(
    coefficient: Coefficient, units: list[list[str | None]], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    renamed = {"a": "z", "b": "x", "c": "y", None: None}
    mixed = [[renamed[units[row][coder]] for coder in rng.permutation(3)] for row in rng.permutation(len(units))]
    assert coefficient(mixed).value == pytest.approx(coefficient(units).value)
    assert coefficient(mixed).why == coefficient(units).why


@pytest.mark.parametrize("coefficient", CHANCE)
@given(units=UNITS)
def test_it_is_1_only_when_all_who_read_a_unit_agree(coefficient: Coefficient, units: list[list[str | None]]) -> None:
    found = coefficient(units).value
    if found is not None:
        united = all(len({answer for answer in unit if answer is not None}) < 2 for unit in units)
        assert (found == pytest.approx(1)) == united
        assert found <= 1 + 1e-12


@given(units=UNITS)
def test_units_that_one_coder_read_change_no_alpha(units: list[list[str | None]]) -> None:
    assert alpha([*units, ["d", None, None]]) == alpha(units)
