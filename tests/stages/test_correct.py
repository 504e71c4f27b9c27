"""What people decided of names is applied to what the machine found."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.corrections import HUMAN, Act, Correction
from thematique.records import Finding, Kind, RawDocument, RawTurn, Role, Where
from thematique.stage import NoSettings
from thematique.stages.correct import run

TEXT = "Avec Jean-François Petit et Bertoulle, la rose de Rose, au 04 12, jean françois aussi."


def turns(*texts: str, document: str = "nord") -> list[RawTurn]:
    return [
        RawTurn(document=document, turn=number, speaker="P1", text=text, role=Role.PARTICIPANT)
        for number, text in enumerate(texts)
    ]


def found(text: str, words: str, *, kind: Kind = Kind.PER, document: str = "nord") -> Finding:
    start = text.index(words)
    return Finding(
        document=document, turn=0, where=Where.TEXT, start=start, end=start + len(words), kind=kind, text=words,
        source="ner", score=0.9,
    )  # fmt: skip


def correct(
    raw: Sequence[RawTurn], findings: Sequence[Finding], *corrections: Correction, title: str = ""
) -> tuple[list[tuple[str, Kind, str]], list[tuple[int, int]]]:
    """What is found after the corrections, and what must stay."""
    documents = [
        RawDocument(document=name, title=title, type="", date="", language="fr", sha256="", variables={})
        for name in dict.fromkeys(turn.document for turn in raw)
    ]
    numbered = [replace(one, number=number) for number, one in enumerate(corrections, start=1)]
    tables = run(settings=NoSettings(), raw_documents=documents, raw_turns=raw, findings=findings, corrections=numbered)
    corrected = [(one.text, one.kind, one.source) for one in tables["corrected"] if isinstance(one, Finding)]
    return corrected, [(one.start, one.end) for one in tables["cleared"]]


def mask(name: str, **more: object) -> Correction:
    return Correction(act=Act.MASK, name=name, **more)  # type: ignore[arg-type]  # fields of a correction


def unmask(name: str, **more: object) -> Correction:
    return Correction(act=Act.UNMASK, name=name, **more)  # type: ignore[arg-type]  # fields of a correction


def test_without_correction_nothing_changes() -> None:
    assert correct(turns(TEXT), [found(TEXT, "Bertoulle")]) == ([("Bertoulle", Kind.PER, "ner")], [])


@pytest.mark.parametrize("name", ["Bertoulle", "bertoulle", "BERTOULLE", "Bertoullé"])
def test_a_name_is_masked_whatever_its_case_and_accents(name: str) -> None:
    assert correct(turns(TEXT), [], mask(name)) == ([("Bertoulle", Kind.PER, HUMAN)], [])


def test_a_name_of_several_words_is_found_without_its_hyphen() -> None:
    corrected, _ = correct(turns(TEXT), [], mask("Jean-François"))
    assert [text for text, *_ in corrected] == ["Jean-François", "jean françois"]


def test_a_masked_name_takes_the_place_and_the_kind_of_what_was_found_inside() -> None:
    corrected, _ = correct(turns(TEXT), [found(TEXT, "Petit", kind=Kind.LOC)], mask("Jean-François Petit"))
    assert corrected == [("Jean-François Petit", Kind.LOC, HUMAN)]


def test_what_is_masked_after_a_longer_name_was_left_is_masked_inside_it() -> None:
    said = "Il y a Aurore et Saïd, et Aurore."
    both = [found(said, "Aurore et Saïd")]
    corrected, cleared = correct(turns(said), both, unmask("Aurore et Saïd"), mask("Aurore"), mask("Saïd"))
    assert [text for text, *_ in corrected] == ["Aurore", "Saïd", "Aurore"]
    assert [said[start:end] for start, end in cleared] == [" et "]


def test_of_two_masked_names_that_share_a_word_nothing_is_left() -> None:
    raw = turns("On a vu Marie Claire Dupont et Claire Dupont, pas Marie.")
    corrected, _ = correct(raw, [], mask("Marie Claire"), mask("Claire Dupont"))
    assert [text for text, _, _ in corrected] == ["Marie Claire", "Dupont", "Claire Dupont"]


@pytest.mark.parametrize(
    ("said", "corrections", "hidden"),
    [
        ("au 12-34-56", [mask("12-34"), mask("34-56")], ["12-34", "34-56"]),
        ("Marie Claire Dupont", [mask("Marie Claire"), mask("Claire Dupont"), unmask("Dupont")], None),
        ("Marie Claire Dupont", [mask("Claire Dupont"), mask("Marie Claire", kind=Kind.ORG)], None),
        ("Abel Bruno Cyr Denis Emile", [mask("Abel Bruno"), mask("Bruno Cyr Denis"), mask("Denis Emile")], None),
        ("Marie Claire Dupont Petit", [mask("Marie Claire"), mask("Claire Dupont"), mask("Claire Dupont Petit")], None),
    ],
)
def test_names_that_meet_are_hidden_to_their_ends(
    said: str, corrections: list[Correction], hidden: list[str] | None
) -> None:
    corrected, _ = correct(turns(said), [], *corrections)
    texts = [text for text, _, _ in corrected]
    assert texts == hidden if hidden else " ".join(texts) == said


def test_a_longer_name_that_is_left_last_stays_whole() -> None:
    said = "Il y a Aurore et Saïd, et Aurore."
    corrected, cleared = correct(turns(said), [found(said, "Aurore et Saïd")], mask("Aurore"), unmask("Aurore et Saïd"))
    assert [text for text, *_ in corrected] == ["Aurore"]
    assert [said[start:end] for start, end in cleared] == ["Aurore et Saïd"]


def test_a_name_inside_a_longer_one_that_was_found_changes_nothing() -> None:
    longer = [found(TEXT, "Jean-François Petit")]
    for correction in (mask("Jean-François", document="nord"), unmask("Petit")):
        corrected, _ = correct(
            turns("Jean-François Petit"), [found("Jean-François Petit", "Jean-François Petit")], correction
        )
        assert corrected == [("Jean-François Petit", Kind.PER, "ner")]
    assert correct(turns(TEXT), longer, unmask("Petit"))[1] == []


def test_a_name_that_is_left_goes_and_its_place_is_told() -> None:
    corrected, cleared = correct(turns(TEXT), [found(TEXT, "Bertoulle")], unmask("bertoulle"))
    assert corrected == []
    assert cleared == [(TEXT.index("Bertoulle"), TEXT.index("Bertoulle") + 9)]


def test_of_a_word_of_every_day_only_the_name_is_masked() -> None:
    assert [text for text, *_ in correct(turns(TEXT), [], mask("Rose"))[0]] == ["Rose"]
    assert [text for text, *_ in correct(turns(TEXT), [], mask("rose"))[0]] == ["rose"]


def test_leaving_the_word_does_not_show_the_name() -> None:
    corrected, cleared = correct(turns(TEXT), [found(TEXT, "Rose")], unmask("rose"))
    assert [text for text, *_ in corrected] == ["Rose"]
    assert [TEXT[start:end] for start, end in cleared] == ["rose"]


def test_the_kind_of_a_name_changes() -> None:
    change = Correction(act=Act.KIND, name="Bertoulle", kind=Kind.ORG)
    assert correct(turns(TEXT), [found(TEXT, "Bertoulle")], change)[0] == [("Bertoulle", Kind.ORG, HUMAN)]


def test_numbers_are_found_as_they_stand() -> None:
    assert correct(turns(TEXT), [], mask("04 12", kind=Kind.PHONE))[0] == [("04 12", Kind.PHONE, HUMAN)]


def test_a_number_written_in_two_ways_is_masked_in_both() -> None:
    said = "Au 04 12 et au 04-12."
    assert [text for text, *_ in correct(turns(said), [], mask("04 12"), mask("04-12"))[0]] == ["04 12", "04-12"]


def test_what_is_masked_after_a_longer_name_with_a_digit_was_left_is_masked_inside_it() -> None:
    said = "Le Foyer 12 Aurore, et Aurore."
    corrected, cleared = correct(turns(said), [], unmask("Foyer 12 Aurore"), mask("Aurore"))
    assert [text for text, *_ in corrected] == ["Aurore", "Aurore"]
    assert [said[start:end] for start, end in cleared] == ["Foyer 12 "]
    corrected, cleared = correct(turns(said), [], mask("Aurore"), unmask("Foyer 12 Aurore"))
    assert [text for text, *_ in corrected] == ["Aurore"]
    assert [said[start:end] for start, end in cleared] == ["Foyer 12 Aurore"]


def test_the_last_decision_holds_and_that_of_the_transcript_before_that_of_the_study() -> None:
    assert correct(turns(TEXT), [], unmask("Bertoulle"), mask("Bertoulle"))[0]
    assert not correct(turns(TEXT), [], mask("Bertoulle"), unmask("Bertoulle"))[0]
    assert correct(turns(TEXT), [], mask("Bertoulle", document="nord"), unmask("Bertoulle"))[0]
    assert not correct(turns(TEXT), [], mask("Bertoulle", document="sud"))[0]


def place(words: str, text: str = TEXT) -> dict[str, object]:
    start = text.index(words)
    return {"document": "nord", "turn": 0, "start": start, "end": start + len(words)}


def test_a_decision_of_a_place_holds_there_only_and_before_the_others() -> None:
    twice = "Bertoulle voit Bertoulle."
    corrected, cleared = correct(turns(twice), [], mask("Bertoulle"), unmask("Bertoulle", **place("Bertoulle", twice)))
    assert [text for text, *_ in corrected] == ["Bertoulle"]
    assert cleared == [(0, 9)]


def test_a_masked_place_whose_words_have_moved_is_sought_in_the_whole_transcript() -> None:
    moved = mask("Bertoulle", document="nord", turn=0, start=2, end=11)
    assert [text for text, *_ in correct(turns(TEXT), [], moved)[0]] == ["Bertoulle"]


def test_a_place_to_leave_whose_words_have_moved_shows_nothing() -> None:
    moved = unmask("Bertoulle", document="nord", turn=0, start=2, end=11)
    assert correct(turns(TEXT), [found(TEXT, "Bertoulle")], moved) == ([("Bertoulle", Kind.PER, "ner")], [])


def test_titles_are_corrected_too() -> None:
    assert correct(turns("Rien."), [], mask("Bertoulle"), title="Chez Bertoulle")[0] == [("Bertoulle", Kind.PER, HUMAN)]


def test_merging_signing_and_withdrawing_are_for_others() -> None:
    others = [Correction(act=act, name="Bertoulle", other="X") for act in (Act.MERGE, Act.SPLIT, Act.READ, Act.SIGN)]
    assert correct(turns(TEXT), [], *others) == ([], [])


@given(st.lists(st.sampled_from(["Bertoulle", "rose", "Rose", "la", "Jean", "04"]), max_size=8))
def test_what_is_masked_never_overlaps(said: list[str]) -> None:
    text = " ".join(said)
    tables = run(
        settings=NoSettings(),
        raw_documents=[],
        raw_turns=turns(text),
        findings=[],
        corrections=[mask(name) for name in ("Bertoulle", "Rose la", "Rose", "Jean")],
    )
    places = sorted((one.start, one.end) for one in tables["corrected"])
    assert all(left[1] <= right[0] for left, right in pairwise(places))
