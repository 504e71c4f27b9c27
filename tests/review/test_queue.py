"""The queue of a coder: shares on every prefix, blind exactly when it must be, several readers on the same passages."""

import random
import time
from collections import Counter
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queued import CODES, arranged, corpus, decided, left, passage, read, reading
from thematique.codings import CONSENSUS, Drawn
from thematique.review.order import Settings
from thematique.review.queue import Decided, Draw, due

SOME = corpus(3000)
ORDER = arranged(SOME)
KINDS = (Drawn.UNCERTAIN, Drawn.RARE, Drawn.RANDOM)


def spots(draws: list[Draw]) -> list[tuple[str, int]]:
    return [draw.passage.spot for draw in draws]


def widest_gap(kinds: list[Drawn], shares: dict[Drawn, float]) -> float:
    """How far the count of a kind strays from its share of the draws so far."""
    counts: Counter[Drawn] = Counter()
    gap = 0.0
    for n_draws, kind in enumerate(kinds, start=1):
        counts[kind] += 1
        gap = max(gap, *(abs(counts[kind] - share * n_draws) for kind, share in shares.items()))
    return gap


@given(st.tuples(*[st.integers(0, 100)] * 3).filter(any), st.integers(0, 300))
def test_any_shares_hold_on_every_prefix_to_within_three_quarters_of_a_passage(
    weights: tuple[int, int, int], n_chosen: int
) -> None:
    shares = {kind: weight / sum(weights) for kind, weight in zip(KINDS, weights, strict=True)}
    counts = Counter({Drawn.CHOSEN: n_chosen})
    kinds = []
    for _ in range(200):
        kinds.append(due(counts, shares))
        counts[kinds[-1]] += 1
    assert widest_gap(kinds, shares) <= 0.75 + 1e-9


def test_the_queue_keeps_the_shares_on_every_prefix() -> None:
    kinds = [draw.drawn for draw in islice(left(ORDER, "a"), 2000)]
    assert widest_gap(kinds, dict(ORDER.settings.shares())) <= 0.75 + 1e-9


def test_a_queue_made_again_after_each_decision_is_the_same_queue() -> None:
    history = []
    for _ in range(60):
        history.append(decided(next(left(ORDER, "a", history)), "a"))
    assert history == read(ORDER, "a", 60)


@given(st.randoms(use_true_random=False))
def test_the_queue_depends_on_the_order_of_neither_passages_nor_decisions(chance: random.Random) -> None:
    passages = corpus(80, n_documents=4)
    history = [*read(arranged(passages), "a", 20), *read(arranged(passages), "b", 9)]
    shuffled = arranged(chance.sample(passages, 80))
    again = list(left(shuffled, "b", chance.sample(history, len(history))))
    assert again == list(left(arranged(passages), "b", history))


def test_every_passage_comes_once_and_only_once() -> None:
    whole = spots(list(left(ORDER, "a")))
    assert len(whole) == len(set(whole)) == len(SOME)


def test_the_reserve_comes_blind_at_random_in_the_order_of_chance_and_nothing_else_does() -> None:
    whole = list(left(ORDER, "a"))
    assert all(draw.blind == (draw.drawn is Drawn.RANDOM) == (draw.passage.spot in ORDER.reserve) for draw in whole)
    assert [draw.passage for draw in whole if draw.blind] == ORDER.random


def test_what_is_met_blind_stays_the_same_when_the_model_changes_half_way() -> None:
    history = read(ORDER, "a", 500)
    other = arranged([passage(p.document, p.segment, {CODES[0]: 1 - p.scores[CODES[0]]}) for p in SOME])
    blind = [r.spot for r in [*history, *read(other, "a", 500, history)] if r.blind]
    assert blind == [p.spot for p in ORDER.random[: len(blind)]]
    assert len(blind) == 200


def test_documents_added_half_way_let_the_blind_readings_be_the_beginning_of_the_new_reserve() -> None:
    history = read(ORDER, "a", 500)
    grown = arranged([*SOME, *(passage(f"new{p.document}", p.segment, p.scores) for p in SOME[:600])])
    blind = {r.spot for r in [*history, *read(grown, "a", 300, history)] if r.blind}
    assert blind == {p.spot for p in grown.random[: len(blind)]}


def test_a_coder_without_any_score_to_go_by_still_meets_everything() -> None:
    order = arranged([passage("d", n) for n in range(100)])
    whole = list(left(order, "a"))
    assert len(whole) == 100
    assert {draw.drawn for draw in whole} == {Drawn.UNCERTAIN, Drawn.RANDOM}


def test_when_a_kind_is_exhausted_the_others_go_on_in_their_shares() -> None:
    scored = [passage("scored", n, {"a": 0.2}) for n in range(30)]
    order = arranged([*scored, *(passage("bare", n) for n in range(300))])
    kinds = [draw.drawn for draw in left(order, "a")]
    last = max(n for n, kind in enumerate(kinds) if kind is Drawn.RARE)
    after = kinds[last + 1 : last + 71]
    assert widest_gap(after, {Drawn.UNCERTAIN: 5 / 7, Drawn.RANDOM: 2 / 7}) < 2


def test_when_the_reserve_is_read_the_rest_goes_on_without_it() -> None:
    history = [reading(p, "a", Drawn.RANDOM) for p in ORDER.random]
    kinds = [draw.drawn for draw in islice(left(ORDER, "a", history), 80)]
    assert widest_gap(kinds, {Drawn.UNCERTAIN: 5 / 8, Drawn.RARE: 3 / 8}) < 2


