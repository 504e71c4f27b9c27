"""What codings teach."""

import pytest

from thematique.classifier.lessons import lessons
from thematique.codings import CONSENSUS, NOTHING, Coding, Drawn, Verdict
from thematique.records import Role, Segment


def segment(number: int, *, role: Role = Role.PARTICIPANT) -> Segment:
    start = number * 10
    return Segment(
        document="d",
        segment=number,
        turn=number,
        start=start,
        end=start + 9,
        speaker="P",
        role=role,
        text="x" * 9,
        n_words=9,
        short=False,
    )


SEGMENTS = [segment(0, role=Role.INTERVIEWER), *(segment(n) for n in range(1, 5))]


def coding(number: int, code: str, coder: str = "Ana", *, accept: bool = True, blind: bool = False) -> Coding:
    one = SEGMENTS[number]
    return Coding(
        document="d",
        turn=number,
        segment=number,
        start=one.start,
        end=one.end,
        code=code,
        coder=coder,
        verdict=Verdict.ACCEPT if accept else Verdict.REJECT,
        decided_at=f"2026-01-0{number + 1}",
        drawn=Drawn.RANDOM if blind else Drawn.UNCERTAIN,
        blind=blind,
    )


def taught(*codings: Coding) -> dict[int, dict[str, float]]:
    return {one.segment.segment: dict(one.shares) for one in lessons(codings, SEGMENTS)}


def test_a_passage_that_nobody_read_teaches_nothing() -> None:
    assert taught(coding(1, "a"), coding(3, NOTHING)) == {1: {"a": 1.0}, 3: {}}


def test_what_interviewers_say_teaches_nothing_unless_asked() -> None:
    assert taught(coding(0, "a")) == {}
    assert len(lessons([coding(0, "a")], SEGMENTS, interviewers=True)) == 1


def test_a_refusal_speaks_against_a_code() -> None:
    assert taught(coding(1, "a", accept=False)) == {1: {}}


def test_readers_who_differ_make_a_share() -> None:
    rows = [coding(1, "a", "Ana"), coding(1, NOTHING, "Bob"), coding(1, "a", "Zoé"), coding(1, "b", "Zoé")]
    assert taught(*rows) == {1: {"a": pytest.approx(2 / 3), "b": pytest.approx(1 / 3)}}


def test_where_the_team_agreed_the_consensus_alone_counts() -> None:
    assert taught(coding(1, "a", "Ana"), coding(1, NOTHING, "Bob"), coding(1, "b", CONSENSUS)) == {1: {"b": 1.0}}


def test_a_coding_of_a_whole_stretch_teaches_on_each_of_its_segments() -> None:
    wide = Coding(
        document="d",
        turn=1,
        segment=None,
        start=10,
        end=39,
        code="a",
        coder="Ana",
        verdict=Verdict.ACCEPT,
        decided_at="2026-01-01",
    )
    assert taught(wide) == {1: {"a": 1.0}, 2: {"a": 1.0}, 3: {"a": 1.0}}


def test_a_passage_is_blind_when_all_who_read_it_were() -> None:
    blind = [
        one.blind
        for one in lessons([coding(1, "a", blind=True), coding(2, "a"), coding(2, "a", "Bob", blind=True)], SEGMENTS)
    ]
    assert blind == [True, False]
