"""thematique anonymise: the pseudonymiser alone."""

import json
from dataclasses import asdict
from pathlib import Path

import typer


def command(
    files: list[Path] = typer.Argument(..., metavar="FILE…", help="Transcriptions à pseudonymiser ensemble."),
    output: Path = typer.Option(..., "-o", "--output", metavar="DIR", help="Dossier des résultats."),
    as_json: bool = typer.Option(False, "--json", help="Écrire le résultat en JSON."),
) -> int:
    """Pseudonymise des transcriptions : DIR/NOM.txt, et ce qui a été remplacé dans DIR/private."""
    from thematique.pseudonymiser import pseudonymise

    outcomes = pseudonymise(files, output)
    if as_json:
        typer.echo(json.dumps([asdict(outcome) for outcome in outcomes], ensure_ascii=False))
    for outcome in outcomes:
        if outcome.refused or outcome.note:
            typer.echo(f"{outcome.file} : {outcome.refused or outcome.note}", err=True)
        elif not as_json:
            typer.echo(f"{outcome.output} : {outcome.n_mentions} éléments remplacés")
    return int(any(outcome.refused for outcome in outcomes))
