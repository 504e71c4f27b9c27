"""thematique add."""

import os
from pathlib import Path

import pytest
from filelock import FileLock

from command import SAMPLE, Cli
from thematique import originals
from thematique.filed import filed_names

TALK = "P1 : on se voit au café.\n"


@pytest.fixture
def etude(cli: Cli, tmp_path: Path) -> Path:
    cli("init", tmp_path / "etude")
    return tmp_path / "etude"


def names(etude: Path) -> list[str]:
    return sorted(path.name for path in (etude / "transcripts").iterdir())


def written(path: Path, text: str = TALK) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_files_and_folders_are_copied_in_and_the_originals_stay(cli: Cli, etude: Path, tmp_path: Path) -> None:
    one = written(tmp_path / "un.txt", "P1 : un.\n")
    written(tmp_path / "cycle 1" / "deux.txt", "P1 : deux.\n")
    written(tmp_path / "cycle 1" / "mai" / "trois.txt", "P1 : trois.\n")
    said = cli("add", etude, one, tmp_path / "cycle 1")
    assert (said.status, said.out) == (0, f"3 transcriptions ajoutées à {etude}\n")
    assert said.err == f"Ensuite : thematique run {etude}\n"
    assert names(etude) == ["deux.txt", "trois.txt", "un.txt"]
    assert one.read_text(encoding="utf-8") == "P1 : un.\n"
    assert (etude / "transcripts").stat().st_mode & 0o777 == 0o700


def test_the_sample_comes_with_its_corpus_and_without_its_readme(cli: Cli, etude: Path) -> None:
    said = cli("add", etude, SAMPLE)
    assert said.status == 0
    assert "README.md : n'est pas une transcription ; laissé de côté." in said.err
    assert "corpus.csv : 8 nouvelle(s) ligne(s)." in said.err
    assert len(names(etude)) == 8
    assert (etude / "corpus.csv").read_text(encoding="utf-8").startswith("file,type,association,secteur,cycle,date")


def test_what_lies_beside_transcripts_is_left_aside(cli: Cli, etude: Path, tmp_path: Path) -> None:
    for name in ("LISEZMOI.txt", ".DS_Store", "~$ent1.docx", "Thumbs.db", "LICENSE", ".git/config"):
        written(tmp_path / "lot" / name, f"{TALK}{name}")
    written(tmp_path / "lot" / "licence_pro.txt", TALK)
    said = cli("add", etude, tmp_path / "lot")
    assert said.status == 0
    assert said.err.count("laissé de côté") == 5
    assert names(etude) == ["licence_pro.txt"]


def test_the_same_content_is_recognised_and_told(cli: Cli, etude: Path, tmp_path: Path) -> None:
    cli("add", etude, written(tmp_path / "un.txt"))
    said = cli("add", etude, written(tmp_path / "copie de un.txt"))
    assert said.status == 0
    assert "copie de un.txt : même contenu que « un.txt », déjà dans l'étude ; rien n'a été copié." in said.err
    assert said.out == f"0 transcription ajoutée à {etude}\n"
    assert names(etude) == ["un.txt"]


def test_another_content_under_a_known_name_is_refused(cli: Cli, etude: Path, tmp_path: Path) -> None:
    cli("add", etude, written(tmp_path / "un.txt"))
    said = cli("add", etude, written(tmp_path / "autre" / "un.txt", "P1 : non.\n"), written(tmp_path / "b.txt", "P: b"))
    assert said.status == 1
    assert "un.txt : un autre fichier de ce nom, au contenu différent, est déjà dans l'étude" in said.err
    assert names(etude) == ["b.txt", "un.txt"]
    assert (etude / "transcripts" / "un.txt").read_text(encoding="utf-8") == TALK


def test_a_link_is_refused(cli: Cli, etude: Path, tmp_path: Path) -> None:
    (tmp_path / "lien.txt").symlink_to(written(tmp_path / "un.txt"))
    (tmp_path / "dossier").symlink_to(tmp_path)
    said = cli("add", etude, tmp_path / "lien.txt", tmp_path / "dossier")
    assert said.status == 1
    assert said.err.count("c'est un lien vers un autre fichier ; ajoutez le fichier lui-même.") == 2
    assert names(etude) == []


def test_a_missing_file_is_refused_and_the_others_taken(cli: Cli, etude: Path, tmp_path: Path) -> None:
    said = cli("add", etude, tmp_path / "absent.txt", written(tmp_path / "un.txt"))
    assert said.status == 1
    assert said.err.startswith("absent.txt : le fichier n'a pas pu être ouvert ; vérifiez qu'il existe")
    assert names(etude) == ["un.txt"]


