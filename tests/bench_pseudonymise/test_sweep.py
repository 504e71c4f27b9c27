"""Reading the list of doubts in its order finds the leaks that it shows."""

import pytest

from bench.pseudonymise.cover import judge
from bench.pseudonymise.sweep import Doubt, sweep
from bench_pseudonymise.invented import transcript

READ = transcript()
JUDGED = [judge(READ, [])]


def doubt(words: str, *, rank: float) -> Doubt:
    start = READ.text.index(words)
    return Doubt(document="invente", start=start, end=start + len(words), rank=rank, text=words)


def test_without_list_nothing_is_found() -> None:
    found = sweep(JUDGED, [])
    assert (found.share_read, found.found, found.clean_files) == (0, 0, 0)


def test_a_leak_is_found_where_the_list_shows_a_telling_word_of_it() -> None:
    assert sweep(JUDGED, [doubt("Huy", rank=1)]).found == 1 / 8
    assert sweep(JUDGED, [doubt("El", rank=1)]).direct_found == 1 / 6
    assert sweep(JUDGED, [doubt("ans", rank=1)]).found == 0


def test_the_list_is_read_by_rank_until_the_words_are_spent() -> None:
    doubts = [doubt("Euh", rank=2), doubt("Huy", rank=1)]
    one_word = 1.5 / READ.n_words
    assert sweep(JUDGED, doubts, share=one_word).found == 1 / 8
    assert sweep(JUDGED, doubts, share=one_word).share_read == pytest.approx(1 / READ.n_words)
    assert sweep(JUDGED, doubts, share=0).found == 0


def test_a_file_is_clean_once_all_its_leaks_are_found() -> None:
    shown = [
        Doubt(document="invente", start=mark.start, end=mark.end, rank=1, text=READ.text[mark.start : mark.end])
        for mark in READ.marks
        if mark.direct
    ]
    found = sweep(JUDGED, shown)
    assert (found.clean_of_direct, found.clean_files, found.direct_found) == (1, 0, 1)


def test_without_leak_there_is_nothing_to_find() -> None:
    assert sweep([], []).found == 1
