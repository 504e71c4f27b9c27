"""thematique run: do what is not done yet."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from thematique.cli import words

if TYPE_CHECKING:
    from thematique.driver import Done
    from thematique.records import Refusal
    from thematique.study import Study


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    only: str = typer.Option("", "--only", metavar="ÉTAPE", help="Ne faire que cette étape."),
    dry: bool = typer.Option(False, "--dry", help="Dire ce qui serait fait, et pourquoi, sans rien faire."),
    force: bool = typer.Option(False, "--force", help="Refaire même ce qui est à jour."),
    workers: int | None = typer.Option(None, "--workers", metavar="N", min=1, help="Répartir sur N processus."),
    scheduler: str | None = typer.Option(None, "--scheduler", metavar="ADRESSE", help="Adresse d'un serveur Dask."),
    as_json: bool = typer.Option(False, "--json", help="Écrire le résultat en JSON."),
) -> int:
    """Fait ce qui n'est pas encore fait : lit, pseudonymise, découpe, suggère des codes, écrit le rapport."""
    from thematique.cli.advice import advised
    from thematique.cli.progress import watched
    from thematique.study import Study

    study = Study(etude)
    if dry:
        _tell_plan(study, only=only, as_json=as_json)
        return 0
    with watched("mise à jour de l'étude") as watch:
        going = study.run(only=only, force=force, workers=workers, scheduler=scheduler, watch=watch)
        done = list(advised(going, study.pipeline))
        refusals = study.refusals()
        # a form that several transcripts hold is one word to look at
        once = {"doubts": len(study.naming.doubts())} if any("doubts" in one.n_records for one in done) else {}
    if as_json:
        typer.echo(_json({"done": [asdict(one) for one in done], "refused": [asdict(one) for one in refusals]}))
    else:
        _tell(study, done, refusals, once, etude)
        words.tell_unmatched(study.unmatched())
        if done and study.people.is_started:
            words.tell_lost(study.people.n_lost())
    words.tell_shut(etude)
    return int(bool(refusals))


def _tell(
    study: "Study", done: "Sequence[Done]", refusals: "Sequence[Refusal]", once: Mapping[str, int], etude: Path
) -> None:
    """Tell what each stage made; `once` holds the tables of which something is shown once for several records."""
    for name in dict.fromkeys(one.stage for one in done):
        units = [one for one in done if one.stage == name]
        made: Counter[str] = Counter()
        for one in units:
            made.update(one.n_records)
        counts = ", ".join(words.count(once.get(table, n), words.table(table)) for table, n in made.items())
        spent = words.duration(sum(one.seconds for one in units))
        typer.echo(f"{words.stage(name)} : {counts or 'rien'} ({spent})")
        if made["notices"]:
            typer.echo("  Ces remarques sont dans le rapport, « Remarques de lecture ».")
    for refusal in refusals:
        typer.echo(f"{words.plain(refusal.filename)} : {words.here(refusal.reason, etude)}", err=True)
    if not done:
        typer.echo("Tout est à jour : rien n'a été refait.")
    page = study.folder / "report" / "rapport.html"
    if page.exists():
        typer.echo(f"Rapport : {page}")


def _tell_plan(study: "Study", *, only: str, as_json: bool) -> None:
    states = study.plan(only=only)
    if as_json:
        typer.echo(_json({"would_run": [asdict(state) for state in states]}))
        return
    for name, why in dict.fromkeys((state.stage, state.why) for state in states):
        units = [state.unit for state in states if (state.stage, state.why) == (name, why)]
        typer.echo(f"{words.stage(name)} : {words.units(units)} — {why}")
    if not states:
        typer.echo("Tout est à jour : rien ne serait refait.")


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, default=dict)
