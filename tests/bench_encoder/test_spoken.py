"""The spoken form keeps the words and adds what people add."""

from hypothesis import given
from hypothesis import strategies as st

from bench.encoder.spoken import MARKERS, spoken

TEXT = "Aujourd'hui, les éducatrices de la crèche n'ont pas le temps : elles s'occupent de vingt-deux enfants !"


def test_it_is_lower_case_and_without_punctuation() -> None:
    said = spoken(TEXT)
    assert said == said.lower()
    assert not set(said) & set(",:!.?;«»")


def test_every_word_is_still_there_in_order() -> None:
    left = iter(spoken(TEXT).split())
    assert all(word in left for word in ["aujourd'hui", "les", "éducatrices", "n'ont", "vingt-deux", "enfants"])


def test_it_is_the_same_each_time() -> None:
    assert spoken(TEXT) == spoken(TEXT)


@given(st.lists(st.sampled_from(["On", "manque", "de", "personnel", "formé"]), min_size=1, max_size=40))
def test_something_of_talk_is_always_added(words: list[str]) -> None:
    assert len(spoken(" ".join(words) + ".").split()) > len(words)


def test_most_texts_have_markers_and_some_have_words_cut_short() -> None:
    said = [spoken(f"{TEXT} {number}") for number in range(100)]
    assert sum(any(f" {marker} " in f" {one} " for marker in MARKERS) for one in said) > 80
    assert 10 < sum("- " in one for one in said) < 90


def test_a_text_without_words_is_nothing() -> None:
    assert spoken(" … !") == ""
