import pytest

from thematique.french.dictionary import dictionary, dictionary_paths, only_noun


@pytest.mark.parametrize(
    "word", ["vitrail", "avenue", "Eglise", "Etat", "maries", "marie", "Parisien", "semi", "ai", "coeur"]
)
def test_words_of_every_form_are_ordinary(word: str) -> None:
    assert dictionary()(word)


@pytest.mark.parametrize("word", ["Julie", "julie", "Marie", "Dupont", "Lambert", "Namur", "Bensaïd", "xyzzy"])
def test_names_are_not_though_a_dictionary_holds_them(word: str) -> None:
    assert not dictionary()(word)


def test_the_lists_are_there() -> None:
    assert all(path.is_file() for path in dictionary_paths())


def test_a_noun_that_is_nothing_else_is_told_from_what_may_be_another_word() -> None:
    assert all(map(only_noun, ("frigo", "girafe", "gaufre")))
    assert not any(map(only_noun, ("rouge", "petit", "frigos", "krastapoulis")))
