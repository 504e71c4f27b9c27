"""The tables that a study has, and which of them identify people."""

from collections.abc import Mapping

from thematique.codings import Coding
from thematique.errors import WrongUse
from thematique.pipeline import Pipeline
from thematique.records import Code, File, Vector

TABLES: Mapping[str, str] = {
    "sources": "transcriptions",
    "codes": "grille de codage",
    "corrections": "corrections de noms",
    "signatures": "signatures",
    "refusals": "fichiers refusés",
    "steps": "étapes du travail",
    "trained": "version du modèle",
    "wording": "état du côté privé",
    "raw_documents": "documents lus",
    "raw_turns": "tours de parole lus",
    "notices": "remarques",
    "findings": "repérages",
    "corrected": "repérages corrigés",
    "cleared": "passages levés",
    "hints": "indices de noms",
    "doubts": "mots à regarder",
    "likenesses": "ressemblances",
    "readings": "états de relecture",
    "pseudonyms": "pseudonymes",
    "documents": "documents",
    "turns": "tours de parole",
    "mentions": "éléments remplacés",
    "segments": "segments",
    "vectors": "vecteurs",
    "examples": "vecteurs de la grille",
    "topics": "sujets",
    "segment_topics": "segments classés par sujet",
    "suggestions": "suggestions",
    "passages": "passages signalés",
    "report": "fichiers",
    "models/topics": "fichiers de modèle",
}
"""What the records of a table are called; one that is not here is called by its own name."""


def kind_of(pipeline: Pipeline, name: str, *, private: bool = False) -> type:
    """The record type of a table.

    Args:
        pipeline: that of the study.
        name: of the table.
        private: allow those that identify people.

    Raises:
        WrongUse: no such table, or a private one without leave.
    """
    writes = [(table, kind, step.stage) for step in pipeline.steps for table, kind in step.stage.writes.items()]
    known = {table: kind for table, kind, _ in writes if kind not in {File, Vector}} | {
        "codebook": Code,
        "codings": Coding,
    }
    hidden = {table for table, _, stage in writes if table in stage.private}
    if name not in known:
        names = ", ".join(sorted(set(known) - hidden)) + f" ; avec --private : {', '.join(sorted(hidden))}"
        raise WrongUse(f"la table « {name} » n'existe pas ; tables : {names}.")
    if name in hidden and not private:
        raise WrongUse(f"la table « {name} » identifie des personnes ; ajoutez --private pour la sortir de l'étude.")
    return known[name]
