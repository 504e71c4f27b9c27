"""thematique report: the page of results."""

from pathlib import Path

import typer

from thematique.cli import words


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    output: Path | None = typer.Option(None, "-o", "--output", metavar="FICHIER.html", help="Où copier le rapport."),
) -> int:
    """Met le rapport à jour et dit où il est."""
    from thematique.cli.progress import watched
    from thematique.study import Study

    study = Study(etude)
    with watched("mise à jour du rapport") as watch:
        page = study.report(output, watch=watch)
        refusals = study.refusals()
    for refusal in refusals:
        typer.echo(f"{words.plain(refusal.filename)} : {words.here(refusal.reason, etude)}", err=True)
    typer.echo(f"Rapport : {page}")
    return int(bool(refusals))
