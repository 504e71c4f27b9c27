"""Names announced by what stands before them."""

import pytest

from thematique.french.names import words
from thematique.stages.recognise import titles
from thematique.stages.recognise.lexicon import lexicon


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("c'est madame la haie qui a signé", ["la haie"]),
        ("on a vu monsieur l'agneau", ["l'agneau"]),
        ("on a vu monsieur le maire et madame la juge avec monsieur le curé", []),
        ("elle dit à monsieur bah de venir", ["bah"]),
        ("madame la première échevine est venue", []),
        ("B, E, L, K, A, C, E, M. Sinon on tombe sur M. Benali", ["Benali"]),
        ("monsieur le oui c'est son nom et monsieur le maire qui sourit", ["le"]),
    ],
)
def test_a_noun_with_its_article_after_a_title_is_a_name_unless_it_is_an_office(text: str, names: list[str]) -> None:
    found = titles.find(text, words(text), lexicon(), cased=False)
    assert [text[one.start : one.end] for one in found] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("collègue prudence elle en a vu passer plus d'une", ["prudence"]),
        ("une collègue prudence elle en a vu passer", []),
        ("ma collègue prudence elle en a vu passer", ["prudence"]),
    ],
)
def test_a_first_name_that_is_a_word_follows_an_occupation(text: str, names: list[str]) -> None:
    found = titles.find(text, words(text), lexicon(), cased=False)
    assert [text[one.start : one.end] for one in found] == names
