"""An invented corpus that speaks of two things, and a codebook for them."""

from collections.abc import Sequence

from thematique import encoder
from thematique.records import Code, Role, Segment, Suggestion, Vector
from thematique.stages import classify

CRECHE = [
    "On attend une place en crèche depuis plus d'un an, la liste d'attente est interminable.",
    "Les parents appellent tous les jours pour une place à la crèche et on n'en a pas.",
    "Il manque des places d'accueil pour les tout-petits dans toute la commune.",
    "Ils se sont inscrits à la crèche avant la naissance et ils attendent encore.",
]
TURNOVER = [
    "Trois collègues ont démissionné cette année, l'équipe change sans arrêt.",
    "Le personnel ne reste pas, on recrute une puéricultrice et elle part après trois mois.",
    "Avec ces départs il faut former de nouvelles collègues tout le temps.",
    "Les démissions fatiguent ceux qui restent dans l'équipe.",
]
OTHER = [
    "Le dimanche nous allons marcher le long de la rivière avec le chien.",
    "Ma grand-mère faisait des tartes aux pommes tous les samedis.",
    "Le bus passe devant la mairie à huit heures et quart.",
    "Il a plu pendant toute la semaine et le jardin est inondé.",
    "J'ai appris le piano quand j'avais dix ans, puis la guitare.",
    "Nous avons repeint la cuisine en jaune l'été dernier.",
    "Le match de football a été annulé à cause de la neige.",
    "Elle lit surtout des romans policiers pendant les vacances.",
    "La réunion commence à neuf heures dans la grande salle.",
    "Le café de la place ferme tôt en hiver.",
    "Son vélo a été réparé par le voisin du deuxième étage.",
    "On a vu un film sur les montagnes d'Écosse.",
]

_WHO = ["Le voisin", "Ma tante", "Le facteur", "Notre chat", "Le boulanger", "Son cousin", "La pianiste", "Un touriste"]
_WHAT = [
    "a repeint la cuisine en jaune.",
    "joue de la guitare le dimanche.",
    "lit des romans policiers en vacances.",
    "part marcher en montagne.",
    "regarde le match de football.",
    "fait des tartes aux pommes.",
    "répare un vieux vélo rouge.",
    "photographie les rivières gelées.",
]
MORE = [f"{who} {what}" for who in _WHO for what in _WHAT]
"""Many more that speak of neither."""

CODES = [
    Code(code="difficultes", name="Difficultés", definition="Ce qui empêche de bien travailler.", codable=False),
    Code(
        code="difficultes.places",
        name="Manque de places",
        definition="Les places en crèche manquent, les familles attendent.",
        expressions=("liste d'attente", "pas de place"),
        examples=(
            "Il n'y a plus de place en crèche avant l'année prochaine.",
            "La liste d'attente de la crèche compte deux cents familles.",
            "Des parents attendent une place pour leur bébé.",
        ),
        counter_examples=("Elle a trouvé une place tout de suite au parking.",),
    ),
    Code(
        code="difficultes.turnover",
        name="Rotation du personnel",
        definition="Les membres de l'équipe partent et il faut les remplacer.",
        expressions=("démission",),
        examples=(
            "Deux collègues ont donné leur démission le mois passé.",
            "L'équipe change tous les six mois, personne ne reste.",
            "On passe notre temps à recruter du personnel.",
        ),
    ),
]


def passage(number: int, text: str, *, role: Role = Role.PARTICIPANT, short: bool = False) -> Segment:
    return Segment(
        document=f"d{number % 3}", segment=number, turn=number, start=0, end=len(text), speaker="", role=role, text=text,
        n_words=len(text.split()), short=short,
    )  # fmt: skip


def corpus(*more: Segment) -> list[Segment]:
    return [*(passage(n, text) for n, text in enumerate([*CRECHE, *TURNOVER, *OTHER])), *more]


def vectors_of(segments: Sequence[Segment]) -> list[Vector]:
    values = encoder.encode([segment.text for segment in segments], encoder.SHIPPED)
    return [
        Vector(document=s.document, segment=s.segment, digest="", model="", values=row)
        for s, row in zip(segments, values, strict=True)
    ]


def suggest(segments: Sequence[Segment], codes: Sequence[Code] = CODES, **settings: object) -> list[Suggestion]:
    chosen = classify.Settings(**settings)  # type: ignore[arg-type]  # a test's own values
    return classify.run(
        segments=segments, vectors=vectors_of(segments), codes=codes, examples=(), trained=(), settings=chosen
    )["suggestions"]


def ranked(suggestions: Sequence[Suggestion], code: str) -> list[int]:
    """The numbers of the passages, the likeliest for a code first."""
    own = [one for one in suggestions if one.code == code]
    return [one.segment for one in sorted(own, key=lambda one: -one.score)]
