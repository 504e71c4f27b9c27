"""Segments to time, and what they cost at best."""

import pytest

from bench.encoder.speed import operations, segments

TEXTS = ["un deux trois quatre", "cinq six sept"]


def test_segments_have_their_length_and_all_differ() -> None:
    assert segments(TEXTS, 3, 4) == ["un deux trois", "deux trois quatre", "trois quatre cinq", "quatre cinq six"]


def test_too_few_words_are_told() -> None:
    with pytest.raises(ValueError, match="7 words do not make 9 segments of 3"):
        segments(TEXTS, 3, 9)


def test_a_text_costs_two_operations_a_weight_and_a_token_and_attention_grows_with_its_square() -> None:
    assert operations(1_000, 0, 0, 10) == 20_000
    assert operations(0, 2, 8, 10) == 4 * operations(0, 2, 8, 5)
