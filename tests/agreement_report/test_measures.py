"""How figures are written: never surer than they are, and never with two signs for zero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.agreement.results import Figure, Measure, Undefined, Unit
from thematique.agreement_report import measures


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1,00"), (0.9999, "> 0,99"), (0.9949, "0,99"), (-0.004, "0,00"), (-0.5, "−0,50"), (0.0, "0,00")],
)
def test_only_what_is_perfect_is_written_as_perfect(value: float, text: str) -> None:
    assert measures.coefficient(value) == text


@pytest.mark.parametrize(("value", "text"), [(1.0, "100,0\u202f%"), (0.9997, "> 99,9\u202f%"), (0.174, "17,4\u202f%")])
def test_shares_are_written_in_percent(value: float, text: str) -> None:
    assert measures.written(Measure.PERCENT, Figure(value=value)) == text


def test_an_undefined_figure_says_so_and_has_no_bounds() -> None:
    figure = Figure(value=None, why=Undefined.NEVER_GIVEN)
    assert measures.written(Measure.KAPPA, figure) == "indéfini"
    assert measures.interval(Measure.KAPPA, figure) == ""


def test_bounds_are_written_in_the_unit_of_their_figure() -> None:
    figure = Figure(value=0.5, low=-0.1, high=0.997)
    assert measures.interval(Measure.KAPPA, figure) == "−0,10 à 1,00"
    assert measures.interval(Measure.PERCENT, Figure(value=0.5, low=0.4, high=0.6), between="–") == "40,0–60,0"


@given(st.floats(-1, 1))
def test_a_written_coefficient_is_the_value_rounded(value: float) -> None:
    text = measures.coefficient(value).removeprefix("> ").replace("−", "-").replace(",", ".")
    assert abs(float(text) - value) <= 0.0101


def test_every_measure_and_unit_has_its_french_word() -> None:
    assert set(measures.SHORT) == set(Measure)
    assert [measures.units(1, unit) for unit in Unit] == ["1 segment", "1 tour de parole", "1 caractère"]


@pytest.mark.parametrize(
    ("name", "told"),
    [("machine", "la machine"), ("machine:v2", "la machine (v2)"), ("consensus", "le consensus"), ("Ana", "Ana")],
)
def test_coders_are_named_as_in_a_sentence(name: str, told: str) -> None:
    assert measures.who(name) == told
