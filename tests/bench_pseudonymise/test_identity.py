"""Persons against codes: hand counts, and what holds of all partitions."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.pseudonymise.cover import Masked, judge
from bench.pseudonymise.identity import Item, identity, items
from bench_pseudonymise.invented import transcript

MENTIONS = st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("123")), max_size=12)


def of(pairs: Sequence[tuple[str, str]]) -> list[Item]:
    return [Item("", entity, code) for entity, code in pairs]


def test_counts_by_hand() -> None:
    found = identity(of([("A", "1"), ("A", "1"), ("A", "2"), ("B", "2")]))
    assert (found.people, found.merges, found.splits, found.own) == (2, 1, 1, 0)
    assert (found.pair_precision, found.pair_recall) == (1 / 2, 1 / 3)
    # each mention: the share of its code, and of its person, that is of both
    assert found.cubed_precision == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)
    assert found.cubed_recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


@given(MENTIONS)
def test_persons_against_themselves_are_perfect(pairs: list[tuple[str, str]]) -> None:
    found = identity(of([(entity, entity) for entity, _ in pairs]))
    assert (found.pair_precision, found.pair_recall, found.cubed_precision, found.cubed_recall) == (1, 1, 1, 1)
    assert (found.merges, found.splits) == (0, 0)


@given(MENTIONS)
def test_precision_and_recall_trade_places_when_persons_and_codes_do(pairs: list[tuple[str, str]]) -> None:
    there, back = identity(of(pairs)), identity(of([(code, entity) for entity, code in pairs]))
    assert there.pair_precision == back.pair_recall
    assert there.cubed_precision == pytest.approx(back.cubed_recall)


@given(MENTIONS, st.randoms())
def test_names_of_codes_and_order_of_mentions_do_not_matter(pairs: list[tuple[str, str]], chance: Random) -> None:
    shuffled = [(entity, f"code {code}") for entity, code in pairs]
    chance.shuffle(shuffled)
    assert identity(of(shuffled)) == identity(of(pairs))


def test_persons_of_two_scopes_are_never_merged() -> None:
    assert identity([Item("x", "A", "1"), Item("y", "B", "1")]).merges == 0
    assert identity([Item("", "A", "1"), Item("", "B", "1")]).merges == 1


def test_only_masked_mentions_of_persons_have_a_code() -> None:
    read = transcript()
    spans = [Masked(start=mark.start, end=mark.end, code="[P_1]") for mark in read.marks if mark.entity != "t1-amine"]
    assert items([judge(read, spans)], "file") == [Item("invente", "t1-zoe", "[P_1]")] * 3
