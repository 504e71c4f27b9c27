"""The measures of one small transcript, counted by hand."""

import pytest

from bench.pseudonymise import measures as names
from bench.pseudonymise.cover import Masked, judge
from bench.pseudonymise.identity import OWN
from bench.pseudonymise.intervals import Share, estimates
from bench.pseudonymise.measures import gap, measures
from bench.pseudonymise.rarity import rarity
from bench_pseudonymise.invented import transcript


def hiding(*words: str) -> dict[str, Share]:
    """The measures where every occurrence of these words is hidden, a code a word."""
    read = transcript()
    spans = [
        Masked(start=at, end=at + len(word), code=f"[{word}]")
        for word in words
        for at in range(len(read.text))
        if read.text.startswith(word, at)
    ]
    return measures(judge(read, spans), lambda word: float(len(word)))


def test_a_person_is_masked_only_if_every_mention_is() -> None:
    assert hiding("Zoé Delcroix", "Amine El Fassi", "Amine")[names.PEOPLE] == Share(1, 2)
    assert hiding("Zoé", "Delcroix", "Amine", "El Fassi")[names.PEOPLE] == Share(2, 2)


def test_mentions_are_counted_by_kind_and_by_origin() -> None:
    found = hiding("Zoé Delcroix", "Huy")
    assert found[f"{names.RECALL} PER"] == Share(2, 5)
    assert found[f"{names.RECALL} LOC"] == Share(1, 2)
    assert found[names.RECALL] == Share(3, 8)
    assert found[f"{names.ORIGIN} fr"] == Share(2, 3)
    assert found[f"{names.ORIGIN} maghreb"] == Share(0, 2)


def test_a_full_address_is_direct_and_a_town_is_not() -> None:
    assert hiding("Huy")[names.QUASI] == Share(1, 2)
    assert hiding("Rue Verte 4")[names.DIRECT] == Share(1, 3)


def test_a_file_is_clean_when_nothing_leaks() -> None:
    everything = hiding("Zoé", "Delcroix", "Amine", "El Fassi", "Huy", "douze", "Rue Verte 4")
    assert (everything[names.NO_LEAK], everything[names.NO_DIRECT]) == (Share(1, 1), Share(1, 1))
    no_town = hiding("Zoé", "Delcroix", "Amine", "El Fassi", "douze", "Rue Verte 4")
    assert (no_town[names.NO_LEAK], no_town[names.NO_DIRECT]) == (Share(0, 1), Share(1, 1))


def test_hidden_ordinary_words_lower_precision_by_their_rarity() -> None:
    found = hiding("Huy", "Bonjour", "Belgique")
    assert found[names.PRECISION] == Share(1, 2)
    assert found[names.WEIGHTED] == Share(3, 3 + 7)
    # enquêtrice ×2, bonjour, vous, êtes, cpas, euh, oui, avec, depuis, quand, il, avait, rit
    assert found[names.SPOILT] == Share(1, 14)


def test_acronyms_and_particles_that_stay_are_counted() -> None:
    assert hiding("CPAS")[names.KEPT] == Share(0, 1)
    assert hiding("Euh")[names.PARTICLES].part == hiding()[names.PARTICLES].part - 1


def test_a_person_with_two_codes_has_none_of_their_own() -> None:
    assert hiding("Zoé Delcroix", "Amine")[OWN] == Share(2, 2)
    assert hiding("Zoé ", "Zoé,", "Delcroix", "Amine")[OWN] == Share(1, 2)


def test_the_gap_lies_between_origins_with_enough_mentions() -> None:
    files = [{"origin fr": Share(20, 20), "origin turkish": Share(15, 20), "origin other": Share(0, 2)}]
    assert gap(estimates(files)) == (0.25, "turkish", "fr")
    assert gap(estimates([{"origin fr": Share(20, 20)}])) is None


def test_a_word_seen_once_in_eight_weighs_three_bits_and_one_never_seen_a_bit_more() -> None:
    weigh = rarity([["a"] * 6, ["b"], ["c"]])
    assert weigh("b") == pytest.approx(3, abs=0.1)
    assert weigh("z") - weigh("b") == pytest.approx(1)
    assert weigh("a") < weigh("b")
