"""Codings follow a change of the codebook, and come back with it when it is taken back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from databases import Opened
from reviewing import ACCEPT, REJECT, decide, entries, person, place
from thematique.codebook import edits
from thematique.codebook.edited import Edited
from thematique.errors import WrongUse
from thematique.review import acts, decisions, following, grid, journal
from thematique.review.models import Coder, Coding, Memo

from .changed_codebook import GRID, do, founded, rename, text, undo


@pytest.fixture
def folder(opened: Opened) -> Path:
    """A study with a codebook of its own, whose first version is kept; the test runs on both databases."""
    return founded(opened)


@pytest.fixture
def anna(folder: Path) -> Coder:
    return person()


def rows() -> list[tuple[Any, ...]]:
    """All that is kept of codings and memos."""
    fields = ("pk", "coder", "code", "given_code", "verdict", "standing", "ended_at", "decided_at", "start")
    return [*Coding.objects.order_by("pk").values_list(*fields), *Memo.objects.order_by("pk").values_list("pk", "code")]


def codes(*, standing: bool = True) -> dict[int, str]:
    return dict(Coding.objects.filter(standing=standing).order_by("pk").values_list("pk", "code"))


def made() -> int:
    """The key of the last coding."""
    return int(Coding.objects.order_by("-pk").values_list("pk", flat=True)[0])


class TestFollowing:
    def test_codings_follow_a_rename_whoever_made_them_and_remember_their_first_name(
        self, folder: Path, anna: Coder
    ) -> None:
        decide(anna, "t.a", number=1)
        decide(person("Bruno"), "t.a", REJECT, number=1)
        decide(anna, "t.b", number=2)
        decide(anna, "t.a", number=3)
        acts.undo(anna)
        do(folder, anna, rename())
        assert [*codes().values()] == ["t.alpha-prime", "t.alpha-prime", "t.b"]
        assert [*codes(standing=False).values()] == ["t.alpha-prime"]
        assert {row.given_code for row in Coding.objects.filter(code="t.alpha-prime")} == {"t.a"}

    def test_memos_on_a_code_follow_it(self, folder: Path, anna: Coder) -> None:
        decisions.note(anna, place(), "à revoir", code="t.a")
        do(folder, anna, rename())
        assert Memo.objects.get().code == "t.alpha-prime"
        undo(folder, anna)
        assert Memo.objects.get().code == "t.a"

    def test_a_merge_leaves_no_coder_saying_the_same_twice_nor_yes_and_no(self, folder: Path, anna: Coder) -> None:
        for verdicts, number in (((ACCEPT, ACCEPT), 1), ((ACCEPT, REJECT), 2), ((REJECT, ACCEPT), 3)):
            for code, verdict in zip(("t.a", "t.b"), verdicts, strict=True):
                decide(anna, code, verdict, number=number)
        decide(person("Bruno"), "t.a", number=1)
        do(folder, anna, lambda book: edits.merge(book, "t.a", "t.b"))
        said = (
            Coding.objects.filter(standing=True)
            .order_by("start", "coder")
            .values_list("coder__name", "start", "code", "verdict")
        )
        assert list(said) == [("Anna", 100, "t.b", "accept"), ("Bruno", 100, "t.b", "accept"),
                              ("Anna", 200, "t.b", "accept"), ("Anna", 300, "t.b", "accept")]  # fmt: skip

    def test_what_is_foreseen_is_what_happens(self, folder: Path, anna: Coder) -> None:
        decide(anna, "t.a", number=1)
        decide(anna, "t.b", number=1)
        decide(anna, "t.a", REJECT, number=2)
        book = grid.current(folder).codebook
        wanted = grid.Change(what="essai", edited=edits.merge(book, "t.a", "t.b"), chosen={})
        before = rows()
        course = grid.foresee(wanted)
        assert rows() == before
        assert course.flows == [following.Flow(old="t.a", new="t.b", coder="Anna", accepted=1, rejected=1)]
        assert len(course.twins) == 1
        grid.change(folder, anna, wanted, version=1)
        assert {key: code for key, code in codes().items() if key in course.goes} == {
            key: code for key, code in course.goes.items() if key not in course.twins
        }

    def test_removing_a_code_keeps_its_codings_where_they_can_be_found(self, folder: Path, anna: Coder) -> None:
        decide(anna, "t.a", number=1)
        do(folder, anna, lambda book: edits.remove(book, "t.a"))
        known = [one.code for one in grid.current(folder).codebook.codes]
        assert [(flow.old, flow.accepted) for flow in following.astray(known)] == [("t.a", 1)]
        stays = Edited(codebook=grid.current(folder).codebook, moves={"t.a": "t.b"}, closed=())
        do(folder, anna, lambda _book: stays)
        assert following.astray(known) == []
        undo(folder, anna)
        undo(folder, anna)
        assert [*codes().values()] == ["t.a"]
        assert text(folder) == GRID

    def test_giving_codings_away_leaves_the_file_as_it_is_with_its_comments(self, folder: Path, anna: Coder) -> None:
        decide(anna, "t.a")
        do(folder, anna, lambda book: Edited(codebook=book, moves={}, closed=()), {made(): "t.b"})
        assert text(folder) == GRID
        assert grid.has_comments()

    def test_a_split_shares_codings_out_one_by_one(self, folder: Path, anna: Coder) -> None:
        decide(anna, "t.a", number=1)
        first = made()
        decide(anna, "t.a", number=2)
        do(folder, anna, lambda book: edits.split(book, "t.a", ["Deux", "Trois"]), {first: "t.deux"})
        assert codes()[first] == "t.deux"
        assert codes()[made()] == "t.a"

    def test_a_path_that_the_tables_cannot_hold_is_refused(self, folder: Path, anna: Coder) -> None:
        under = "t"
        for number in range(3):
            do(folder, anna, lambda book, n=number, u=under: edits.add(book, u, f"{n}" + "x" * 80, "Long."))
            under = next(c.code for c in grid.current(folder).codebook.codes if c.code.startswith(f"{under}.{number}"))
        with pytest.raises(WrongUse, match="trop long"):
            do(folder, anna, lambda book: edits.add(book, under, "y" * 80, "Trop."))

    def test_thousands_of_codings_follow_and_come_back(self, folder: Path, anna: Coder) -> None:
        decide(anna, "t.a")
        one = Coding.objects.values().get()
        del one["id"]
        more = [Coding(**{**one, "start": 100 * n, "end": 100 * n + 99}) for n in range(1, 1300)]
        Coding.objects.bulk_create(more)
        do(folder, anna, rename())
        assert set(codes().values()) == {"t.alpha-prime"}
        undo(folder, anna)
        assert set(codes().values()) == {"t.a"}


CHANGES: Mapping[str, Any] = {
    "renommer": rename(),
    "fusionner": lambda book: edits.merge(book, "t.a", "t.b"),
    "déplacer": lambda book: edits.move(book, "t.a", "u"),
    "renommer le thème": rename("Tout autre", "t"),
    "supprimer": lambda book: edits.remove(book, "t.b"),
    "fusionner les thèmes": lambda book: edits.merge(book, "u", "t.b"),
    "diviser": lambda book: edits.split(book, "t.a", ["Neuf"]),
    "décrire": lambda book: edits.describe(book, "t.a", definition="Autre."),
}


class TestUndo:
    @pytest.mark.parametrize("name", CHANGES)
    def test_codebook_and_codings_come_back_exactly(self, folder: Path, anna: Coder, name: str) -> None:
        for number, (code, verdict) in enumerate([("t.a", ACCEPT), ("t.b", ACCEPT), ("t.a", REJECT), ("u", ACCEPT)]):
            decide(anna, code, verdict, number=number // 2)
        decide(person("Bruno"), "t.b", REJECT)
        decisions.note(anna, place(), "mémo", code="t.a")
        before = rows()
        do(folder, anna, CHANGES[name])
        undo(folder, anna)
        assert rows() == before
        assert text(folder) == GRID
        entries()

    def test_several_changes_are_taken_back_one_after_the_other(self, folder: Path, anna: Coder) -> None:
        decide(anna, "t.a")
        before = rows()
        do(folder, anna, rename())
        do(folder, anna, lambda book: edits.merge(book, "t.alpha-prime", "t.b"))
        undo(folder, anna)
        assert [*codes().values()] == ["t.alpha-prime"]
        do(folder, anna, rename("Gamma", "t.b"))
        undo(folder, anna)
        undo(folder, anna)
        assert (rows(), text(folder)) == (before, GRID)
        with pytest.raises(WrongUse, match="plus de modification"):
            undo(folder, anna)
        assert grid.last_change() == ""

    def test_codings_already_on_the_target_of_a_merge_stay_there(self, folder: Path, anna: Coder) -> None:
        decide(anna, "t.b", number=1)
        decide(anna, "t.a", number=2)
        do(folder, anna, lambda book: edits.merge(book, "t.a", "t.b"))
        decide(anna, "t.b", number=3)
        undo(folder, anna)
        assert sorted(Coding.objects.filter(standing=True).values_list("start", "code")) == [
            (100, "t.b"),
            (200, "t.a"),
            (300, "t.b"),
        ]

    def test_codings_made_since_on_a_code_that_goes_stay_and_are_listed(self, folder: Path, anna: Coder) -> None:
        decide(anna, "t.a", number=1)
        do(folder, anna, rename())
        decide(anna, "t.alpha-prime", number=2)
        seen = grid.undoing(folder)
        assert seen is not None
        assert [(flow.old, flow.new, flow.accepted) for flow in seen.back] == [("t.alpha-prime", "t.a", 1)]
        assert [(flow.old, flow.accepted) for flow in seen.staying] == [("t.alpha-prime", 1)]
        undo(folder, anna)
        assert [*codes().values()] == ["t.a", "t.alpha-prime"]

    def test_what_a_coder_decided_since_on_merged_words_holds(self, folder: Path, anna: Coder) -> None:
        decide(anna, "t.a")
        decide(anna, "t.b")
        do(folder, anna, lambda book: edits.merge(book, "t.a", "t.b"))
        decide(anna, "t.b", REJECT)
        undo(folder, anna)
        assert list(Coding.objects.filter(standing=True).values_list("code", "verdict")) == [("t.b", "reject")]

    def test_an_edit_by_hand_can_be_taken_back_too(self, folder: Path, anna: Coder) -> None:
        do(folder, anna, rename())
        page = text(folder)
        (folder / "codebook.toml").write_text(page.replace("Le deuxième.", "Le second."), encoding="utf-8")
        grid.current(folder)
        undo(folder, anna)
        assert text(folder) == page
        undo(folder, anna)
        assert text(folder) == GRID

    def test_undoing_from_a_page_that_is_out_of_date_is_told(self, folder: Path, anna: Coder) -> None:
        do(folder, anna, rename())
        with pytest.raises(grid.Outdated):
            grid.undo(folder, anna, version=1)

    def test_an_undo_sent_twice_takes_one_change_back(self, folder: Path, anna: Coder) -> None:
        do(folder, anna, rename())
        do(folder, anna, rename("Gamma", "t.b"))
        assert [grid.undo(folder, anna, version=3, act="abcdefgh") for _ in range(2)] == [4, 4]
        assert grid.current(folder).codebook.codes[1].name == "Alpha prime"

    def test_the_journal_tells_who_did_what_without_a_text(self, folder: Path, anna: Coder) -> None:
        do(folder, anna, lambda book: edits.describe(book, "t.a", definition="Un mot secret."))
        told = [journal.content(one) for one in journal.Entry.objects.filter(action="codebook")]
        assert [one["number"] for one in told] == [1, 2]
        assert "secret" not in str(told)
