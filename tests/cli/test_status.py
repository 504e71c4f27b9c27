"""thematique status."""

import json
from pathlib import Path

import small
from command import Cli

STAGES = [
    "ingest", "recognise", "correct", "pseudonyms", "anonymise", "hints", "sweep", "readings", "segment", "embed", "topics", "examples",
    "classify", "passages", "report",
]  # fmt: skip


def test_a_study_that_is_up_to_date_says_so(cli: Cli, sample: Path) -> None:
    said = cli("status", sample)
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "etude : 8 fichiers"
    assert lines[1] == "  textes pseudonymisés"
    assert [line.split(" ")[2] for line in lines[2:-8]] == STAGES
    assert all(line.endswith(" : à jour") for line in lines[2:-8])
    assert all(line.endswith(" : automatique") for line in lines[-8:])


def test_what_is_to_be_done_is_told_with_its_reason_and_the_next_command(cli: Cli, tmp_path: Path) -> None:
    folder = small.study(tmp_path / "etude").folder
    said = cli("status", folder)
    assert said.status == 0
    assert "  ingest (lecture des fichiers) : 2 à faire sur 2\n    nord, sud — jamais fait\n" in said.out
    assert "  report (rapport) : 1 à faire sur 1\n    tout le corpus — jamais fait\n" in said.out
    assert said.err == f"Ensuite : thematique run {folder}\n"


def test_a_new_transcript_is_seen(cli: Cli, sample: Path) -> None:
    (sample / "transcripts" / "neuf.txt").write_text(small.SUD, encoding="utf-8")
    assert "ingest (lecture des fichiers) : 1 à faire sur 9\n    neuf — jamais fait" in cli("status", sample).out


def test_a_table_that_is_gone_is_seen(cli: Cli, sample: Path) -> None:
    (sample / "tables" / "segments" / "ent2_amo.parquet").unlink()
    out = cli("status", sample).out
    assert (
        "segment (découpage en segments) : 1 à faire sur 8\n    ent2_amo — un résultat manque ou a été modifié" in out
    )


def test_refused_files_are_listed_with_their_reason(cli: Cli, sample: Path) -> None:
    (sample / "transcripts" / "vide.txt").write_bytes(b"")
    cli("run", sample, "--only", "ingest")
    said = cli("status", sample)
    assert said.status == 0
    assert "  refusé : vide.txt : le fichier est vide" in said.out


def test_json_holds_documents_states_and_refusals(cli: Cli, sample: Path) -> None:
    said = cli("status", sample, "--json")
    told = json.loads(said.out)
    assert (said.status, said.err) == (0, "")
    assert list(told) == [
        "title",
        "documents",
        "states",
        "refusals",
        "unmatched",
        "fault",
        "side",
        "reminder",
        "readings",
    ]
    assert len(told["documents"]) == 8
    assert {state["why"] for state in told["states"]} == {""}
    assert told["refusals"] == []


def test_the_rows_of_a_table_are_one_line(cli: Cli, tmp_path: Path) -> None:
    folder = small.study(tmp_path / "etude").folder
    table = tmp_path / "reponses.csv"
    table.write_text("sexe;réponse\nF;On attend trois mois une place.\nH;Le salaire\n", encoding="utf-8")
    cli("add", folder, table)
    cli("run", folder)
    assert "  reponses (2 réponses) : automatique\n" in cli("status", folder).out
