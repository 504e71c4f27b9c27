"""The steps of the work, in its order, as a reader knows them."""

from collections.abc import Mapping

STAGES: Mapping[str, str] = {
    "ingest": "lecture des fichiers",
    "recognise": "repérage des éléments identifiants",
    "correct": "corrections des noms",
    "pseudonyms": "choix des pseudonymes",
    "anonymise": "pseudonymisation",
    "hints": "indices de noms",
    "sweep": "liste de ce qui reste à regarder",
    "readings": "relecture des noms",
    "segment": "découpage en passages",
    "embed": "représentation du sens",
    "topics": "recherche de sujets",
    "examples": "représentation de la grille",
    "classify": "suggestion de codes",
    "passages": "liste des passages signalés",
    "report": "rapport",
}
"""What each stage does, in the order of the work; a stage that is not here is shown by its own name, last."""
