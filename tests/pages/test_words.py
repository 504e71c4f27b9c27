"""French figures, and texts that hide nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.pages import words


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0, 0, "0"), (12345.6, 0, "12\u202f346"), (1234567.891, 2, "1\u202f234\u202f567,89"), (0.05, 1, "0,1")],
)
def test_numbers_take_a_comma_and_thin_spaces(value: float, decimals: int, text: str) -> None:
    assert words.number(value, decimals) == text


def test_zero_is_singular_and_nothing_to_divide_by_is_a_dash() -> None:
    assert words.count(0, "mot", "mots") == "0 mot"
    assert words.count(2, "mot", "mots") == "2 mots"
    assert words.percent(None) == "—"
    assert words.percent(0.125, 1) == "12,5\u202f%"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2025-03-12", "12/03/2025"), ("mars 2025", "mars 2025"), ("٢٠٢٥-٠٣-١٢", "٢٠٢٥-٠٣-١٢"), ("", "")],
)
def test_only_an_iso_date_is_rewritten(text: str, shown: str) -> None:
    assert words.date(text) == shown


def test_times_read_as_on_a_recorder() -> None:
    assert words.clock(61.9) == "1:01"
    assert words.clock(3723) == "1:02:03"


@given(st.text())
def test_a_visible_text_holds_no_hidden_character_and_keeps_the_others(text: str) -> None:
    shown = words.visible(text)

    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in shown if c not in "\t\n\u00ad")
    assert words.visible(shown) == shown
    assert "".join(c for c in text if c.isalnum()) in "".join(c for c in shown if c.isalnum()) or shown != text


@given(st.text(), st.text())
def test_different_names_have_different_anchors(one: str, other: str) -> None:
    assert (words.anchor("code", one) == words.anchor("code", other)) == (one == other)


@given(st.text(), st.integers(2, 50))
def test_a_shortened_text_is_never_longer_than_asked(text: str, length: int) -> None:
    assert len(words.shorten(text, length)) <= length
