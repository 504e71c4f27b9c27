import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.french.names import Name, capital, cut_short, fold, form, full, initial, joined, key, seen, split, words
from thematique.records import Kind

FIRST = {"sophie", "luc", "jean pierre", "jean", "marie"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean-François D'HONDT", "jean francois d’hondt"),
        ("Éloïse", unicodedata.normalize("NFD", "ELOÏSE")),
        ("Sœur Emmanuelle", "soeur emmanuelle"),
        ("N'Diaye", "nʼdiaye"),
        ("Łukasz", "lukasz"),
        ("D-U-P-O-N-T", "Dupont"),
        ("So\u200bphie Lam\u00adbert", "sophie lambert"),
    ],
)
def test_two_spellings_of_a_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    for word in words(text):
        assert seen(text[word.start : word.end]) == word.text
        assert word.folded == fold(word.text)


def test_accents_written_apart_belong_to_their_word() -> None:
    assert [word.folded for word in words(unicodedata.normalize("NFD", "Élodie Bensaïd"))] == ["elodie", "bensaid"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("sophie lambert", Name("sophie", "lambert")),
        ("peeters luc", Name("luc", "peeters")),
        ("jean pierre van den berghe", Name("jean pierre", "van den berghe")),
        ("oumou kouyate", Name("oumou", "kouyate")),
        ("jean marie", Name("jean", "marie")),
    ],
)
def test_a_full_name_is_taken_apart_whatever_its_order(name: str, parts: Name) -> None:
    assert split(name, is_first_name=FIRST.__contains__) == parts


@pytest.mark.parametrize(("name", "is_full"), [("sophie lambert", True), ("van den berghe", False), ("sophie", False)])
def test_particles_do_not_make_a_full_name(name: str, is_full: bool) -> None:
    assert full(name) is is_full


@pytest.mark.parametrize(
    ("text", "start", "begins"),
    [("Rose part", 0, True), ("Oui. « Rose", 7, True), ("avec Rose", 5, False), ("oui, Rose", 5, False)],
)
def test_a_capital_says_nothing_where_a_sentence_begins(text: str, start: int, begins: bool) -> None:
    assert initial(text, start) is begins


@pytest.mark.parametrize(
    ("text", "word", "cut"), [("Vandeu~ oui", 0, True), ("spécialit- non", 0, True), ("demi-frère", 0, False)]
)
def test_a_broken_off_word_is_seen(text: str, word: int, cut: bool) -> None:
    assert cut_short(text, words(text)[word]) is cut


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("karim karim", "karim"),
        ("lies lies de smet l i e s", "lies de smet"),
        ("v a n espace d e n espace b r o e c k avec un c et un k", "van den broeck"),
        ("k o w a l et puis c z y k", "kowalczyk"),
        ("aga k o w comme wagon a l c z y k", "aga"),
        ("öztürk tuncay öztürk", "tuncay ozturk"),
        ("pham thi linh linh", "pham thi linh"),
        ("w a u t h i e r wauthier", "wauthier"),
        ("l a m b o deux t e", "lambotte"),
        ("van plus loin den et puis b r o e c k", "van den broeck"),
        ("A-I tréma-T, et puis O-U-A-L-I", "ait ouali"),
        ("D, apostrophe, H, O, N, D, T", "d hondt"),
        ("J. P. Delvaux", "j p delvaux"),
        ("Jeanne d'Arc", "jeanne d arc"),
    ],
)
def test_a_person_said_twice_or_spelled_has_one_form(said: str, meant: str) -> None:
    assert form(Kind.PER, said) == meant


@given(st.lists(st.sampled_from(["a", "b", "l", "de", "van", "deux", "plus", "loin", "rose", "ali"]), max_size=8))
def test_the_form_of_a_form_is_itself(parts: list[str]) -> None:
    once = form(Kind.PER, " ".join(parts))
    assert form(Kind.PER, once) == once
    assert bool(once) == bool(parts)


def test_what_is_too_long_for_a_name_is_compared_as_it_stands() -> None:
    long = " ".join(["rose"] * 50_000)
    assert form(Kind.PER, long) == long
    assert form(Kind.LOC, " ".join("ab" * 30_000)) == "ab" * 30_000


def test_numbers_are_compared_by_their_signs_alone() -> None:
    assert form(Kind.PHONE, "0476/12.34.56") == form(Kind.PHONE, "0476 12 34 56")
    assert form(Kind.ID, "BE68 5390 0754 7034") == form(Kind.ID, "be68539007547034")
    assert form(Kind.EMAIL, "Jean@Exemple.be") == form(Kind.EMAIL, "jean@exemple.be")


def test_a_comma_separates_two_names() -> None:
    assert joined("Jean-Luc", 4, 5)
    assert not joined("Jean, Luc", 4, 6)
    assert capital("Éva")
    assert not capital("éva")
