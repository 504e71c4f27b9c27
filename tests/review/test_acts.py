"""An act is done whole or not at all, once however often it is sent, and undone at will."""

import pytest

from databases import Opened
from reviewing import ACCEPT, REJECT, Reviewer, acknowledged, codes, decide, entries, person, place, shown, standing
from thematique.codings import NOTHING
from thematique.review import acts, decisions, journal
from thematique.review.models import Coding, Entry, Reading


def test_an_act_that_is_sent_again_is_recorded_once(opened: Opened) -> None:
    anna = person()
    first = decide(anna, "t.a", act="abc")
    again = decide(anna, "t.a", act="abc")
    assert (first.repeated, again.repeated) == (False, True)
    assert again.entry == first.entry
    assert Coding.objects.count() == 1


def test_acts_without_a_name_are_all_recorded(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    decide(anna, "t.a")
    assert entries() == 2


def test_an_act_sent_by_many_at_the_same_instant_is_recorded_once(opened: Opened) -> None:
    anna = person()
    reading = shown(anna)
    done = opened.at_once([lambda: decisions.decide(reading, "t.a", ACCEPT, act="abc")] * 8)
    assert sorted(one.repeated for one in done) == [False] + [True] * 7
    assert {one.entry for one in done} == {1}
    assert Coding.objects.count() == entries() == 1


def test_an_act_sent_again_after_it_was_undone_does_not_come_back(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a", act="abc")
    acts.undo(anna)
    assert decide(anna, "t.a", act="abc").repeated
    assert standing(anna) == set()


def test_somebody_else_s_act_of_the_same_name_is_another_act(opened: Opened) -> None:
    anna, bruno = person(), person("Bruno")
    assert not decide(anna, "t.a", act="1").repeated
    assert not decide(bruno, "t.a", act="1").repeated
    assert codes(bruno) == {"t.a"}


@pytest.mark.parametrize("name", ["x" * 5000, "\ud800", "nul \0", "é 👍"])
def test_any_name_of_an_act_will_do(opened: Opened, name: str) -> None:
    anna = person()
    assert [decide(anna, "t.a", act=name).repeated for _ in range(2)] == [False, True]


def test_an_undoing_sent_again_undoes_once(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    decide(anna, "t.b")
    done = opened.at_once([lambda: acts.undo(anna, act="u")] * 4)
    assert sorted(one.repeated for one in done if one) == [False, True, True, True]
    assert codes(anna) == {"t.a"}


def test_an_act_that_fails_half_way_leaves_no_trace(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a")

    def half(_head: object) -> dict[str, object]:
        acts.end(Coding.objects.filter(coder=anna))
        raise RuntimeError("coupure")

    with pytest.raises(RuntimeError):
        acts.perform(anna, "code", half, place())
    assert codes(anna) == {"t.a"}
    assert entries() == 1


def test_any_number_of_steps_are_undone_the_last_one_first(opened: Opened) -> None:
    anna = person()
    seen = [standing(anna)]
    for code, verdict in (
        ("t.a", ACCEPT),
        ("t.b", ACCEPT),
        (NOTHING, ACCEPT),
        ("t.a", REJECT),
        ("t.c", ACCEPT),
        (NOTHING, ACCEPT),
    ):
        decide(anna, code, verdict)
        seen.append(standing(anna))
    decide(anna, "t.d", number=1)
    done = acts.undo(anna)
    assert done is not None
    assert done.place == place(1)
    for before in reversed(seen[:-1]):
        acts.undo(anna)
        assert standing(anna) == before
    assert acts.undo(anna) is None
    assert entries() == 14


def test_what_is_undone_and_decided_anew_is_undone_in_its_turn(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    decide(anna, "t.b")
    acts.undo(anna)
    decide(anna, "t.c")
    acts.undo(anna)
    assert codes(anna) == {"t.a"}
    acts.undo(anna)
    assert standing(anna) == set()


def test_nobody_undoes_what_others_did(opened: Opened) -> None:
    anna, bruno = person(), person("Bruno")
    decide(anna, "t.a")
    assert acts.undo(bruno) is None
    decide(bruno, "t.b")
    decide(anna, "t.c")
    acts.undo(bruno)
    assert codes(anna) == {"t.a", "t.c"}
    assert standing(bruno) == set()


def test_an_act_that_changed_nothing_is_not_a_step(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    decisions.note(anna, place(), "")
    decisions.withdraw(person("Bruno"), Coding.objects.get())
    acts.undo(anna)
    assert standing(anna) == set()


def test_memos_decisions_and_wishes_are_undone_in_the_order_of_time(opened: Opened) -> None:
    anna = person()
    decisions.note(anna, place(), "un")
    decide(anna, "t.a")
    decisions.note(anna, place(), "deux")
    acts.undo(anna)
    assert decisions.Memo.objects.get(standing=True).text == "un"
    acts.undo(anna)
    assert standing(anna) == set()
    acts.undo(anna)
    assert not decisions.Memo.objects.filter(standing=True).exists()


def test_a_coder_is_told_of_what_they_decided_in_another_window(opened: Opened) -> None:
    anna = person()
    known = decide(anna, "t.a").entry
    elsewhere = decide(anna, "t.b", after=known)
    stale = decide(anna, "t.c", after=known)
    assert (elsewhere.others, stale.others) == (False, True)
    assert codes(anna) == {"t.a", "t.b", "t.c"}, "all decisions are kept"
    assert not decide(anna, "t.d", after=stale.entry).others


def test_a_coder_is_not_told_of_what_colleagues_decide_nor_of_other_passages(opened: Opened) -> None:
    anna, bruno = person(), person("Bruno")
    decide(bruno, "t.a")
    decide(anna, "t.a", number=1)
    assert not decide(anna, "t.a", after=0).others


def test_who_is_told_does_not_hang_on_the_clock(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = person()
    known = decide(anna, "t.a").entry
    start = journal.now()
    monkeypatch.setattr(journal, "now", lambda: start.replace(year=2001))
    decide(anna, "t.b")
    assert decide(anna, "t.c", after=known).others
    assert entries() == 3


def test_many_who_decide_at_once_lose_nothing(opened: Opened) -> None:
    people = [Reviewer(coder=person(f"P{number}"), number=number) for number in range(8)]
    done = opened.at_once([lambda who=who: who.work(40) for who in people])
    assert acknowledged(done) == list(range(1, 321))
    assert entries() == 320
    assert Coding.objects.count() == 320
    for who in people:
        rows = Coding.objects.filter(coder=who.coder).order_by("pk").values_list("turn", "code")
        assert list(rows) == [(n % 25, NOTHING if n % 7 == 0 else f"t.c{n % 5}") for n in range(40)]
    assert Reading.objects.count() == 8 * 25
    assert len(set(Entry.objects.values_list("act", flat=True))) == 320
