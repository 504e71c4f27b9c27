"""Labels, columns and keys are compared without case, accents and signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.stages.ingest.dialogue.words import key_of, plain_form, plain_name, words_of


@pytest.mark.parametrize(
    ("written", "plain", "name", "key"),
    [
        ("  Nom du LOCUTEUR ", "nom du locuteur", "nom du locuteur", "nom_du_locuteur"),
        ("Secteur d’activité", "secteur d'activite", "secteur d activite", "secteur_d_activite"),
        ("speaker_id", "speaker_id", "speaker id", "speaker_id"),
        ("Sœur (aînée)", "soeur (ainee)", "soeur ainee", "soeur_ainee"),
    ],
)
def test_a_text_has_one_form_for_each_use(written: str, plain: str, name: str, key: str) -> None:
    assert (plain_form(written), plain_name(written), key_of(written)) == (plain, name, key)


def test_the_words_of_a_label_keep_their_hyphens_and_lose_what_surrounds_them() -> None:
    assert words_of("[Étudiant-chercheur 2] – d’Arvor ?") == ["etudiant-chercheur", "2", "d'arvor"]


@given(st.text(max_size=30))
def test_a_plain_form_is_its_own_plain_form(text: str) -> None:
    assert plain_form(plain_form(text)) == plain_form(text)
