"""A study of two short transcripts: enough for every stage, quick to run."""

from pathlib import Path

from thematique.study import Study

NORD = """# secteur: petite enfance

Enquêteur : Bonjour Maëlle, racontez-moi le réseau.

Maëlle Vandrezenbeek : Alors chaque fois qu'une collègue part, il faut tout recommencer, le turnover nous épuise.

Enquêteur : Et vous travaillez où ?

Maëlle Vandrezenbeek : À Namur, au 081 22 33 44. J'ai vu Ottomar Krastapoulis le 3 mars, il ne peut rien me dire.

Enquêteur : Pourquoi ?

Maëlle Vandrezenbeek : Le secret professionnel. On se téléphone entre deux portes, on prend un café, et ça se débloque.
"""
SUD = """Animatrice : Qui commence ?

Ottomar Krastapoulis : Moi. La confiance se construit en travaillant ensemble, petit à petit, d'année en année.

P2 : Monsieur Krastapoulis a raison, mais notre travail n'est pas reconnu par les pouvoirs publics.

Animatrice : Merci.

P2 : On se voit aux évènements du quartier, à la fête, et c'est là que les choses se disent vraiment.
"""


def write(folder: Path) -> Path:
    """Write the two transcripts in a new folder."""
    folder.mkdir(parents=True)
    (folder / "nord.txt").write_text(NORD, encoding="utf-8")
    (folder / "sud.txt").write_text(SUD, encoding="utf-8")
    return folder


def study(folder: Path) -> Study:
    """A study in `folder` to which the two transcripts are added; nothing is run."""
    made = Study.create(folder)
    made.add([write(folder.parent / f"{folder.name}-originaux")])
    return made