def test_a_kind_without_a_share_comes_when_all_else_is_read() -> None:
    passages = [passage("d", n, {"a": 0.2} if n < 20 else {}) for n in range(60)]
    kinds = [draw.drawn for draw in left(arranged(passages, Settings(uncertain=0, rare=0.8, random=0.2)), "a")]
    first = kinds.index(Drawn.UNCERTAIN)
    assert set(kinds[:first]) == {Drawn.RARE, Drawn.RANDOM}
    assert set(kinds[first:]) == {Drawn.UNCERTAIN}


def test_kinds_without_a_share_take_turns_at_the_end() -> None:
    whole = list(left(arranged(SOME[:400], Settings(uncertain=0, rare=0, random=0.99), seed="lucky"), "a"))
    n_reserved = sum(draw.drawn is Drawn.RANDOM for draw in whole)
    assert [draw.drawn for draw in whole[:n_reserved]] == [Drawn.RANDOM] * n_reserved
    assert len(whole) == 400
    assert len({draw.drawn for draw in whole[n_reserved:]}) == 2


def test_what_a_coder_has_decided_on_does_not_come_back() -> None:
    history = read(ORDER, "a", 100)
    assert not {r.spot for r in history} & set(spots(list(left(ORDER, "a", history))))


def test_two_coders_meet_the_same_passages_in_the_same_order() -> None:
    first = read(ORDER, "a", 100)
    assert [r.spot for r in read(ORDER, "b", 100, first)] == [r.spot for r in first]


def test_coders_overlap_though_the_model_has_changed_between_them() -> None:
    first = read(ORDER, "a", 100)
    other = arranged([passage(p.document, p.segment, {CODES[1]: p.scores[CODES[2]]}) for p in SOME])
    second = read(other, "b", 100, first)
    assert {(r.spot, r.drawn) for r in second} == {(r.spot, r.drawn) for r in first}


def test_a_third_coder_goes_on_where_two_have_read() -> None:
    two = [*(first := read(ORDER, "a", 100)), *read(ORDER, "b", 100, first)]
    assert spots(list(islice(left(ORDER, "c", two), 50))) == spots(list(islice(left(ORDER, "a"), 100, 150)))


def test_each_passage_is_read_by_as_many_coders_as_asked_and_no_more() -> None:
    order = arranged(corpus(90), Settings(readings=3))
    history: list[Decided] = []
    for _ in order.passages:
        for coder in "abcd":
            history += read(order, coder, 1, history)
    assert set(Counter(r.spot for r in history).values()) == {3}
    assert len({r.spot for r in history}) == 90


def test_one_reading_is_enough_when_it_is_all_that_is_asked_for() -> None:
    order = arranged(SOME, Settings(readings=1))
    first = read(order, "a", 100)
    assert not {r.spot for r in first} & {r.spot for r in read(order, "b", 500, first)}


def test_only_blind_readings_of_others_relieve_a_coder_of_the_reserve() -> None:
    reserved = ORDER.random[0]
    seen = [reading(reserved, coder, Drawn.IMPORTED) for coder in "bcd"]
    blind = [reading(reserved, coder, Drawn.RANDOM) for coder in "bc"]
    assert reserved.spot in spots(list(left(ORDER, "a", seen)))
    assert reserved.spot not in spots(list(left(ORDER, "a", blind)))
    assert reserved.spot not in spots(list(left(ORDER, "a", [reading(reserved, "a", Drawn.IMPORTED)])))


def test_others_readings_that_were_not_blind_count_out_of_the_reserve() -> None:
    first = ORDER.uncertain[0]
    seen = [reading(first, coder, Drawn.CHOSEN) for coder in "bc"]
    assert first.spot not in spots(list(left(ORDER, "a", seen)))


def test_the_consensus_is_nobodys_reading() -> None:
    first = ORDER.uncertain[0]
    agreed = [reading(first, "b"), reading(first, CONSENSUS, Drawn.CHOSEN)]
    assert first.spot in spots(list(left(ORDER, "a", agreed)))


def test_chosen_and_imported_readings_do_not_weigh_on_the_shares() -> None:
    chosen = [reading(p, "a", Drawn.CHOSEN) for p in ORDER.uncertain[:200]]
    kinds = [draw.drawn for draw in islice(left(ORDER, "a", chosen), 200)]
    assert widest_gap(kinds, dict(ORDER.settings.shares())) <= 0.75 + 1e-9


def test_decisions_on_passages_that_are_gone_hinder_nothing() -> None:
    gone = [reading(passage("gone", n), coder) for n in range(5) for coder in "ab"]
    assert len(list(left(ORDER, "a", gone))) == len(SOME)


@pytest.mark.parametrize("n_passages", [0, 1, 2])
def test_a_queue_may_be_empty_or_nearly(n_passages: int) -> None:
    assert len(list(left(arranged(SOME[:n_passages]), "a"))) == n_passages


def test_the_queue_of_a_large_corpus_is_made_and_goes_on_quickly() -> None:
    order = arranged(corpus(20_000))
    others = read(order, "b", 10_000)
    start = time.perf_counter()
    queue = left(order, "a", others)
    next(queue)
    made = time.perf_counter()
    assert len(list(islice(queue, 1000))) == 1000
    assert made - start < 0.5
    assert (time.perf_counter() - made) / 1000 < 0.005
