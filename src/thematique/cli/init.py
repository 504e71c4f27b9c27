"""thematique init: make a study folder."""

from pathlib import Path

import typer

from thematique.cli import words


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude à créer."),
    codebook: Path | None = typer.Option(
        None, "--codebook", metavar="FICHIER", help="Grille de codage (.toml) ; par défaut, celle du travail en réseau."
    ),
) -> None:
    """Crée le dossier d'une étude."""
    from thematique.study import Study

    study = Study.create(etude, codebook_file=codebook)
    codes = [code for code in study.codebook.codes if code.codable]
    typer.echo(f"Étude créée : {etude}")
    typer.echo(f"Grille de codage : {words.plain(study.codebook.title)} ({words.count(len(codes), 'codes')})")
    typer.echo(f"Ensuite : thematique add {etude} DOSSIER-DES-TRANSCRIPTIONS", err=True)
