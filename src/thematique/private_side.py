"""The private side of a study: what identifies people, whether it is open, and how the texts must be called.

While it is closed, or destroyed, nothing of it is there: what was made of it stays as it was, and no transcript is
taken for removed. A mark in the study's folder says so, even where the vault itself was taken elsewhere.
"""

import json
from enum import StrEnum
from pathlib import Path

from thematique import tables
from thematique.errors import WrongUse
from thematique.records import record

FOLDERS = ("transcripts", "private")
FILES = ("corpus.csv",)
VAULT = "private.vault"
MARK = "private.json"


class Side(StrEnum):
    """How the private side is: open, closed in its vault, or destroyed for ever (fr. côté privé)."""

    OPEN = "open"
    CLOSED = "closed"
    DESTROYED = "destroyed"


@record
class Wording:
    """How the texts must be called before a reader: « pseudonymisés » as long as names can be found again."""

    texts: str
    warning: str


def side_of(folder: Path) -> Side:
    """How the private side of the study in `folder` is; a mark that cannot be read keeps it closed."""
    marked = Side.OPEN
    if (folder / MARK).is_file():
        try:
            marked = Side(json.loads((folder / MARK).read_bytes())["side"])
        except (ValueError, KeyError, TypeError):
            marked = Side.CLOSED
    return Side.CLOSED if marked is Side.OPEN and (folder / VAULT).exists() else marked


def mark(folder: Path, side: Side) -> None:
    """Say how the private side is."""
    if side is Side.OPEN:
        (folder / MARK).unlink(missing_ok=True)
    else:
        tables.write(folder / MARK, json.dumps({"side": side.value}).encode())


def why_shut(folder: Path) -> str:
    """Why the private side cannot be used, and what to do; empty while it is open."""
    side = side_of(folder)
    if side is Side.DESTROYED:
        return "le côté privé de l'étude (originaux, noms) a été détruit ; ce qui en dépend reste comme il est."
    if side is Side.CLOSED:
        return (
            f"le côté privé de l'étude (originaux, noms) est fermé ; ouvrez-le avec : thematique vault {folder} unlock"
        )
    return ""


def require_open(folder: Path) -> None:
    """Check that the private side can be used.

    Raises:
        WrongUse: it is closed or destroyed; the sentence says how to open it.
    """
    if shut := why_shut(folder):
        raise WrongUse(shut)


def wording(side: Side) -> Wording:
    """How texts must be called while the private side is so: the one place that decides of it."""
    if side is Side.DESTROYED:
        return Wording(
            texts="anonymisés",
            warning="Les textes sont anonymisés\u00a0: les originaux et les noms ont été détruits. "
            "Qui connaît le terrain peut encore y reconnaître une personne ou un lieu.",
        )
    return Wording(
        texts="pseudonymisés",
        warning="Les textes sont pseudonymisés, non anonymes\u00a0: "
        "qui connaît le terrain peut encore y reconnaître une personne ou un lieu.",
    )
