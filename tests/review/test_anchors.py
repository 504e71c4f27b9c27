"""A passage is found again by its anchor, which tells nobody its words; what is not found is reported with a proposal."""

import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict

import pytest

from thematique.overlaps import overlapping
from thematique.records import Role, Segment
from thematique.review.anchors import Anchor, Edition, Loss, Lost, Placed, match_segment

from .anchored import KEY, edition, only, quoted


def test_each_of_many_equal_replies_is_carried_to_itself() -> None:
    old = ["Et Sophie ?", "oui", "Et lui ?", "oui", "Et lui ?", "oui", "Et Marc, oui oui oui ?", "oui"]
    new = [text.replace("Sophie", "[PERSONNE_1]").replace("Marc", "[PERSONNE_2]") for text in old]
    starts = [match.start() for match in re.finditer("oui", "\n".join(old))]
    now = [match.start() for match in re.finditer("oui", "\n".join(new))]
    places = [edition(new).place(edition(old).anchor(start, start + 3)) for start in starts]
    assert [there.start for there in places if isinstance(there, Placed)] == now


def test_a_reply_that_may_be_one_of_several_is_reported_with_the_likeliest() -> None:
    replies = ["Vous comprenez ?", "oui"] * 6
    start = len("\n".join(replies[:5])) + 1
    old = edition(replies).anchor(start, start + 3)
    there = edition(["Vous comprenez ?", "oui", *replies]).place(old)
    assert isinstance(there, Lost)
    assert there.reason is Loss.SEVERAL
    assert quoted(["Vous comprenez ?", "oui", *replies], there.proposal) == "oui"


def test_the_same_word_elsewhere_is_not_the_passage() -> None:
    there = edition(["Vous venez ?", "non", "Sûr ?", "Ah oui"]).place(only(["Vous venez ?", "oui", "Sûr ?"], "oui"))
    assert isinstance(there, Lost)
    assert there.reason is Loss.ELSEWHERE


def test_a_pseudonym_alone_is_not_carried_to_another_one() -> None:
    old = only(["[PERSONNE_1] a parlé à [PERSONNE_2] puis à Marie."], "[PERSONNE_1]")
    there = edition(["Paris a parlé à [PERSONNE_2] puis à [PERSONNE_3]."]).place(old)
    assert isinstance(there, Lost)


def test_a_long_passage_that_was_moved_and_is_the_only_one_is_found() -> None:
    said = "on se téléphone entre deux portes et ça se débloque"
    new = ["Merci.", "Alors", f"ensuite {said} vraiment"]
    assert quoted(new, edition(new).place(only([f"Bon {said} voilà", "Oui."], said))) == said


def test_what_was_masked_inside_a_passage_is_proposed_between_its_neighbours() -> None:
    old = ["Alors moi je crois bien que Sophie nous a aidés, puis elle est partie loin de nous."]
    new = [old[0].replace("Alors", "Alors, bon,").replace("Sophie", "madame [PERSONNE_1]")]
    there = edition(new).place(only(old, "Sophie nous a aidés"))
    assert isinstance(there, Lost)
    assert there.reason is Loss.NOT_FOUND
    assert quoted(new, there.proposal) == "madame [PERSONNE_1] nous a aidés"


def test_part_of_a_word_is_carried_to_that_part() -> None:
    new = ["[PERSONNE_1]", "le hyperréseau local"]
    there = edition(new).place(only(["Marc", "le hyperréseau local"], "réseau"))
    assert isinstance(there, Placed)
    assert quoted(new, there) == "réseau"


def test_a_passage_may_go_over_several_turns() -> None:
    new = ["Bonjour [PERSONNE_1].", "Bonjour.", "On commence ?"]
    there = edition(new).place(only(["Bonjour Sophie.", "Bonjour.", "On commence ?"], "Bonjour.\nOn"))
    assert there == Placed(turn=1, start=22, end=33)


def test_a_position_altered_in_the_database_is_not_believed() -> None:
    texts = ["alors oui", "alors non"]
    broken = Anchor(**{**asdict(only(texts, "oui")), "start": 0, "end": 3})
    assert isinstance(edition(texts).place(broken), Lost)


