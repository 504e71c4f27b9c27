"""thematique models: the versions of what the machine learnt."""

import json
from dataclasses import asdict
from pathlib import Path

import typer

from thematique.cli import words
from thematique.errors import WrongUse


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    action: str = typer.Argument("list", metavar="ACTION", help="list, ou use pour remettre une version en vigueur."),
    version: str = typer.Argument("", metavar="VERSION", help="La version à remettre en vigueur."),
    as_json: bool = typer.Option(False, "--json", help="Les versions en JSON."),
) -> None:
    """Liste les versions du modèle, ou revient à l'une d'elles."""
    from thematique.cli.progress import watched
    from thematique.study import Study

    study = Study(etude)
    if action == "use":
        study.machine.use(version)
        with watched("mise à jour des suggestions") as watch:
            for _ in study.run(watch=watch):
                pass
        typer.echo(f"{version} est en vigueur ; les suggestions sont à jour.", err=True)
    elif action != "list":
        raise WrongUse(f"« {action} » n'est pas une action ; écrivez : thematique models {etude} use VERSION.")
    versions = study.machine.versions()
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in versions], ensure_ascii=False))
        return
    for one in versions:
        figure = one.mean_average_precision
        worth = "" if figure is None else f", précision moyenne {figure:.2f}".replace(".", ",")
        learnt = f"{words.count(one.lessons, 'passages lus')}, " if one.lessons else ""
        state = " (en vigueur)" if one.in_force else "" if one.kept else " (écartée)"
        typer.echo(f"{one.name}{state} : {learnt}{words.count(len(one.codes), 'codes')}{worth}")
