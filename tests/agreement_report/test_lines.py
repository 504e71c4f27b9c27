"""The rows as a reader knows them."""

from dataclasses import replace

from thematique.agreement.results import Level, Measure, Undefined
from thematique.agreement_report.lines import gaps, lines, measured, names
from thematique.agreement_report.measures import AGREEMENT, OF_REFERENCE

from .conftest import CODES, TEMPS, TURNOVER, made


def test_codes_follow_their_theme_in_the_order_of_the_grid_and_a_lone_theme_stands_once() -> None:
    found = lines(made().comparison, CODES)
    assert [(line.name, line.top) for line in found] == [
        ("Tensions", True), ("Turn-over", False), ("Temps", False), ("Confiance", True), ("rare", True), ("Jamais", False),
    ]  # fmt: skip


def test_themes_alone_are_shown_where_themes_are_compared() -> None:
    found = lines(made(level="theme").comparison, CODES)
    assert {line.row.level for line in found} == {Level.THEME}
    assert [line.name for line in found] == ["Tensions", "Confiance", "rare"]


def test_a_theme_given_for_itself_beside_its_codes_is_told_apart() -> None:
    codes = [replace(code, codable=True) for code in CODES]
    found = lines(made(codes=codes).comparison, codes)
    assert ("Tensions (le thème lui-même)", "(le thème lui-même)") in [(line.name, line.label) for line in found]


def test_codes_of_one_name_are_told_apart_by_their_paths() -> None:
    twins = [replace(code, name="Même") if code.code in (TURNOVER, TEMPS) else code for code in CODES]
    named = names(twins, ["inconnu.code"])
    assert named[TURNOVER] == f"Même ({TURNOVER})"
    assert named["confiance"] == "Confiance"
    assert named["inconnu.code"] == "inconnu.code"


def test_each_reason_is_told_once_with_all_that_it_touches() -> None:
    found = gaps(lines(made().comparison, CODES), [*AGREEMENT, *OF_REFERENCE])
    assert len({gap.why for gap in found}) == len(found)
    never = next(gap for gap in found if gap.why is Undefined.NEVER_GIVEN)
    assert (list(never.measures), list(never.names)) == ([Measure.POSITIVE, Measure.F1], ["rare", "Jamais"])


def test_figures_against_a_reference_are_there_only_with_one() -> None:
    assert measured(made().comparison, OF_REFERENCE) == list(OF_REFERENCE)
    assert measured(made(a="Zoé").comparison, OF_REFERENCE) == []
