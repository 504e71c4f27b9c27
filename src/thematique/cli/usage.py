"""What the command line's library says of a wrong use, in French."""

import errno
from typing import Any

import typer.core
import typer.rich_utils

REPORT_IT = "Vos fichiers n'ont pas été modifiés ; signalez-la en indiquant la commande et cette ligne."


class Command(typer.core.TyperCommand):
    """A command whose help option speaks French."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the help page."""
        return _french(super().get_help_option(ctx))


class Group(typer.core.TyperGroup):
    """The program, whose help option speaks French."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the help page."""
        return _french(super().get_help_option(ctx))


def _french(option: Any) -> Any:
    if option is not None:
        option.help = "Affiche cette aide et s'arrête."
    return option


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
    parameter = getattr(error, "param", None)
    name = getattr(parameter, "metavar", None) or "/".join(getattr(parameter, "opts", ())) or ""
    known = {
        "NoSuchOption": f"l'option « {option} » n'existe pas{_close(error)}",
        "MissingParameter": f"il manque « {name} ».",
        "BadParameter": f"la valeur donnée à « {name} » n'est pas admise.",
        "BadOptionUsage": f"l'option « {option} » attend une valeur.",
        "BadArgumentUsage": "les arguments ne sont pas ceux qu'attend cette commande.",
        "UsageError": "la commande n'existe pas, ou il y a trop d'arguments.",
    }
    found = known.get(type(error).__name__, "")
    return f"{found[0].upper()}{found[1:]} Voyez : {_command(error)} --help" if found else ""


def system_fault(error: OSError) -> str:
    """What the system refuses, in French, with the remedy."""
    return {
        errno.ENOSPC: "le disque est plein ; libérez de la place et relancez la même commande.",
        errno.EACCES: "l'accès est refusé ; vérifiez vos droits sur ce fichier ou ce dossier.",
        errno.EROFS: "ce disque est en lecture seule ; choisissez un autre dossier.",
        errno.ENOENT: "ce fichier ou ce dossier n'existe pas.",
        errno.ENAMETOOLONG: "ce nom est trop long pour le disque ; raccourcissez-le.",
    }.get(error.errno or 0, "le système a refusé l'opération ; vérifiez le disque et vos droits.")


def _close(error: Exception) -> str:
    near = getattr(error, "possibilities", None)
    return f" ; vouliez-vous dire {', '.join(sorted(near))} ?" if near else "."


def _command(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    return str(getattr(context, "command_path", "thematique"))
