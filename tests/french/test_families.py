"""Families of words."""

from thematique.french.families import families, members


def test_words_are_known_by_their_beginning_without_case_or_digits() -> None:
    assert families("Démissionner, l'ÉQUIPE ; 3 démissions à 8h") == ["démiss", "équipe", "démiss"]


def test_a_family_is_shown_by_the_word_by_which_it_comes_first() -> None:
    assert members("Démissionner, puis des démissions") == {"démiss": "Démissionner", "puis": "puis", "des": "des"}
