"""From timed pieces to turns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.stages.ingest.dialogue.pieces import LONG_TURN, LONGEST_TURN, PAUSE, by_time, to_turns
from thematique.stages.ingest.transcript import Utterance


def piece(text: str, speaker: str = "", start: float | None = None, end: float | None = None) -> Utterance:
    return Utterance(speaker=speaker, text=text, time_start=start, time_end=end)


def test_consecutive_pieces_of_one_speaker_are_one_turn() -> None:
    turns = to_turns([piece("bon", "A", 0, 1), piece("alors", "A", 9, 10), piece("oui", "B", 10, 11)])
    assert turns == [piece("bon alors", "A", 0, 10), piece("oui", "B", 10, 11)]


def test_a_named_speaker_keeps_the_turn_over_a_pause() -> None:
    assert len(to_turns([piece("un", "A", 0, 1), piece("deux", "A", 60, 61)])) == 1


def test_an_unnamed_turn_ends_at_a_pause() -> None:
    turns = to_turns([piece("un", start=0, end=1), piece("deux", start=1 + PAUSE, end=9)])
    assert [turn.text for turn in turns] == ["un", "deux"]


def test_an_unnamed_turn_goes_on_over_a_breath() -> None:
    assert len(to_turns([piece("un", start=0, end=1), piece("deux", start=0.9 + PAUSE, end=9)])) == 1


def test_a_long_unnamed_turn_ends_with_a_sentence() -> None:
    sentence = "mot " * 19 + "fin."
    turns = to_turns([piece(sentence)] * 12)
    assert [len(turn.text.split()) for turn in turns] == [LONG_TURN, LONG_TURN, 40]


def test_an_unnamed_turn_without_any_full_stop_ends_all_the_same() -> None:
    turns = to_turns([piece("mot " * 10)] * 100)
    assert max(len(turn.text.split()) for turn in turns) == LONGEST_TURN


def test_an_hour_of_unnamed_cues_is_neither_one_turn_nor_a_thousand() -> None:
    cues = [
        piece(
            "nous avons parlé de cela hier matin." if i % 3 == 0 else "et puis voilà nous avons continué",
            start=3.6 * i,
            end=3.6 * i + 3.5,
        )
        for i in range(1000)
    ]
    assert 30 < len(to_turns(cues)) < 120


@pytest.mark.parametrize(("start", "end"), [(-1.0, 2.0), (5.0, 2.0), (None, None)])
def test_impossible_times_are_unknown(start: float | None, end: float | None) -> None:
    turn = to_turns([piece("bon", "A", start, end)])[0]
    assert turn.time_start is None or turn.time_start >= 0
    assert turn.time_end is None or turn.time_start is None or turn.time_end >= turn.time_start


def test_empty_pieces_are_left_out() -> None:
    assert to_turns([piece(" \n ", "A"), piece("oui", "B"), piece("", "A"), piece("non", "B")]) == [
        piece("oui non", "B")
    ]


def test_hyphenation_and_no_break_spaces_stay() -> None:
    assert to_turns([piece("aujour-\nd'hui\u00a0: oui", "A")])[0].text == "aujour- d'hui\u00a0: oui"


def test_pieces_without_a_time_follow_the_one_before() -> None:
    pieces = [piece("c", "A", 5), piece("d", "A"), piece("a", "B", 1), piece("b", "B")]
    assert [p.text for p in by_time(pieces)] == ["a", "b", "c", "d"]


@given(st.lists(st.tuples(st.sampled_from(["", "A", "B"]), st.text(alphabet="ab .\n", max_size=8))))
def test_no_word_is_lost_nor_moved(said: list[tuple[str, str]]) -> None:
    turns = to_turns([piece(text, speaker) for speaker, text in said])
    assert [word for turn in turns for word in turn.text.split()] == [w for _, text in said for w in text.split()]
