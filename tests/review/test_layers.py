"""Who decided what of a passage: layer by layer, what coders say alike, where they differ, what was settled."""

import pytest

from databases import Opened
from reviewing import REJECT, decide, person, place, shown, words
from thematique.codings import CONSENSUS, NOTHING, Drawn, Verdict
from thematique.records import Role, Segment
from thematique.review import acts, coders, decisions, journal, layers
from thematique.review.models import Coder, Coding
from thematique.review.places import Place

ACCEPT = Verdict.ACCEPT


def segment(number: int, document: str = "nord") -> Segment:
    """The segment on the passage of this number."""
    where = place(number, document)
    return Segment(
        document=document, segment=number, turn=number, start=where.start, end=where.end,
        speaker="S", role=Role.PARTICIPANT, text="x" * 99, n_words=1, short=False,
    )  # fmt: skip


SEGMENTS = {"nord": [segment(n) for n in range(4)], "sud": [segment(0, "sud")]}


def said(number: int = 0) -> dict[str, set[str]]:
    """What each coder accepted on a passage that several read."""
    found = {passage.segment: passage.readings for passage in layers.read_by_several(SEGMENTS)}
    return {coder: set(codes) for coder, codes in found.get(number, {}).items()}


def imported(coder: Coder, code: str, where: Place) -> None:
    """A coding that was made elsewhere."""
    made = Coding(
        code=code, given_code=code, verdict=ACCEPT, decided_at=journal.now(), drawn=Drawn.IMPORTED, blind=False,
        **where.columns(),
    )  # fmt: skip
    decisions.import_codings(coder, [made], [], "f.csv")


def settled(by: Coder, codes: list[str], number: int = 0) -> None:
    """What somebody decides for all."""
    decisions.adjudicate(by, coders.voice(CONSENSUS), place(number), codes, act="", after=0)


