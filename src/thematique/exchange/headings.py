"""How people write, in a table of codings, the names of the columns and the words of their cells.

All are written here folded: small letters without accents, and nothing but letters and digits.
"""

from collections.abc import Mapping

from thematique.codings import Drawn, Verdict
from thematique.corrections import Act
from thematique.records import Kind

COLUMNS: Mapping[str, str] = {
    heading: column
    for column, headings in {
        "document": "document doc entretien interview transcription fichier file nomdufichier",
        "turn": "turn tour tourdeparole ndetour notour numerodetour numerodutour",
        "segment": "segment",
        "start": "start debut positiondedebut",
        "end": "end fin positiondefin",
        "code": "code",
        "coder": (
            "coder codeur codeuse codeurse codeureuse codepar annotateur annotatrice relecteur relectrice relecteurrice"
        ),
        "verdict": "verdict decision avis",
        "decided_at": "decidedat decidele codele datededecision dateducodage datedecodage",
        "model": "model modele",
        "score": "score probabilite",
        "drawn": "drawn tirage",
        "blind": "blind aveugle enaveugle alaveugle",
        "by": "by decidepar",
    }.items()
    for heading in headings.split()
}

TRUTHS: Mapping[str, bool] = {
    **dict.fromkeys(["1", "oui", "o", "vrai", "true", "yes"], True),
    **dict.fromkeys(["0", "non", "n", "faux", "false", "no"], False),
}

VERDICTS: Mapping[str, Verdict] = {
    **{word: Verdict.ACCEPT if said else Verdict.REJECT for word, said in TRUTHS.items()},
    **dict.fromkeys(
        ["accept", "accepted", "accepte", "acceptee", "acceptation", "valide", "validee", "x"], Verdict.ACCEPT
    ),
    **dict.fromkeys(["reject", "rejected", "rejete", "rejetee", "rejet", "refuse", "refusee", "refus"], Verdict.REJECT),
}

DRAWS: Mapping[str, Drawn] = {
    **{drawn.value: drawn for drawn in Drawn},
    **{"incertain": Drawn.UNCERTAIN, "hasard": Drawn.RANDOM, "aleatoire": Drawn.RANDOM},
    **{"choisi": Drawn.CHOSEN, "importe": Drawn.IMPORTED},
}

NAMING_COLUMNS: Mapping[str, str] = {
    heading: column
    for column, headings in {
        "name": "nom noms name names nomcomplet nometprenom prenometnom personne personnes participant participants",
        "given": "prenom prenoms firstname",
        "action": "action decision correction",
        "kind": "nature kind categorie",
        "other": "avec autre autrenom other with",
        "document": "document doc entretien interview transcription fichier file",
    }.items()
    for heading in headings.split()
}

ACTIONS: Mapping[str, Act] = {
    **dict.fromkeys(["masquer", "masque", "masquee", "amasquer", "mask", "cacher"], Act.MASK),
    **dict.fromkeys(["demasquer", "demasque", "unmask", "laisser", "garder", "conserver", "lever"], Act.UNMASK),
    **dict.fromkeys(["fusionner", "fusion", "reunir", "merge", "memepersonne"], Act.MERGE),
    **dict.fromkeys(["separer", "separation", "distinguer", "split"], Act.SPLIT),
    **dict.fromkeys(["nature", "changerdenature", "changerlanature", "kind"], Act.KIND),
}

KIND_WORDS: Mapping[Kind, str] = {
    Kind.PER: "personne",
    Kind.LOC: "lieu",
    Kind.ORG: "organisation",
    Kind.DATE: "date",
    Kind.AGE: "âge",
    Kind.PHONE: "téléphone",
    Kind.EMAIL: "courriel",
    Kind.ID: "identifiant",
    Kind.URL: "adresse web",
}
"""What each kind is called before people, on the pages and in the messages of commands; not folded."""

KINDS: Mapping[str, Kind] = {
    **{kind.value.lower(): kind for kind in Kind},
    **dict.fromkeys(["personne", "nom", "prenom", "person"], Kind.PER),
    **dict.fromkeys(["lieu", "ville", "commune", "adresse", "rue"], Kind.LOC),
    **dict.fromkeys(["organisation", "association", "ecole", "organisme", "entreprise"], Kind.ORG),
    **dict.fromkeys(["telephone", "tel", "gsm", "numerodetelephone"], Kind.PHONE),
    **dict.fromkeys(["courriel", "mail", "adresseelectronique"], Kind.EMAIL),
    **dict.fromkeys(["identifiant", "numero", "numerodedossier", "registrenational"], Kind.ID),
    **dict.fromkeys(["site", "lien", "adresseweb", "siteweb"], Kind.URL),
}
