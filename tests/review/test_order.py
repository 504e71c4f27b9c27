"""The order that all coders share: a fair reserve, the uncertain with variety, the rare codes in turn."""

import math
import random
import time
from collections import Counter
from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queued import CODES, THRESHOLD, arranged, corpus, passage
from thematique.errors import InvalidFile
from thematique.records import Role
from thematique.review.order import Settings, number

ALL_OPEN = Settings(uncertain=0.5, rare=0.5, random=0)
MANY = corpus(20_000)


def test_the_reserve_has_its_share_of_the_corpus_within_the_bounds_of_chance() -> None:
    for seed in ("one", "two", "three"):
        n_reserved = len(arranged(MANY, seed=seed).random)
        assert abs(n_reserved - 4000) <= 4 * math.sqrt(20_000 * 0.2 * 0.8)


def test_what_is_read_first_in_the_reserve_is_a_sample_that_owes_nothing_to_the_scores() -> None:
    best = [max(p.scores.values()) for p in MANY]
    for seed in ("one", "two", "three"):
        sample = [max(p.scores.values()) for p in arranged(MANY, seed=seed).random[:500]]
        assert abs(fmean(sample) - fmean(best)) <= 4 * stdev(best) / math.sqrt(500)


def test_each_document_has_its_share_in_the_reserve() -> None:
    by_document = Counter(p.document for p in arranged(MANY).random)
    assert len(by_document) == 20
    assert all(abs(n - 200) <= 4.5 * math.sqrt(1000 * 0.2 * 0.8) for n in by_document.values())


def test_other_scores_change_neither_the_reserve_nor_its_order() -> None:
    other = [passage(p.document, p.segment, {CODES[0]: 0.9}) for p in MANY[:2000]]
    assert [p.spot for p in arranged(other).random] == [p.spot for p in arranged(MANY[:2000]).random]


def test_another_seed_makes_another_reserve() -> None:
    one, two = (arranged(MANY, seed=seed).reserve for seed in ("one", "two"))
    # two independent fifths share a twenty-fifth of the corpus
    assert abs(len(one & two) - 800) <= 4 * math.sqrt(20_000 * 0.04 * 0.96)


def test_added_documents_change_neither_who_is_in_reserve_nor_the_order_of_those_who_are() -> None:
    before = arranged(MANY[:2000])
    after = arranged([*(passage(f"a{p.document}", p.segment, p.scores) for p in MANY[:3000]), *MANY[:2000]])
    assert [p for p in after.random if p.spot in before.reserve] == before.random
    assert not {p.spot for p in after.uncertain} & before.reserve


def test_a_larger_share_keeps_the_reserve_and_adds_after_it() -> None:
    before = arranged(MANY[:2000])
    after = arranged(MANY[:2000], Settings(uncertain=0.4, rare=0.2, random=0.4))
    assert after.random[: len(before.random)] == before.random
    assert len(after.random) > 1.5 * len(before.random)


