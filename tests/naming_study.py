"""A study whose names are left to people: what the machine finds is given, so that a test says what it is about."""

from pathlib import Path

from thematique import tables
from thematique.study import Study

NORD = """Enquêtrice : Bonjour, vous venez de loin ?

Maëlle Vandrezenbeek : De Namur. Avec Bertoulle, qui tient la caisse, et une rose à la main.

Enquêtrice : Et ensuite ?

Maëlle Vandrezenbeek : Bertoulle a parlé de la Grimaude.
"""
SUD = """Enquêtrice : Qui commence ?

Maëlle Vandrezenbeek : Moi, je connais Bertoulle depuis l'école.
"""


def study(folder: Path, *, more: str = "", **texts: str) -> Study:
    """A study of two transcripts, or of those given, of which the stages up to the readings are run."""
    originals = folder.parent / f"{folder.name}-originaux"
    originals.mkdir(parents=True)
    for name, text in (texts or {"nord": NORD, "sud": SUD}).items():
        (originals / f"{name}.txt").write_text(text, encoding="utf-8")
    made = Study.create(folder)
    pipeline = "" if "pipeline" in more else 'pipeline = "anonymise"\n'
    tables.write(folder / "etude.toml", f'title = "noms"\n{pipeline}{more}'.encode())
    made = Study(folder)
    made.add([originals])
    list(made.run())
    return made


def said(made: Study) -> str:
    """All that is shown of a study's texts."""
    return "\n".join(f"{turn.speaker} : {turn.text}" for turn in made.table("turns"))
