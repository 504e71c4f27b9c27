import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.french.names import words
from thematique.french.phrases import Names, Phrases


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


def test_every_phrase_is_told_inside_longer_ones_too() -> None:
    text = "Sophie Lambert Dubois"
    keys = ["sophie", "sophie lambert", "lambert dubois"]
    assert [match.key for match in Phrases(keys).every(text, words(text))] == keys


@pytest.mark.parametrize(
    ("text", "names", "longest", "every"),
    [
        ("la SOPHIE Lambert", ["Sophie", "Sophie Lambert"], ["SOPHIE Lambert"], ["SOPHIE Lambert", "SOPHIE"]),
        ("au 04 12, pas au 104 12", ["04 12"], ["04 12"], ["04 12"]),
        ("en g4s", ["G4S"], ["g4s"], ["g4s"]),
        ("Rue 5 et rue", ["Rue", "Rue 5"], ["Rue 5", "rue"], ["Rue 5", "Rue", "rue"]),
        ("04 12", ["04", "12", "04 12"], ["04 12"], ["04 12", "04", "12"]),
        ("La Rue 5", ["La Rue", "Rue 5"], ["La Rue", "Rue 5"], ["La Rue", "Rue 5"]),
        ("j'ai vu m. tas, et tas", ["M. Tas"], ["m. tas"], ["m. tas"]),
        ("rien", ["G4S", "Sophie"], [], []),
    ],
)
def test_names_are_found_with_or_without_digits(
    text: str, names: list[str], longest: list[str], every: list[str]
) -> None:
    found = list(Names(names).find(text, words(text)))
    assert [text[one.start : one.end] for one in found] == longest
    assert all(one.name.lower() == text[one.start : one.end].lower() for one in found)
    told = sorted(Names(names).every(text, words(text)), key=lambda one: (one.start, -one.end))
    assert [text[one.start : one.end] for one in told] == every
