"""A decision ends what it contradicts, and nothing else; what the coder saw is recorded with it."""

import pytest

from databases import Opened
from reviewing import ACCEPT, REJECT, codes, decide, entries, person, place, shown, standing, words
from thematique.codings import CONSENSUS, NOTHING, Drawn
from thematique.review import acts, coders, decisions
from thematique.review.models import Coding, Correction, Memo, Reading
from thematique.review.places import Place

Decision = tuple[int, int, str, str]


def test_codes_on_the_same_passage_add_up(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    decide(anna, "t.b")
    assert codes(anna) == {"t.a", "t.b"}


def test_the_same_decision_twice_holds_once(opened: Opened) -> None:
    anna = person()
    for _ in range(3):
        decide(anna, "t.a")
    assert standing(anna) == {(0, 99, "t.a", "accept")}
    assert Coding.objects.count() == 3, "every decision is kept"


def test_accepting_and_rejecting_a_code_end_each_other(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    decide(anna, "t.b")
    decide(anna, "t.a", REJECT)
    assert standing(anna) == {(0, 99, "t.b", "accept"), (0, 99, "t.a", "reject")}
    decide(anna, "t.a")
    assert standing(anna) == {(0, 99, "t.b", "accept"), (0, 99, "t.a", "accept")}


def test_nothing_here_ends_the_codes_given_and_leaves_those_refused(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    decide(anna, "t.b", REJECT)
    decide(anna, NOTHING)
    assert standing(anna) == {(0, 99, "", "accept"), (0, 99, "t.b", "reject")}


def test_nothing_here_ends_the_codes_given_to_some_of_its_words(opened: Opened) -> None:
    anna = person()
    reading = shown(anna)
    decisions.decide(reading, "t.a", ACCEPT, place=words(10, 20))
    decisions.decide(reading, NOTHING, ACCEPT)
    assert standing(anna) == {(0, 99, "", "accept")}


def test_nothing_here_leaves_the_codes_of_a_longer_passage(opened: Opened) -> None:
    anna = person()
    decisions.decide(shown(anna), "t.a", ACCEPT, place=words(50, 150))
    decide(anna, NOTHING)
    assert standing(anna) == {(50, 150, "t.a", "accept"), (0, 99, "", "accept")}


@pytest.mark.parametrize("where", [place(), words(10, 20), words(90, 120)])
def test_a_code_ends_that_there_was_nothing_even_in_an_earlier_reading(opened: Opened, where: Place) -> None:
    anna = person()
    first = shown(anna)
    decisions.decide(first, NOTHING, ACCEPT)
    decisions.finish(first)
    decisions.decide(shown(anna), "t.a", ACCEPT, place=where)
    assert standing(anna) == {(where.start, where.end, "t.a", "accept")}


def test_refusing_a_code_says_nothing_against_there_being_nothing(opened: Opened) -> None:
    anna = person()
    decide(anna, NOTHING)
    decide(anna, "t.a", REJECT)
    assert standing(anna) == {(0, 99, "", "accept"), (0, 99, "t.a", "reject")}


def test_nothing_cannot_be_refused(opened: Opened) -> None:
    anna = person()
    decide(anna, NOTHING, REJECT)
    assert standing(anna) == {(0, 99, "", "accept")}


def test_the_next_passage_another_document_and_another_coder_are_left_alone(opened: Opened) -> None:
    anna, bruno = person(), person("Bruno")
    decide(bruno, "t.a")
    decide(anna, "t.a", number=1)
    decisions.decide(shown(anna, place(document="sud")), "t.a", ACCEPT)
    decide(anna, "t.a")
    decide(anna, NOTHING)
    assert codes(bruno) == {"t.a"}
    held = Coding.objects.filter(coder=anna, standing=True).values_list("document", "turn", "code")
    assert sorted(held) == [("nord", 0, ""), ("nord", 1, "t.a"), ("sud", 0, "t.a")]


def test_what_ended_says_since_when_and_stays(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    decide(anna, NOTHING)
    row = Coding.objects.get(code="t.a")
    assert not row.standing
    assert row.ended_at is not None
    assert row.ended_at >= row.decided_at


def test_a_decision_keeps_the_suggestion_that_was_judged(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a", seen=decisions.Seen(model="m1", score=0.73))
    decide(anna, "t.b")
    kept = {row.code: (row.model, row.score, row.given_code, row.drawn, row.blind) for row in Coding.objects.all()}
    assert kept == {"t.a": ("m1", 0.73, "t.a", "chosen", False), "t.b": ("", None, "t.b", "chosen", False)}


def test_a_blind_draw_is_blind_until_it_is_finished(opened: Opened) -> None:
    anna = person()
    reading = shown(anna, blind=True, drawn=Drawn.RANDOM)
    assert reading.blind
    decisions.decide(reading, "t.a", ACCEPT)
    # the page still holds the reading as it was before
    stale = Reading.objects.get()
    decisions.finish(reading)
    decisions.decide(stale, "t.b", ACCEPT)
    assert dict(Coding.objects.values_list("code", "blind")) == {"t.a": True, "t.b": False}
    assert set(Coding.objects.values_list("drawn", flat=True)) == {"random"}


def test_a_reading_without_a_decision_cannot_be_finished(opened: Opened) -> None:
    reading = shown(person(), blind=True)
    decisions.finish(reading)
    reading.refresh_from_db()
    assert reading.finished_at is None


@pytest.mark.parametrize("before", [place(), words(50, 150)])
def test_what_was_once_shown_with_suggestions_is_never_blind_again(opened: Opened, before: Place) -> None:
    anna = person()
    first = shown(anna, before)
    decisions.decide(first, "t.a", ACCEPT)
    decisions.finish(first)
    assert not shown(anna, blind=True).blind
    assert shown(anna, place(3), blind=True).blind, "other words are"
    assert shown(person("Bruno"), blind=True).blind, "for others it is"


def test_what_was_read_blind_and_finished_is_not_blind_again(opened: Opened) -> None:
    anna = person()
    first = shown(anna, blind=True)
    decisions.decide(first, "t.a", ACCEPT)
    decisions.finish(first)
    acts.undo(anna)
    assert not shown(anna, blind=True).blind


def test_a_passage_shown_again_before_it_is_finished_is_the_same_reading(opened: Opened) -> None:
    anna = person()
    first = shown(anna, blind=True, drawn=Drawn.RANDOM)
    again = shown(anna, blind=False, drawn=Drawn.CHOSEN)
    assert (again.pk, again.blind, again.drawn) == (first.pk, True, "random")


def test_two_windows_that_show_a_passage_at_once_share_one_reading(opened: Opened) -> None:
    anna = person()
    found = opened.at_once([lambda: shown(anna, blind=True).pk] * 4)
    assert len(set(found)) == 1


def test_a_passage_is_undecided_again_once_nothing_of_it_holds(opened: Opened) -> None:
    anna = person()
    reading = shown(anna)
    decisions.decide(reading, "t.a", ACCEPT)
    first = Reading.objects.get().decided_at
    decisions.decide(reading, "t.b", ACCEPT)
    assert first is not None
    acts.undo(anna)
    assert Reading.objects.get().decided_at == first
    acts.undo(anna)
    assert Reading.objects.get().decided_at is None
    decisions.decide(reading, "t.a", ACCEPT)
    decisions.withdraw(anna, Coding.objects.get(standing=True))
    assert Reading.objects.get().decided_at is None
    acts.undo(anna)
    assert Reading.objects.get().decided_at is not None


def test_a_coder_withdraws_only_codings_of_their_own(opened: Opened) -> None:
    anna, bruno = person(), person("Bruno")
    decide(anna, "t.a")
    decisions.withdraw(bruno, Coding.objects.get())
    assert codes(anna) == {"t.a"}
    decisions.withdraw(anna, Coding.objects.get())
    assert standing(anna) == set()


def test_each_version_of_a_memo_is_kept_and_the_last_one_holds(opened: Opened) -> None:
    anna, bruno = person(), person("Bruno")
    decisions.note(bruno, place(), "de Bruno")
    for text in ("un", "deux", "trois"):
        decisions.note(anna, place(), text)
    decisions.note(anna, place(), "sur un code", code="t.a")
    held = Memo.objects.filter(standing=True).order_by("pk").values_list("text", flat=True)
    assert list(held) == ["de Bruno", "trois", "sur un code"]
    assert Memo.objects.count() == 5


def test_an_empty_memo_ends_the_one_before_and_undoing_brings_it_back(opened: Opened) -> None:
    anna = person()
    decisions.note(anna, place(), "un\r\ndeux « … » 👍 e\u0301")
    decisions.note(anna, place(), " \n")
    assert not Memo.objects.filter(standing=True).exists()
    acts.undo(anna)
    assert Memo.objects.get(standing=True).text == "un\r\ndeux « … » 👍 e\u0301"


def test_a_wish_about_a_name_is_kept_until_it_is_undone(opened: Opened) -> None:
    anna = person()
    decisions.ask_correction(anna, words(3, 9), Correction.Wish.MASK)
    kept = Correction.objects.get()
    assert (kept.start, kept.end, kept.wish, kept.standing) == (3, 9, "mask", True)
    acts.undo(anna)
    assert not Correction.objects.get().standing


def test_adjudication_leaves_what_the_coders_said(opened: Opened) -> None:
    anna, bruno, consensus = person(), person("Bruno"), coders.voice(CONSENSUS)
    decide(anna, "t.a")
    decide(bruno, NOTHING)
    decisions.adjudicate(anna, consensus, place(), ["t.a", "t.c", "t.a"], act="1", after=2)
    assert (codes(anna), codes(bruno), codes(consensus)) == ({"t.a"}, {NOTHING}, {"t.a", "t.c"})
    decisions.adjudicate(bruno, consensus, place(), [], act="2", after=3)
    assert codes(consensus) == {NOTHING}
    assert set(Coding.objects.filter(coder=consensus).values_list("by__name", flat=True)) == {"Anna", "Bruno"}


def test_two_people_who_settle_a_passage_at_once_are_both_kept_and_one_is_told(opened: Opened) -> None:
    anna, bruno, consensus = person(), person("Bruno"), coders.voice(CONSENSUS)
    decide(anna, "t.a")
    known = entries()
    done = opened.at_once(
        [
            lambda: decisions.adjudicate(anna, consensus, place(), ["t.a"], act="", after=known),
            lambda: decisions.adjudicate(bruno, consensus, place(), ["t.b"], act="", after=known),
        ]
    )
    last = max(done, key=lambda one: one.entry)
    assert [one.others for one in sorted(done, key=lambda one: one.entry)] == [False, True]
    assert codes(consensus) == {"t.a" if done.index(last) == 0 else "t.b"}
    assert Coding.objects.filter(coder=consensus).count() == 2
    assert entries() == known + 2


def test_undoing_an_adjudication_that_somebody_overtook_changes_nothing(opened: Opened) -> None:
    anna, bruno, consensus = person(), person("Bruno"), coders.voice(CONSENSUS)
    for who, code in ((bruno, "t.x"), (anna, "t.a"), (bruno, "t.b")):
        decisions.adjudicate(who, consensus, place(), [code], act="", after=0)
    assert acts.undo(anna) is None
    assert codes(consensus) == {"t.b"}
    acts.undo(bruno)
    assert codes(consensus) == {"t.a"}
    acts.undo(anna)
    assert codes(consensus) == {"t.x"}


def test_whoever_sees_what_others_said_reads_blind_no_more(opened: Opened) -> None:
    anna = person()
    begun, decided = shown(anna, blind=True), shown(anna, place(3), blind=True)
    decisions.decide(decided, "t.a", ACCEPT)
    for one in (place(), place(3)):
        decisions.unblind(anna, document=one.document, start=one.start, end=one.end)
    begun.refresh_from_db()
    decided.refresh_from_db()
    assert not begun.blind, "nothing was decided: all of it will be decided in the light of others"
    assert decided.blind, "what was decided before stays blind"
    assert decided.finished_at is not None, "what comes after is not"
