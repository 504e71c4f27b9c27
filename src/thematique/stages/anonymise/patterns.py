"""The French of dates, ages, places and organisations that are said less precisely."""

from collections.abc import Mapping

from thematique.french.lexicon import among

MONTHS: Mapping[str, int] = {
    name: month
    for month, names in enumerate(
        (
            "janvier janv jan",
            "fevrier fevr fev",
            "mars",
            "avril avr",
            "mai",
            "juin",
            "juillet juil",
            "aout",
            "septembre sept",
            "octobre oct",
            "novembre nov",
            "decembre dec",
        ),
        start=1,
    )
    for name in names.split()
}
NAMED_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
SEASONS: Mapping[str, str] = {"printemps": "printemps", "ete": "été", "automne": "automne", "hiver": "hiver"}
FEASTS: Mapping[str, int] = {"noel": 12, "toussaint": 11, "armistice": 11, "paques": 4, "ascension": 5, "pentecote": 6}
"""The month of feasts."""

YEARS = among("mille mil deux dix")
"""Words with which a year in words begins."""

MONTHS_OLD = among("mois semaine semaines jour jours")
WEEKS = 52
MONTHS_IN_YEAR = 12

STREETS = among(
    "rue avenue av boulevard bd chaussee place placette quai allee chemin impasse clos square sentier route ruelle "
    "venelle cours faubourg dreve passage rond-point esplanade montee cour voie"
)
QUARTERS = among("quartier cite residence lotissement domaine zoning parc bois hameau")

PROVINCES: Mapping[str, str] = {
    "Bruxelles": "de la Région de Bruxelles",
    "Brabant wallon": "de la province du Brabant wallon",
    "Brabant flamand": "de la province du Brabant flamand",
    "Anvers": "de la province d’Anvers",
    "Limbourg": "de la province de Limbourg",
    "Liège": "de la province de Liège",
    "Namur": "de la province de Namur",
    "Hainaut": "de la province de Hainaut",
    "Luxembourg": "de la province de Luxembourg",
    "Flandre occidentale": "de la province de Flandre occidentale",
    "Flandre orientale": "de la province de Flandre orientale",
}
"""How a province is said after « commune »."""

POSTCODES = (
    (1299, "Bruxelles"),
    (1499, "Brabant wallon"),
    (1999, "Brabant flamand"),
    (2999, "Anvers"),
    (3499, "Brabant flamand"),
    (3999, "Limbourg"),
    (4999, "Liège"),
    (5999, "Namur"),
    (6599, "Hainaut"),
    (6999, "Luxembourg"),
    (7999, "Hainaut"),
    (8999, "Flandre occidentale"),
    (9999, "Flandre orientale"),
)
"""The last Belgian postcode of each stretch, and its province."""

CLASSES: Mapping[str, str] = {
    words.replace("_", " "): name.replace("_", " ")
    for name, some in {
        "école_de_devoirs": "ecole_de_devoirs ecole_des_devoirs edd",
        "école_secondaire": "ecole_secondaire athenee lycee college",
        "école_maternelle": "ecole_maternelle",
        "école_primaire": "ecole_primaire ecole_communale ecole_fondamentale",
        "école": "ecole institut",
        "crèche": "creche halte_garderie halte_accueil garderie pregardiennat co_accueil",
        "maison_médicale": "maison_medicale",
        "maison_de_jeunes": "maison_de_jeunes maison_des_jeunes mj",
        "maison_de_quartier": "maison_de_quartier",
        "maison_de_repos": "maison_de_repos home ehpad seniorie",
        "maison_d’accueil": "maison_d_accueil maison_maternelle foyer abri_de_nuit abri_de_jour centre_d_accueil chrs",
        "hôpital": "hopital clinique polyclinique maternite chu chr",
        "planning_familial": "planning_familial planning centre_de_planning",
        "centre_culturel": "centre_culturel",
        "service": "service amo centre srg srj mecs sessad cmpp eft cisp internat",
        "association": "association asbl aisbl assoc ong fondation collectif comite amicale",
        "club": "club",
        "paroisse": "paroisse eglise mosquee temple synagogue",
        "bibliothèque": "bibliotheque ludotheque mediatheque",
        "coopérative": "cooperative",
        "restaurant": "restaurant cafe brasserie snack friterie",
        "magasin": "magasin librairie boulangerie boucherie pharmacie epicerie superette",
        "entreprise": "entreprise usine societe boite firme garage",
        "ferme": "ferme",
    }.items()
    for words in some.split()
}
"""The words that announce an organisation, folded, and its class."""
