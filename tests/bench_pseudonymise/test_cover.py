"""What is left of a mark decides whether it leaks: articles, titles and units tell nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.pseudonymise.cover import Masked, class_left, code_of, judge, ordinary
from bench.pseudonymise.gold import Transcript, parse
from bench_pseudonymise.invented import transcript


def said(line: str) -> Transcript:
    return parse(f"# fictif: oui\n# stratum: cased\n# person p: origin=fr\n\nA : {line}", "invente")


def masking(read: Transcript, *words: str) -> list[Masked]:
    return [Masked(start=read.text.index(word), end=read.text.index(word) + len(word)) for word in words]


@pytest.mark.parametrize(
    ("line", "words", "covered"),
    [
        ("{le Petit Pont|ORG o}", ["Petit Pont"], True),
        ("{le Petit Pont|ORG o}", ["Pont"], False),
        ("{quatorze ans|AGE a}", ["quatorze"], True),
        ("{quatorze ans|AGE a}", ["ans"], False),
        ("{Ans|LOC ans}", [], False),
        ("{B-O-U|PER p}", ["B", "O", "U"], True),
        ("{B-O-U|PER p}", ["B", "O"], False),
        ("{Le|PER p} vient", ["Le"], True),
        ("{Le|PER p} vient", ["vient"], False),
        ("{Vandeu-|PER p} euh", ["Vandeu"], True),
        ("{Zoé|PER p} rit", ["Zo"], False),
    ],
)
def test_a_mark_is_covered_when_no_telling_word_is_left(line: str, words: list[str], covered: bool) -> None:
    read = said(line)
    assert judge(read, masking(read, *words)).covered == (covered,)


@pytest.mark.parametrize(
    ("line", "words", "left"),
    [
        ("l'{école des Tilleuls|ORG o}", ["Tilleuls"], True),
        ("la {maison de quartier du Pont|ORG o}", ["Pont"], True),
        ("l'{école des Tilleuls|ORG o}", [], False),
        ("l'{école des Tilleuls|ORG o}", ["école"], False),
        ("le {Petit Pont|ORG o}", ["Pont"], False),
    ],
)
def test_the_class_of_an_organisation_may_be_all_that_is_left_of_it(line: str, words: list[str], left: bool) -> None:
    read = said(line)
    assert class_left(judge(read, masking(read, *words)), read.marks[0]) is left


def test_what_may_stay_never_leaks() -> None:
    assert [mark.text for mark in judge(transcript(), []).leaks()][:3] == ["Zoé", "Huy", "Zoé Delcroix"]
    assert "Belgique" not in {mark.text for mark in judge(transcript(), []).leaks()}


def test_ordinary_words_are_those_outside_names_with_the_acronyms_and_without_articles() -> None:
    read = said("le {CPAS|KEEP} de {Huy|LOC huy} en {Belgique|LOC be may} rit")
    assert [word for word, _, _ in ordinary(read)] == ["cpas", "rit"]


def test_the_code_of_a_mark_is_that_which_hides_most_of_it() -> None:
    read = said("{Zoé Delcroix|PER p}")
    start = read.text.index("Zoé")
    spans = [Masked(start=start, end=start + 3, code="[A]"), Masked(start=start + 4, end=start + 12, code="[B]")]
    assert code_of(judge(read, spans), read.marks[0]) == "[B]"
    assert code_of(judge(read, []), read.marks[0]) == ""


@given(st.data())
def test_hiding_more_never_uncovers(data: st.DataObject) -> None:
    read = transcript()
    place = st.integers(0, len(read.text))
    spans = [Masked(start=min(a, b), end=max(a, b)) for a, b in data.draw(st.lists(st.tuples(place, place)))]
    some, more = judge(read, spans[1:]).covered, judge(read, spans).covered
    assert all(after or not before for before, after in zip(some, more, strict=True))
