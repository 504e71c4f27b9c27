"""The codebook in the database and in codebook.toml: its versions, and what a crash or somebody else may not undo."""

from pathlib import Path

import pytest

from databases import Opened
from reviewing import entries, person
from thematique import codebook
from thematique.codebook import edits
from thematique.errors import InvalidFile
from thematique.review import grid
from thematique.review.models import CodebookVersion, Coder

from .changed_codebook import GRID, do, founded, rename, text


@pytest.fixture
def folder(opened: Opened) -> Path:
    """A study with a codebook of its own, whose first version is kept; the test runs on both databases."""
    return founded(opened)


@pytest.fixture
def anna(folder: Path) -> Coder:
    return person()


class TestVersions:
    def test_the_first_look_keeps_the_file_as_the_first_version(self, folder: Path) -> None:
        assert [(one.number, one.written, one.coder) for one in CodebookVersion.objects.all()] == [(1, True, None)]
        assert grid.current(folder).codebook == codebook.load(folder / "codebook.toml")

    def test_a_change_is_a_version_in_the_database_and_in_the_file(self, folder: Path, anna: Coder) -> None:
        assert do(folder, anna, rename()) == 2
        assert codebook.load(folder / "codebook.toml") == grid.current(folder).codebook
        assert [code.code for code in grid.current(folder).codebook.codes] == ["t", "t.alpha-prime", "t.b", "u"]
        assert [(one.number, one.coder) for one in grid.history()] == [(2, anna), (1, None)]
        assert entries() > 0

    def test_editing_the_file_by_hand_makes_a_version_once(self, folder: Path) -> None:
        (folder / "codebook.toml").write_text(GRID.replace("Alpha", "Alef"), encoding="utf-8")
        assert [grid.current(folder).number for _ in range(3)] == [2, 2, 2]
        assert grid.current(folder).codebook.codes[1].name == "Alef"
        assert "à la main" in grid.history()[0].change["what"]

    def test_a_file_with_windows_line_ends_and_a_mark_is_no_new_version_at_each_look(self, folder: Path) -> None:
        content = b"\xef\xbb\xbf" + GRID.replace("Alpha", "Alef").replace("\n", "\r\n").encode()
        (folder / "codebook.toml").write_bytes(content)
        assert [grid.current(folder).number for _ in range(3)] == [2, 2, 2]

    def test_a_file_edited_with_an_error_leaves_the_last_good_version_in_force(self, folder: Path, anna: Coder) -> None:
        broken = GRID.replace('name = "Alpha"', "name = Alpha")
        (folder / "codebook.toml").write_text(broken, encoding="utf-8")
        now = grid.current(folder)
        assert (now.number, now.codebook.codes[1].name) == (1, "Alpha")
        assert "ligne 9" in now.problems[0]
        with pytest.raises(InvalidFile):
            do(folder, anna, rename())
        assert text(folder) == broken
        (folder / "codebook.toml").write_text(GRID, encoding="utf-8")
        assert grid.current(folder).problems == ()
        assert do(folder, anna, rename()) == 2

    def test_a_missing_file_is_told_and_can_be_put_back(self, folder: Path, anna: Coder) -> None:
        (folder / "codebook.toml").unlink()
        assert grid.current(folder).problems
        assert grid.put_back(folder, anna) == ""
        assert text(folder) == GRID
        assert grid.current(folder).problems == ()

    def test_a_file_with_errors_is_kept_aside_when_the_version_in_force_is_put_back(
        self, folder: Path, anna: Coder
    ) -> None:
        (folder / "codebook.toml").write_text("[t", encoding="utf-8")
        aside = grid.put_back(folder, anna)
        assert (folder / aside).read_text(encoding="utf-8") == "[t"
        assert text(folder) == GRID
        assert grid.put_back(folder, anna) == ""

    def test_a_first_file_with_errors_is_refused(self, opened: Opened) -> None:
        (opened.folder / "codebook.toml").write_text("[t", encoding="utf-8")
        with pytest.raises(InvalidFile):
            grid.current(opened.folder)
        assert not CodebookVersion.objects.exists()


