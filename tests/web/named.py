"""A small study with names in it, of which the texts are pseudonymised and nothing else is made yet."""

import re
import shutil
from pathlib import Path

from thematique.corrections import Doubt
from thematique.records import Where
from thematique.review import coders, decisions, models
from thematique.review.database import use
from thematique.review.models import Role
from thematique.study import Study
from thematique.web.desk import Desk

from .conftest import NAMES, PASSWORD

_NORTH = (
    ("Enquêteur", "Bonjour Maëlle, vous travaillez avec qui ?"),
    ("Maëlle", "Avec Sandrine Vercauteren, à Charleroi. Et le vendredi le DJ vient au local avec un kicker."),
    ("Enquêteur", "Et les écoles ?"),
    ("Maëlle", "On appelle Sandrine Vercauteren, puis le coordi. Il le sait bien, lui aussi."),
    ("Enquêteur", "Et le soir ?"),
    ("Maëlle", "Le soir chacun rentre chez soi, on ferme et puis voilà."),
)
_SOUTH = (
    ("Enquêteur", "Et vous, Ottomar ?"),
    ("Ottomar", "Moi je suis à Namur depuis dix ans. Sandrine, je la croise aux réunions."),
    ("Enquêteur", "Vous vous appelez ?"),
    ("Ottomar", "Souvent, oui, pour les familles qui changent de quartier."),
)
ORIGINALS = ("Maëlle", "Ottomar", "Sandrine", "Vercauteren")
"""The names that the machine masks in it."""


def make(folder: Path) -> Path:
    """Make the study, with one coder of each role who chose `PASSWORD`."""
    study = Study.create(folder)
    originals = folder.with_name(f"{folder.name}-originaux")
    originals.mkdir()
    for name, turns in (("nord", _NORTH), ("sud", _SOUTH)):
        text = "\n\n".join(f"{speaker} : {said}" for speaker, said in turns)
        (originals / f"{name}.txt").write_text(text, encoding="utf-8")
    study.add([originals])
    shutil.rmtree(originals)
    assert [done for done in study.run(until="readings") if done.refused] == []
    with use(study.people.database):
        for role, name in NAMES.items():
            assert coders.accept(coders.invite(name, Role(role)).token, PASSWORD) is not None
    return folder


def doubts(study: Study, document: str) -> list[Doubt]:
    """What is in doubt in the turns of a document, by rank."""
    return [one for one in study.naming.doubts(document) if one.where is Where.TEXT]


def wish(desk: Desk) -> None:
    """Let a reviewer point at a word to mask, and at one that was masked for nothing, in « sud »; no other wish stands."""
    with use(desk.database):
        models.Correction.objects.update(standing=False)
        coder = models.Coder.objects.get(name=NAMES["relecture"])
        text = desk.shared.text("sud")
        code = re.search(r"\[LIEU_\d+\]", text) or re.search(r"\[\w+_\d+\]", text)
        assert code is not None
        word = text.index("réunions")
        for (start, end), asked in (((word, word + 8), "mask"), (code.span(), "unmask")):
            place = desk.editions.place("sud", start, end)
            decisions.ask_correction(coder, place, models.Correction.Wish(asked))
