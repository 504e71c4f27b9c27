"""A study's folder as it is at first."""

from pathlib import Path

from thematique import codebook, tables
from thematique.errors import WrongUse
from thematique.shipped import shipped

_PRIVATE = ("transcripts", "private")
_ETUDE = """\
# Réglages de l'étude : le titre, le pipeline, et seulement ce qui change des valeurs par défaut.
title = "{title}"
pipeline = "analyse"
"""


def found(folder: Path, codebook_file: Path | None = None) -> None:
    """Make the folder of a new study, with the seed codebook or another.

    Raises:
        WrongUse: there is already a study there.
        InvalidFile: the codebook has problems.
    """
    if (folder / "etude.toml").exists():
        raise WrongUse(f"« {folder} » est déjà une étude ; choisissez un autre dossier.")
    chosen = codebook_file or shipped("data/codebooks/reseau.toml")
    codebook.load(chosen)
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    for name in _PRIVATE:
        (folder / name).mkdir(exist_ok=True)
        (folder / name).chmod(0o700)
    tables.write(folder / "codebook.toml", chosen.read_bytes())
    title = folder.resolve().name.replace("\\", "\\\\").replace('"', '\\"')
    tables.write(folder / "etude.toml", _ETUDE.format(title=title).encode())
