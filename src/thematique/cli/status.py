"""thematique status: where a study stands."""

import json
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import typer

from thematique.cli import words


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    as_json: bool = typer.Option(False, "--json", help="Écrire le résultat en JSON."),
) -> None:
    """Dit où en est l'étude : documents, ce qui est à jour ou à refaire et pourquoi, fichiers refusés."""
    from thematique.private_side import wording
    from thematique.study import Study

    status = Study(etude).status()
    if as_json:
        typer.echo(json.dumps(asdict(status), ensure_ascii=False))
        return
    typer.echo(f"{words.plain(status.title)} : {words.count(len(status.documents), 'fichiers')}")
    typer.echo(f"  textes {wording(status.side).texts}")
    for stage in dict.fromkeys(state.stage for state in status.states):
        states = [state for state in status.states if state.stage == stage]
        stale = [state for state in states if state.why]
        typer.echo(f"  {words.stage(stage)} : {f'{len(stale)} à faire sur {len(states)}' if stale else 'à jour'}")
        for why in dict.fromkeys(state.why for state in stale):
            units = [state.unit for state in stale if state.why == why]
            typer.echo(f"    {words.units(units)} — {why}")
    for refusal in status.refusals:
        typer.echo(f"  refusé : {words.plain(refusal.filename)} : {words.here(refusal.reason, etude)}")
    # the rows of a table of answers are one line as long as they were checked alike
    alike = groupby(status.readings, key=lambda one: (one.document.partition(":")[0], words.reading(one)))
    for (file, told), readings in alike:
        first, *others = readings
        name = f"{file} ({words.count(len(others) + 1, 'réponses')})" if others else first.document
        typer.echo(f"  {words.plain(name)} : {told}")
    words.tell_unmatched(status.unmatched)
    words.tell_shut(etude)
    if status.reminder:
        typer.echo(status.reminder, err=True)
    if status.fault:
        typer.echo(words.here(status.fault, etude), err=True)
    if any(state.why for state in status.states):
        typer.echo(f"Ensuite : thematique run {etude}", err=True)
