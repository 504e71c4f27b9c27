"""Rows are set on the text where it leaves no doubt, and told with a remedy where it does not."""

from dataclasses import replace
from typing import Any

import pytest

from thematique.codings import Coding, Drawn, Verdict
from thematique.exchange.codings import Row
from thematique.exchange.settling import Settled, settle

from .invented import CODES, NOW, SEGMENTS, TURNS


def row(**fields: Any) -> Row:
    return Row(**{"line": 2, "document": "groupe-2", "code": "tensions.salaire", **fields})


def settled(*rows: Row) -> Settled:
    return settle(rows, TURNS, SEGMENTS, CODES, coder="Anna", decided_at=NOW, file="c.csv")


def only(one: Row) -> Coding:
    result = settled(one)
    assert not result.problems
    return result.codings[0]


def problem(one: Row) -> str:
    result = settled(one)
    assert not result.codings
    return str(result.problems[0])


def test_a_turn_is_its_whole_span_and_a_segment_when_it_is_one() -> None:
    assert only(row(turn=3)) == Coding(
        document="groupe-2",
        turn=3,
        segment=3,
        start=23,
        end=33,
        code="tensions.salaire",
        coder="Anna",
        verdict=Verdict.ACCEPT,
        decided_at=NOW,
        drawn=Drawn.IMPORTED,
    )
    assert only(row(turn=1)).segment is None


def test_positions_are_kept_with_the_turn_where_they_start() -> None:
    coding = only(row(start=12, end=30))
    assert (coding.turn, coding.segment, coding.start, coding.end) == (1, None, 12, 30)
    assert only(row(start=16, end=21)).segment == 2


def test_an_interviewer_s_turn_may_be_coded_by_hand() -> None:
    assert only(row(turn=0)).turn == 0


def test_what_the_row_says_of_its_coder_and_date_goes_before_the_defaults() -> None:
    coding = only(row(turn=0, coder="Bea", decided_at="2025-01-01T00:00:00.000000+00:00"))
    assert (coding.coder, coding.decided_at) == ("Bea", "2025-01-01T00:00:00.000000+00:00")


