"""Gold transcripts are read with their marks in place, and refused by file and line, never by their words."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.pseudonymise.command import GOLD
from bench.pseudonymise.gold import Malformed, load, parse
from bench_pseudonymise.invented import CONTENT, transcript


def test_the_text_is_the_file_without_header_nor_marks() -> None:
    text = transcript().text
    assert text.startswith("Enquêtrice : Bonjour Zoé, vous êtes au CPAS de Huy ?\n\nZoé Delcroix : Euh, oui")
    assert not re.search("[{}|#]", text)


def test_each_mark_stands_where_it_says() -> None:
    read = transcript()
    assert [read.text[mark.start : mark.end] for mark in read.marks] == [mark.text for mark in read.marks]
    assert len(read.marks) == 10


def test_turns_part_their_label_from_their_words() -> None:
    read = transcript()
    labels = [read.text[turn.start : turn.label_end] for turn in read.turns]
    assert labels == ["Enquêtrice", "Zoé Delcroix", "Enquêtrice", "Zoé Delcroix"]
    assert read.text[read.turns[2].text_start : read.turns[2].end] == "Depuis quand ?"
    assert [mark.label for mark in read.marks if mark.entity == "t1-zoe"] == [False, True, True]


def test_a_mark_is_direct_by_its_kind_unless_it_says_otherwise() -> None:
    assert [(mark.text, mark.direct) for mark in transcript().marks if mark.entity in ("huy", "rue", "a1")] == [
        ("Huy", False),
        ("douze ans", False),
        ("Rue Verte 4", True),
    ]


def test_what_may_stay_and_what_must_stay_are_not_to_be_hidden() -> None:
    assert {mark.text for mark in transcript().marks if not mark.hides} == {"CPAS", "Belgique"}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("A : {Huy|LIEU huy}", "no known kind"),
        ("A : {Huy|LOC}", "needs one id"),
        ("A : {Huy|LOC huy ville}", "needs one id"),
        ("A : {Huy |LOC huy}", "spaces at its ends"),
        ("A : {|LOC huy}", "is empty"),
        ("A : {Huy|LOC huy", "brace or bar"),
        ("A : {{Huy|LOC huy}}", "brace or bar"),
        ("A : {CPAS|KEEP cpas}", "neither id nor flag"),
        ("A : {Huy|LOC huy direct quasi}", "not both"),
        ("A : {Nora|PER t1-nora}", "no line in the header"),
        ("sans étiquette", "no label"),
    ],
)
def test_a_fault_is_told_by_its_line_and_not_by_its_words(line: str, fault: str) -> None:
    with pytest.raises(Malformed) as refused:
        parse(f"{CONTENT}\n{line}\n", "invente")
    assert all(told.startswith("invente:15: ") for told in refused.value.faults)
    assert fault in str(refused.value)
    assert "Huy" not in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fictif: oui", "fictif: non"),
        ("stratum: cased", "stratum: loud"),
        ("origin=fr", "origin=mars"),
        ("origin=", ""),
    ],
)
def test_a_header_that_does_not_follow_the_format_is_refused(old: str, new: str) -> None:
    with pytest.raises(Malformed):
        parse(CONTENT.replace(old, new), "invente")


def test_the_faults_of_all_files_are_told_together(tmp_path: Path) -> None:
    for name in ("un", "deux"):
        (tmp_path / f"{name}.txt").write_text(CONTENT + "\nsans étiquette\n", encoding="utf-8")
    with pytest.raises(Malformed) as refused:
        load(tmp_path.glob("*.txt"))
    assert [fault.partition(":")[0] for fault in refused.value.faults] == ["deux", "un"]


@given(st.lists(st.tuples(st.text("abé ’-", max_size=8), st.text("xyzé", min_size=1, max_size=5)), max_size=5))
def test_marks_stand_in_place_whatever_is_around_them(pieces: list[tuple[str, str]]) -> None:
    said = "".join(f"{before}{{{words}|LOC l}}" for before, words in pieces)
    read = parse(f"# fictif: oui\n# stratum: lower\n\nA : {said}.", "invente")
    assert [read.text[mark.start : mark.end] for mark in read.marks] == [words for _, words in pieces]


@pytest.mark.parametrize("half", ["tune", "rules", "held"])
def test_the_gold_files_follow_the_format(half: str) -> None:
    files = sorted((GOLD / half).glob("*.txt"))
    assert len({one.name for one in load(files)}) == len(files)
