"""What the command line calls the stages, for a reader."""

import re
from collections.abc import Sequence

import typer

STAGES = {
    "ingest": "lecture des fichiers",
    "recognise": "repérage des noms",
    "pseudonyms": "choix des pseudonymes",
    "anonymise": "pseudonymisation",
    "segment": "découpage en segments",
    "embed": "vecteurs",
    "topics": "sujets",
    "classify": "suggestions de codes",
    "passages": "liste des passages signalés",
    "report": "rapport",
}
_PLURAL = re.compile(r"(?<=\w\w)s\b")
TABLES = {
    "raw_documents": "documents lus",
    "raw_turns": "tours de parole lus",
    "notices": "remarques",
    "findings": "repérages",
    "pseudonyms": "pseudonymes",
    "documents": "documents",
    "turns": "tours de parole",
    "mentions": "éléments remplacés",
    "segments": "segments",
    "vectors": "vecteurs",
    "topics": "sujets",
    "segment_topics": "segments classés par sujet",
    "suggestions": "suggestions",
    "passages": "passages signalés",
    "report": "fichiers",
    "models/topics": "fichiers de modèle",
}


def stage(name: str) -> str:
    """The stage's name, with what it does when that is known."""
    return f"{name} ({STAGES[name]})" if name in STAGES else name


def units(names: Sequence[str]) -> str:
    """Which files a stage has to do; an empty name is the whole corpus."""
    return f"{len(names)} fichiers" if len(names) > 3 else ", ".join(names) or "tout le corpus"


def tell_unmatched(names: Sequence[str]) -> None:
    """Say which rows of corpus.csv speak of no transcript: their variables would otherwise be lost in silence."""
    for name in names:
        remedy = "corrigez cette ligne ou ajoutez le fichier."
        typer.echo(f"corpus.csv : aucune transcription ne s'appelle « {name} » ; {remedy}", err=True)


def duration(seconds: float) -> str:
    """A duration a reader can take in at a glance."""
    return f"{seconds:.1f} s".replace(".", ",") if seconds < 60 else f"{seconds // 60:.0f} min {seconds % 60:02.0f} s"


def count(value: int, what: str) -> str:
    """A number of things: « 0 fichier », « 1 fichier », « 2 fichiers »."""
    return f"{number(value)} {what if abs(value) > 1 else _PLURAL.sub('', what)}"


def number(value: int) -> str:
    """A number with thin spaces between thousands."""
    return f"{value:,}".replace(",", "\u202f")
