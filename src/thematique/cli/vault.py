"""thematique vault: enclose, open or destroy what identifies people."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from thematique.cli import asking, words
from thematique.errors import WrongUse

if TYPE_CHECKING:
    from thematique.keeping import Keeping

_ACTIONS = ("lock", "unlock", "destroy")
_REMAINS = (
    "Un fichier retiré peut rester lisible quelque temps sur le disque, surtout un SSD : seul un disque lui-même "
    "chiffré l'empêche. Les copies faites ailleurs (sauvegardes, nuage, clé USB) ne sont pas touchées."
)


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    action: str = typer.Argument(..., metavar="ACTION", help="lock (fermer), unlock (ouvrir) ou destroy (détruire)."),
    yes: bool = typer.Option(False, "--yes", help="Détruire sans demander de confirmation."),
) -> None:
    """Ferme le côté privé (originaux, noms) dans un coffre chiffré, l'ouvre, ou le détruit pour toujours."""
    from thematique.study import Study

    private = Study(etude).private
    if action not in _ACTIONS:
        raise WrongUse(f"« {action} » n'est pas une action ; actions : {', '.join(_ACTIONS)}.")
    if action == "lock":
        _lock(private, etude)
    elif action == "unlock":
        _unlock(private, etude)
    else:
        _destroy(private, yes=yes)


def _lock(private: "Keeping", etude: Path) -> None:
    private.require_lockable()
    taken = private.lock(asking.passphrase(new=True))
    typer.echo(f"Côté privé fermé : {words.count(taken.files, 'fichiers')} dans {etude / 'private.vault'}")
    typer.echo("Sans la phrase de passe, personne ne pourra l'ouvrir, nous non plus : gardez-la en lieu sûr.", err=True)
    typer.echo(_REMAINS, err=True)


def _unlock(private: "Keeping", etude: Path) -> None:
    private.require_unlockable()
    given = private.unlock(asking.passphrase())
    typer.echo(f"Côté privé ouvert : {words.count(given.files, 'fichiers')} à leur place ; le coffre est retiré.")
    typer.echo(f"Pour le refermer : thematique vault {etude} lock", err=True)


def _destroy(private: "Keeping", *, yes: bool) -> None:
    from thematique.cli.progress import watched

    typer.echo(
        "Les originaux copiés dans l'étude, les noms et le coffre seront détruits ; personne ne pourra plus retrouver "
        "qui parle, ni reprendre la pseudonymisation. Les textes, les codages et les résultats restent.",
        err=True,
    )
    asking.agreed("DETRUIRE", yes=yes)
    with watched("destruction") as watch:
        files = private.destroy(watch=watch)
    typer.echo(f"Côté privé détruit : {words.count(files, 'fichiers')}. Les textes sont désormais dits anonymisés.")
    typer.echo(_REMAINS, err=True)
