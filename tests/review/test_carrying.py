"""When the text changes, what was coded follows its words; what cannot is listed, and nothing is dropped."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from databases import Opened
from recut import NORD, shared
from reviewing import ACCEPT, REJECT, entries, person
from thematique.codings import NOTHING, Drawn, Verdict
from thematique.errors import WrongUse
from thematique.review import acts, carrying, decisions
from thematique.review.anchors import Loss
from thematique.review.carrying import Carried, carry
from thematique.review.editions import Editions
from thematique.review.models import Coder, Coding, Correction, Entry, Memo, Reading, Role
from thematique.review.places import Place
from thematique.shared import SharedSide

MASKED = [text.replace("Marie Dupont", "[PERSONNE_12]") for text in NORD]
TURNOVER = "Le turnover nous épuise vraiment."
CAFE = "on prend un café"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A text, and somebody who codes it."""

    folder: Path
    anna: Coder
    text: SharedSide

    def place(self, words: str = "", *, turn: int = 1) -> Place:
        """Where words are, or the whole turn."""
        whole = self.text.turns["nord"][turn]
        start = self.text.text("nord").index(words) if words else whole.start
        end = start + len(words) if words else whole.end
        return Editions(self.text, self.folder).place("nord", start, end)

    def code(self, code: str, words: str = "", *, turn: int = 1, verdict: Verdict = ACCEPT) -> Coding:
        """Code some words, or the whole turn."""
        place = self.place(words, turn=turn)
        reading = decisions.show(self.anna, self.place(turn=turn), drawn=Drawn.CHOSEN, blind=False, model="m1")
        decisions.decide(reading, code, verdict, place=place)
        return Coding.objects.latest("pk")

    def becomes(self, texts: Sequence[str] | None, *, by_sentence: bool = False) -> "Bench":
        """The text changes, and what was coded is carried over."""
        text = shared({"sud": NORD} if texts is None else {"nord": texts}, by_sentence=by_sentence)
        carry(text, self.folder)
        return Bench(folder=self.folder, anna=self.anna, text=text)

    def words(self, row: Any) -> str:
        """The words under a row."""
        row.refresh_from_db()
        return self.text.text(row.document)[row.start : row.end]


@pytest.fixture
def bench(opened: Opened) -> Bench:
    text = shared({"nord": NORD})
    carry(text, opened.folder)
    return Bench(folder=opened.folder, anna=person(), text=text)


def test_codings_stay_on_their_words_when_the_text_is_cut_anew(bench: Bench) -> None:
    whole, free = bench.code("t.a"), bench.code("t.b", TURNOVER)
    assert (whole.segment, free.segment) == (1, None)
    after = bench.becomes(NORD, by_sentence=True)
    assert after.words(whole) == NORD[1]
    assert after.words(free) == TURNOVER
    assert (whole.segment, free.segment) == (None, 2)
    assert carrying.lost() == []


def test_codings_follow_their_words_when_names_before_them_are_masked(bench: Bench) -> None:
    row = bench.code("t.a", CAFE, turn=3)
    before = row.start
    after = bench.becomes(MASKED)
    assert after.words(row) == CAFE
    assert row.start == before + 1, "an earlier name became a pseudonym, one sign longer"
    assert carrying.lost() == []


def test_what_lost_a_word_is_listed_with_its_reason_and_a_place_and_still_stands(bench: Bench) -> None:
    row = bench.code("t.a", turn=3)
    start, end = row.start, row.end
    decisions.note(bench.anna, bench.place(turn=3), "à revoir")
    decisions.ask_correction(bench.anna, bench.place("Marie Dupont ?", turn=2), Correction.Wish.MASK)
    after = bench.becomes(MASKED)
    assert {type(one) for one in carrying.lost()} == {Coding, Memo, Correction}
    row.refresh_from_db()
    assert (row.lost, row.standing, row.start, row.end) == (Loss.NOT_FOUND.value, True, start, end)
    assert after.text.text("nord")[row.proposal["start"] : row.proposal["end"]] == MASKED[3]


