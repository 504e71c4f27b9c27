"""What the bench asks for is in no training set."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bench.encoder.held_out import ONE_IN, Pair, key, rank, split

few = st.text(alphabet="abAB é!", max_size=4)
pairs = st.lists(st.builds(Pair, few, few), max_size=60)


@given(pairs)
def test_no_sentence_of_a_held_pair_is_in_training_in_either_language(known: Sequence[Pair]) -> None:
    found = split(known)
    held = {key(sentence) for pair in found.held for sentence in pair}
    assert not held & {key(sentence) for pair in found.training for sentence in pair}


@given(pairs)
def test_the_split_of_a_pair_does_not_depend_on_the_order(known: Sequence[Pair]) -> None:
    assert set(split(known).held) == set(split(known[::-1]).held)
    assert set(split(known).training) == set(split(known[::-1]).training)


def test_a_pair_that_shares_its_french_with_a_held_one_is_in_neither_part() -> None:
    sentences = [f"sentence {number}" for number in range(200)]
    held = next(one for one in sentences if rank(one) % ONE_IN == 0)
    other, third = [one for one in sentences if rank(one) % ONE_IN][:2]
    known = [Pair(held, "Même phrase."), Pair(other, "même phrase !"), Pair(third, "Autre phrase.")]
    found = split(known)
    assert list(found.held) == [known[0]]
    assert list(found.training) == [known[2]]


def test_about_one_sentence_in_fifty_is_held_out() -> None:
    known = [Pair(f"sentence {number}", f"phrase {number}") for number in range(10_000)]
    assert 150 < len(split(known).held) < 250


def test_case_and_punctuation_make_no_other_sentence_but_accents_do() -> None:
    assert key("L'été, déjà ?") == key("l’été déjà")
    assert key("pêche") != key("pèche")
