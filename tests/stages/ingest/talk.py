"""A talk, invented, with all that French talk is written with."""

from dataclasses import dataclass

ASKING = "Enquêtrice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A turn as it was said: its paragraphs, and its times in seconds."""

    speaker: str
    paragraphs: tuple[str, ...]
    start: float
    end: float


_SAID = (
    (
        ASKING,
        "Bonjour à toutes et à tous. Merci d’être venues aujourd’hui… Comment ça se passe, chez vous\u00a0?",
    ),
    (
        "Zoé",
        "Ben, à l’école du quartier – une vingtaine d’élèves –, le cœur du problème, c’est l’argent\u00a0: "
        "1\u202f250\u00a0€ par mois, pas plus.",
    ),
    (ASKING, "Et vous\u00a0?"),
    ("P2", "(rires) Moi\u00a0? Oh là là… «\u00a0Tout va bien\u00a0», qu’on nous disait. Tu parles\u00a0!"),
    (
        "Mme Noël",
        "Nous avons commencé en 2019, peut-être le 3\u00a0mai, à 14\u00a0h\u00a030.",
        "Et puis… il y a eu l’été, et nous n’étions plus que quatre\u00a0; ça n’a pas duré.",
    ),
    (ASKING, "Qu’est-ce qui a changé, alors\u00a0?"),
    ("P2", "Rien."),
    ("Zoé", "Ah si\u00a0! Où ça\u00a0? Là-bas, à l’accueil, elle m’a dit\u00a0: «\u00a0Attendez, j’appelle.\u00a0»"),
    (
        "Mme Noël",
        "C’est ça, c’est exactement ça... On appelle, on rappelle, et la sœur aînée a dû tout recommencer.",
    ),
    ("P2", "Voilà. (rires) Dix-huit coups de fil, ma chère\u00a0!"),
    (ASKING, "Une dernière chose à ajouter avant de finir\u00a0?"),
    ("Zoé", "Non, non, ça va. Merci à vous, et à bientôt peut-être."),
)
# pauses are long enough to tell turns apart where nobody is named
TALK = tuple(
    Said(speaker=speaker, paragraphs=tuple(paragraphs), start=12.5 * number + 1.5, end=12.5 * number + 11.25)
    for number, (speaker, *paragraphs) in enumerate(_SAID)
)
