"""thematique add: copy transcripts into a study."""

from pathlib import Path

import typer

from thematique.cli import words


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    files: list[Path] = typer.Argument(
        ..., metavar="FICHIER|DOSSIER…", help="Transcriptions, ou dossiers qui en contiennent."
    ),
) -> int:
    """Copie des transcriptions dans l'étude ; les originaux ne sont pas modifiés."""
    from thematique.study import Study

    outcomes = Study(etude).add(files)
    for outcome in outcomes:
        if outcome.refused or outcome.note:
            typer.echo(words.plain(f"{outcome.file} : {outcome.refused or outcome.note}"), err=True)
    added = sum(outcome.taken for outcome in outcomes)
    typer.echo(f"{words.count(added, 'transcriptions ajoutées')} à {etude}")
    if added:
        typer.echo(f"Ensuite : thematique run {etude}", err=True)
    return int(any(outcome.refused for outcome in outcomes))
