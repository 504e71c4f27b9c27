"""Every coefficient of two coders comes to what its authors printed, keeps its laws, and is undefined when it is."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from agreement import published
from thematique.agreement import contingency
from thematique.agreement.coders import alpha, fleiss
from thematique.agreement.contingency import Floats, crossed, figure, values
from thematique.agreement.results import Figure, Measure, Side, Undefined

CHANCE = [Measure.KAPPA, Measure.PI, Measure.AC1, Measure.BRENNAN_PREDIGER, Measure.ALPHA]
SYMMETRIC = [*CHANCE, Measure.PERCENT]
OF_ONE_CODE = [m for m in Measure if m not in (*SYMMETRIC, Measure.ALPHA_U)]
TABLES = st.integers(2, 4).flatmap(lambda k: arrays(np.float64, (k, k), elements=st.integers(0, 40).map(float)))
TWO_BY_TWO = arrays(np.float64, (2, 2), elements=st.integers(0, 40).map(float))


def value(measure: Measure, table: object, reference: Side = Side.B) -> float | None:
    return figure(measure, np.asarray(table), reference=reference).value


@pytest.mark.parametrize(
    ("table", "measure", "printed", "within"),
    [
        (published.COHEN_1960_P45, Measure.PERCENT, 0.70, 0.0005),
        (published.COHEN_1960_P45, Measure.KAPPA, 0.492, 0.0005),
        (published.COHEN_1960_P45, Measure.AC1, 0.5760, 0.00005),
        (published.ARTSTEIN_POESIO_P558, Measure.PERCENT, 0.7, 0.00005),
        (published.ARTSTEIN_POESIO_P558, Measure.BRENNAN_PREDIGER, 0.4, 0.00005),
        (published.ARTSTEIN_POESIO_P558, Measure.PI, 0.341, 0.0005),
        (published.ARTSTEIN_POESIO_P558, Measure.KAPPA, 0.348, 0.0005),
        (published.ARTSTEIN_POESIO_P558, Measure.POSITIVE, 0.571, 0.0005),
        (published.ARTSTEIN_POESIO_P558, Measure.NEGATIVE, 0.769, 0.0005),
        (published.ARTSTEIN_POESIO_P568, Measure.PERCENT, 0.88, 0.00005),
        (published.ARTSTEIN_POESIO_P568, Measure.BRENNAN_PREDIGER, 0.82, 0.00005),
        (published.ARTSTEIN_POESIO_P568, Measure.PI, 0.7995, 0.00005),
        (published.ARTSTEIN_POESIO_P568, Measure.KAPPA, 0.8013, 0.00005),
        (published.ARTSTEIN_POESIO_P568, Measure.ALPHA, 0.800, 0.001),
        (published.BRENNAN_PREDIGER_P689, Measure.KAPPA, 0.27, 0.005),
        (published.BRENNAN_PREDIGER_P689, Measure.BRENNAN_PREDIGER, 0.40, 0.005),
        (published.BRENNAN_PREDIGER_P691, Measure.KAPPA, 0.29, 0.005),
        (published.BRENNAN_PREDIGER_P691, Measure.BRENNAN_PREDIGER, 0.40, 0.005),
        (published.KRIPPENDORFF_2004_P246_A, Measure.PERCENT, 0.460, 0.0005),
        (published.KRIPPENDORFF_2004_P246_A, Measure.BRENNAN_PREDIGER, 0.190, 0.0005),
        (published.KRIPPENDORFF_2004_P246_A, Measure.PI, 0.186, 0.0005),
        (published.KRIPPENDORFF_2004_P246_A, Measure.KAPPA, 0.186, 0.0005),
        (published.KRIPPENDORFF_2004_P246_B, Measure.PI, 0.186, 0.0005),
        (published.KRIPPENDORFF_2004_P246_B, Measure.KAPPA, 0.258, 0.0005),
        (published.FEINSTEIN_CICCHETTI_1990_BALANCED, Measure.PERCENT, 0.85, 0.0005),
        (published.FEINSTEIN_CICCHETTI_1990_BALANCED, Measure.KAPPA, 0.70, 0.005),
        (published.FEINSTEIN_CICCHETTI_1990_SKEWED, Measure.PERCENT, 0.85, 0.0005),
        (published.FEINSTEIN_CICCHETTI_1990_SKEWED, Measure.KAPPA, 0.32, 0.005),
        (published.GWET_ABSTRACTORS, Measure.PERCENT, 0.89, 0.00005),
        (published.GWET_ABSTRACTORS, Measure.KAPPA, 0.7964094, 5e-8),
        (published.GWET_ABSTRACTORS, Measure.PI, 0.7962397, 5e-8),
        (published.GWET_ABSTRACTORS, Measure.AC1, 0.8493305, 5e-8),
        (published.GWET_ABSTRACTORS, Measure.BRENNAN_PREDIGER, 0.835, 5e-8),
        (published.GWET_ABSTRACTORS, Measure.ALPHA, 0.7972585, 5e-8),
        (published.GWET_2008, Measure.AC1, 0.8658, 0.00005),
        (published.GWET_2008, Measure.PI, 0.6078, 0.00005),
        (published.GWET_SKEWED, Measure.AC1, 0.808, 0.0005),
        (published.GWET_SKEWED, Measure.KAPPA, 0.314, 0.0005),
        (published.NVIVO_1000_CHARACTERS, Measure.PERCENT, 0.85, 0.0005),
        (published.NVIVO_1000_CHARACTERS, Measure.KAPPA, 0.314, 0.0005),
        (published.QUALCODER_CASE, Measure.KAPPA, 0.688, 0.0005),
        (crossed(published.BERTHA, published.BILL), Measure.KAPPA, 0.385, 0.0005),
        (crossed(published.BERTHA, published.BILL), Measure.PI, 0.314, 0.0005),
        (crossed(published.BERTHA, published.BILL), Measure.ALPHA, 0.329, 0.0005),
        (crossed(published.JOHN, published.JILL), Measure.KAPPA, 0.385, 0.0005),
        (crossed(published.JOHN, published.JILL), Measure.PI, 0.314, 0.0005),
        (crossed(published.GERRET, published.GILL), Measure.KAPPA, 0.314, 0.0005),
        (crossed(published.GERRET, published.GILL), Measure.PI, 0.314, 0.0005),
    ],
)
def test_a_coefficient_comes_to_what_was_printed(
    table: list[list[int]], measure: Measure, printed: float, within: float
) -> None:
    assert value(measure, table) == pytest.approx(printed, abs=within)


@pytest.mark.parametrize("measure", CHANCE)
@pytest.mark.parametrize("table", [crossed(published.HEATHER, published.HILL), [[24, 0], [0, 0]], [[0, 0], [0, 24]]])
def test_what_corrects_for_chance_is_undefined_where_all_answers_are_the_same(
    measure: Measure, table: list[list[int]]
) -> None:
    assert figure(measure, table) == Figure(value=None, why=Undefined.NO_VARIATION)


@pytest.mark.parametrize("measure", [*SYMMETRIC, *OF_ONE_CODE])
def test_nothing_is_defined_where_nothing_was_read_by_both(measure: Measure) -> None:
    assert figure(measure, np.zeros((2, 2))) == Figure(value=None, why=Undefined.EMPTY)


def test_a_code_that_nobody_gave_has_a_prevalence_of_0_and_no_precision() -> None:
    never = [[0, 0], [0, 9]]
    assert value(Measure.PREVALENCE_A, never) == value(Measure.PREVALENCE_B, never) == 0
    assert value(Measure.PERCENT, never) == value(Measure.NEGATIVE, never) == 1
    assert figure(Measure.POSITIVE, never).why == figure(Measure.F1, never).why == Undefined.NEVER_GIVEN
    assert figure(Measure.PRECISION, never).why == Undefined.NOT_BY_OTHER
    assert figure(Measure.RECALL, never).why == Undefined.NOT_BY_REFERENCE
    assert figure(Measure.NEGATIVE, [[9, 0], [0, 0]]).why == Undefined.ALWAYS_GIVEN


def test_a_coder_who_never_gives_a_code_that_the_other_gives_has_a_kappa_of_0() -> None:
    assert value(Measure.KAPPA, [[0, 0], [5, 20]]) == 0
    assert figure(Measure.PRECISION, [[0, 0], [5, 20]]).why == Undefined.NOT_BY_OTHER
    assert value(Measure.RECALL, [[0, 0], [5, 20]]) == value(Measure.F1, [[0, 0], [5, 20]]) == 0


def test_precision_and_recall_change_places_with_the_reference() -> None:
    table = [[30, 10], [20, 40]]
    assert (value(Measure.PRECISION, table), value(Measure.RECALL, table)) == (0.75, 0.6)
    assert value(Measure.PRECISION, table, Side.A) == 0.6
    assert value(Measure.RECALL, table, Side.A) == 0.75
    assert value(Measure.PREVALENCE_A, table, Side.A) == 0.4
    assert value(Measure.PREVALENCE_B, table, Side.A) == 0.5


@pytest.mark.parametrize("table", [[[1, 2, 3], [4, 5, 6]], [1, 2], [[1, -1], [0, 1]], [[1, math.nan], [0, 1]]])
def test_what_is_no_table_is_refused(table: object) -> None:
    with pytest.raises(ValueError, match="a table crosses"):
        figure(Measure.KAPPA, np.asarray(table))


@pytest.mark.parametrize("measure", SYMMETRIC)
@given(table=TABLES)
def test_it_does_not_matter_who_is_first(measure: Measure, table: Floats) -> None:
    assert value(measure, table) == pytest.approx(value(measure, table.T))


@pytest.mark.parametrize("measure", SYMMETRIC)
@given(table=TABLES, seed=st.integers(0, 99))
def test_it_does_not_matter_how_answers_are_called(measure: Measure, table: Floats, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(table))
    assert value(measure, table[np.ix_(order, order)]) == pytest.approx(value(measure, table))


@pytest.mark.parametrize("measure", [m for m in (*SYMMETRIC, *OF_ONE_CODE) if m != Measure.ALPHA])
@given(table=TWO_BY_TWO, times=st.integers(2, 9))
def test_the_same_units_again_change_nothing(measure: Measure, table: Floats, times: int) -> None:
    assert value(measure, times * table) == pytest.approx(value(measure, table))


@given(table=TABLES)
def test_alpha_is_pi_corrected_for_few_units(table: Floats) -> None:
    pi, corrected, n = value(Measure.PI, table), value(Measure.ALPHA, table), table.sum()
    assert (pi is None) == (corrected is None)
    if pi is not None:
        assert corrected == pytest.approx(pi + (1 - pi) / (2 * n))
        assert value(Measure.ALPHA, 10_000 * table) == pytest.approx(pi, abs=1e-3)


@pytest.mark.parametrize("measure", CHANCE)
@given(table=TABLES)
def test_it_is_1_only_when_both_always_agree_and_never_more(measure: Measure, table: Floats) -> None:
    found = value(measure, table)
    assume(found is not None)
    assert (found == pytest.approx(1)) == (table.sum() == np.trace(table))
    assert -math.inf < (found or 0) <= 1 + 1e-12


@given(table=TABLES)
def test_what_corrects_for_chance_is_defined_together(table: Floats) -> None:
    assert len({value(measure, table) is None for measure in CHANCE}) == 1


@given(table=TWO_BY_TWO)
def test_f1_lies_between_precision_and_recall_and_is_their_harmonic_mean(table: Floats) -> None:
    precision, recall = value(Measure.PRECISION, table), value(Measure.RECALL, table)
    assume(precision is not None and recall is not None)
    assert precision is not None
    assert recall is not None
    f1 = value(Measure.F1, table)
    assert f1 is not None
    assert min(precision, recall) - 1e-12 <= f1 <= max(precision, recall) + 1e-12
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall) if precision + recall else 0)


@given(a=st.lists(st.sampled_from("xyz"), min_size=1, max_size=30), seed=st.integers(0, 99))
def test_the_table_and_the_list_of_units_say_the_same(a: list[str], seed: int) -> None:
    b = [str(answer) for answer in np.random.default_rng(seed).choice(["x", "y", "z"], len(a))]
    table, units = crossed(a, b), list(zip(a, b, strict=True))
    assert value(Measure.ALPHA, table) == pytest.approx(alpha(units).value)
    assert value(Measure.PI, table) == pytest.approx(fleiss(units).value)


@given(tables=arrays(np.float64, (3, 2, 2, 2), elements=st.integers(0, 40).map(float)))
def test_stacked_tables_give_what_each_gives_alone(tables: Floats) -> None:
    for measure in (*SYMMETRIC, *OF_ONE_CODE):
        together = values(measure, tables)
        for place in np.ndindex(together.shape):
            alone = value(measure, tables[place])
            assert together[place] == pytest.approx(math.nan if alone is None else alone, nan_ok=True)


def test_every_measure_of_a_table_has_its_formula() -> None:
    assert set(contingency._FORMULAS) == set(Measure) - {Measure.ALPHA_U}
