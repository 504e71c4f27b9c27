import json
import random
import re
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.overlaps import overlapping
from thematique.records import Role, Segment, Turn
from thematique.review.anchors import (
    Anchor,
    Edition,
    Loss,
    Lost,
    Placed,
    match_segment,
)
from thematique.stages import segment

KEY = b"une clef de seize octets au moins"
PHRASES = """oui
oui, oui
non
d'accord
[PERSONNE_1] m'a aidée
chez [PERSONNE_2] et [PERSONNE_1]
à l'école, le réseau c'est « la confiance »
je ne sais pas
on se téléphone entre deux portes
Sophie n'est pas venue
avec Marc, ça se débloque !
le turnover nous épuise
[LIEU_3]"""
NAMES = ("Sophie", "Marc")

Word = tuple[int, str]
Said = list[list[Word]]


def turns_of(texts: Sequence[str]) -> list[Turn]:
    starts = [sum(len(text) + 1 for text in texts[:n]) for n in range(len(texts))]
    return [
        Turn(
            document="nord",
            turn=n,
            speaker="P1",
            role=Role.PARTICIPANT,
            start=start,
            end=start + len(text),
            time_start=None,
            time_end=None,
            text=text,
        )
        for n, (start, text) in enumerate(zip(starts, texts, strict=True))
    ]


def edition(texts: Sequence[str], key: bytes = KEY) -> Edition:
    return Edition("\n".join(texts), turns_of(texts), key=key)


def texts_of(said: Said) -> list[str]:
    return [" ".join(word for _, word in turn) for turn in said]


def spans_of(said: Said) -> dict[int, tuple[int, int]]:
    """Where each word of a document is, by its identity."""
    spans, position = {}, 0
    for turn in said:
        for identity, word in turn:
            spans[identity] = (position, position + len(word))
            position += len(word) + 1
    return spans


def plain(text: str) -> str:
    """What may not change when a passage is carried over, written apart from the tool."""
    return " ".join(re.sub(r"\[([A-Z]+)_\d+\]", r"[\1]", unicodedata.normalize("NFC", text)).split())


def only(texts: Sequence[str], words: str) -> Anchor:
    """The anchor of the first occurrence of some words."""
    start = "\n".join(texts).index(words)
    return edition(texts).anchor(start, start + len(words))


def quoted(texts: Sequence[str], there: Placed | Lost | None) -> str:
    assert isinstance(there, Placed)
    return "\n".join(texts)[there.start : there.end]


@st.composite
def interviews(draw: st.DrawFn, phrases: Sequence[str] = tuple(PHRASES.split("\n"))) -> Said:
    identities = count()
    turns = draw(st.lists(st.lists(st.sampled_from(phrases), min_size=1, max_size=4), min_size=1, max_size=8))
    return [[(next(identities), word) for phrase in turn for word in phrase.split()] for turn in turns]


@st.composite
def selected(draw: st.DrawFn, said: Said) -> list[Word]:
    """Words that follow each other in a turn."""
    turn = draw(st.sampled_from(said))
    first = draw(st.integers(0, len(turn) - 1))
    return turn[first : draw(st.integers(first + 1, len(turn)))]


def anchored(said: Said, words: Sequence[Word]) -> Anchor:
    spans = spans_of(said)
    return edition(texts_of(said)).anchor(spans[words[0][0]][0], spans[words[-1][0]][1])


def truth(said: Said, words: Sequence[Word]) -> tuple[int, int]:
    spans = spans_of(said)
    return spans[words[0][0]][0], spans[words[-1][0]][1]


def masked(said: Said, masks: Mapping[str, str]) -> Said:
    return [[(identity, masks.get(word.strip(","), word)) for identity, word in turn] for turn in said]


@given(interviews(), st.data())
def test_cutting_segments_anew_moves_no_passage_and_a_carried_one_is_a_segment_only_where_it_is_all_of_it(
    said: Said, data: st.DataObject
) -> None:
    turns = turns_of(texts_of(said))
    cuts = [segment.run(turns=turns, settings=segment.Settings(max_words=size))["segments"] for size in (80, 5)]
    before, after = edition(texts_of(said)), edition(texts_of(said))
    for old in cuts[data.draw(st.integers(0, 1))]:
        there = after.place(before.anchor(old.start, old.end))
        assert there == Placed(turn=old.turn, start=old.start, end=old.end)
        now = match_segment(old.start, old.end, cuts[1])
        same = [new for new in cuts[1] if (new.start, new.end) == (old.start, old.end)]
        assert ([now] if now else []) == same
        assert overlapping(old.start, old.end, cuts[1])


@given(interviews(), st.data())
def test_new_numbers_for_the_pseudonyms_carry_every_passage(said: Said, data: st.DataObject) -> None:
    words = data.draw(selected(said))
    numbers = data.draw(st.permutations([1, 22, 333]))
    new = [[(i, re.sub(r"_(\d)\]", lambda m: f"_{numbers[int(m[1]) - 1]}]", word)) for i, word in t] for t in said]
    there = edition(texts_of(new)).place(anchored(said, words))
    assert isinstance(there, Placed)
    assert (there.start, there.end) == truth(new, words)


