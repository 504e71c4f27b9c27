"""A study with a codebook of its own, and changes that are made to it and taken back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from databases import Opened
from thematique.codebook import edits
from thematique.review import grid
from thematique.review.models import Coder

GRID = """# une remarque de la main
title = "Essai"

[t]
name = "Thème"
definition = "Un thème."

[t.a]
name = "Alpha"
definition = "Le premier."
examples = ["Un exemple d'alpha."]

[t.b]
name = "Bêta"
definition = "Le deuxième."
examples = ["Un exemple de bêta."]

[u]
name = "Autre"
definition = "Un autre thème."
"""


def founded(opened: Opened) -> Path:
    """The folder of the study, whose codebook is kept as the first version."""
    (opened.folder / "codebook.toml").write_text(GRID, encoding="utf-8")
    grid.current(opened.folder)
    return opened.folder


def rename(name: str = "Alpha prime", code: str = "t.a") -> Any:
    return lambda book: edits.rename(book, code, name)


def do(folder: Path, coder: Coder, make: Any, chosen: Mapping[int, str] | None = None, **options: Any) -> int:
    now = grid.current(folder)
    wanted = grid.Change(what="essai", edited=make(now.codebook), chosen=chosen or {})
    return grid.change(folder, coder, wanted, version=options.pop("version", now.number), **options)


def undo(folder: Path, coder: Coder) -> int:
    return grid.undo(folder, coder, version=grid.current(folder).number)


def text(folder: Path) -> str:
    return (folder / "codebook.toml").read_text(encoding="utf-8")
