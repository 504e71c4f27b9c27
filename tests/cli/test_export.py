"""thematique export."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from command import Cli, assert_french

# as the contract lists them; more columns may follow
SHARED = {
    "documents": "document, title, type, date, language, n_turns, n_words, sha256",
    "turns": "document, turn, speaker, role, start, end, time_start, time_end, text",
    "segments": "document, segment, turn, start, end, speaker, role, text",
    "suggestions": "document, segment, turn, code, score, flagged, model",
    "topics": "topic, size, label, keywords, stability",
    "segment_topics": "document, segment, topic, probability",
}
PRIVATE = {
    "raw_turns": "document, turn, speaker, text",
    "mentions": "document, turn, where, start, end, kind, text, pseudonym, source, score",
}


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


@pytest.mark.parametrize("table", [*SHARED, *PRIVATE])
def test_columns_come_in_the_order_of_the_contract(cli: Cli, sample_run: Path, tmp_path: Path, table: str) -> None:
    private = ["--private"] if table in PRIVATE else []
    said = cli("export", sample_run, table, "-o", tmp_path / "t.csv", *private)
    header, *body = rows(tmp_path / "t.csv")
    wanted = (SHARED | PRIVATE)[table].split(", ")
    assert said.status == 0
    assert said.err.startswith("Noms non signés : 8 transcriptions sur 8, dont 8 que personne n'a relues (")
    assert header[: len(wanted)] == wanted
    assert len(body) > 5
    assert said.out.replace("\u202f", "") == f"{tmp_path}/t.csv : {len(body)} lignes\n"


def test_variables_of_the_corpus_are_columns_of_the_documents(cli: Cli, sample_run: Path, tmp_path: Path) -> None:
    cli("export", sample_run, "documents", "-o", tmp_path / "t.csv")
    header, *body = rows(tmp_path / "t.csv")
    assert header[8:] == sorted(header[8:])
    assert {"association", "secteur", "cycle", "region"} <= set(header[8:])
    assert {row[header.index("secteur")] for row in body} >= {"AMO", "périnatalité"}


@pytest.mark.parametrize("table", SHARED)
def test_the_four_formats_hold_the_same(cli: Cli, sample_run: Path, tmp_path: Path, table: str) -> None:
    for ending in ("csv", "xlsx", "parquet", "jsonl"):
        assert cli("export", sample_run, table, "-o", tmp_path / f"t.{ending}").status == 0
    kept = pq.read_table(tmp_path / "t.parquet")
    lines = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()]
    sheet = list(load_workbook(tmp_path / "t.xlsx").active.values)
    header, *body = rows(tmp_path / "t.csv")
    assert kept.to_pylist() == lines
    assert list(sheet[0]) == header == kept.column_names
    assert len(sheet) - 1 == len(body) == len(lines)
    for column in ("text", "label", "title", "code"):
        if column in header:
            place = header.index(column)
            wanted = [line[column] for line in lines]
            assert [row[place] or "" for row in sheet[1:]] == wanted
            assert [row[place].removeprefix("'") for row in body] == [text.removeprefix("'") for text in wanted]


def test_the_codebook_is_a_table_too(cli: Cli, sample_run: Path, tmp_path: Path) -> None:
    assert cli("export", sample_run, "codebook", "-o", tmp_path / "t.csv").status == 0
    header, *body = rows(tmp_path / "t.csv")
    assert header[:3] == ["code", "name", "definition"]
    assert [row[0] for row in body][:2] == ["tensions", "tensions.enjeux"]


@pytest.mark.parametrize("table", ["raw_turns", "mentions", "pseudonyms", "findings", "raw_documents"])
def test_a_private_table_stays_in_unless_asked_for(cli: Cli, sample_run: Path, tmp_path: Path, table: str) -> None:
    said = cli("export", sample_run, table, "-o", tmp_path / "t.csv")
    assert (said.status, said.out) == (2, "")
    assert said.err == f"la table « {table} » identifie des personnes ; ajoutez --private pour la sortir de l'étude.\n"
    assert not (tmp_path / "t.csv").exists()
    assert cli("export", sample_run, table, "-o", tmp_path / "t.csv", "--private").status == 0
    assert (tmp_path / "t.csv").stat().st_mode & 0o777 == 0o600


def test_an_unknown_table_lists_those_there_are(cli: Cli, sample_run: Path, tmp_path: Path) -> None:
    said = cli("export", sample_run, "turnz", "-o", tmp_path / "t.csv")
    assert (said.status, said.out) == (2, "")
    assert all(name in said.err for name in [*SHARED, *PRIVATE, "codebook", "--private"])
    assert_french(said.err)


@pytest.mark.parametrize("name", ["t.doc", "t", "t.sav", ".csv"])
def test_an_unknown_format_lists_those_there_are(cli: Cli, sample_run: Path, tmp_path: Path, name: str) -> None:
    said = cli("export", sample_run, "turns", "-o", tmp_path / name)
    assert said.status == 2
    assert said.err == f"« {name} » : terminez le nom du fichier par .csv, .xlsx, .parquet, .jsonl.\n"


def test_a_folder_in_place_of_the_file_is_told(cli: Cli, sample_run: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").mkdir()
    said = cli("export", sample_run, "turns", "-o", tmp_path / "t.csv")
    assert said.status == 1
    assert "c'est un dossier ; donnez le nom d'un fichier." in said.err


def test_a_study_before_its_first_run_gives_empty_tables(cli: Cli, tmp_path: Path) -> None:
    cli("init", tmp_path / "etude")
    said = cli("export", tmp_path / "etude", "turns", "-o", tmp_path / "t.csv")
    assert (said.status, said.out) == (0, f"{tmp_path}/t.csv : 0 ligne\n")
    assert rows(tmp_path / "t.csv") == [SHARED["turns"].split(", ")]
