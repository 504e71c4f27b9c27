"""thematique report: the page of results."""

from pathlib import Path

import typer


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    output: Path | None = typer.Option(None, "-o", "--output", metavar="FILE.html", help="Où copier le rapport."),
) -> int:
    """Met le rapport à jour et dit où il est."""
    from thematique.study import Study

    study = Study(etude)
    page = study.report(output)
    refusals = study.status().refusals
    for refusal in refusals:
        typer.echo(f"{refusal.filename} : {refusal.reason}", err=True)
    typer.echo(f"Rapport : {page}")
    return int(bool(refusals))