@pytest.mark.parametrize(
    ("written", "document"),
    [
        ("groupe-2", "groupe-2"),
        ("Groupe_2.docx", "groupe-2"),
        (" GROUPE 2 ", "groupe-2"),
        ("Entretien e\u0301te\u0301.odt", "Entretien été"),
        ("m.txt", "m.txt"),
        ("M.TXT", "m.txt"),
    ],
)
def test_a_document_is_found_with_or_without_its_ending(written: str, document: str) -> None:
    assert only(row(document=written, turn=0)).document == document


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("tensions.salaire", "tensions.salaire"),
        ("Tensions.Salaire", "tensions.salaire"),
        ("SALAIRE & PRIMES", "tensions.salaire"),
        ("tensions.école", "tensions.ecole"),
        ("tensions", "tensions"),
        ("", ""),
    ],
)
def test_a_code_is_found_by_its_path_or_its_french_name(written: str, code: str) -> None:
    assert only(row(code=written, turn=0)).code == code


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"turn": 0, "document": "groupe-3"}, "« groupe-3 » n'est pas un entretien de l'étude ; vouliez-vous dire « groupe-2 » ?"),
        ({"turn": 0, "document": "zzz"}, "« zzz » n'est pas un entretien de l'étude ; vérifiez son orthographe."),
        ({"turn": 0, "code": "tension.salair"}, "« tension.salair » n'est pas un code de la grille ; vouliez-vous dire « tensions.salaire » ?"),
        ({"turn": 0, "code": "ecole"}, "« ecole » peut désigner : tensions.ecole, liens.ecole ; écrivez l'un de ces noms."),
        ({"turn": 9}, "le tour 9 n'existe pas ; ceux de « groupe-2 » vont de 0 à 3."),
        ({"turn": 2}, "le tour 2 est vide ; retirez cette ligne."),
        ({"start": 21, "end": 23}, "ces positions n'entourent aucun mot ; corrigez le début et la fin."),
        ({"start": 5, "end": 5}, "le début (5) doit venir avant la fin (5) ; corrigez l'un des deux."),
        ({"start": 5, "end": 34}, "la fin (34) dépasse celle du texte (33) ; vérifiez que les positions viennent de ce même texte."),
        ({"turn": 3, "start": 11, "end": 21}, "la position 11 est dans le tour 1, non dans le tour 3 ; le texte a peut-être changé : exportez à nouveau les codages, ou ne gardez que le tour."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_set_is_told_with_a_remedy(fields: dict[str, Any], message: str) -> None:
    assert problem(row(**fields)) == f"« c.csv », ligne 2 : {message}"


def test_a_turn_of_white_space_holds_nothing_to_code() -> None:
    turns = [replace(turn, text=turn.text.replace("x", "\u00a0")) if turn.turn == 1 else turn for turn in TURNS]
    rows = [row(line=2, turn=1), row(line=3, start=12, end=20), row(line=4, start=12, end=24)]
    result = settle(rows, turns, SEGMENTS, CODES, coder="Anna", decided_at=NOW, file="c.csv")
    assert [coding.end for coding in result.codings] == [24]
    assert [problem.line for problem in result.problems] == [2, 3]


def test_the_others_go_on_and_problems_are_in_the_order_of_the_file() -> None:
    result = settled(
        row(line=2, turn=0), row(line=3, turn=99), row(line=4, turn=0), row(line=5, turn=98), row(line=6, turn=1)
    )
    assert [coding.turn for coding in result.codings] == [0, 1]
    assert [problem.line for problem in result.problems] == [3, 4, 5]


def test_a_row_that_is_repeated_counts_once_and_is_told_once() -> None:
    result = settled(row(line=2, turn=0), row(line=3, start=0, end=10), row(line=4, turn=0))
    assert len(result.codings) == 1
    assert [str(one) for one in result.problems] == [
        "« c.csv », ligne 3 : cette ligne répète la ligne 2 (comme la ligne 4) ; elle n'est comptée qu'une fois."
    ]


def test_a_row_that_contradicts_another_is_told() -> None:
    result = settled(row(line=2, turn=0), row(line=3, turn=0, verdict=Verdict.REJECT))
    assert [coding.verdict for coding in result.codings] == [Verdict.ACCEPT]
    assert [problem.message for problem in result.problems] == [
        "cette décision contredit celle de la ligne 2, seule retenue ; gardez l'une des deux."
    ]


def test_of_two_decisions_that_contradict_each_other_the_last_is_kept() -> None:
    first, last = "2025-01-01T00:00:00.000000+00:00", "2026-04-01T00:00:00.000000+00:00"
    result = settled(
        row(line=2, turn=0, decided_at=first),
        row(line=3, turn=1, code="", decided_at=last),
        row(line=4, turn=0, verdict=Verdict.REJECT, decided_at=last),
        row(line=5, turn=1, decided_at=first),
        row(line=6, turn=0, code="tensions", decided_at=first),
    )
    assert [(coding.turn, coding.code, coding.verdict.value) for coding in result.codings] == [
        (1, "", "accept"),
        (0, "tensions.salaire", "reject"),
        (0, "tensions", "accept"),
    ]
    assert [(problem.line, problem.message) for problem in result.problems] == [
        (2, "cette décision contredit celle de la ligne 4, seule retenue ; gardez l'une des deux."),
        (5, "cette décision contredit celle de la ligne 3, seule retenue ; gardez l'une des deux."),
    ]


def test_decisions_of_two_coders_and_those_of_two_moments_that_agree_stand_side_by_side() -> None:
    later = "2026-04-01T00:00:00.000000+00:00"
    result = settled(row(turn=0), row(turn=0, verdict=Verdict.REJECT, coder="Bea"), row(turn=0, decided_at=later))
    assert len(result.codings) == 3
    assert not result.problems


def test_a_column_of_unknown_names_does_not_stop_the_import() -> None:
    rows = [row(line=number, turn=0, code=f"texte libre numéro {number} " * 20) for number in range(2, 5000)]
    assert len(settled(*rows).problems) == len(rows)
