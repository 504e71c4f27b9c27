"""What a coder may see in the reading view is what the queue has left behind, neither more nor less."""

import random

from hypothesis import given
from hypothesis import strategies as st

from queued import arranged, corpus, left, reading
from thematique.codings import CONSENSUS, Drawn
from thematique.records import Role, Segment
from thematique.review.order import Settings
from thematique.web.sight import sight, touched

PASSAGES = corpus(60, n_documents=3)


@given(st.integers(0, 10_000), st.integers(1, 3))
def test_colleagues_are_silent_on_exactly_what_the_queue_has_left(seed: int, readings: int) -> None:
    chance = random.Random(seed)
    order = arranged(PASSAGES, Settings(readings=readings))
    decided = [
        reading(one, coder, chance.choice([Drawn.RANDOM, Drawn.UNCERTAIN, Drawn.CHOSEN]), blind=chance.random() < 0.5)
        for coder in ("Anna", "Paul", "Zoé", CONSENSUS)
        for one in order.passages
        if chance.random() < 0.4
    ]
    done = {one.spot for one in decided if one.coder == "Anna"}
    seen = sight(order, "Anna", done=done, decided=decided)
    assert seen.without_others == {draw.passage.spot for draw in left(order, "Anna", decided)}
    assert seen.without_machine == order.reserve - done


def test_a_passage_that_is_being_read_blind_stays_silent_though_something_was_decided_on_it() -> None:
    order = arranged(PASSAGES)
    blind = order.random[0]
    seen = sight(order, "Anna", done=set(), decided=[reading(blind, "Anna", Drawn.RANDOM)])
    assert blind.spot in seen.without_machine
    assert blind.spot in seen.without_others


@given(st.integers(0, 40), st.integers(1, 20))
def test_a_passage_touches_the_segments_that_share_a_character_with_it(start: int, length: int) -> None:
    segments = [
        Segment(
            document="d",
            segment=n,
            turn=n,
            start=11 * n,
            end=11 * n + 10,
            speaker="P",
            role=Role.PARTICIPANT,
            text="x" * 10,
            n_words=1,
            short=False,
        )
        for n in range(4)
    ]
    expected = [one for one in segments if set(range(one.start, one.end)) & set(range(start, start + length))]
    assert list(touched(segments, start, start + length)) == expected
