"""Alpha of unitizing comes to what Krippendorff printed, and does not depend on how the text is measured."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.agreement.results import Undefined
from thematique.agreement.spans import Continuum, Span, alpha_u, overall


def continuum(length: int, *coders: list[tuple[int, int]], scale: int = 1) -> Continuum:
    """Stretches as the books give them: their start and their length."""
    marked = [[(scale * start, scale * (start + size)) for start, size in one] for one in coders]
    return Continuum(length=scale * length, marked=marked)


# Krippendorff 2004, page 254; the text starts at 150
C = continuum(300, [(75, 70), (220, 30)], [(70, 80), (205, 20), (250, 20)])
K = continuum(300, [(30, 60), (150, 50)], [(30, 60), (150, 50)])
# Krippendorff 1995, page 57, on a text of 24 units
A_1995 = ([(2, 8), (14, 6)], [(4, 4), (15, 2)])
B_1995 = ([(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)])
C_1995 = ([(2, 6), (10, 2), (14, 4), (20, 2)], [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)])
D_1995 = ([(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)], [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)])


def test_krippendorff_2004_page_254() -> None:
    c, k = alpha_u([C]), alpha_u([K])
    assert (c.observed, c.expected) == (pytest.approx(0.0144, abs=5e-5), pytest.approx(0.0532, abs=5e-5))
    assert c.figure.value == pytest.approx(0.7286, abs=5e-5)
    assert (k.observed, k.expected) == (0, pytest.approx(0.0490, abs=5e-5))
    assert k.figure.value == 1
    assert overall([c, k]).value == pytest.approx(0.8591, abs=5e-4)


@pytest.mark.parametrize(
    ("coders", "observed", "expected", "alpha"),
    [
        (A_1995, 0.03125, 0.06990, 0.553),
        (B_1995, 2.26736, 1.17731, -0.926),
        (C_1995, 0.02777, 0.08642, 0.679),
        (D_1995, 0.38715, 0.41445, 0.066),
    ],
)
def test_krippendorff_1995_page_57_as_near_as_his_later_correction_allows(
    coders: tuple[list[tuple[int, int]], list[tuple[int, int]]], observed: float, expected: float, alpha: float
) -> None:
    found = alpha_u([continuum(24, *coders, scale=50_000)])
    assert found.observed == pytest.approx(observed, abs=1e-5)
    assert found.expected == pytest.approx(expected, abs=0.005)
    assert found.figure.value == pytest.approx(alpha, abs=0.015)


def test_two_further_published_cases() -> None:
    found = alpha_u([continuum(10, [(1, 8)], [(2, 1), (4, 1), (6, 1)])])
    assert (found.observed, found.expected) == (pytest.approx(0.9100), pytest.approx(0.5351, abs=1e-4))
    assert found.figure.value == pytest.approx(-0.7003, abs=5e-5)
    assert alpha_u([continuum(20, [(0, 1)], [], [])]).figure.value == pytest.approx(0)


def test_it_is_undefined_where_nobody_marked_anything_or_nobody_could() -> None:
    assert alpha_u([continuum(20, [], [])]).figure.why == Undefined.NEVER_GIVEN
    assert alpha_u([]).figure.why == Undefined.EMPTY
    assert alpha_u([continuum(0, [], [])]).figure.why == Undefined.EMPTY


SPANS = st.lists(st.integers(0, 60), unique=True, max_size=10).map(
    lambda cuts: list(zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=False))
)


def plainly(piece: Continuum) -> float:
    """The observed disagreement as the book defines it: all sections of one coder with all sections of the other."""
    total = 0.0
    for one, other in itertools.permutations(piece.marked, 2):
        for (b, e, v), (c, d, w) in itertools.product(sections(one, piece.length), sections(other, piece.length)):
            if v and w and b < d and c < e:
                total += (b - c) ** 2 + (e - d) ** 2
            elif v and not w and c <= b and e <= d:
                total += (e - b) ** 2
            elif w and not v and b <= c and d <= e:
                total += (d - c) ** 2
    return total / (len(piece.marked) * (len(piece.marked) - 1) * piece.length**2)


def sections(spans: list[Span] | tuple[Span, ...], length: int) -> list[tuple[int, int, bool]]:
    edges = sorted({0, length, *itertools.chain(*spans)})
    return [(start, end, (start, end) in spans) for start, end in itertools.pairwise(edges)]


@given(one=SPANS, other=SPANS, third=SPANS)
def test_the_observed_disagreement_is_that_of_the_definition(
    one: list[Span], other: list[Span], third: list[Span]
) -> None:
    piece = Continuum(length=61, marked=[one, other, third])
    assert alpha_u([piece]).observed == pytest.approx(plainly(piece))


@given(one=SPANS, other=SPANS)
def test_it_is_1_only_for_the_same_stretches_and_does_not_care_who_is_first(one: list[Span], other: list[Span]) -> None:
    found = alpha_u([Continuum(length=61, marked=[one, other])]).figure
    assert alpha_u([Continuum(length=61, marked=[other, one])]).figure.value == pytest.approx(found.value)
    if found.value is not None:
        assert (found.value == 1) == (one == other)


@given(one=SPANS, other=SPANS, third=SPANS)
def test_the_order_of_documents_does_not_matter(one: list[Span], other: list[Span], third: list[Span]) -> None:
    documents = [Continuum(length=61, marked=[one, other]), Continuum(length=70, marked=[other, third])]
    there, back = alpha_u(documents), alpha_u(documents[::-1])
    assert there.expected == pytest.approx(back.expected)
    assert there.figure.value == pytest.approx(back.figure.value)


def test_10000_stretches_take_less_than_a_second() -> None:
    spans = [(100 * n, 100 * n + 40) for n in range(5000)]
    moved = [(start + 10, end + 10) for start, end in spans]
    began = time.process_time()
    assert (alpha_u([Continuum(length=500_000, marked=[spans, moved])]).figure.value or 0) > 0.5
    assert time.process_time() - began < 1
