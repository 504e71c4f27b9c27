import itertools

from hypothesis import given
from hypothesis import strategies as st

from thematique.french.names import words
from thematique.french.phrases import Phrases


def found(text: str, *keys: str) -> list[str]:
    return [match.key for match in Phrases(keys).find(text, words(text))]


def test_the_longest_phrase_wins() -> None:
    assert found("Sophie Lambert et Sophie", "sophie", "sophie lambert") == ["sophie lambert", "sophie"]


def test_case_accents_and_hyphens_do_not_matter() -> None:
    assert found("BRAINE-L’ALLEUD ou braine l'alleud", "braine l alleud") == ["braine l alleud"] * 2


def test_a_phrase_does_not_cross_a_comma() -> None:
    assert found("Sophie, Lambert", "sophie lambert") == []


def test_only_whole_words_are_found() -> None:
    assert found("Huysmans, ahuyé", "huy") == []


@given(st.lists(st.sampled_from(["la", "rue", "du", "pont"]), max_size=8))
def test_matches_never_overlap(parts: list[str]) -> None:
    text = " ".join(parts)
    matches = list(Phrases(["la", "la rue", "rue du pont", "pont"]).find(text, words(text)))
    assert all(left.last <= right.first for left, right in itertools.pairwise(matches))
