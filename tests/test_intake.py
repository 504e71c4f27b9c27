"""What people bring: which files are transcripts, what they are called, what is never done to the originals."""

import shutil
import unicodedata
from pathlib import Path

import pytest

from thematique import intake
from thematique.filed import filed_names
from thematique.intake import Added, document_names, files_of, readable_name, take_in


def folder(path: Path) -> Path:
    (path / "transcripts").mkdir(parents=True)
    return path


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["a.txt", "b.docx"], ["a", "b"]),
        (["a.txt", "a.docx", "b.srt"], ["a.txt", "a.docx", "b"]),
        (["A.txt", "a.docx"], ["A.txt", "a.docx"]),
        (["entretien 24.10", "entretien 24.11"], ["entretien 24.10", "entretien 24.11"]),
        (["entretien.final.docx"], ["entretien.final"]),
        ([unicodedata.normalize("NFD", "crèche.txt")], ["crèche"]),
        (["a\nb.txt"], ["a_b"]),
        ([b"cr\xe8che.txt".decode("utf-8", "surrogateescape")], ["crèche"]),
    ],
)
def test_a_document_is_called_like_its_file(files: list[str], names: list[str]) -> None:
    paths = [Path("transcripts") / name for name in files]
    assert document_names(paths) == dict(zip(names, paths, strict=True))


@pytest.mark.parametrize("name", ["\u202egpj.txt", "a\x1b[31m.txt", "a\u2028b.txt", "a\x7f.txt"])
def test_a_name_that_plays_with_the_terminal_is_made_harmless(name: str) -> None:
    assert readable_name(Path(name)).isprintable()


def test_the_files_of_a_folder_come_in_alphabetical_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.cache/x.txt", "c.txt", ".cache/y.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in files_of(tmp_path)]
    assert found == ["a/z.txt", "b.txt", "c.txt"]


def test_a_loop_of_folders_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").symlink_to(tmp_path)
    (tmp_path / "a" / "un.txt").write_text("P1 : un.\n", encoding="utf-8")
    outcomes = list(take_in(files_of(tmp_path / "a"), folder(tmp_path / "etude")))
    assert [(one.file, bool(one.refused)) for one in outcomes] == [("b", True), ("un.txt", False)]


def test_a_copy_that_was_cut_short_is_neither_a_transcript_nor_a_known_content(tmp_path: Path) -> None:
    etude = folder(tmp_path / "etude")
    (etude / "transcripts" / ".un.txt.part").write_text("P1 : un.\n", encoding="utf-8")
    (tmp_path / "un.txt").write_text("P1 : un.\n", encoding="utf-8")
    assert list(take_in([tmp_path / "un.txt"], etude)) == [Added(file="un.txt", taken=True)]
    assert [path.name for path in (etude / "transcripts").iterdir()] == ["un.txt"]


@pytest.mark.parametrize(("owner", "step"), [(shutil, "copyfile"), (intake, "remember"), (Path, "replace")])
def test_a_file_whose_taking_in_was_cut_short_keeps_its_name_when_it_is_added_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, step: str
) -> None:
    etude = folder(tmp_path / "etude")
    path = tmp_path / "Véronique.txt"
    path.write_text("P1 : un.\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(owner, step, _killed)
        with pytest.raises(KeyboardInterrupt):
            list(take_in([path], etude))
    list(take_in([path], etude))
    [kept] = (etude / "transcripts").iterdir()
    assert filed_names(etude) == {"Véronique.txt": kept.name}


def _killed(*_arguments: object) -> None:
    raise KeyboardInterrupt


def test_the_same_file_twice_in_one_batch_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "un.txt").write_text("P1 : un.\n", encoding="utf-8")
    outcomes = list(take_in([tmp_path / "un.txt"] * 2, folder(tmp_path / "etude")))
    assert [one.taken for one in outcomes] == [True, False]
    assert outcomes[1].note.startswith("même contenu que « un.txt »")


def test_a_decomposed_name_is_the_same_name(tmp_path: Path) -> None:
    etude = folder(tmp_path / "etude")
    for number, form in enumerate(("NFC", "NFD")):
        path = tmp_path / str(number) / unicodedata.normalize(form, "crèche.txt")
        path.parent.mkdir()
        path.write_text(f"P1 : {number}.\n", encoding="utf-8")
    outcomes = list(take_in(sorted(tmp_path.glob("[01]/*")), etude))
    assert [one.taken for one in outcomes] == [True, False]
    assert outcomes[1].refused.startswith("un autre fichier de ce nom")
