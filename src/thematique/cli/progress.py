"""How far long work is, on a terminal: the work as a whole, and a bar a stage."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from thematique.cli import words

if TYPE_CHECKING:
    from thematique.driver import Watch


@contextmanager
def watched(what: str, *, quiet: bool = False) -> "Iterator[Watch]":
    """Show that `what` goes on, then each stage that is told; nothing where there is no terminal, or when quiet.

    Results are written once it is over: meanwhile the terminal is taken.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    told = TextColumn("{task.fields[told]}", style="progress.download")
    columns = (TextColumn("{task.description}"), BarColumn(), told, TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as progress:
        progress.add_task(what, total=None, told="")
        bars = {}

        def watch(stage: str, done: int, total: int) -> None:
            if stage not in bars:
                bars[stage] = progress.add_task(words.stage(stage), total=total, told="")
            progress.update(bars[stage], completed=done, total=total, told=f"{done}/{total}")

        yield watch
