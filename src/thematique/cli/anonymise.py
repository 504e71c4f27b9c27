"""thematique anonymise: the pseudonymiser alone."""

import json
from dataclasses import asdict
from pathlib import Path

import typer

from thematique.cli import words


def command(
    files: list[Path] = typer.Argument(..., metavar="FICHIER…", help="Transcriptions à pseudonymiser ensemble."),
    output: Path = typer.Option(..., "-o", "--output", metavar="DOSSIER", help="Dossier des résultats."),
    as_json: bool = typer.Option(False, "--json", help="Écrire le résultat en JSON."),
) -> int:
    """Pseudonymise des transcriptions : DOSSIER/NOM.txt, et dans private/ ce qui a été remplacé et reste à regarder."""
    from thematique.pseudonymiser import pseudonymise

    outcomes = pseudonymise(files, output)
    if as_json:
        typer.echo(json.dumps([asdict(outcome) for outcome in outcomes], ensure_ascii=False))
    for outcome in outcomes:
        if outcome.refused or outcome.note:
            typer.echo(words.plain(f"{outcome.file} : {outcome.refused or outcome.note}"), err=True)
        elif not as_json:
            left = words.count(outcome.n_doubts, words.table("doubts"))
            typer.echo(f"{outcome.output} : {words.count(outcome.n_mentions, 'éléments remplacés')}, {left}")
    if any(outcome.n_doubts for outcome in outcomes):
        typer.echo(f"À regarder avant de partager : {output}/private/*.doubts.csv, le plus probable d'abord.", err=True)
    return int(any(outcome.refused for outcome in outcomes))
