"""thematique review: the web application where people decide."""

from contextlib import suppress
from pathlib import Path

import typer


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    host: str = typer.Option(
        "127.0.0.1", "--host", metavar="HÔTE", help="Adresse où répondre ; cette machine seule sinon."
    ),
    port: int = typer.Option(8765, "--port", metavar="PORT", min=0, max=65535, help="Port ; 0 pour un port libre."),
    address: str = typer.Option(
        "", "--address", metavar="HTTPS", help="Adresse publique, quand un serveur HTTPS est placé devant."
    ),
    insecure: bool = typer.Option(False, "--insecure", help="Répondre à d'autres machines sans chiffrement."),
    private: bool = typer.Option(
        False,
        "--private",
        help="Ajouter la page « Noms », qui montre les noms d'origine à l'administration, sur cette machine seule.",
    ),
) -> None:
    """Ouvre la page de relecture, pour cette machine."""
    from thematique.private_side import why_shut
    from thematique.study import Study
    from thematique.web.server import serve

    study = Study(etude)

    def ready(base: str) -> None:
        if token := study.people.first_link():
            typer.echo("Première ouverture : choisissez nom et mot de passe avec ce lien, qui ne sert qu'une fois.\n")
            typer.echo(f"    {base}/invitation/{token}/\n")
        if private and (shut := why_shut(etude)):
            typer.echo(f"Page « Noms » demandée, mais {shut}\n")
        elif private:
            typer.echo(
                "Page « Noms » ouverte (--private) : qui administre l'étude y voit les noms d'origine, sur cette "
                "machine seule.\nArrêtez ce serveur dès que les noms sont relus.\n"
            )
        typer.echo(f"Page de relecture : {base}/\nArrêtez-la avec Ctrl-C ; chaque décision est déjà enregistrée.")

    # Ctrl-C ends the server, which gives back; before it listens, Python tells of it
    with suppress(KeyboardInterrupt):
        serve(study, host=host, port=port, address=address, insecure=insecure, private=private, ready=ready)
    typer.echo("Page de relecture arrêtée ; toutes les décisions sont enregistrées.", err=True)
