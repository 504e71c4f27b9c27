"""Rows are read one after the other, and what a sheet declares of itself is not believed."""

import itertools

from thematique.stages.ingest.opening.rows import open_grid


def test_rows_are_read_only_as_they_are_asked_for() -> None:
    grid = open_grid(b"a;b\n" + b"1;2\n" * 100_000)
    assert list(itertools.islice(grid.rows, 2)) == [["a", "b"], ["1", "2"]]
    assert grid.delimiter == ";"


def test_the_delimiter_is_the_one_under_which_rows_agree() -> None:
    assert list(open_grid(b"a;b\nun, deux, trois;4\nnon, oui;5\n").rows)[1] == ["un, deux, trois", "4"]


def test_a_single_column_is_read_whole() -> None:
    assert list(open_grid("texte\noui\nété\n".encode()).rows) == [["texte"], ["oui"], ["été"]]
