"""Whatever the codebook and the operation: nothing is lost that was not asked, and codings can follow."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from codebook.invented import codebooks, texts
from thematique.codebook import Codebook, edits, parse, to_toml
from thematique.codebook.content import EXAMPLES, LISTS, normal
from thematique.codebook.edited import Edited
from thematique.errors import WrongUse

OPERATIONS = ("add", "describe", "merge", "move", "remove", "rename", "split")


class Case(NamedTuple):
    """An operation on the code `asked` of `book`."""

    book: Codebook
    asked: str
    done: Edited


@st.composite
def _cases(draw: st.DrawFn, operation: str) -> Case:
    book = draw(codebooks())
    codes = [code.code for code in book.codes]
    asked, name, text = draw(st.sampled_from(codes)), draw(texts), draw(texts)
    perhaps = draw(st.sampled_from([None, *codes]))
    into = draw(st.sampled_from([code.code for code in book.codes if code.codable]))
    attempts: dict[str, Callable[[], Edited]] = {
        "add": lambda: edits.add(book, perhaps, name, text),
        "describe": lambda: edits.describe(book, asked, definition=text, includes=[name, text]),
        "merge": lambda: edits.merge(book, asked, into),
        "move": lambda: edits.move(book, asked, perhaps),
        "remove": lambda: edits.remove(book, asked),
        "rename": lambda: edits.rename(book, asked, name),
        "split": lambda: edits.split(book, asked, [name, text]),
    }
    try:
        return Case(book, asked, attempts[operation]())
    except WrongUse:
        reject()


def law(*operations: str) -> Callable[[Callable[[str, Case], None]], Callable[..., None]]:
    """Make a test hold for whatever these operations can do."""

    def decorated(test: Callable[[str, Case], None]) -> Callable[..., None]:
        @pytest.mark.parametrize("operation", operations)
        @settings(max_examples=25, suppress_health_check=[HealthCheck.filter_too_much])
        @given(data=st.data())
        def run(operation: str, data: st.DataObject) -> None:
            test(operation, data.draw(_cases(operation)))

        return run

    return decorated


@law(*OPERATIONS)
def test_the_result_is_read_again_after_it_is_written(operation: str, case: Case) -> None:
    assert parse(to_toml(case.done.codebook), file="g.toml") == case.done.codebook


@law(*OPERATIONS)
def test_every_code_is_still_there_where_the_moves_say(operation: str, case: Case) -> None:
    before, after = ([code.code for code in book.codes] for book in (case.book, case.done.codebook))
    moves = case.done.moves
    assert len(after) == len(set(after))
    assert set(moves) <= set(before)
    assert {moves.get(path, path) for path in before} - {None} <= set(after)
    assert (None in moves.values()) == (operation == "remove")
    assert len(after) - len(before) == {"add": 1, "split": 2, "merge": -1, "remove": -1}.get(operation, 0)


@law(*OPERATIONS)
def test_moves_can_be_followed_in_any_order(operation: str, case: Case) -> None:
    new = [
        path for old, path in case.done.moves.items() if path is not None and (operation, old) != ("merge", case.asked)
    ]
    assert len(new) == len(set(new))
    assert not set(new) & {code.code for code in case.book.codes}
    assert not set(case.done.moves) & {code.code for code in case.done.codebook.codes}


@law("add", "merge", "move", "rename", "split")
def test_no_text_of_a_list_is_lost(operation: str, case: Case) -> None:
    for key in LISTS:
        before, after = (
            Counter(normal(text) for code in book.codes for text in getattr(code, key))
            for book in (case.book, case.done.codebook)
        )
        assert set(before) == set(after)
        if key in EXAMPLES or operation != "merge":
            assert before == after


@law("add", "describe", "move", "remove", "rename", "split")
def test_the_codes_that_were_not_asked_keep_all_that_they_say(operation: str, case: Case) -> None:
    after = {code.code: code for code in case.done.codebook.codes}
    for code in case.book.codes:
        if code.code != case.asked:
            path = case.done.moves.get(code.code, code.code)
            assert path is not None
            assert replace(after[path], code=code.code, codable=code.codable) == code


@law(*OPERATIONS)
def test_the_codes_that_take_no_codings_any_more_are_told(operation: str, case: Case) -> None:
    now = {code.code for code in case.done.codebook.codes if code.codable}
    was = {case.done.moves.get(code.code, code.code) for code in case.book.codes if code.codable} - {None}
    assert set(case.done.closed) == was - now