class TestCrash:
    def test_a_version_that_did_not_reach_the_file_is_written_at_the_next_look(self, folder: Path, anna: Coder) -> None:
        before = text(folder)
        do(folder, anna, rename())
        after = text(folder)
        # as if the machine had stopped after the commit
        (folder / "codebook.toml").write_text(before, encoding="utf-8")
        CodebookVersion.objects.filter(number=2).update(written=False)
        now = grid.current(folder)
        assert (now.number, now.problems, text(folder)) == (2, (), after)
        assert CodebookVersion.objects.filter(written=False).count() == 0

    def test_what_somebody_typed_in_the_file_after_the_crash_is_not_written_over(
        self, folder: Path, anna: Coder
    ) -> None:
        do(folder, anna, rename())
        CodebookVersion.objects.filter(number=2).update(written=False)
        typed = GRID.replace("Un autre thème.", "Tapé après la panne.")
        (folder / "codebook.toml").write_text(typed, encoding="utf-8")
        assert grid.current(folder).number == 3
        assert text(folder) == typed

    def test_while_the_file_cannot_be_written_the_change_holds_and_the_next_ones_too(
        self, folder: Path, anna: Coder
    ) -> None:
        blocked = folder / ".codebook.toml.part"
        blocked.mkdir()
        assert do(folder, anna, rename()) == 2
        now = grid.current(folder)
        assert (now.number, text(folder)) == (2, GRID)
        assert "n'a pas pu être écrit" in now.problems[0]
        assert do(folder, anna, rename("Gamma", "t.b")) == 3
        blocked.rmdir()
        assert grid.current(folder).problems == ()
        assert codebook.load(folder / "codebook.toml").codes[2].name == "Gamma"
        assert [one.number for one in grid.history()] == [3, 2, 1]


class TestAtOnce:
    def test_of_two_changes_from_the_same_version_the_second_is_told(self, folder: Path, anna: Coder) -> None:
        do(folder, anna, rename())
        with pytest.raises(grid.Outdated):
            do(folder, anna, lambda book: edits.add(book, None, "Neuf", "Neuf."), version=1)
        assert grid.current(folder).number == 2

    def test_what_was_typed_in_the_file_since_the_form_is_told_too(self, folder: Path, anna: Coder) -> None:
        now = grid.current(folder)
        wanted = grid.Change(what="essai", edited=rename()(now.codebook), chosen={})
        (folder / "codebook.toml").write_text(GRID.replace("Alpha", "Alef"), encoding="utf-8")
        with pytest.raises(grid.Outdated):
            grid.change(folder, anna, wanted, version=now.number)
        assert grid.current(folder).codebook.codes[1].name == "Alef"

    def test_the_same_act_sent_twice_is_done_once(self, folder: Path, anna: Coder) -> None:
        now = grid.current(folder)
        wanted = grid.Change(what="essai", edited=rename()(now.codebook), chosen={})
        sent = [grid.change(folder, anna, wanted, version=now.number, act="abcdefgh") for _ in range(2)]
        assert sent == [2, 2]
        assert len(grid.history()) == 2

    def test_of_many_at_once_one_makes_it_and_the_file_says_what_the_database_does(
        self, opened: Opened, folder: Path, anna: Coder
    ) -> None:
        now = grid.current(folder)

        def add(name: str) -> int:
            wanted = grid.Change(what=name, edited=edits.add(now.codebook, None, name, "Neuf."), chosen={})
            try:
                return grid.change(folder, anna, wanted, version=now.number)
            except grid.Outdated:
                return 0

        found = opened.at_once([lambda n=n: add(f"Code {n}") for n in range(8)])  # type: ignore[misc]
        assert sorted(found) == [0] * 7 + [2]
        assert codebook.load(folder / "codebook.toml") == grid.current(folder).codebook
        assert grid.current(folder).number == 2
        entries()

    def test_a_late_writer_does_not_put_an_older_version_in_the_file(self, folder: Path, anna: Coder) -> None:
        do(folder, anna, rename())
        do(folder, anna, rename("Gamma", "t.b"))
        CodebookVersion.objects.filter(number=2).update(written=False)
        grid.put(folder)
        assert codebook.load(folder / "codebook.toml").codes[2].name == "Gamma"
