import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.review.wording import Cut, Wording, is_bare
from thematique.stages.pseudonyms import CODES

TEXT = "Alors  [PERSONNE_12] m’a dit :\u00a0« l’école, c’est\nfini » !"


def words(text: str) -> list[str]:
    wording = Wording(text)
    return [wording.passage(index, index + 1) for index in range(len(wording))]


def test_words_are_runs_of_letters_pseudonyms_and_single_signs() -> None:
    assert words(TEXT) == [
        *("Alors", "[PERSONNE_]", "m", "’", "a", "dit", ":", "«", "l", "’", "école", ",", "c", "’", "est"),
        *("fini", "»", "!"),
    ]


def test_white_space_counts_as_one_space() -> None:
    assert Wording(TEXT).passage(0, 99) == "Alors [PERSONNE_] m’a dit : « l’école, c’est fini » !"


@pytest.mark.parametrize("code", CODES.values())
def test_every_pseudonym_of_the_study_is_one_word_whatever_its_number(code: str) -> None:
    assert words(f"[{code}_3]") == words(f"[{code}_120]") == [f"[{code}_]"]


def test_what_only_looks_like_a_pseudonym_keeps_its_number() -> None:
    assert words("(PERSONNE_3) [SALLE_3]") == ["(", "PERSONNE_3", ")", "[", "SALLE_3", "]"]


def test_a_passage_of_pseudonyms_and_signs_is_bare() -> None:
    assert is_bare("[PERSONNE_], [LIEU_] !")
    assert not is_bare("[PERSONNE_] dit")
    assert not is_bare("!")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("said", ["école", "l’école, c’est\nfini", "[PERSONNE_12] m", "dit :\u00a0«", "col"])
def test_a_passage_goes_to_its_words_and_back(said: str, form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, TEXT)
    part = unicodedata.normalize(form, said)
    start = text.index(part)
    wording = Wording(text)
    assert wording.span(wording.cut(start, start + len(part))) == (start, start + len(part))


def test_a_letter_or_a_number_cut_in_two_is_taken_whole() -> None:
    text = "[PERSONNE_12] e\u0301te\u0301"
    wording = Wording(text)
    assert wording.span(wording.cut(11, 13)) == (9, 13)
    assert wording.span(wording.cut(15, 18)) == (14, 19)


def test_the_white_space_around_a_passage_is_left_out() -> None:
    wording = Wording("  oui \n non  ")
    assert wording.span(wording.cut(0, 7)) == (2, 5)
    assert wording.cut(0, 13) == Cut(first=0, last=2)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 9), (3, 5)])
def test_what_is_no_passage_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="from"):
        Wording("oui   ").cut(start, end)


def test_equal_passages_are_whole_words_and_may_overlap() -> None:
    assert Wording("oui oui ouistiti ouioui oui").equal("oui", 1) == [0, 1, 4]
    assert Wording("oui oui oui").equal("oui oui", 2) == [0, 1]


LETTERS = "aéxœ1 \u00a0\n\u0301\u0327'.«[]_\u1100\u1161\U0001f600"
TWO_IN_NFC = "\u0958"


@given(st.text(alphabet=LETTERS + TWO_IN_NFC, max_size=30))
def test_any_text_has_the_same_words_in_nfc_and_in_nfd(text: str) -> None:
    assert words(unicodedata.normalize("NFC", text)) == words(unicodedata.normalize("NFD", text)) == words(text)


@given(st.text(alphabet=LETTERS, max_size=30), st.data())
def test_the_span_of_a_passage_holds_its_words_and_is_stable(text: str, data: st.DataObject) -> None:
    wording = Wording(text)
    if not len(wording):
        return
    first = data.draw(st.integers(0, len(wording) - 1))
    last = data.draw(st.integers(first + 1, len(wording)))
    start, end = wording.span(Cut(first=first, last=last))
    again = wording.cut(start, end)
    assert wording.span(again) == (start, end)
    assert wording.passage(again.first, again.last) == wording.passage(first, last)
