"""thematique backup: copies of the human data, and the way back."""

from pathlib import Path

import typer

from thematique.errors import WrongUse

_ACTIONS = ("list", "now", "restore")


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    action: str = typer.Argument("list", metavar="ACTION", help="list, now ou restore."),
    name: str = typer.Argument("", metavar="NOM", help="La sauvegarde à reprendre, pour restore."),
) -> None:
    """Liste, fait ou reprend une sauvegarde des codages."""
    from thematique.study import Study

    people = Study(etude).people
    if action not in _ACTIONS:
        raise WrongUse(f"« {action} » n'est pas une action ; actions : {', '.join(_ACTIONS)}.")
    if action == "now":
        typer.echo(people.backup())
    elif action == "restore":
        before = people.restore(name)
        typer.echo(f"Les codages sont ceux de « {name} ». Ceux d'avant sont gardés dans « {before.name} ».")
        if not people.is_governed:
            typer.echo(
                "Dans cette copie, personne n'administre encore l'étude : le premier lien est donné par : "
                f"thematique review {etude} (arrêtez d'abord une page ouverte)",
                err=True,
            )
    else:
        for backup in people.backups():
            typer.echo(f"{backup.name}  {backup.made_at[:16].replace('T', ' ')} UTC  {backup.reason}")
