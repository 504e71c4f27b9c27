"""Only what both read is compared, unit by unit, and a code counts where half is shared."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement.invented import CONFIANCE, TEMPS, TURNOVER, row, segments, span
from thematique.agreement.results import Level, Unit
from thematique.agreement.units import at_level, read_by_both
from thematique.codings import Coding, Verdict

TEXT = segments("d", [10, 10], [10], [10, 20], interviewers=[1])
FIRST, SECOND, ASKED, FOURTH, LAST = TEXT
NONE: frozenset[str] = frozenset()


def read(a: list[Coding], b: list[Coding], **options: object) -> list[tuple[object, ...]]:
    readings = read_by_both(a, b, TEXT, **options).readings
    return [(one.start, one.end, set(one.a), set(one.b)) for one in readings]


def test_a_segment_counts_when_both_have_any_row_on_it() -> None:
    a = [row(FIRST, TURNOVER), row(SECOND), row(FOURTH, TEMPS, verdict=Verdict.REJECT), row(LAST)]
    b = [row(FIRST), row(FOURTH, TEMPS)]
    common = read_by_both(a, b, TEXT)
    assert [(one.segment, one.a, one.b) for one in common.readings] == [
        (0, {TURNOVER}, NONE),
        (3, NONE, {TEMPS}),
    ]
    assert (common.only_a, common.only_b) == (2, 0)


def test_what_an_interviewer_says_counts_only_when_asked_for() -> None:
    both = [row(ASKED, CONFIANCE)]
    assert read(both, both) == []
    assert read(both, both, interviewers=True) == [(22, 32, {CONFIANCE}, {CONFIANCE})]


@pytest.mark.parametrize(
    ("start", "end", "given"),
    [
        (0, 10, [True, False]),
        (0, 21, [True, True]),
        (2, 4, [True, False]),
        (5, 16, [True, True]),
        (0, 15, [True, False]),
        (6, 14, [True, False]),
        (9, 20, [False, True]),
    ],
)
def test_a_code_is_given_where_half_of_it_or_of_the_segment_is_shared(start: int, end: int, given: list[bool]) -> None:
    b = [row(FIRST), row(SECOND)]
    found = read([*b, span("d", start, end, TURNOVER)], b)
    assert [bool(codes) for _, _, codes, _ in found] == given


def test_a_turn_carries_what_was_given_to_those_of_its_segments_that_both_read() -> None:
    a = [row(FIRST, TURNOVER), row(FIRST, TEMPS), row(SECOND, CONFIANCE), row(FOURTH), row(LAST, CONFIANCE)]
    b = [row(FIRST), row(FOURTH), row(LAST, TEMPS)]
    assert read(a, b, unit=Unit.TURN) == [
        (0, 10, {TURNOVER, TEMPS}, set()),
        (33, 64, {CONFIANCE}, {TEMPS}),
    ]


def test_a_whole_turn_coded_at_a_stroke_is_that_turn() -> None:
    whole = [span("d", 33, 64, TEMPS)]
    assert read(whole, whole, unit=Unit.TURN) == [(33, 64, {TEMPS}, {TEMPS})]
    assert read(whole, whole) == [(33, 43, {TEMPS}, {TEMPS}), (44, 64, {TEMPS}, {TEMPS})]


def test_characters_carry_exactly_what_was_marked_within_what_both_read() -> None:
    a = [span("d", 46, 50, TEMPS), span("d", 48, 60, CONFIANCE), row(FIRST, TURNOVER)]
    b = [row(LAST, TEMPS)]
    assert read(a, b, unit=Unit.CHARACTER) == [
        (44, 46, set(), {TEMPS}),
        (46, 48, {TEMPS}, {TEMPS}),
        (48, 50, {TEMPS, CONFIANCE}, {TEMPS}),
        (50, 60, {CONFIANCE}, {TEMPS}),
        (60, 64, set(), {TEMPS}),
    ]


def test_characters_marked_twice_or_piece_by_piece_are_marked_once() -> None:
    pieces = [span("d", 44, 50, TEMPS), span("d", 50, 64, TEMPS), span("d", 47, 55, TEMPS)]
    assert read(pieces, [row(LAST)], unit=Unit.CHARACTER) == [(44, 64, {TEMPS}, set())]


def test_a_theme_is_given_when_any_of_its_codes_is() -> None:
    assert at_level(frozenset({TURNOVER, TEMPS, CONFIANCE}), Level.THEME) == {"tensions", "confiance"}
    assert at_level(frozenset({TURNOVER}), Level.CODE) == {TURNOVER}


MARKS = st.lists(
    st.tuples(st.integers(0, 63), st.integers(1, 30), st.sampled_from([TURNOVER, TEMPS, ""])), max_size=6
).map(lambda rows: [span("d", start, min(64, start + size), code) for start, size, code in rows])


@given(a=MARKS, b=MARKS)
def test_characters_by_intervals_are_those_counted_one_by_one(a: list[Coding], b: list[Coding]) -> None:
    shared = {one.segment for one in read_by_both(a, b, TEXT).readings}
    inside = [p for one in TEXT if one.segment in shared for p in range(one.start, one.end)]

    def at(position: int, rows: list[Coding]) -> frozenset[str]:
        return frozenset(one.code for one in rows if one.code and one.start <= position < one.end)

    counted = Counter((at(p, a), at(p, b)) for p in inside)
    stretches: Counter[tuple[frozenset[str], frozenset[str]]] = Counter()
    for one in read_by_both(a, b, TEXT, unit=Unit.CHARACTER).readings:
        stretches[one.a, one.b] += one.weight
    assert stretches == counted


@given(a=MARKS, b=MARKS, unit=st.sampled_from(Unit))
def test_the_order_of_rows_and_segments_does_not_matter(a: list[Coding], b: list[Coding], unit: Unit) -> None:
    assert read_by_both(a[::-1], b[::-1], TEXT[::-1], unit=unit) == read_by_both(a, b, TEXT, unit=unit)


@given(a=MARKS, b=MARKS, unit=st.sampled_from(Unit))
def test_the_sides_change_places_with_the_coders(a: list[Coding], b: list[Coding], unit: Unit) -> None:
    there, back = read_by_both(a, b, TEXT, unit=unit), read_by_both(b, a, TEXT, unit=unit)
    assert (there.only_a, there.only_b) == (back.only_b, back.only_a)
    assert [(one.start, one.a, one.b) for one in there.readings] == [(one.start, one.b, one.a) for one in back.readings]
