"""thematique export: a table for another program."""

from pathlib import Path

import typer

from thematique.cli import words


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    table: str = typer.Argument(
        ..., metavar="TABLE", help="documents, turns, segments, suggestions, topics, codebook…"
    ),
    output: Path = typer.Option(
        ..., "-o", "--output", metavar="FICHIER", help="Fichier .csv, .xlsx, .parquet ou .jsonl."
    ),
    private: bool = typer.Option(False, "--private", help="Permettre les tables qui identifient des personnes."),
) -> None:
    """Écrit une table dans un fichier pour un autre logiciel."""
    from thematique.study import Study

    study = Study(etude)
    count = study.export(table, output, private=private)
    typer.echo(f"{output} : {words.count(count, 'lignes')}")
    if table not in ("codebook", "notices"):
        words.tell_unread(study.naming.readings())
    if table == "codings":
        words.tell_lost(study.people.n_lost())
