"""Paths of codes made from French names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.codebook.paths import free_path, key, key_of, parent, within


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Espaces informels", "espaces-informels"),
        ("L’été à l'école : « cœur » !", "l-ete-a-l-ecole-coeur"),
        ("3e tiers / Ça", "3e-tiers-ca"),
        ("日本", "code"),
        ("?", "code"),
        ("a" * 59 + " bc", "a" * 59),
    ],
)
def test_a_name_gives_a_key_without_case_accents_and_signs(name: str, expected: str) -> None:
    assert key_of(name) == expected


@given(st.text())
def test_any_name_gives_a_key_that_the_file_admits(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", key_of(name))


def test_a_taken_path_is_numbered() -> None:
    assert free_path("b", under="a", taken={"b"}) == "a.b"
    assert free_path("b", under="a", taken={"a.b", "a.b-2"}) == "a.b-3"


@pytest.mark.parametrize(
    ("wanted", "under", "expected"),
    [("sources", "", "sources-2"), ("sources", "a", "a.sources"), ("examples", "a", "a.examples-2"), ("name", "", "name")],
)  # fmt: skip
def test_a_key_that_means_something_else_in_the_file_is_never_a_path(wanted: str, under: str, expected: str) -> None:
    assert free_path(wanted, under=under, taken=()) == expected


def test_a_code_is_within_a_branch_by_whole_parts() -> None:
    assert within("a.b", "a")
    assert within("a", "a")
    assert not within("ab", "a")
    assert not within("a", "")
    assert (parent("a.b.c"), key("a.b.c"), parent("a")) == ("a.b", "c", "")
