"""The second reading of a transcript, with the names of the first."""

import pytest

from thematique.records import Kind
from thematique.stages.recognise import echoes
from thematique.stages.recognise.lexicon import lexicon
from thematique.stages.recognise.span import Span

FIRST, SECOND = "alors bienvenu tchibangou est arrivé", "je vais en raconter une bien allez bienvenu a gagné"


def again(*, hunches: frozenset[int], source: str = "speech") -> list[str]:
    """What is added to the second text, the first name of the first being told there."""
    spans = [[Span(6, 25, Kind.PER, source, 0.8)], []]
    found = echoes.find_all([FIRST, SECOND], spans, ["", ""], [[], []], [frozenset(), hunches], lexicon(), cased=False)
    return [SECOND[one.start : one.end] for one in found[1]]


def test_a_word_that_is_a_name_elsewhere_is_one_where_the_model_half_sees_it() -> None:
    at = SECOND.index("bienvenu")
    assert again(hunches=frozenset()) == []
    assert again(hunches=frozenset({at})) == ["bienvenu"]


def test_a_name_written_in_two_words_is_found_again() -> None:
    texts = ["c'est youssef benallal", "elle a raconté à ben allal et ben voilà"]
    spans = [[Span(6, 22, Kind.PER, "surname", 0.8)], []]
    found = echoes.find_all(texts, spans, ["", ""], [[], []], [frozenset()] * 2, lexicon(), cased=False)
    assert [texts[1][one.start : one.end] for one in found[1]] == ["ben allal"]


def test_a_name_that_is_a_word_but_for_its_accents_is_found_again_before_a_comma() -> None:
    texts = ["J'en ai une, Grâce, qui rit.", "Grâce, elle dort, grâce à toi. Grâce à elle."]
    spans = [[Span(13, 18, Kind.PER, "first name", 0.8)], []]
    found = echoes.find_all(texts, spans, ["", ""], [[], []], [frozenset()] * 2, lexicon(), cased=True)
    assert [(one.start, one.end) for one in found[1]] == [(0, 5)]


def test_a_name_that_is_a_word_is_found_again_before_a_question_mark() -> None:
    texts = ["Elle s'appelle Brume.", "Brume ? Comme la brume ?"]
    spans = [[Span(15, 20, Kind.PER, "called", 0.8)], []]
    found = echoes.find_all(texts, spans, ["", ""], [[], []], [frozenset()] * 2, lexicon(), cased=True)
    assert [(one.start, one.end) for one in found[1]] == [(0, 5)]


@pytest.mark.parametrize("word", ["raconter", "bien"])
def test_a_hunch_alone_makes_no_name(word: str) -> None:
    assert again(hunches=frozenset({SECOND.index(word)})) == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Sans les Roues, on ne fait rien.", ["Roues"]),
        ("Roues ou pas, les roues du vélo.", []),
        ("J'ai du Cœur à revendre.", ["Cœur"]),
    ],
)
def test_an_organisation_of_several_words_is_found_by_one_with_a_capital(said: str, found: list[str]) -> None:
    told = "Il y a les Roues du Cœur."
    spans = [[Span(11, 24, Kind.ORG, "ner", 0.8)], []]
    again = echoes.find_all([told, said], spans, ["", ""], [[], []], [frozenset()] * 2, lexicon(), cased=True)
    assert [said[one.start : one.end] for one in again[1]] == found


def test_in_speech_without_capitals_the_short_form_must_look_like_a_name_to_the_model() -> None:
    told, said = "je travaille au grand potage", "au potage on ferme et le potage est bon"
    spans = [[Span(16, 28, Kind.ORG, "speech", 0.8)], []]
    for at, found in ((said.index("potage"), ["potage"]), (said.index("est"), [])):
        hunches = [frozenset[int](), frozenset({at})]
        again = echoes.find_all([told, said], spans, ["", ""], [[], []], hunches, lexicon(), cased=False)
        assert [said[one.start : one.end] for one in again[1]] == found
