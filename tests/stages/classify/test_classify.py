"""Suggestions before anybody has coded."""

import random
from dataclasses import replace

import numpy as np
import pytest

from stages.classify.invented import CODES, CRECHE, MORE, OTHER, TURNOVER, corpus, passage, ranked, suggest
from thematique.records import Code, Role
from thematique.stages import classify
from thematique.stages.classify.reasons import Reasons

PLACES, TURNOVERS = "difficultes.places", "difficultes.turnover"


def test_passages_that_speak_of_a_code_come_first() -> None:
    suggestions = suggest(corpus())
    assert set(ranked(suggestions, PLACES)[:4]) == set(range(4))
    assert set(ranked(suggestions, TURNOVERS)[:4]) == set(range(4, 8))


def test_every_code_and_theme_has_a_probability_on_every_passage() -> None:
    suggestions = suggest(corpus())
    assert len(suggestions) == len([*CRECHE, *TURNOVER, *OTHER]) * len(CODES)
    assert all(0 <= one.score <= 1 for one in suggestions)
    assert {one.model for one in suggestions} == {"départ-à-froid"}


def test_the_score_of_a_theme_is_the_best_of_its_codes() -> None:
    scores = {(one.segment, one.code): one.score for one in suggest(corpus())}
    for segment in {segment for segment, _ in scores}:
        assert scores[segment, "difficultes"] == max(scores[segment, PLACES], scores[segment, TURNOVERS])


def test_a_theme_has_the_score_of_the_code_that_stands_highest_above_its_own_threshold() -> None:
    paths = ["tensions", "tensions.temps", "tensions.lieux", "tensions-bis", "tensions-bis.temps", "vide"]
    codes = [Code(code=path, name="", definition="", codable="." in path) for path in paths]
    scored = classify.Scored(
        scores=np.array([[0.4, 0.3, 0.9]]),
        thresholds=np.array([0.5, 0.2, 0.6]),
        model="essai",
        why=lambda row, number: f"{row}, {number}",
    )
    codable = [code for code in codes if code.codable]
    made = {one.code: one for one in classify._suggestions([passage(0, CRECHE[0])], codes, codable, scored)}
    assert {path: one.score for path, one in made.items()} == {
        "tensions": 0.3, "tensions.temps": 0.4, "tensions.lieux": 0.3, "tensions-bis": 0.9, "tensions-bis.temps": 0.9,
    }  # fmt: skip
    assert (made["tensions"].reason, made["tensions.temps"].reason) == ("0, 1", "")


def test_a_reason_is_looked_for_once_for_a_code_and_its_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    looked_for = Reasons.why

    def why(reasons: Reasons, row: int, code: int) -> str:
        asked.append((row, code))
        return looked_for(reasons, row, code)

    monkeypatch.setattr(Reasons, "why", why)
    reasons = [one for one in suggest(corpus()) if one.reason]
    assert len(reasons) > len(asked) == len(set(asked)) > 0


def test_a_theme_that_is_coded_itself_has_its_own_score() -> None:
    own = replace(CODES[0], codable=True, examples=("C'est difficile de bien travailler.", "Tout devient compliqué."))
    scores = {(one.segment, one.code): one.score for one in suggest(corpus(), [own, *CODES[1:]])}
    assert any(
        scores[segment, "difficultes"] != max(scores[segment, PLACES], scores[segment, TURNOVERS])
        for segment, _ in scores
    )


def test_a_passage_is_flagged_from_the_threshold_on_and_then_has_a_reason() -> None:
    for threshold in (0.1, 0.3, 0.6):
        for one in suggest(corpus(), threshold=threshold):
            assert one.flagged == (one.score >= threshold)
            assert bool(one.reason) == one.flagged
    assert any(one.flagged for one in suggest(corpus()))


def test_reasons_hold_words_of_the_passage_or_an_example_of_the_codebook() -> None:
    texts = {segment.segment: segment.text.lower() for segment in corpus()}
    examples = " ".join(example for code in CODES for example in (*code.examples, code.definition))
    flagged = [one for one in suggest(corpus(), threshold=0.05) if one.flagged]
    assert flagged
    for one in flagged:
        kind, _, what = one.reason.partition(" : ")
        if kind == "mots":
            assert all(word in texts[one.segment] for word in what.split(", "))
        else:
            assert kind == "proche de l'exemple"
            assert what.strip("« »").removesuffix("…") in examples
    places = [one.reason for one in flagged if one.code == PLACES and one.segment == 0]
    assert any(word in places[0] for word in ("place", "crèche", "liste", "attente"))


def test_the_order_of_what_is_given_changes_nothing() -> None:
    segments = corpus()
    turned = random.Random(3).sample(segments, len(segments))
    assert suggest(turned) == suggest(segments)


def test_interviewers_and_short_replies_are_given_no_score() -> None:
    asked = passage(50, "Vous manquez de places en crèche ?", role=Role.INTERVIEWER)
    short = passage(51, "Oui, les places.", short=True)
    suggestions = suggest(corpus(asked, short))
    assert not {50, 51} & {one.segment for one in suggestions}
    assert suggestions == suggest(corpus())


def test_interviewers_are_scored_when_the_settings_ask_for_it() -> None:
    asked = passage(50, "Vous manquez de places en crèche ?", role=Role.INTERVIEWER)
    assert 50 in {one.segment for one in suggest(corpus(asked), interviewers=True)}


def test_names_and_definitions_are_enough() -> None:
    bare = [replace(code, expressions=(), examples=(), counter_examples=()) for code in CODES]
    suggestions = suggest(corpus(*(passage(100 + n, text) for n, text in enumerate(MORE))), bare)
    for code, own in ((PLACES, range(4)), (TURNOVERS, range(4, 8))):
        order = ranked(suggestions, code)
        assert order[0] in own
        assert sum(order.index(number) for number in own) / 4 < len(order) / 4


def test_one_code_is_enough() -> None:
    suggestions = suggest(corpus(), [replace(CODES[1], code="places")])
    assert set(ranked(suggestions, "places")[:4]) == set(range(4))


def test_one_code_with_a_name_alone_is_read_without_fault() -> None:
    (code,) = [Code(code="x", name="X", definition="")]
    assert len(suggest(corpus(), [code])) == len(corpus())


@pytest.mark.parametrize("n_passages", [1, 2, 3])
def test_a_handful_of_passages_is_enough(n_passages: int) -> None:
    suggestions = suggest(corpus()[:n_passages])
    assert len(suggestions) == n_passages * len(CODES)


def test_no_passage_makes_no_suggestion() -> None:
    assert suggest([]) == []
    assert suggest([passage(0, "Oui.", short=True)]) == []


def test_no_code_makes_no_suggestion() -> None:
    assert suggest(corpus(), []) == []
    assert suggest(corpus(), [CODES[0]]) == []


@pytest.mark.parametrize("text", [CRECHE[0], "🙂 !", "12 345"])
def test_passages_that_are_all_the_same_have_all_the_same_score(text: str) -> None:
    suggestions = suggest([passage(number, text) for number in range(12)])
    assert len(suggestions) == 12 * len(CODES)
    assert all(len({one.score for one in suggestions if one.code == code.code}) == 1 for code in CODES)


def test_a_corpus_that_never_speaks_of_a_code_is_given_few_flags() -> None:
    silent = [passage(number, text) for number, text in enumerate([*OTHER, *MORE])]
    for code in (PLACES, TURNOVERS):
        assert sum(one.flagged for one in suggest(silent, share=0.1) if one.code == code) <= 0.2 * len(silent)