def test_what_was_lost_is_found_when_its_words_come_back(bench: Bench) -> None:
    row = bench.code("t.a", turn=3)
    bench.becomes(MASKED)
    assert len(carrying.lost()) == 1
    after = bench.becomes(NORD)
    assert after.words(row) == NORD[3]
    assert (row.lost, row.proposal, row.segment) == ("", None, 3)


def test_a_document_that_goes_and_comes_back_keeps_its_codings(bench: Bench) -> None:
    row = bench.code("t.a")
    bench.becomes(None)
    assert [one.lost for one in carrying.lost()] == [Loss.GONE.value]
    assert bench.becomes(NORD).words(row) == NORD[1]
    assert carrying.lost() == []


def test_nothing_is_dropped_whatever_the_text_becomes(bench: Bench) -> None:
    for turn in range(4):
        bench.code("t.a", turn=turn)
        bench.code("t.b", turn=turn, verdict=REJECT)
    for texts in (MASKED, NORD[::-1], ["tout autre chose"], None, MASKED[1:], NORD):
        bench.becomes(texts)
        assert Coding.objects.filter(standing=True).count() == 8
    assert carrying.lost() == []
    assert {one.start for one in Coding.objects.all()} == {turn.start for turn in bench.text.turns["nord"]}
    entries()


def test_the_same_text_moves_nothing_and_is_not_told(bench: Bench) -> None:
    bench.code("t.a")
    before = entries()
    assert carry(bench.text, bench.folder) == Carried()
    assert entries() == before


def test_a_study_without_a_text_yet_moves_nothing(bench: Bench) -> None:
    bench.code("t.a")
    assert carry(SharedSide(), bench.folder) == Carried()
    assert carrying.lost() == []


def test_a_lost_key_is_taken_from_its_copy(bench: Bench) -> None:
    row = bench.code("t.a", TURNOVER)
    (bench.folder / "review.key").unlink()
    assert bench.becomes(MASKED).words(row) == TURNOVER
    assert (bench.folder / "review.key").read_bytes() == (bench.folder / "backups" / "review.key").read_bytes()


def test_without_its_key_a_changed_text_is_refused_and_nothing_touched(bench: Bench) -> None:
    row = bench.code("t.a", TURNOVER)
    kept = (bench.folder / "review.key").read_bytes()
    for path in (bench.folder / "review.key", bench.folder / "backups" / "review.key"):
        path.unlink()
    before = entries()
    with pytest.raises(WrongUse, match="remettez le fichier d'origine"):
        bench.becomes(MASKED)
    assert entries() == before
    assert bench.words(row) == TURNOVER
    (bench.folder / "review.key").write_bytes(kept)
    assert bench.becomes(MASKED).words(row) == TURNOVER


def test_a_new_key_serves_as_long_as_the_text_is_the_same(bench: Bench) -> None:
    row, astray = bench.code("t.a", TURNOVER), bench.code("t.b", turn=3)
    masked = bench.becomes(MASKED)
    for path in (bench.folder / "review.key", bench.folder / "backups" / "review.key"):
        path.unlink()
    carry(masked.text, bench.folder)
    assert bench.becomes(NORD).words(row) == TURNOVER
    assert [one.pk for one in carrying.lost()] == [astray.pk], "its old key is gone: only a person can place it"


def test_a_damaged_key_is_told_with_where_its_copy_is(bench: Bench) -> None:
    (bench.folder / "review.key").write_bytes(b"x")
    with pytest.raises(WrongUse, match="remettez la copie"):
        bench.becomes(MASKED)


def test_a_person_puts_what_was_lost_where_it_belongs_and_its_reading_goes_along(bench: Bench) -> None:
    row = bench.code("t.a", turn=3)
    after = bench.becomes(MASKED)
    astray = carrying.lost()[0]
    editions = Editions(after.text, after.folder)
    assert carrying.confirm(bench.anna, astray, editions, astray.proposal["start"], astray.proposal["end"])
    assert after.words(row) == MASKED[3]
    assert row.segment == 3
    assert Reading.objects.exclude(lost="").count() == 0
    assert Entry.objects.latest("number").action == "replace"
    assert not carrying.confirm(bench.anna, astray, editions, 0, 7), "it is no longer lost"
    assert after.words(row) == MASKED[3]
    assert bench.becomes(MASKED, by_sentence=True).words(row) == MASKED[3], "it is anchored anew"
    entries()


