"""What someone with a very large corpus should know before the long part of its run begins."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from thematique.cli import words

if TYPE_CHECKING:
    from thematique.driver import Done
    from thematique.pipeline import Pipeline

MANY = 50_000
_SECOND = 120
"""Segments that the precise encoder does in a second, on two cores."""


def advised(done: "Iterable[Done]", pipeline: "Pipeline") -> "Iterator[Done]":
    """`done` as it comes; says once, of more than `MANY` segments, what the fast encoder would save."""
    from thematique.encoder import FAST, SHIPPED

    encoder = next((step.settings.encoder for step in pipeline.steps if step.name == "embed"), "")
    segments = 0
    for one in done:
        before = segments
        segments += one.n_records.get("segments", 0)
        if encoder == SHIPPED and before <= MANY < segments:
            typer.echo(
                f"Plus de {words.number(MANY)} passages : leur situation dans l'espace des sens prendra "
                f'plus de {MANY // _SECOND // 60} minutes sur deux cœurs. Avec la ligne encoder = "{FAST}" '
                f"dans etude.toml, ce serait l'affaire de quelques secondes, pour des thèmes un peu moins fins ; "
                "Ctrl+C interrompt sans rien perdre.",
                err=True,
            )
        yield one