def test_a_pipe_without_end_is_refused_and_does_not_hang(cli: Cli, etude: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube.txt")
    said = cli("add", etude, tmp_path / "tube.txt")
    assert (said.status, said.err.count("n'a pas pu être ouvert")) == (1, 1)


def test_an_empty_folder_is_told(cli: Cli, etude: Path, tmp_path: Path) -> None:
    (tmp_path / "vide.docx").mkdir()
    said = cli("add", etude, tmp_path / "vide.docx")
    assert (said.status, said.err) == (0, "vide.docx : ce dossier ne contient aucun fichier ; rien n'y a été pris.\n")


def test_a_study_among_the_folders_is_not_taken_for_transcripts(cli: Cli, etude: Path, tmp_path: Path) -> None:
    written(tmp_path / "un.txt")
    said = cli("add", etude, tmp_path)
    assert "etude : c'est le dossier d'une étude ; rien n'y a été pris." in said.err
    assert names(etude) == ["un.txt"]


def test_the_name_of_an_old_disk_and_one_with_a_line_break_are_made_readable(
    cli: Cli, etude: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "lot"
    folder.mkdir()
    (folder / os.fsdecode(b"entretien n\xb04 cr\xe8che.txt")).write_text("P1 : quatre.\n", encoding="utf-8")
    (folder / "deux\nlignes\x1b[2J.txt").write_text("P1 : deux.\n", encoding="utf-8")
    assert cli("add", etude, folder).status == 0
    assert names(etude) == ["deux_lignes_[2J.txt", "entretien n°4 crèche.txt"]


def test_a_file_whose_name_names_someone_is_filed_under_another(cli: Cli, etude: Path, tmp_path: Path) -> None:
    said = cli("add", etude, written(tmp_path / "Entretien Véronique.docx"))
    assert "semble désigner une personne : dans l'étude, il s'appelle « Entretien_" in said.err
    assert (said.status, said.out[:2]) == (0, "1 ")
    [filed] = names(etude)
    assert filed.startswith("Entretien_")
    assert f"Entretien Véronique.docx,{filed}\n" in (etude / "private" / "fichiers.csv").read_text("utf-8")


def test_corpus_may_go_on_using_the_names_that_name_someone(cli: Cli, etude: Path, tmp_path: Path) -> None:
    lot = tmp_path / "lot"
    written(lot / "corpus.csv", "file,cycle\nVéronique.txt,1\nSofiane,2\n")
    written(lot / "Véronique.txt", "P1 : bonjour.\n")
    written(lot / "Sofiane.txt", "P1 : bonsoir.\n")
    assert cli("add", etude, lot).status == 0
    filed = filed_names(etude)
    assert sorted(filed) == ["Sofiane.txt", "Véronique.txt"]
    assert names(etude) == sorted(filed.values())
    assert all(name.startswith("transcription_") for name in names(etude))
    corpus = (etude / "corpus.csv").read_text(encoding="utf-8")
    assert sorted(corpus.splitlines()[1:]) == sorted([f"{filed['Sofiane.txt']},2", f"{filed['Véronique.txt']},1"])
    (etude / "corpus.csv").write_text("file,cycle\nVéronique.txt,3\n", encoding="utf-8")
    [source] = originals.given(etude)[filed["Véronique.txt"].removesuffix(".txt")].load()
    assert source.variables == {"cycle": "3"}


def test_two_files_of_one_such_name_are_two_only_when_they_agree(cli: Cli, etude: Path, tmp_path: Path) -> None:
    cli("add", etude, written(tmp_path / "1" / "Sofiane.txt", "P1 : bonjour.\n"))
    again = cli("add", etude, written(tmp_path / "2" / "Sofiane.txt", "P1 : bonjour.\n"))
    assert (again.status, "même contenu que « transcription_" in again.err) == (0, True)
    other = cli("add", etude, written(tmp_path / "3" / "Sofiane.txt", "P1 : bonsoir.\n"))
    assert (other.status, "un autre fichier de ce nom" in other.err) == (1, True)
    assert len(names(etude)) == 1


def test_rows_of_a_second_corpus_are_merged_and_the_first_are_kept(cli: Cli, etude: Path, tmp_path: Path) -> None:
    cli("add", etude, written(tmp_path / "1" / "corpus.csv", "file,cycle\na.txt,1\n"))
    said = cli("add", etude, written(tmp_path / "2" / "corpus.csv", "file;cycle;ville\na.txt;9;Huy\nb.txt;2;Ath\n"))
    assert said.status == 0
    assert "1 nouvelle(s) ligne(s) ; lignes déjà présentes et gardées telles quelles : a.txt." in said.err
    assert (etude / "corpus.csv").read_text(encoding="utf-8") == "file,cycle,ville\na.txt,1,\nb.txt,2,Ath\n"


def test_a_bad_corpus_is_refused_and_the_transcripts_taken(cli: Cli, etude: Path, tmp_path: Path) -> None:
    written(tmp_path / "lot" / "corpus.csv", "nom,cycle\na.txt,1\n")
    written(tmp_path / "lot" / "un.txt")
    said = cli("add", etude, tmp_path / "lot")
    assert said.status == 1
    assert "corpus.csv : ligne 1 : il faut une colonne « file » qui donne le nom de chaque fichier." in said.err
    assert names(etude) == ["un.txt"]


def test_a_study_at_work_is_not_disturbed(cli: Cli, etude: Path, tmp_path: Path) -> None:
    with FileLock(etude / ".lock"):
        said = cli("add", etude, written(tmp_path / "un.txt"))
    assert said.status == 2
    assert "une autre commande travaille déjà" in said.err
    assert names(etude) == []
