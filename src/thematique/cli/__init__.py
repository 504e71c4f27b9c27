"""The command line: a file a command, each a thin mirror of a method of `Study`.

Messages go to stderr, results to stdout. Exit status: 0 all well; 1 something was refused and the rest was done;
2 wrong use. Nobody ever sees a traceback.
"""

import io
import logging
import os
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress

import typer

from thematique import __version__
from thematique.cli import (
    add,
    anonymise,
    backup,
    coder,
    compare,
    export,
    forget,
    init,
    models,
    names,
    report,
    review,
    run,
    status,
    take_in,
    train,
    usage,
    vault,
    words,
)
from thematique.errors import ThematiqueError

# what the command line's library makes of Ctrl-C
_INTERRUPTED = 130

app = typer.Typer(
    name="thematique",
    cls=usage.Group,
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    help="Analyse thématique d'entretiens et de focus groups en français, hors ligne.",
    epilog="Pour commencer : thematique init MON-ETUDE, puis add, puis run.",
    add_completion=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["--help", "-h"]},
)
for command in (
    init,
    add,
    run,
    status,
    review,
    coder,
    names,
    take_in,
    train,
    models,
    compare,
    export,
    report,
    backup,
    vault,
    forget,
    anonymise,
):
    # « import » is a word of the language
    name = command.__name__.rpartition(".")[2].replace("take_in", "import")
    app.command(name=name, cls=usage.Command)(command.command)


@app.callback(invoke_without_command=True)
def about(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Affiche la version et s'arrête."),
) -> None:
    """Analyse thématique d'entretiens et de focus groups en français, hors ligne."""
    if version:
        typer.echo(__version__)
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit status."""
    # a console that lacks a letter shows another rather than fail
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    # what libraries remark is in English, and about themselves
    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    status = invoke(sys.argv[1:] if arguments is None else arguments)
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    # threads of libraries that still sleep may abort an exit by the long way, after all was done
    os._exit(status)


def invoke(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit status."""
    usage.speak_french()
    try:
        status = app(args=list(arguments), prog_name="thematique", standalone_mode=False)
        if status == _INTERRUPTED:
            raise KeyboardInterrupt
    except ThematiqueError as error:
        typer.echo(words.plain(str(error)), err=True)
        return 2
    except KeyboardInterrupt:
        typer.echo("Interrompu. Ce qui était fini est gardé ; relancez la même commande pour continuer.", err=True)
        return 1
    except OSError as error:
        typer.echo(usage.system_fault(error), err=True)
        return 1
    except Exception as error:  # the last wall between a fault and a person
        if sentence := usage.sentence(error):
            typer.echo(sentence, err=True)
            return 2
        typer.echo(f"Une erreur inattendue est survenue ({type(error).__name__}). {usage.REPORT_IT}", err=True)
        return 1
    return status if isinstance(status, int) else 0
