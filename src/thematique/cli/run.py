"""thematique run: do what is not done yet."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from thematique.cli import words

if TYPE_CHECKING:
    from thematique.driver import Done, Watch
    from thematique.records import Refusal
    from thematique.study import Study


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    only: str = typer.Option("", "--only", metavar="STAGE", help="Ne faire que cette étape."),
    dry: bool = typer.Option(False, "--dry", help="Dire ce qui serait fait, et pourquoi, sans rien faire."),
    force: bool = typer.Option(False, "--force", help="Refaire même ce qui est à jour."),
    workers: int | None = typer.Option(None, "--workers", metavar="N", min=1, help="Répartir sur N processus."),
    scheduler: str | None = typer.Option(None, "--scheduler", metavar="ADDRESS", help="Adresse d'un serveur Dask."),
    as_json: bool = typer.Option(False, "--json", help="Écrire le résultat en JSON."),
) -> int:
    """Fait ce qui n'est pas encore fait : lit, pseudonymise, découpe, suggère des codes, écrit le rapport."""
    from thematique.study import Study

    study = Study(etude)
    if dry:
        _tell_plan(study, only=only, as_json=as_json)
        return 0
    with _progress() as watch:
        done = list(study.run(only=only, force=force, workers=workers, scheduler=scheduler, watch=watch))
    status = study.status()
    refusals = status.refusals
    if as_json:
        typer.echo(_json({"done": [asdict(one) for one in done], "refused": [asdict(one) for one in refusals]}))
    else:
        _tell(study, done, refusals)
        words.tell_unmatched(status.unmatched)
    return int(bool(refusals))


def _tell(study: "Study", done: "Sequence[Done]", refusals: "Sequence[Refusal]") -> None:
    for name in dict.fromkeys(one.stage for one in done):
        units = [one for one in done if one.stage == name]
        made: Counter[str] = Counter()
        for one in units:
            made.update(one.n_records)
        counts = ", ".join(words.count(n, words.TABLES.get(table, table)) for table, n in made.items())
        spent = words.duration(sum(one.seconds for one in units))
        typer.echo(f"{words.stage(name)} : {counts or 'rien'} ({spent})")
    for refusal in refusals:
        typer.echo(f"{refusal.filename} : {refusal.reason}", err=True)
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


@contextmanager
def _progress() -> "Iterator[Watch]":
    """A bar a stage on a terminal, nothing elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bars = {}

        def watch(stage: str, done: int, total: int) -> None:
            if stage not in bars:
                bars[stage] = progress.add_task(words.stage(stage), total=total)
            progress.update(bars[stage], completed=done)

        yield watch