@given(interviews(), st.data())
def test_another_unicode_form_and_other_white_space_carry_every_passage(said: Said, data: st.DataObject) -> None:
    words = data.draw(selected(said))
    blank = data.draw(st.sampled_from([" ", "  ", "\u00a0"]))
    texts = [unicodedata.normalize("NFD", blank.join(word for _, word in turn)) for turn in said]
    there = edition(texts).place(anchored(said, words))
    assert isinstance(there, Placed)
    before = sum(len(turn) for turn in said[: there.turn])
    assert said[there.turn].index(words[0]) + before == len("\n".join(texts)[: there.start].split())
    assert plain(quoted(texts, there)) == plain(" ".join(word for _, word in words))


@given(interviews(), st.data())
def test_masking_names_elsewhere_carries_every_passage_that_has_none(said: Said, data: st.DataObject) -> None:
    words = data.draw(selected(said))
    if any(word.strip(",") in NAMES or "[" in word for _, word in words):
        return
    new = masked(said, {name: f"[PERSONNE_{n}]" for n, name in enumerate(NAMES, 4)})
    there = edition(texts_of(new)).place(anchored(said, words))
    assert isinstance(there, Placed)
    assert (there.start, there.end) == truth(new, words)


@given(interviews(), st.data())
def test_a_passage_with_a_pseudonym_is_carried_to_its_own_words_or_reported_when_others_are_masked(
    said: Said, data: st.DataObject
) -> None:
    words = data.draw(selected(said))
    if any(word.strip(",") in NAMES for _, word in words):
        return
    new = masked(said, dict.fromkeys(NAMES, "[PERSONNE_4]"))
    there = edition(texts_of(new)).place(anchored(said, words))
    if isinstance(there, Placed):
        assert (there.start, there.end) == truth(new, words)
    else:
        assert there.proposal is not None


@given(interviews(), st.data())
def test_a_passage_one_word_of_which_was_masked_is_lost_and_proposed_in_its_turn(
    said: Said, data: st.DataObject
) -> None:
    words = data.draw(selected(said))
    hidden = data.draw(st.sampled_from(words))
    new = [[(i, "[ORGANISATION_9]" if i == hidden[0] else word) for i, word in turn] for turn in said]
    there = edition(texts_of(new)).place(anchored(said, words))
    assert isinstance(there, Lost)
    assert there.proposal is not None


@st.composite
def rewritten(draw: st.DrawFn, said: Said) -> list[str]:
    """The interview with words and turns added, removed and changed anywhere."""
    texts = [text.split() for text in texts_of(said)]
    for _ in range(draw(st.integers(1, 6))):
        turn = draw(st.integers(0, len(texts) - 1))
        at = draw(st.integers(0, len(texts[turn])))
        match draw(st.sampled_from(["add", "remove", "turn", "merge"])):
            case "add":
                texts[turn][at:at] = draw(st.sampled_from(PHRASES.split("\n"))).split()
            case "remove" if len(texts[turn]) > 1:
                del texts[turn][at : at + 2]
            case "turn":
                texts.insert(turn, draw(st.sampled_from(PHRASES.split("\n"))).split())
            case "merge" if len(texts) > 1:
                texts[turn - 1 : turn + 1] = [[word for part in texts[turn - 1 : turn + 1] for word in part]]
            case _:
                pass
        texts = [text for text in texts if text] or [["non"]]
    return [" ".join(text) for text in texts]


@given(interviews(), st.data())
def test_whatever_happens_to_a_text_no_passage_is_ever_placed_on_other_words(said: Said, data: st.DataObject) -> None:
    words = data.draw(selected(said))
    texts = data.draw(rewritten(said))
    there = edition(texts).place(anchored(said, words))
    if isinstance(there, Placed):
        assert plain(quoted(texts, there)) == plain(" ".join(word for _, word in words))
    elif there.proposal is not None:
        assert quoted(texts, there.proposal).strip()


UNIQUE = [f"mot{n}" for n in range(60)]


@given(st.data())
def test_where_no_word_is_said_twice_every_passage_is_found_when_turns_are_added_removed_or_moved_around_it(
    data: st.DataObject,
) -> None:
    turns = [UNIQUE[n : n + 12] for n in range(0, 60, 12)]
    chosen = data.draw(st.sampled_from(turns))
    texts = [" ".join(turn) for turn in turns]
    old = only(texts, " ".join(chosen[5:8]))
    others = [text for text in texts if text != " ".join(chosen)]
    new = data.draw(st.lists(st.sampled_from([*others, "oui"]), max_size=8))
    new.insert(data.draw(st.integers(0, len(new))), " ".join(chosen))
    assert quoted(new, edition(new).place(old)) == " ".join(chosen[5:8])


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
