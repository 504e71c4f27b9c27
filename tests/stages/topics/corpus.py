"""A fictitious corpus on three themes, whose vectors are three directions and noise."""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from thematique.records import Role, Segment, Vector
from thematique.stages.topics import Settings, run

THEMES = {
    "école": ["école", "écoles", "maîtresse", "cartable", "devoirs", "cantine", "élève", "élèves", "classe"],
    "logement": [
        "logement",
        "logements",
        "loyer",
        "propriétaire",
        "humidité",
        "chauffage",
        "bail",
        "immeuble",
        "quartier",
    ],
    "santé": [
        "médecin",
        "médecins",
        "hôpital",
        "ordonnance",
        "pharmacie",
        "infirmière",
        "infirmières",
        "douleur",
        "vaccin",
    ],
}
DIMENSIONS = 48
MADE = 40


def segment(number: int, text: str, *, role: Role = Role.PARTICIPANT, short: bool = False) -> Segment:
    return Segment(
        document=f"entretien{number % 4}",
        segment=number,
        turn=number,
        start=0,
        end=len(text),
        speaker="P1",
        role=role,
        text=text,
        n_words=len(text.split()),
        short=short,
    )


def vector(number: int, values: Sequence[float]) -> Vector:
    return Vector(
        document=f"entretien{number % 4}",
        segment=number,
        digest="",
        model="essai",
        values=np.asarray(values, dtype=np.float32),  # type: ignore[arg-type]
    )


def theme_of(number: int) -> str:
    """Themes of unequal size: 20, 40 and 60 of 120."""
    return ("école", "logement", "logement", "santé", "santé", "santé")[number % 6]


def three_themes(n_segments: int = 3 * MADE) -> tuple[list[Segment], list[Vector]]:
    draw, noise = random.Random(0), np.random.default_rng(0)
    directions = dict(zip(THEMES, noise.normal(size=(len(THEMES), DIMENSIONS)), strict=True))
    segments, vectors = [], []
    for number in range(n_segments):
        theme = theme_of(number)
        said = " ".join(draw.choices(THEMES[theme], k=6))
        segments.append(segment(number, f"Euh, donc [PERSONNE_3] me disait que l’{said} c'est 12 fois trop."))
        vectors.append(vector(number, directions[theme] + 0.6 * noise.normal(size=DIMENSIONS)))
    return segments, vectors


def found(segments: Sequence[Segment], vectors: Sequence[Vector], **settings: Any) -> Mapping[str, Sequence[Any]]:
    return run(segments=segments, vectors=vectors, settings=Settings(**settings))