def test_an_anchor_goes_through_json_and_holds_no_word() -> None:
    made = only(["Bonjour Sophie Vandenbrouck, merci."], "Sophie Vandenbrouck")
    written = json.dumps(asdict(made))
    assert Anchor(**json.loads(written)) == made
    assert not re.search("sophie|vandenbrouck|bonjour|merci", written, re.IGNORECASE)


def digests(made: Anchor) -> set[str]:
    return {made.digest, made.before, made.after, made.text}


def test_equal_passages_have_no_digest_in_common_nor_has_one_passage_under_two_keys() -> None:
    texts = ["Sophie", "Sophie", "Sophie"]
    one, two = edition(texts).anchor(7, 13), edition(texts).anchor(14, 20)
    other = edition(texts, key=KEY[::-1]).anchor(7, 13)
    assert len(digests(one) | digests(two) | digests(other)) == 12


def test_another_key_finds_nothing() -> None:
    made = only(["oui alors"], "oui")
    assert isinstance(edition(["oui alors"], key=KEY[::-1]).place(made), Lost)


def test_a_short_key_and_a_text_without_turn_are_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        edition(["oui"], key=b"court")
    with pytest.raises(ValueError, match="turns"):
        Edition("oui", [], key=KEY)


def test_every_reason_is_short_enough_for_its_column() -> None:
    assert max(map(len, Loss)) <= 80


def segments(*spans: tuple[int, int]) -> list[Segment]:
    return [
        Segment(
            document="nord",
            segment=n,
            turn=0,
            start=start,
            end=end,
            speaker="P1",
            role=Role.PARTICIPANT,
            text="",
            n_words=1,
            short=False,
        )
        for n, (start, end) in enumerate(spans)
    ]


@pytest.mark.parametrize(
    ("span", "same", "shared"),
    [
        ((10, 30), 1, [1]),
        ((0, 30), None, [0, 1]),
        ((5, 20), None, [0, 1]),
        ((8, 29), None, [1]),
        ((12, 14), None, [1]),
        ((30, 31), None, []),
        ((35, 90), None, [2]),
        ((100, 120), None, []),
    ],
)
def test_a_passage_shares_half_of_itself_or_of_a_segment(
    span: tuple[int, int], same: int | None, shared: list[int]
) -> None:
    present = segments((0, 10), (10, 30), (31, 61))
    found = match_segment(*span, present)
    assert (found.segment if found else None) == same
    assert [there.segment for there in overlapping(*span, present)] == shared


def long_interview(words: int) -> Iterator[str]:
    chance = random.Random(7)
    lexicon = [f"mot{n}" for n in range(4000)] + ["oui", "euh", "[PERSONNE_1]"] * 300
    while words > 0:
        size = min(words, chance.choice([1, 3, 12, 60, 150]))
        words -= size
        yield " ".join(chance.choices(lexicon, k=size))


def some(texts: Sequence[str], number: int) -> list[Anchor]:
    chance, now = random.Random(8), edition(texts)
    words = [match.span() for match in re.finditer(r"\S+", "\n".join(texts))]
    firsts = [chance.randrange(len(words) - 90) for _ in range(number)]
    return [now.anchor(words[n][0], words[n + chance.choice([0, 2, 8, 25, 80])][1]) for n in firsts]


def test_500_moved_passages_of_30000_words_are_placed_in_under_5_seconds() -> None:
    texts = list(long_interview(30_000))
    old = some(texts, 500)
    began = time.process_time()
    now = edition([*texts[100:], *texts[:100]])
    places = [now.place(made) for made in old]
    assert time.process_time() - began < 5
    assert sum(isinstance(there, Placed) for there in places) > 400


def test_20000_passages_of_an_unchanged_text_are_placed_in_under_2_seconds() -> None:
    texts = list(long_interview(30_000))
    old = some(texts, 500) * 40
    began = time.process_time()
    now = edition(texts)
    assert [now.place(made) for made in old] == [Placed(turn=a.turn, start=a.start, end=a.end) for a in old]
    assert time.process_time() - began < 2