def test_codes_are_counted_where_they_were_accepted_and_still_lie_on_words(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    decide(anna, "t.a", number=1)
    decide(anna, "t.b", REJECT)
    decide(anna, NOTHING, number=2)
    decide(person("Bruno"), "t.c")
    Coding.objects.filter(code="t.c").update(lost="mots introuvables")
    assert layers.counts() == {"t.a": {"Anna": 2}}


def test_what_one_coder_alone_has_read_is_nobody_s_disagreement(opened: Opened) -> None:
    decide(person(), "t.a")
    assert layers.read_by_several(SEGMENTS) == layers.disagreements(SEGMENTS) == []


def test_the_same_codes_are_an_agreement_and_other_codes_a_disagreement(opened: Opened) -> None:
    anna, bruno = person(), person("Bruno")
    for coder, last in ((anna, "t.b"), (bruno, "t.c")):
        decide(coder, "t.a")
        decide(coder, "t.a", number=1)
        decide(coder, last, number=1)
    assert [passage.unanimous for passage in layers.read_by_several(SEGMENTS)] == [True, False]
    assert [passage.spot for passage in layers.disagreements(SEGMENTS)] == [("nord", 1)]
    assert said(1) == {"Anna": {"t.a", "t.b"}, "Bruno": {"t.a", "t.c"}}


def test_a_code_that_was_refused_is_not_given_but_the_passage_was_read(opened: Opened) -> None:
    decide(person(), "t.a", REJECT)
    decide(person("Bruno"), "t.a")
    assert said() == {"Anna": set(), "Bruno": {"t.a"}}


def test_refusing_and_finding_nothing_agree(opened: Opened) -> None:
    decide(person(), "t.a", REJECT)
    decide(person("Bruno"), NOTHING)
    assert layers.disagreements(SEGMENTS) == []


def test_what_was_undone_or_taken_back_does_not_count(opened: Opened) -> None:
    anna, bruno, chloe = person(), person("Bruno"), person("Chloé")
    decide(anna, "t.a")
    decide(bruno, "t.b")
    decide(chloe, "t.c")
    acts.undo(bruno)
    decisions.withdraw(chloe, Coding.objects.get(coder=chloe))
    assert layers.read_by_several(SEGMENTS) == []


def test_what_was_lost_with_its_words_does_not_count(opened: Opened) -> None:
    decide(person(), "t.a")
    decide(person("Bruno"), "t.b")
    Coding.objects.filter(code="t.b").update(lost="mots introuvables")
    assert layers.read_by_several(SEGMENTS) == []
    assert [coding.code for coding in layers.standing(lost=True)] == ["t.b"]


def test_a_selection_counts_for_the_segment_that_holds_it(opened: Opened) -> None:
    anna = person()
    decisions.decide(shown(anna), "t.a", ACCEPT, place=words(10, 20))
    decide(person("Bruno"), NOTHING)
    assert said() == {"Anna": {"t.a"}, "Bruno": set()}


@pytest.mark.parametrize(
    ("start", "end", "held"), [(0, 299, [0, 1, 2]), (140, 320, [1, 2]), (160, 320, [2]), (90, 120, [1])]
)
def test_a_longer_passage_counts_for_the_segments_of_which_it_shares_half(
    opened: Opened, start: int, end: int, held: list[int]
) -> None:
    imported(person(), "t.a", words(start, end))
    bruno = person("Bruno")
    for number in range(4):
        decide(bruno, "t.a", number=number)
    assert [passage.segment for passage in layers.read_by_several(SEGMENTS)] == held


def test_the_consensus_is_nobody_s_reading_and_closes_a_disagreement(opened: Opened) -> None:
    anna, bruno = person(), person("Bruno")
    decide(anna, "t.a")
    decide(bruno, "t.b")
    settled(anna, ["t.b"])
    (passage,) = layers.read_by_several(SEGMENTS)
    assert (passage.agreed, passage.unanimous, passage.is_open) == (frozenset({"t.b"}), False, False)
    assert set(passage.readings) == {"Anna", "Bruno"}
    acts.undo(anna, among=["adjudicate"])
    assert layers.disagreements(SEGMENTS) == [
        layers.Passage(document="nord", segment=0, readings=passage.readings, agreed=None)
    ]


def test_undoing_a_settlement_leaves_the_coder_s_own_later_decisions(opened: Opened) -> None:
    anna = person()
    settled(anna, ["t.b"])
    decide(anna, "t.a", number=1)
    assert acts.undo(anna, among=["adjudicate"]) is not None
    assert acts.undo(anna, among=["adjudicate"]) is None
    assert [(coding.coder, coding.code) for coding in layers.standing()] == [("Anna", "t.a")]


def test_what_all_said_alike_is_consensus_without_being_asked(opened: Opened) -> None:
    anna, bruno = person(), person("Bruno")
    decisions.decide(shown(anna, blind=True, drawn=Drawn.RANDOM), "t.a", ACCEPT)
    decisions.decide(shown(bruno, drawn=Drawn.RARE), "t.a", ACCEPT, place=words(3, 9))
    agreed = [coding for coding in layers.with_consensus(SEGMENTS) if coding.coder == CONSENSUS]
    assert [(c.segment, c.start, c.end, c.code, c.drawn, c.blind) for c in agreed] == [
        (0, 0, 99, "t.a", Drawn.CHOSEN, False)
    ]
    assert CONSENSUS not in {coding.coder for coding in layers.standing()}


def test_coders_who_all_found_nothing_agree_on_nothing(opened: Opened) -> None:
    decisions.decide(shown(person(), blind=True, drawn=Drawn.RANDOM), NOTHING, ACCEPT)
    decisions.decide(shown(person("Bruno"), blind=True, drawn=Drawn.RANDOM), NOTHING, ACCEPT)
    agreed = [coding for coding in layers.with_consensus(SEGMENTS) if coding.coder == CONSENSUS]
    assert [(coding.code, coding.drawn, coding.blind) for coding in agreed] == [(NOTHING, Drawn.RANDOM, True)]


def test_what_was_settled_stands_in_the_place_of_what_all_said(opened: Opened) -> None:
    anna, bruno = person(), person("Bruno")
    decide(anna, "t.a")
    decide(bruno, "t.a")
    settled(anna, ["t.b"])
    assert [c.code for c in layers.with_consensus(SEGMENTS) if c.coder == CONSENSUS] == ["t.b"]


def test_a_segment_s_codings_are_those_of_all_coders_in_the_order_of_time(opened: Opened) -> None:
    anna, bruno = person(), person("Bruno")
    decisions.decide(shown(bruno), "t.b", ACCEPT, place=words(0, 9))
    decide(anna, "t.a")
    decide(anna, "t.c", number=1)
    assert [(row.coder.name, row.code) for row in layers.laid_on(SEGMENTS["nord"][0], SEGMENTS)] == [
        ("Bruno", "t.b"),
        ("Anna", "t.a"),
    ]
