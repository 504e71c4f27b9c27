"""The margins: which stripe is beside which words, in which lane, and what the tags say."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from thematique.codings import NOTHING
from thematique.records import Code, Role, Segment, Turn
from thematique.web.margins import LANE, Kind, Margins, Mark, Stripe, Voice, lay, looks, position, shown

ME = Voice(number=0, kind=Kind.ME, name="Anna")
PAUL = Voice(number=1, kind=Kind.OTHER, name="Paul")
MACHINE = Voice(number=2, kind=Kind.MACHINE, name="machine")
CODES = [
    Code(code="tensions", name="Tensions", definition="", codable=False),
    Code(code="tensions.turnover", name="Turnover", definition=""),
    Code(code="tensions.secret", name="Secret", definition=""),
    Code(code="cafe", name="Café", definition=""),
]
LENGTH = 100


def turns(n: int = 3, text: str = "") -> list[Turn]:
    """Turns of a hundred characters, one line feed between two."""
    made, start = [], 0
    for number in range(n):
        words = text or ("mot " * (LENGTH // 4))
        made.append(
            Turn(
                document="d",
                turn=number,
                speaker="P1",
                role=Role.PARTICIPANT,
                start=start,
                end=start + len(words),
                time_start=None,
                time_end=None,
                text=words,
            )
        )
        start += len(words) + 1
    return made


def halves(listed: Sequence[Turn]) -> list[Segment]:
    """Two segments a turn."""
    return [
        Segment(
            document="d",
            segment=2 * turn.turn + half,
            turn=turn.turn,
            start=turn.start + 50 * half,
            end=turn.start + 50 + 50 * half,
            speaker="P1",
            role=turn.role,
            text=turn.text[50 * half :][:50],
            n_words=12,
            short=False,
        )
        for turn in listed
        for half in (0, 1)
    ]


def mark(start: int, end: int, code: str = "cafe", voice: Voice = ME, *, accepted: bool = True) -> Mark:
    return Mark(voice=voice, code=code, start=start, end=end, accepted=accepted)


def laid(*marks: Mark) -> Margins:
    return lay(turns(), halves(turns()), marks, looks(CODES))


def stripes(margins: Margins) -> list[Stripe]:
    return [stripe for row in margins.rows for stripe in row.stripes]


def test_a_stripe_is_as_high_as_its_share_of_the_turn() -> None:
    (stripe,) = laid(mark(50, 100)).rows[0].stripes
    assert (stripe.top, stripe.height, stripe.first, stripe.last) == (50, 50, 50, 100)


def test_a_single_word_has_a_stripe_that_can_be_seen_and_stays_within_its_turn() -> None:
    (stripe,) = laid(mark(96, 99)).rows[0].stripes
    assert stripe.height > 30
    assert stripe.top + stripe.height <= 100


def test_a_tag_stands_where_its_stripe_begins() -> None:
    for laid_out in (laid(mark(50, 100)), laid(mark(96, 99)), laid(mark(90, 210))):
        (tag,) = laid_out.rows[0].tags
        assert tag.top == laid_out.rows[0].stripes[0].top > 0


def test_a_selection_over_several_turns_has_a_stripe_in_each_and_one_tag_where_it_starts() -> None:
    margins = laid(mark(90, 210))
    assert [len(row.stripes) for row in margins.rows] == [1, 1, 1]
    assert [len(row.tags) for row in margins.rows] == [1, 0, 0]
    assert {stripe.tag for stripe in stripes(margins)} == {margins.rows[0].tags[0].key}
    assert [(s.first, s.last) for s in stripes(margins)] == [(90, 100), (0, 100), (0, 8)]


def test_all_who_say_the_same_of_the_same_words_are_on_one_tag() -> None:
    margins = laid(mark(0, 50), mark(0, 50, voice=PAUL), mark(0, 50, voice=MACHINE), mark(0, 49))
    assert [[said.voice.name for said in tag.says] for tag in margins.rows[0].tags] == [
        ["Anna"],
        ["Anna", "Paul", "machine"],
    ]


def test_a_refusal_is_told_on_the_tag_and_has_no_stripe() -> None:
    margins = laid(mark(0, 50, accepted=False), mark(0, 50, voice=MACHINE))
    assert [said.accepted for said in margins.rows[0].tags[0].says] == [False, True]
    assert [stripe.voice for stripe in stripes(margins)] == [MACHINE]


def test_a_code_that_everybody_refuses_is_not_shown() -> None:
    assert laid(mark(0, 50, accepted=False)).rows[0].tags == []


def test_nothing_found_has_a_tag_and_no_stripe() -> None:
    margins = laid(mark(0, 50, NOTHING))
    assert [tag.look.name for tag in margins.rows[0].tags] == ["rien ici"]
    assert stripes(margins) == []
    assert margins.width == 0


def test_a_tag_leads_to_the_segment_in_which_it_starts() -> None:
    assert [tag.segment for tag in laid(mark(20, 30), mark(60, 70), mark(45, 90)).rows[0].tags] == [0, 0, 1]


def test_the_voices_stand_side_by_side() -> None:
    margins = laid(mark(0, 50), mark(0, 50, "tensions.secret"), mark(60, 70, voice=PAUL), mark(60, 70, voice=MACHINE))
    lefts = {stripe.voice.name: stripe.left for stripe in stripes(margins)}
    assert lefts["Anna"] < 2 * LANE <= lefts["Paul"] < lefts["machine"] < margins.width


def test_a_code_keeps_its_lane_where_it_can() -> None:
    margins = laid(
        mark(0, 50, "tensions.secret"), mark(0, 40, "cafe"), mark(120, 150, "cafe"), mark(160, 170, "tensions.secret")
    )
    found = {(stripe.look.code, stripe.left) for stripe in stripes(margins)}
    assert len(found) == 2


@given(
    st.lists(
        st.tuples(
            st.integers(0, 290),
            st.integers(1, 60),
            st.sampled_from(["cafe", "tensions.secret", "x"]),
            st.sampled_from([ME, PAUL]),
        ),
        max_size=25,
    )
)
def test_no_two_stripes_lie_on_each_other(drawn: list[tuple[int, int, str, Voice]]) -> None:
    margins = laid(*(mark(start, min(start + length, 302), code, voice) for start, length, code, voice in drawn))
    for row in margins.rows:
        for stripe in row.stripes:
            assert 0 <= stripe.left <= margins.width - LANE
            assert 0 <= stripe.first < stripe.last <= LENGTH or stripe.first == stripe.last == LENGTH
            for other in row.stripes:
                if other is not stripe and other.left == stripe.left:
                    assert other.last <= stripe.first or stripe.last <= other.first


@given(
    st.permutations(
        [mark(0, 50), mark(0, 50, voice=PAUL), mark(10, 80, "tensions.secret"), mark(90, 150, voice=MACHINE)]
    )
)
def test_the_order_in_which_decisions_were_made_does_not_matter(marks: list[Mark]) -> None:
    assert laid(*marks) == laid(*sorted(marks, key=repr))


def test_a_theme_gives_its_hue_and_each_code_its_pattern() -> None:
    found = looks(CODES)
    assert found["tensions.turnover"].hue == found["tensions.secret"].hue != found["cafe"].hue
    assert found["tensions.turnover"].pattern != found["tensions.secret"].pattern
    assert found["tensions.secret"].theme == "Tensions"


def test_a_code_added_at_the_end_changes_no_other_look() -> None:
    more = looks([*CODES, Code(code="fete", name="Fête", definition="")])
    assert {code: more[code] for code in looks(CODES)} == looks(CODES)


def test_a_code_that_left_the_codebook_is_shown_by_its_path() -> None:
    (tag,) = laid(mark(0, 50, "ancien.code")).rows[0].tags
    assert tag.look.name == "ancien.code"


def test_positions_count_what_browsers_count() -> None:
    assert shown("été", 3) == 3
    assert shown("😀 été", 2) == 3
    assert shown("a\u202eb", 2) == 1 + len("⟨202E⟩")


@given(st.text(max_size=20), st.integers(0, 20))
def test_a_position_is_found_again_from_what_is_shown(text: str, at: int) -> None:
    at = min(at, len(text))
    assert position(text, shown(text, at)) == at


def test_a_place_in_the_middle_of_a_sign_counts_as_after_it() -> None:
    assert position("😀x", 1) == 1
    assert position("ab", 99) == 2
