"""thematique coder: the people who code."""

from pathlib import Path

import typer

from thematique.cli import words
from thematique.errors import WrongUse

_ACTIONS = ("add", "list", "disable")


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    action: str = typer.Argument(..., metavar="ACTION", help="add, list ou disable."),
    names: list[str] = typer.Argument(None, metavar="NOM…", help="Les noms sous lesquels ces personnes codent."),
    role: str = typer.Option("lecture", "--role", metavar="RÔLE", help="lecture, relecture ou administration."),
    address: str = typer.Option(
        "http://127.0.0.1:8765", "--address", metavar="ADRESSE", help="Adresse de la page de relecture, pour les liens."
    ),
) -> None:
    """Invite, liste ou écarte les personnes qui codent."""
    from thematique.study import Study

    people = Study(etude).people
    if action not in _ACTIONS:
        raise WrongUse(f"« {action} » n'est pas une action ; actions : {', '.join(_ACTIONS)}.")
    if action != "list" and not names:
        raise WrongUse(f"il manque un nom ; par exemple : thematique coder {etude} {action} Camille")
    for name in names or ():
        if action == "add":
            token = people.invite(name, role)
            typer.echo(f"{name} ({role}) : {address.rstrip('/')}/invitation/{token}/")
        elif action == "disable":
            people.disable(name)
            typer.echo(f"{name} n'a plus accès à l'étude ; ses codages sont gardés.")
    if action == "add":
        typer.echo("Chaque lien ne sert qu'une fois, pendant sept jours, pour choisir un mot de passe.", err=True)
        typer.echo(f"Ces liens sont ceux de la page ouverte à {address} ; ailleurs : --address ADRESSE.", err=True)
    if action == "list":
        if not (listed := people.all()):
            typer.echo(f"Personne n'est inscrit ; le premier lien est donné par : thematique review {etude}", err=True)
        for person in listed:
            done = f"{words.count(person.passages, 'passages lus')}, {words.count(person.codings, 'codages')}"
            typer.echo(f"{words.plain(person.name)} ({person.role}{'' if person.active else ', sans accès'}) : {done}")
