"""How far the names of a transcript were checked."""

import pytest

from thematique.corrections import Act, Correction, State
from thematique.errors import FileRefused, Reason
from thematique.records import Role, Turn
from thematique.stages.readings import Settings, run, text_digest


def turn(text: str, *, document: str = "nord", speaker: str = "P1") -> Turn:
    return Turn(
        document=document, turn=0, speaker=speaker, role=Role.PARTICIPANT, start=0, end=len(text), time_start=None,
        time_end=None, text=text,
    )  # fmt: skip


def said(act: Act, text: str, *, by: str = "Anne", number: int = 1, document: str = "nord") -> Correction:
    return Correction(
        act=act, document=document, digest=text_digest([turn(text)]), by=by, number=number, at=f"2026-01-0{number}"
    )


def state(text: str, *signatures: Correction, required: bool = False) -> tuple[State, str]:
    (told,) = run(settings=Settings(required=required), turns=[turn(text)], signatures=signatures)["readings"]
    return told.state, told.by


def test_what_nobody_read_is_automatic() -> None:
    assert state("Bonjour.") == (State.AUTOMATIC, "")
    assert state("Bonjour.", said(Act.SIGN, "Bonjour.", document="sud")) == (State.AUTOMATIC, "")


def test_what_was_read_or_signed_says_by_whom() -> None:
    assert state("Bonjour.", said(Act.READ, "Bonjour.")) == (State.READ, "Anne")
    assert state("Bonjour.", said(Act.SIGN, "Bonjour.", by="Luc")) == (State.SIGNED, "Luc")


def test_a_reading_does_not_undo_a_signature_and_the_last_signature_counts() -> None:
    signed, again = said(Act.SIGN, "Oui."), said(Act.SIGN, "Oui.", by="Luc", number=2)
    read = said(Act.READ, "Oui.", by="Zoé", number=3)
    assert state("Oui.", signed, read) == (State.SIGNED, "Anne")
    assert state("Oui.", signed, again, read) == (State.SIGNED, "Luc")


def test_a_text_that_has_changed_is_to_be_read_again_and_one_that_came_back_is_not() -> None:
    assert state("Non.", said(Act.SIGN, "Oui.")) == (State.CHANGED, "Anne")
    assert state("Oui.", said(Act.SIGN, "Oui."), said(Act.READ, "Non.", number=2)) == (State.SIGNED, "Anne")


def test_who_speaks_is_signed_too() -> None:
    assert text_digest([turn("Oui.")]) != text_digest([turn("Oui.", speaker="P2")])


@pytest.mark.parametrize("signature", [[], [said(Act.READ, "Oui.")], [said(Act.SIGN, "Non.")]])
def test_what_must_be_signed_and_is_not_is_held_back(signature: list[Correction]) -> None:
    with pytest.raises(FileRefused) as refused:
        state("Oui.", *signature, required=True)
    assert refused.value.reason is Reason.UNSIGNED


def test_what_must_be_signed_and_is_goes_on() -> None:
    assert state("Oui.", said(Act.SIGN, "Oui."), required=True) == (State.SIGNED, "Anne")


def test_a_source_of_two_documents_waits_for_both() -> None:
    both = [turn("Oui."), turn("Oui.", document="sud")]
    with pytest.raises(FileRefused):
        run(settings=Settings(required=True), turns=both, signatures=[said(Act.SIGN, "Oui.")])
