"""thematique train: learn from what people decided."""

import json
from dataclasses import asdict
from pathlib import Path

import typer

from thematique.cli import words


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    as_json: bool = typer.Option(False, "--json", help="Le résultat en JSON."),
) -> None:
    """Apprend des codages ; la nouvelle version n'est gardée que si elle n'est pas moins bonne."""
    from thematique.cli.progress import watched
    from thematique.study import Study

    study = Study(etude)
    with watched("apprentissage", quiet=as_json) as watch:
        trained = study.train(watch=watch)
    if as_json:
        typer.echo(json.dumps(asdict(trained), ensure_ascii=False))
        return
    names = {code.code: code.name for code in study.codebook.codes}
    judged = "lus à l'aveugle" if trained.blind else "lus"
    held = "jugé sur des entretiens que le modèle n'a pas vus"
    if not trained.by_document:
        held = "jugé sur d'autres passages du même entretien, faute d'un second"
    typer.echo(f"{trained.version} : appris de {words.count(trained.lessons, 'passages lus')}, {held}.")
    typer.echo(f"Précision moyenne sur {words.count(trained.judged, 'passages')} {judged}, avant → après :")
    for gain in sorted(trained.gains, key=lambda one: one.code):
        told = f"{words.count(gain.passages, 'passages')} : {_figure(gain.before)} → {_figure(gain.after)}"
        typer.echo(f"  {names.get(gain.code, gain.code)}, {told}")
    typer.echo(f"  ensemble : {_figure(trained.mean_before)} → {_figure(trained.mean_after)}")
    if trained.kept:
        typer.echo(f"{trained.version} remplace {trained.before} ; les suggestions sont à jour.")
    else:
        typer.echo(f"{trained.before} reste en vigueur, car {trained.version} est moins bonne.")


def _figure(value: float | None) -> str:
    return "indéfini" if value is None else f"{value:.2f}".replace(".", ",")
