"""Cutting words out of speech."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.stages.topics.patterns import WORD
from thematique.stages.topics.vocabulary import (
    all_stop_words,
    commonest_forms,
    family,
    telling_words,
    words,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("J'ai l’enfant, qu'aujourd'hui", ["ai", "enfant", "aujourd", "hui"]),
        ("[PERSONNE_3] habite à [LIEU_12].", ["habite"]),
        ("La sage-femme dit-elle : 25 %, 3e, 06-12", ["la", "sage-femme", "dit"]),
        ("celui-là, y a-t-il le rendez-vous ?", ["celui", "le", "rendez-vous"]),
        ("on par- on partait (rires) loin (inaudible 00:12)", ["on", "on", "partait", "loin"]),
        ("E\u0301cole (publique)", ["école", "publique"]),
    ],
)
def test_only_whole_words_are_left(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "inflections",
    [
        "enfant enfants",
        "école écoles ecole",
        "social sociale sociaux sociales",
        "matériau matériaux",
        "travailler travaillé travaillée travaillez",
        "infirmier infirmière infirmières",
        "professionnel professionnelle professionnels",
        "vendeur vendeuse vendeuses",
        "impôts impots impot",
    ],
)
def test_inflections_of_one_word_are_one_family(inflections: str) -> None:
    assert len({family(word) for word in inflections.split()}) == 1


@pytest.mark.parametrize("pair", ["marché marche", "mère mer", "père pire", "travail travaux"])
def test_different_words_stay_different(pair: str) -> None:
    one, other = pair.split()
    assert family(one) != family(other)


def test_the_commonest_form_is_shown() -> None:
    forms = commonest_forms({"enfant": 2, "enfants": 5, "école": 3, "écoles": 3})
    assert forms == {"enfant": "enfants", "enfants": "enfants", "école": "école", "écoles": "école"}


def test_a_word_that_one_segment_of_a_large_corpus_uses_is_left_out() -> None:
    lines = telling_words(["logement humide", *["logement cher"] * 99], stop_words=(), n_topics=5)
    assert lines[0] == ["logement"]


def test_stop_words_are_words_as_the_vectoriser_cuts_them() -> None:
    for word in all_stop_words(()):
        assert re.fullmatch(WORD, word) and word == word.lower()


@pytest.mark.parametrize(
    "word", ["école", "parole", "état", "travail", "retour", "seul", "valeur", "dos", "équipe", "temps"]
)
def test_a_word_that_carries_a_theme_is_no_stop_word(word: str) -> None:
    assert word not in all_stop_words(())


@given(st.text())
def test_any_text_gives_words_in_lower_case_without_brackets(text: str) -> None:
    for word in words(text):
        assert word == word.lower() and not set("[]()_ '’0123456789") & set(word)
