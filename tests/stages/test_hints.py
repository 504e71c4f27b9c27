"""Hints: words that may be names, for what is said around them."""

from collections.abc import Sequence

from thematique.corrections import LEAST_SHARE, Hint
from thematique.records import RawTurn, Role
from thematique.stage import NoSettings
from thematique.stages import hints

SPEECH = "ben c'est merveille qui m'a téléphoné elle habite à charleroi et elle a vu samira bouziane hier"


def hinted(*said: str) -> Sequence[Hint]:
    turns = [
        RawTurn(document="nord", turn=number, speaker="", text=text, role=Role.PARTICIPANT)
        for number, text in enumerate(said)
    ]
    return hints.run(settings=NoSettings(), raw_turns=turns)["hints"]


def words(said: str, found: Sequence[Hint]) -> list[str]:
    return [said[one.start : one.end] for one in found]


def test_names_and_words_that_stand_where_names_do_are_hinted() -> None:
    found = hinted(SPEECH)
    assert {"charleroi", "samira", "bouziane", "merveille"} <= {*words(SPEECH, found)}
    assert all(LEAST_SHARE <= one.share <= 1 for one in found)
    assert {(one.document, one.turn) for one in found} == {("nord", 0)}


def test_a_sure_name_has_nearly_all_readings() -> None:
    shares = dict(zip(words(SPEECH, hinted(SPEECH)), (one.share for one in hinted(SPEECH)), strict=True))
    assert shares["samira"] > 0.9


def test_capitals_do_not_matter_where_there_are_only_capitals() -> None:
    assert words(SPEECH, hinted(SPEECH.upper())) == words(SPEECH, hinted(SPEECH))


def test_a_transcript_whose_capitals_tell_names_needs_no_hint() -> None:
    assert hinted("On a vu Samira Bouziane hier.", "Elle va à Charleroi avec Merveille.") == []


def test_a_turn_without_words_has_none() -> None:
    assert {one.turn for one in hinted("", SPEECH, "…")} == {1}
