"""Whatever is cut, masked or rewritten in an interview, a passage is carried to its own words or to none."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from thematique.overlaps import overlapping
from thematique.review.anchors import Anchor, Lost, Placed, match_segment
from thematique.stages import segment

from .anchored import edition, only, quoted, turns_of

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
