"""What is asked on the terminal: a passphrase, which is never shown, and a word that cannot be typed by mistake."""

import getpass
import sys

import typer

from thematique.errors import WrongUse


def passphrase(*, new: bool = False) -> str:
    """The passphrase: asked for twice when it is `new`; the first line of the input where there is no terminal.

    Raises:
        WrongUse: the two are not the same, or there is none.
    """
    if not sys.stdin.isatty():
        return _line()
    said = getpass.getpass("Phrase de passe : ")
    if new and getpass.getpass("La même, encore une fois : ") != said:
        raise WrongUse("les deux phrases de passe ne sont pas les mêmes ; rien n'a été fait, recommencez.")
    return said


def agreed(word: str, *, yes: bool) -> None:
    """Let a person type a word before what cannot be undone; a script that answers nothing has said what it wants.

    Raises:
        WrongUse: another word was typed.
    """
    if yes:
        return
    if sys.stdin.isatty():
        typer.echo(f"Pour continuer, tapez {word} : ", nl=False, err=True)
    said = _line()
    if said != word and (said or sys.stdin.isatty()):
        raise WrongUse(f"le mot « {word} » n'a pas été tapé : rien n'a été fait.")


def _line() -> str:
    return sys.stdin.readline().rstrip("\r\n")
