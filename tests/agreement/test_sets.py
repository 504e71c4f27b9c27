"""Alpha of sets: the distances are those that the module publishes, empty sets included."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.agreement.coders import alpha
from thematique.agreement.results import Undefined
from thematique.agreement.sets import Codes, Distance, alpha_of_sets, among, crosswise, membership

SETS = st.frozensets(st.sampled_from("abcd"), max_size=4)
# the nine pairs on which other programs are tested
NINE = [
    (frozenset(one), frozenset(other))
    for one, other in [
        ("", ""), ("A", ""), ("A", "A"), ("A", "B"), ("AB", "A"), ("AB", "AC"), ("ABC", "ABC"), ("C", "AC"), ("C", "AC"),
    ]
]  # fmt: skip


def apart(one: str, other: str, distance: Distance) -> float:
    held = membership([frozenset(one), frozenset(other)])
    return float(among(held[:1], held[1:], distance=distance)[0, 0])


@pytest.mark.parametrize(
    ("one", "other", "jaccard", "masi"),
    [
        ("", "", 0, 0),
        ("", "a", 1, 1),
        ("a", "b", 1, 1),
        ("a", "a", 0, 0),
        ("a", "ab", 1 / 2, 2 / 3),
        ("ab", "ac", 2 / 3, 8 / 9),
        ("abc", "ab", 1 / 3, 5 / 9),
        ("abcd", "abcd", 0, 0),
    ],
)
def test_a_distance_is_as_defined(one: str, other: str, jaccard: float, masi: float) -> None:
    assert apart(one, other, Distance.JACCARD) == pytest.approx(jaccard)
    assert apart(one, other, Distance.MASI) == pytest.approx(masi)


def test_alpha_of_nine_pairs_is_that_of_the_published_definition() -> None:
    kinds = list(dict.fromkeys(codes for pair in NINE for codes in pair))
    between = among(membership(kinds), membership(kinds))
    pairs = [between[kinds.index(a), kinds.index(b)] for a, b in NINE]
    assert np.mean(pairs) == pytest.approx(0.5432, abs=0.00005)
    assert alpha_of_sets(NINE).value == pytest.approx(0.2731, abs=0.00005)
    assert 1 - np.mean(pairs) / (1 - (alpha_of_sets(NINE).value or 0)) == pytest.approx(1 - 0.7473, abs=0.00005)


@given(one=SETS, other=SETS)
def test_a_distance_is_symmetric_in_0_1_and_0_only_for_equal_sets(one: Codes, other: Codes) -> None:
    for distance in Distance:
        there, back = apart("".join(one), "".join(other), distance), apart("".join(other), "".join(one), distance)
        assert there == back
        assert 0 <= there <= 1
        assert (there == 0) == (one == other)


def test_nothing_can_be_said_where_nobody_gave_any_code() -> None:
    assert alpha_of_sets([(frozenset(), frozenset())] * 5).why == Undefined.NO_VARIATION
    assert alpha_of_sets([]).why == Undefined.EMPTY
    assert alpha_of_sets([(frozenset("a"), None)]).why == Undefined.EMPTY


@given(units=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=12))
def test_alpha_of_sets_of_one_code_is_alpha_of_the_codes(units: list[tuple[str, str]]) -> None:
    sets = [(frozenset(one), frozenset(other)) for one, other in units]
    for distance in Distance:
        assert alpha_of_sets(sets, distance=distance).value == pytest.approx(alpha(units).value)


def test_crossing_documents_by_blocks_is_crossing_them_at_once() -> None:
    rng = np.random.default_rng(3)
    held = (rng.random((600, 9)) < 0.4).astype(float)
    times = rng.integers(0, 4, (5, 600)).astype(float)
    assert crosswise(times, held) == pytest.approx(times @ among(held, held) @ times.T)
