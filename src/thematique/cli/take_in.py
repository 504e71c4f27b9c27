"""thematique import: codings made elsewhere."""

import json
from dataclasses import asdict
from pathlib import Path

import typer

from thematique.cli import words


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    file: Path = typer.Argument(..., metavar="FICHIER", help="Codages en .csv ou .xlsx."),
    coder: str = typer.Option("", "--coder", metavar="NOM", help="Qui a codé, quand le fichier ne le dit pas."),
    as_json: bool = typer.Option(False, "--json", help="Le compte rendu en JSON."),
) -> None:
    """Prend des codages faits ailleurs."""
    from thematique.study import Study

    taken = Study(etude).people.take_in(file, coder)
    for problem in taken.problems:
        typer.echo(words.plain(problem), err=True)
    if as_json:
        typer.echo(json.dumps(asdict(taken), ensure_ascii=False))
    else:
        known = f", {words.count(taken.known, 'codages')} déjà là" if taken.known else ""
        typer.echo(f"{file.name} : {words.count(taken.new, 'nouveaux codages')}{known}")
        if taken.overtaken:
            n_left = words.number(taken.overtaken)
            typer.echo(f"Codages laissés de côté, car la même personne a décidé autrement depuis : {n_left}")
        if taken.ended:
            n_ended = words.number(taken.ended)
            typer.echo(f"Décisions qui ne comptent plus, car ce fichier en contient de plus récentes : {n_ended}")
    if taken.problems:
        raise typer.Exit(1)
