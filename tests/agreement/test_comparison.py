"""Two coders set against each other: the whole of it, on small texts where every figure can be checked by hand."""

import random
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement.invented import CODES, CONFIANCE, TEMPS, TURNOVER, corpus, row, segments, span
from thematique.agreement.comparison import compare
from thematique.agreement.results import Comparison, Level, Measure, Row, Side, Undefined, Unit
from thematique.agreement.sets import alpha_of_sets
from thematique.agreement.units import read_by_both
from thematique.codings import Coding
from thematique.records import Code, Segment

NVIVO = ["both"] * 50 + ["a"] * 75 + ["b"] * 75 + ["none"] * 800


def line(comparison: Comparison, code: str, level: Level = Level.CODE) -> Row:
    (found,) = (one for one in comparison.at(level) if one.code == code)
    return found


def test_the_case_of_1000_units_comes_to_what_was_printed_by_segments_and_by_characters() -> None:
    made, a, b = corpus(NVIVO, documents=10)
    for unit, each in ((Unit.SEGMENT, 1), (Unit.TURN, 1), (Unit.CHARACTER, 9)):
        found = line(compare(a, b, made, CODES, unit=unit), TURNOVER)
        assert (found.n, found.both, found.only_a, found.only_b, found.neither) == tuple(
            each * number for number in (1000, 50, 75, 75, 800)
        )
        assert found.figures[Measure.KAPPA].value == pytest.approx(0.314, abs=0.0005)
        assert found.figures[Measure.PREVALENCE_A].value == 0.125


def test_rows_are_the_themes_each_followed_by_its_codes() -> None:
    made, a, b = corpus(NVIVO, documents=10)
    found = compare([*a, row(made[0], "ancien.code")], b, made, CODES)
    assert [(one.level, one.code) for one in found.rows] == [
        (Level.THEME, "tensions"),
        (Level.CODE, TURNOVER),
        (Level.CODE, TEMPS),
        (Level.THEME, CONFIANCE),
        (Level.CODE, CONFIANCE),
        (Level.THEME, "ancien"),
        (Level.CODE, "ancien.code"),
    ]
    assert "Codes qui ne sont pas dans la grille : ancien.code." in found.notes


def test_a_code_that_nobody_gave_is_told_with_a_prevalence_of_0_and_undefined_coefficients() -> None:
    made, a, b = corpus(NVIVO, documents=10)
    found = line(compare(a, b, made, CODES, unit=Unit.CHARACTER, reference=Side.B), TEMPS).figures
    assert found[Measure.PREVALENCE_A].value == found[Measure.PREVALENCE_B].value == 0
    for measure in (Measure.KAPPA, Measure.PI, Measure.AC1, Measure.BRENNAN_PREDIGER, Measure.ALPHA):
        assert (found[measure].value, found[measure].why) == (None, Undefined.NO_VARIATION)
    for measure in (Measure.POSITIVE, Measure.F1, Measure.ALPHA_U):
        assert (found[measure].value, found[measure].why) == (None, Undefined.NEVER_GIVEN)


def test_a_theme_is_given_when_any_of_its_codes_is() -> None:
    made = segments("d", [9], [9])
    a, b = [row(made[0], TURNOVER), row(made[1])], [row(made[0], TEMPS), row(made[1])]
    found = compare(a, b, made, CODES, level=Level.THEME)
    assert line(found, "tensions", Level.THEME).both == 1
    assert line(found, TURNOVER).only_a == line(found, TEMPS).only_b == 1
    assert (found.disagreements, found.totals.identical) == ([], 2)
    (apart,) = compare(a, b, made, CODES).disagreements
    assert (apart.segment, apart.codes_a, apart.codes_b) == (0, [TURNOVER], [TEMPS])


def test_precision_and_recall_are_given_only_where_one_side_is_the_reference() -> None:
    made, a, b = corpus(["both"] * 6 + ["a"] * 2 + ["b"] * 4 + ["none"] * 8, documents=2)
    assert Measure.PRECISION not in line(compare(a, b, made, CODES), TURNOVER).figures
    right_b = line(compare(a, b, made, CODES, reference=Side.B), TURNOVER).figures
    right_a = line(compare(a, b, made, CODES, reference=Side.A), TURNOVER).figures
    assert (right_b[Measure.PRECISION].value, right_b[Measure.RECALL].value) == (0.75, 0.6)
    assert (right_a[Measure.PRECISION].value, right_a[Measure.RECALL].value) == (0.6, 0.75)
    assert right_a[Measure.F1] == right_b[Measure.F1]


def test_intervals_are_given_from_five_documents_on_and_hold_the_figure() -> None:
    made, a, b = corpus(random.Random(6).choices(["both", "a", "b", "none"], k=50), documents=5)
    found = compare(a, b, made, CODES, reference=Side.B)
    kappa = line(found, TURNOVER).figures[Measure.KAPPA]
    assert kappa.low is not None
    assert kappa.low <= (kappa.value or 0) <= (kappa.high or 0)
    assert found.notes == []
    made, a, b = corpus(["both", "a", "none", "none"], documents=4)
    found = compare(a, b, made, CODES)
    assert line(found, TURNOVER).figures[Measure.KAPPA].low is None
    assert found.notes == [
        "Aucun intervalle n'est donné : il faut au moins 5 entretiens lus par les deux, il y en a 4."
    ]


def test_documents_that_only_one_read_change_nothing_but_the_notes() -> None:
    made, a, b = corpus(NVIVO, documents=10)
    more = segments("d99", [9], [9])
    found = compare([*a, row(more[0], TEMPS)], b, [*made, *more], CODES, names=("Anna", "Bo"))
    assert found.notes == ["Segments lus par « Anna » et non par l'autre, qui ne comptent pas : 1."]
    assert found.rows == compare(a, b, made, CODES).rows