@given(st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_that_of_the_passages(chance: random.Random) -> None:
    passages = corpus(60, n_documents=5)
    shuffled = chance.sample(passages, len(passages))
    assert arranged(shuffled) == arranged(passages)


@given(st.text(), st.text(max_size=200))
def test_chance_gives_a_number_from_0_included_to_1_excluded(key: str, seed: str) -> None:
    assert 0 <= number(key, seed=seed) < 1


def test_the_number_of_a_passage_never_changes_from_one_version_to_the_next() -> None:
    assert number("nord 0a1b", seed="étude") == 0.4586951931669284


def test_reserve_and_rest_share_out_the_corpus() -> None:
    order = arranged(MANY[:1000])
    assert {p.spot for p in order.uncertain} | order.reserve == {p.spot for p in MANY[:1000]}
    assert not {p.spot for p in order.uncertain} & order.reserve
    assert {p.spot for p in order.rare} <= {p.spot for p in order.uncertain}


def test_a_reserve_of_everything_or_of_nothing_is_possible() -> None:
    everything = arranged(MANY[:50], Settings(uncertain=0, rare=0, random=1))
    assert (len(everything.random), len(everything.uncertain), len(everything.rare)) == (50, 0, 0)
    assert arranged(MANY[:50], ALL_OPEN).random == []


def test_the_best_score_closest_to_the_threshold_comes_first() -> None:
    scores = [{"a": 0.9}, {"a": 0.31, "b": 0.1}, {"a": 0.31, "b": 0.8}, {"a": 0.1}, {}]
    passages = [passage("d", n, given) for n, given in enumerate(scores)]
    assert [p.segment for p in arranged(passages, ALL_OPEN).uncertain] == [1, 3, 2, 0, 4]


def test_documents_take_turns_among_passages_that_are_about_as_uncertain() -> None:
    near = [passage(f"d{n % 3}", n, {"a": THRESHOLD + 0.001 * n}) for n in range(30)]
    far = passage("e", 0, {"a": 0.9})
    order = arranged([*near, far], ALL_OPEN).uncertain
    documents = [p.document for p in order[:30]]
    assert all(len(set(documents[n : n + 3])) == 3 for n in range(0, 30, 3))
    assert order[30] == far


def test_one_long_document_does_not_keep_the_others_waiting() -> None:
    long = [passage("long", n, {"a": 0.3}) for n in range(100)]
    brief = [passage(f"brief{n}", 0, {"a": 0.34}) for n in range(5)]
    assert {p.document for p in arranged([*long, *brief], ALL_OPEN).uncertain[:6]} == {
        "long",
        *(f"brief{n}" for n in range(5)),
    }


def test_the_codes_with_the_fewest_codings_take_turns_with_their_highest_scores_first() -> None:
    accepted = dict.fromkeys(CODES, 50) | {CODES[3]: 1, CODES[5]: 2, CODES[9]: 2}
    rare = [CODES[3], CODES[5], CODES[9]]
    order = arranged(MANY[:2000], ALL_OPEN, accepted=accepted).rare
    best = [max(rare, key=lambda code, p=p: p.scores[code]) for p in order]
    assert best[:9] == rare * 3
    for code in rare:
        scores = [p.scores[code] for p, own in zip(order, best, strict=True) if own == code]
        assert scores == sorted(scores, reverse=True)


def test_at_first_every_code_is_rare_and_gets_its_turn() -> None:
    order = arranged(MANY[:2000], ALL_OPEN).rare
    assert {max(p.scores, key=lambda code, p=p: p.scores[code]) for p in order[:12]} == set(CODES)


def test_a_passage_without_a_score_on_a_rare_code_is_not_drawn_for_it() -> None:
    passages = [passage("d", 0, {"often": 0.9}), passage("d", 1, {"seldom": 0.1}), passage("d", 2, {"seldom": 0.0})]
    order = arranged(passages, ALL_OPEN, accepted={"often": 9})
    assert [p.segment for p in order.rare] == [1]


def test_short_replies_and_interviewers_are_queued_only_when_asked_for() -> None:
    passages = [passage("d", 0), passage("d", 1, short=True), passage("d", 2, role=Role.INTERVIEWER)]

    def queued(**asked: bool) -> list[int]:
        return [p.segment for p in arranged(passages, Settings(**asked)).passages]

    assert queued() == [0]
    assert queued(short=True) == [0, 1]
    assert queued(interviewers=True) == [0, 2]


def test_a_corpus_without_passages_has_an_order() -> None:
    assert arranged([]).passages == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"uncertain": -0.1, "rare": 0.9}, ["uncertain = -0.1 n'est pas admis"]),
        ({"uncertain": 0.5, "rare": 0.5}, ["uncertain + rare + random = 1.2 ; la somme des parts doit être 1."]),
        ({"random": float("nan")}, ["random = nan n'est pas admis"]),
        ({"random": "0.2"}, ["random = '0.2' n'est pas admis"]),
        ({"rare": True}, ["rare = True n'est pas admis"]),
        ({"rare": 2, "readings": 0}, ["rare = 2 n'est pas admis", "readings = 0 n'est pas admis"]),
        ({"readings": 1.5}, ["readings = 1.5 n'est pas admis"]),
    ],
)
def test_wrong_settings_are_all_told(given: dict[str, float], told: list[str]) -> None:
    with pytest.raises(InvalidFile) as refused:
        Settings(**given)  # type: ignore[arg-type] - wrong on purpose
    assert len(refused.value.problems) == len(told)
    for problem, beginning in zip(refused.value.problems, told, strict=True):
        assert problem.startswith(beginning)


def test_shares_may_be_rounded_to_two_decimals() -> None:
    assert Settings(uncertain=0.33, rare=0.33, random=0.33).random == 0.33
    assert Settings(uncertain=0.7, rare=0.2, random=0.1).rare == 0.2


def test_twenty_thousand_passages_are_arranged_quickly() -> None:
    start = time.perf_counter()
    arranged(MANY, accepted={code: n for n, code in enumerate(CODES)})
    assert time.perf_counter() - start < 1.5
