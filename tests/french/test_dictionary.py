import pytest

from thematique.french.dictionary import dictionary, dictionary_paths


@pytest.mark.parametrize("word", ["vitrail", "avenue", "Eglise", "Etat", "maries", "marie", "Parisien", "semi", "ai"])
def test_words_of_every_form_are_ordinary(word: str) -> None:
    assert dictionary()(word)


@pytest.mark.parametrize("word", ["Julie", "julie", "Marie", "Dupont", "Lambert", "Namur", "Bensaïd", "xyzzy"])
def test_names_are_not_though_a_dictionary_holds_them(word: str) -> None:
    assert not dictionary()(word)


def test_the_lists_are_there() -> None:
    assert all(path.is_file() for path in dictionary_paths())