def test_nothing_in_common_is_said_not_counted() -> None:
    made = segments("d", [9], [9])
    for unit in Unit:
        found = compare([row(made[0], TEMPS)], [row(made[1])], made, CODES, names=("Anna", "Bo"), unit=unit)
        assert found.totals.units == found.totals.documents == 0
        assert found.totals.sets.why == Undefined.EMPTY
        assert {figure.why for one in found.rows for figure in one.figures.values()} == {Undefined.EMPTY}
        assert "Anna et Bo n'ont lu aucun passage en commun : il n'y a rien à comparer." in found.notes


def test_totals_put_all_codes_together() -> None:
    made = segments("d", [9], [9], [9])
    a = [row(made[0], TURNOVER), row(made[0], TEMPS), row(made[1], CONFIANCE), row(made[2])]
    b = [row(made[0], TURNOVER), row(made[1], CONFIANCE), row(made[2], CONFIANCE)]
    found = compare(a, b, made, CODES, reference=Side.B).totals
    assert (found.documents, found.units, found.identical) == (1, 3, 1)
    assert found.figures[Measure.PRECISION].value == found.figures[Measure.RECALL].value == pytest.approx(2 / 3)
    sets = [(one.a, one.b) for one in read_by_both(a, b, made).readings]
    assert found.sets.value == pytest.approx(alpha_of_sets(sets).value)


def test_alpha_of_unitizing_sees_stretches_and_not_how_they_were_made() -> None:
    made = [*segments("d", [40, 40], [40]), *segments("e", [60])]
    b = [span("d", 0, 81, TEMPS), row(made[2]), row(made[3])]
    at_a_stroke = [span("d", 0, 81, TEMPS), row(made[2]), row(made[3])]
    one_by_one = [row(made[0], TEMPS), row(made[1], TEMPS), row(made[2]), row(made[3])]
    shifted = [span("d", 6, 81, TEMPS), row(made[0]), row(made[2]), row(made[3])]
    alphas = [
        line(compare(a, b, made, CODES, unit=Unit.CHARACTER), TEMPS).figures[Measure.ALPHA_U].value
        for a in (at_a_stroke, one_by_one, shifted)
    ]
    assert alphas[:2] == [1, 1]
    assert 0.9 < (alphas[2] or 0) < 1
    everywhere = [row(segment, TEMPS) for segment in made]
    found = line(compare(everywhere, everywhere, made, CODES, unit=Unit.CHARACTER), TEMPS).figures
    assert found[Measure.ALPHA_U].why == found[Measure.KAPPA].why == Undefined.NO_VARIATION


def scattered(documents: int, length: int, *, seed: int) -> tuple[list[Segment], list[Coding], list[Coding]]:
    chance = random.Random(seed)
    made = [one for d in range(documents) for one in segments(f"d{d:02}", *([50, 70] for _ in range(length)))]
    sides: tuple[list[Coding], list[Coding]] = ([], [])
    for segment in made:
        likely = [code.code for code in CODES if code.codable and chance.random() < 0.2]
        for side in sides:
            given = [code for code in likely if chance.random() < 0.8]
            side.extend([row(segment, code) for code in given] or [row(segment)])
    return made, *sides


@given(seed=st.integers(0, 50), unit=st.sampled_from(Unit), level=st.sampled_from(Level))
def test_the_order_of_documents_and_rows_does_not_matter(seed: int, unit: Unit, level: Level) -> None:
    made, a, b = scattered(5, 3, seed=seed)
    chance = random.Random(seed)
    mixed = [chance.sample(rows, len(rows)) for rows in (made, a, b)]
    found = compare(mixed[1], mixed[2], mixed[0], CODES, unit=unit, level=level, resamples=50)
    assert found == compare(a, b, made, CODES, unit=unit, level=level, resamples=50)


@given(seed=st.integers(0, 50), unit=st.sampled_from(Unit))
def test_the_cells_make_the_units_and_the_disagreements_are_those_counted(seed: int, unit: Unit) -> None:
    made, a, b = scattered(3, 3, seed=seed)
    found = compare(a, b, made, CODES, unit=unit)
    apart: Counter[str] = Counter()
    for one in found.disagreements:
        weight = one.end - one.start if unit == Unit.CHARACTER else 1
        apart.update(dict.fromkeys(set(one.codes_a) ^ set(one.codes_b), weight))
    for line_ in found.rows:
        assert line_.n == line_.both + line_.only_a + line_.only_b + line_.neither == found.totals.units
        if line_.level == Level.CODE:
            assert line_.only_a + line_.only_b == apart[line_.code]


def test_20000_segments_and_15_codes_take_about_a_second_and_characters_under_3() -> None:
    chance = random.Random(4)
    codes = [Code(code=f"t{n % 4}.c{n}", name="", definition="") for n in range(15)]
    made = [one for d in range(40) for one in segments(f"d{d:02}", *([90, 110] for _ in range(250)))]
    sides: tuple[list[Coding], list[Coding]] = ([], [])
    for segment in made:
        likely = [code.code for code in codes if chance.random() < 0.07]
        for side in sides:
            given = [code for code in likely if chance.random() < 0.8]
            side.extend([row(segment, code) for code in given] or [row(segment)])
    assert len(made) == 20_000
    for unit, limit in ((Unit.SEGMENT, 1.5), (Unit.CHARACTER, 3)):
        # what else the machine does can only add to the time
        taken = []
        for _ in range(3):
            began = time.process_time()
            compare(*sides, made, codes, unit=unit, reference=Side.B)
            taken.append(time.process_time() - began)
            if taken[-1] < limit:
                break
        assert min(taken) < limit
