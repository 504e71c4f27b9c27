"""A raw text beside the replaced one: positions lead from one to the other, and every sign is on both sides."""

from hypothesis import given
from hypothesis import strategies as st

from thematique.records import Kind, Mention, Where
from thematique.web.aligned import Mark, both, raw_span
from thematique.web.once import Once

Cut = tuple[str, list[Mention]]


@st.composite
def masked(draw: st.DrawFn) -> Cut:
    """A text and mentions in it, from left to right, apart from each other."""
    parts = draw(
        st.lists(st.tuples(st.text("ab é\u200b", max_size=5), st.text("XY", min_size=1, max_size=4)), max_size=5)
    )
    text, mentions = "", []
    for number, (before, name) in enumerate(parts):
        start = len(text) + len(before)
        text += before + name
        mentions.append(
            Mention(
                document="d", turn=0, where=Where.TEXT, start=start, end=len(text), kind=Kind.PER, text=name,
                pseudonym=f"[PERSONNE_{number}]", source="", score=1.0,
            )
        )  # fmt: skip
    return text + draw(st.text("ab é", max_size=5)), mentions


def replaced(text: str, mentions: list[Mention]) -> str:
    for one in reversed(mentions):
        text = text[: one.start] + one.pseudonym + text[one.end :]
    return text


@given(masked(), st.data())
def test_words_of_the_replaced_text_are_found_in_the_raw_one_and_a_code_counts_whole(
    cut: Cut, data: st.DataObject
) -> None:
    text, mentions = cut
    shown = replaced(text, mentions)
    start = data.draw(st.integers(0, len(shown)))
    end = data.draw(st.integers(start, len(shown)))
    first, last = raw_span(mentions, start, end)
    assert 0 <= first <= last <= len(text)
    inside = [one for one in mentions if first < one.end and one.start < last]
    assert all(first <= one.start and one.end <= last for one in inside)
    if not inside:
        assert text[first:last] == shown[start:end]


@given(masked())
def test_both_sides_hold_every_sign_once_and_the_codes_in_their_place(cut: Cut) -> None:
    text, mentions = cut
    marks = [
        Mark(item=f"m{number}", look="mask per", start=one.start, end=one.end, code=one.pseudonym)
        for number, one in enumerate(mentions)
    ]
    doubt = Mark(item="d0", look="doubt", start=0, end=min(3, len(text)))
    sides = both(text, [*marks, doubt] if text else marks)
    assert "".join(piece.text for piece in sides.raw) == text
    assert "".join(piece.text for piece in sides.replaced) == replaced(text, mentions)
    assert all(piece.text == text[piece.start : piece.start + len(piece.text)] for piece in sides.raw)
    assert {piece.text for piece in sides.raw if piece.sign} <= {"\u200b"}


def test_an_act_that_is_sent_twice_is_done_once() -> None:
    done: list[int] = []
    once = Once()
    assert [once.do("un", lambda: done.append(1) or len(done)) for _ in range(3)] == [1, 1, 1]
    assert once.do("deux", lambda: "autre") == "autre"
    assert done == [1]
