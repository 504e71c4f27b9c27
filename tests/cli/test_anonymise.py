"""thematique anonymise."""

import csv
import json
import re
from pathlib import Path

import small
from bad_files import word
from command import Cli


def test_text_comes_out_and_what_was_replaced_is_kept_apart(cli: Cli, tmp_path: Path) -> None:
    said = cli("anonymise", small.write(tmp_path / "lot"), "-o", tmp_path / "out")
    assert said.status == 0
    assert said.err in (
        "",
        f"À regarder avant de partager : {tmp_path}/out/private/*.doubts.csv, le plus probable d'abord.\n",
    )
    assert [line.split(" : ")[0] for line in said.out.splitlines()] == [
        f"{tmp_path}/out/nord.txt",
        f"{tmp_path}/out/sud.txt",
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["nord.txt", "private", "sud.txt"]
    private = tmp_path / "out" / "private"
    assert sorted(path.name for path in private.iterdir()) == [
        "nord.doubts.csv",
        "nord.mentions.csv",
        "sud.doubts.csv",
        "sud.mentions.csv",
    ]
    assert private.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in private.iterdir()} == {0o600}


def test_no_name_is_left_and_a_person_has_one_code_everywhere(cli: Cli, tmp_path: Path) -> None:
    cli("anonymise", small.write(tmp_path / "lot"), "-o", tmp_path / "out")
    nord, sud = ((tmp_path / "out" / f"{name}.txt").read_text(encoding="utf-8") for name in ("nord", "sud"))
    for name in ("maëlle", "vandrezenbeek", "ottomar", "krastapoulis", "081 22 33 44"):
        assert name not in (nord + sud).lower()
    code = re.search(r"^(\[PERSONNE_\d+\]) : Moi\.", sud, re.MULTILINE)
    assert code is not None
    assert f"J'ai vu {code[1]} le" in nord
    assert re.search(rf"P2 : (Monsieur )?{re.escape(code[1])} a raison", sud)


def test_the_text_is_a_transcript_that_can_be_read_again(cli: Cli, tmp_path: Path) -> None:
    cli("anonymise", small.write(tmp_path / "lot"), "-o", tmp_path / "out")
    text = (tmp_path / "out" / "nord.txt").read_text(encoding="utf-8")
    assert text.startswith("# secteur: petite enfance\n\n")
    assert len(re.findall(r"^\S.* : ", text, re.MULTILINE)) == 6
    cli("init", tmp_path / "etude")
    cli("add", tmp_path / "etude", tmp_path / "out" / "nord.txt")
    assert "1 document lu, 6 tours de parole lus" in cli("run", tmp_path / "etude", "--only", "ingest").out


def test_what_was_replaced_is_listed_with_its_place(cli: Cli, tmp_path: Path) -> None:
    said = cli("anonymise", small.write(tmp_path / "lot"), "-o", tmp_path / "out")
    log = tmp_path / "out" / "private" / "nord.mentions.csv"
    rows = list(csv.DictReader(log.open(encoding="utf-8", newline="")))
    assert list(rows[0])[:8] == ["document", "turn", "where", "start", "end", "kind", "text", "pseudonym"]
    assert {row["document"] for row in rows} == {"nord"}
    assert "Ottomar Krastapoulis" in {row["text"] for row in rows}
    assert {"PER", "PHONE"} <= {row["kind"] for row in rows}
    assert said.out.splitlines()[0].startswith(f"{tmp_path}/out/nord.txt : {len(rows)} éléments remplacés, ")


def test_what_is_left_to_look_at_is_listed_and_counted(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "nord.txt").write_text(
        "P1 : On voyait Rose Krastapoulis à la gare, elle avait une rose en main.\n", encoding="utf-8"
    )
    said = cli("anonymise", tmp_path / "nord.txt", "-o", tmp_path / "out")
    path = tmp_path / "out" / "private" / "nord.doubts.csv"
    rows = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
    assert "rose" in [row["text"] for row in rows]
    assert all(row["why"] for row in rows)
    assert f", {len(rows)} mot" in said.out
    assert "doubts.csv" in said.err


def test_json_says_what_became_of_each_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "vide.txt").write_bytes(b"")
    (tmp_path / "fichier.docx").write_bytes(word())
    said = cli("anonymise", tmp_path / "vide.txt", tmp_path / "fichier.docx", "-o", tmp_path / "out", "--json")
    told = {one["file"]: one for one in json.loads(said.out)}
    assert said.status == 1
    assert told["vide.txt"]["refused"].startswith("le fichier est vide")
    assert told["fichier"]["output"] == f"{tmp_path}/out/fichier.txt"
    assert told["fichier"]["refused"] == ""
    assert said.err == f"vide.txt : {told['vide.txt']['refused']}\n"


def test_notes_are_told_and_are_no_failure(cli: Cli, tmp_path: Path) -> None:
    lot = small.write(tmp_path / "lot")
    (lot / "README.md").write_text("rien", encoding="utf-8")
    (lot / "corpus.csv").write_text("file,cycle\nnord.txt,1\n", encoding="utf-8")
    said = cli("anonymise", lot, lot / "sud.txt", "-o", tmp_path / "out")
    assert said.status == 0
    told = [line.split(" : ")[0] for line in said.err.splitlines() if "doubts.csv" not in line]
    assert sorted(told) == ["README.md", "corpus.csv", "sud.txt"]
    assert "# cycle: 1\n" in (tmp_path / "out" / "nord.txt").read_text(encoding="utf-8")


def test_a_missing_file_is_refused(cli: Cli, tmp_path: Path) -> None:
    said = cli("anonymise", tmp_path / "absent.txt", "-o", tmp_path / "out")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith("absent.txt : le fichier n'a pas pu être ouvert ;")


def test_nothing_of_the_work_is_left_behind(cli: Cli, tmp_path: Path) -> None:
    cli("anonymise", small.write(tmp_path / "lot"), "-o", tmp_path / "out")
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_dir()] == [tmp_path / "out" / "private"]