@pytest.mark.parametrize("span", [(0, 0), (5, 2), (-1, 4), (0, 100_000), (31, 33)])
def test_what_is_no_place_is_refused_and_changes_nothing(bench: Bench, span: tuple[int, int]) -> None:
    bench.code("t.a", turn=3)
    after = bench.becomes(["a " * 12 + "       " + "   " + " b", *MASKED[1:]])
    before = entries()
    with pytest.raises(ValueError, match="no "):
        carrying.confirm(bench.anna, carrying.lost()[0], Editions(after.text, after.folder), *span)
    assert entries() == before
    assert len(carrying.lost()) == 1


@pytest.mark.parametrize("later", [("t.a", ACCEPT), ("t.a", REJECT), (NOTHING, ACCEPT)])
def test_what_was_decided_anew_on_these_words_stands_over_what_was_lost(
    bench: Bench, later: tuple[str, Verdict]
) -> None:
    old = bench.code("t.a", turn=3)
    after = bench.becomes(MASKED)
    new = after.code(later[0], turn=3, verdict=later[1])
    astray = carrying.lost()[0]
    carrying.confirm(bench.anna, astray, Editions(after.text, after.folder), new.start, new.end)
    assert [row.pk for row in Coding.objects.filter(standing=True)] == [new.pk]
    assert not Coding.objects.get(pk=old.pk).standing
    assert carrying.lost() == []


def test_another_code_given_meanwhile_leaves_both(bench: Bench) -> None:
    bench.code("t.a", turn=3)
    after = bench.becomes(MASKED)
    new = after.code("t.b", turn=3)
    carrying.confirm(bench.anna, carrying.lost()[0], Editions(after.text, after.folder), new.start, new.end)
    assert set(Coding.objects.filter(standing=True).values_list("code", flat=True)) == {"t.a", "t.b"}


def test_of_two_decisions_that_meet_when_words_are_found_again_the_later_stands(bench: Bench) -> None:
    before, after = "nous nous voyons tous ici puis ", " et tout se règle sans bruit"
    other, end = "elles partent bien avant midi puis ", " car personne ne les attend"
    first = bench.becomes([f"{before}{CAFE}{after}"])
    old = first.code("t.a", CAFE, turn=0)
    second = first.becomes([f"{other}{CAFE}{end}", "Ah."])
    assert [row.pk for row in carrying.lost()] == [old.pk]
    new = second.code("t.a", CAFE, turn=0, verdict=REJECT)
    third = second.becomes([f"{before}{CAFE}{end}", "Ah."])
    assert third.words(new) == CAFE
    assert [row.pk for row in Coding.objects.filter(standing=True)] == [new.pk]
    assert carrying.lost() == []
    assert Entry.objects.latest("number").action == "carry"
    entries()


def test_two_memos_that_meet_become_one_with_the_words_of_both(bench: Bench) -> None:
    decisions.note(bench.anna, bench.place(turn=3), "avant")
    after = bench.becomes(MASKED)
    decisions.note(bench.anna, after.place(turn=3), "après")
    there = after.place(turn=3)
    carrying.confirm(bench.anna, carrying.lost()[0], Editions(after.text, after.folder), there.start, there.end)
    assert [memo.text for memo in Memo.objects.filter(standing=True)] == ["avant\n\naprès"]


def test_somebody_else_may_give_it_up_and_take_that_back(bench: Bench) -> None:
    row = bench.code("t.a", turn=3)
    bench.becomes(MASKED)
    rachid = person("Rachid", Role.REVIEWER)
    carrying.give_up(rachid, carrying.lost()[0], act="acte-0001")
    assert carrying.lost() == []
    assert carrying.give_up(rachid, Coding.objects.get(pk=row.pk), act="acte-0001").repeated
    assert Reading.objects.get().decided_at is None
    assert acts.undo(rachid) is not None
    assert [one.pk for one in carrying.lost()] == [row.pk]
    assert Reading.objects.get().decided_at is not None
    entries()


def test_only_what_is_lost_can_be_given_up_here(bench: Bench) -> None:
    row = bench.code("t.a")
    carrying.give_up(bench.anna, row)
    row.refresh_from_db()
    assert row.standing
