"""What the command line's library says of a wrong use, in French."""

import difflib
import errno
import functools
import re
from collections.abc import Iterable
from typing import Any

import typer.core
import typer.rich_utils

from thematique.cli import words
from thematique.errors import ThematiqueError, WrongUse

REPORT_IT = "Vos fichiers n'ont pas été modifiés ; signalez-la en indiquant la commande et cette ligne."

# a name that already says « several », and what the library adds to it
_TWICE = re.compile(r"…([\]}])\.\.\.")


class Command(typer.core.TyperCommand):
    """A command whose help page and hints speak to the person who typed it."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the help page."""
        return _french(super().get_help_option(ctx))

    def get_params(self, ctx: Any) -> Any:
        """The options and arguments, as the help page tells them."""
        return _untyped(super().get_params(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how to call it."""
        _write_usage(formatter, ctx.command_path, self.collect_usage_pieces(ctx))

    def invoke(self, ctx: Any) -> Any:
        """Run the command; what it refuses names the study as the person did.

        Raises:
            ThematiqueError: what the command refuses.
        """
        try:
            return super().invoke(ctx)
        except ThematiqueError as error:
            told = words.here(str(error), ctx.params.get("etude", "ETUDE"))
            raise error if told == str(error) else WrongUse(told) from error


class Group(typer.core.TyperGroup):
    """The program, whose help page speaks French."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the help page."""
        return _french(super().get_help_option(ctx))

    def get_params(self, ctx: Any) -> Any:
        """The options and arguments, as the help page tells them."""
        return _untyped(super().get_params(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how to call it."""
        _write_usage(formatter, ctx.command_path, self.collect_usage_pieces(ctx))

    def resolve_command(self, ctx: Any, args: Any) -> Any:
        """The command that the first argument names.

        Raises:
            WrongUse: there is none of that name.
        """
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            known = self.list_commands(ctx)
            near = difflib.get_close_matches(args[0], known, n=1)
            hint = f"vouliez-vous dire {near[0]} ?" if near else f"commandes : {', '.join(known)}."
            raise WrongUse(f"La commande « {args[0]} » n'existe pas ; {hint} Voyez : {ctx.command_path} --help")
        return super().resolve_command(ctx, args)


def _french(option: Any) -> Any:
    if option is not None:
        option.help = "Affiche cette aide et s'arrête."
    return option


def _untyped(parameters: Any) -> Any:
    """What an option takes is told by the word that stands for it, not by a type of Python."""
    for one in parameters:
        is_option = getattr(one, "param_type_name", "") == "option"
        one.display_type_rich = functools.partial(_word, one.metavar or "" if is_option else "")
    return parameters


def _word(word: str, ctx: Any) -> str:
    del ctx
    return word


def _write_usage(formatter: Any, path: str, pieces: Iterable[str]) -> None:
    formatter.write_usage(path, _TWICE.sub(r"…\1", " ".join(pieces)), prefix="Usage : ")


def speak_french() -> None:
    """Give the help pages their French headings."""
    typer.rich_utils.ARGUMENTS_PANEL_TITLE = "Arguments"
    typer.rich_utils.OPTIONS_PANEL_TITLE = "Options"
    typer.rich_utils.COMMANDS_PANEL_TITLE = "Commandes"
    typer.rich_utils.DEFAULT_STRING = "[par défaut : {}]"
    typer.rich_utils.REQUIRED_LONG_STRING = "[obligatoire]"


def sentence(error: Exception) -> str:
    """The French sentence for an error of the command line's library; empty for any other error.

    The library gives its errors no public names that last, hence the names of their classes.
    """
    option = getattr(error, "option_name", "")
    name = _name(getattr(error, "param", None))
    known = {
        "NoSuchOption": f"l'option « {option} » n'existe pas{_close(error)}",
        "MissingParameter": f"il manque « {name} ».",
        "BadParameter": f"la valeur donnée à « {name} » n'est pas admise.",
        "BadOptionUsage": f"l'option « {option} » attend une valeur.",
        "BadArgumentUsage": "les arguments ne sont pas ceux qu'attend cette commande.",
        "UsageError": "il y a un argument de trop, ou une option mal placée.",
    }
    found = known.get(type(error).__name__, "")
    return f"{found[0].upper()}{found[1:]} Voyez : {_command(error)} --help" if found else ""


def system_fault(error: OSError) -> str:
    """What the system refuses, on which file, in French, with the remedy."""
    place = f"« {error.filename} » : " if error.filename else ""
    return place + {
        errno.ENOSPC: "le disque est plein ; libérez de la place et relancez la même commande.",
        errno.EACCES: "l'accès est refusé ; vérifiez vos droits sur ce fichier ou ce dossier.",
        errno.EROFS: "ce disque est en lecture seule ; choisissez un autre dossier.",
        errno.ENOENT: "ce fichier ou ce dossier n'existe pas.",
        errno.ENOTDIR: "un dossier de ce chemin est en fait un fichier ; choisissez un autre endroit.",
        errno.EISDIR: "c'est un dossier ; donnez le nom d'un fichier.",
        errno.ENAMETOOLONG: "ce nom est trop long pour le disque ; raccourcissez-le.",
    }.get(error.errno or 0, "le système a refusé l'opération ; vérifiez le disque et vos droits.")


def _name(parameter: Any) -> str:
    """What to call a parameter: an option by its names, an argument by what stands for it on the help page."""
    if parameter is None:
        return ""
    is_option = getattr(parameter, "param_type_name", "") == "option"
    return "/".join(parameter.opts) if is_option else parameter.metavar or parameter.name or ""


def _close(error: Exception) -> str:
    near = getattr(error, "possibilities", None)
    return f" ; vouliez-vous dire {', '.join(sorted(near))} ?" if near else "."


def _command(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    return str(getattr(context, "command_path", "thematique"))
