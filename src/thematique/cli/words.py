"""What the command line calls the stages, for a reader."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from thematique.corrections import Reading

STAGES = {
    "ingest": "lecture des fichiers",
    "recognise": "repérage des noms",
    "correct": "corrections des noms",
    "pseudonyms": "choix des pseudonymes",
    "anonymise": "pseudonymisation",
    "hints": "indices de noms",
    "sweep": "liste de ce qui reste à regarder",
    "readings": "relecture des noms",
    "segment": "découpage en segments",
    "embed": "vecteurs",
    "topics": "sujets",
    "examples": "vecteurs de la grille",
    "classify": "suggestions de codes",
    "passages": "liste des passages signalés",
    "report": "rapport",
}
READINGS = {
    "automatic": "automatique",
    "read": "relue",
    "signed": "signée",
    "changed": "modifiée depuis sa relecture",
}
_KEPT = "\n\u00a0\u202f"
_COMMAND = re.compile(r"\b(thematique \w+) ETUDE\b")
_PLURAL = re.compile(r"(?<=\w\w)s\b|(?<=eau)x\b")


def stage(name: str) -> str:
    """The stage's name, with what it does when that is known."""
    return f"{name} ({STAGES[name]})" if name in STAGES else name


def table(name: str) -> str:
    """What the records of a table are called."""
    from thematique.catalogue import TABLES

    return TABLES.get(name, name)


def units(names: Sequence[str]) -> str:
    """Which files a stage has to do; an empty name is the whole corpus."""
    return f"{len(names)} fichiers" if len(names) > 3 else plain(", ".join(names)) or "tout le corpus"


def tell_unmatched(names: Sequence[str]) -> None:
    """Say which rows of corpus.csv speak of no transcript: their variables would otherwise be lost in silence."""
    for name in names:
        remedy = "corrigez cette ligne ou ajoutez le fichier."
        typer.echo(f"corpus.csv : aucune transcription ne s'appelle « {plain(name)} » ; {remedy}", err=True)


def reading(found: "Reading") -> str:
    """How far the names of a transcript were checked, by whom and when."""
    who = f" par {plain(found.by)}, le {'/'.join(reversed(found.at[:10].split('-')))}" if found.by else ""
    return f"{READINGS[found.state]}{who}"


def tell_unread(readings: "Sequence[Reading]") -> None:
    """Say of which transcripts nobody answers."""
    unsigned = [one for one in readings if one.state != "signed"]
    unread = [one for one in unsigned if one.state != "read"]
    if unsigned:
        what = f"{count(len(unsigned), 'transcriptions')} sur {len(readings)}"
        what += f", dont {len(unread)} que personne n'a {'relues' if len(unread) > 1 else 'relue'}" if unread else ""
        names = f"{', '.join(one.document for one in unsigned[:5])}{', …' if len(unsigned) > 5 else ''}"
        typer.echo(f"Noms non signés : {what} ({plain(names)}).", err=True)


def tell_lost(n_codings: int) -> None:
    """Say that the words of some codings have changed; nothing while there is none."""
    if n_codings:
        remedy = "replacez-les dans la page « À replacer » de thematique review."
        typer.echo(f"Codages dont les mots ont changé, qui ne comptent plus : {number(n_codings)} ; {remedy}", err=True)


def tell_shut(folder: Path) -> None:
    """Say that the private side is shut, and how to open it; nothing while it is open."""
    from thematique.private_side import why_shut

    if shut := why_shut(folder):
        typer.echo(f"{shut[0].upper()}{shut[1:]}", err=True)


def here(text: str, etude: Path) -> str:
    """A text that names a command, for the study that the person named: « thematique run ETUDE »."""
    return _COMMAND.sub(lambda found: f"{found[1]} {etude}", text)


def plain(text: str) -> str:
    """A text that people or files brought, without the signs that would command the terminal or hide others."""
    return "".join(char if char.isprintable() or char in _KEPT else f"⟨{ord(char):04X}⟩" for char in text)


def duration(seconds: float) -> str:
    """A duration a reader can take in at a glance."""
    return f"{seconds:.1f} s".replace(".", ",") if seconds < 60 else f"{seconds // 60:.0f} min {seconds % 60:02.0f} s"


def count(value: int, what: str) -> str:
    """A number of things: « 0 fichier », « 1 fichier », « 2 fichiers »."""
    return f"{number(value)} {what if abs(value) > 1 else _PLURAL.sub('', what)}"


def number(value: int) -> str:
    """A number with thin spaces between thousands."""
    return f"{value:,}".replace(",", "\u202f")
