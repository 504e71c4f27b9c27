"""What each figure of agreement says, in a sentence for readers who are no statisticians."""

from collections.abc import Mapping

from thematique.agreement.results import Measure

EXPLAINED: Mapping[Measure, str] = {
    Measure.PREVALENCE_A: "part des passages auxquels A a donné le code.",
    Measure.PREVALENCE_B: "part des passages auxquels B a donné le code.",
    Measure.PERCENT: (
        "part des passages où A et B disent la même chose, code donné ou non. Toujours élevée pour un code rare : "
        "ne rien donner est alors un accord facile."
    ),
    Measure.POSITIVE: (
        "quand l'un des deux donne le code, combien souvent l'autre le donne aussi. Ne compte pas les passages où "
        "personne ne le donne ; c'est le chiffre à lire d'abord pour un code rare."
    ),
    Measure.NEGATIVE: "de même pour les passages auxquels le code n'est pas donné.",
    Measure.KAPPA: (
        "κ de Cohen : accord au-delà de celui que donnerait le hasard, chacun gardant ses habitudes ; 0 = hasard, "
        "1 = accord parfait. Très sensible aux codes rares."
    ),
    Measure.PI: "π de Scott : comme κ, mais le hasard est calculé sur les habitudes moyennes des deux.",
    Measure.AC1: "AC1 de Gwet : comme κ, avec un hasard qui ne s'effondre pas pour les codes rares ou très fréquents.",
    Measure.BRENNAN_PREDIGER: "comme κ, avec un hasard d'une chance sur deux.",
    Measure.ALPHA: "α de Krippendorff : comme κ, corrigé pour les petits effectifs ; on demande souvent 0,67 ou plus.",
    Measure.ALPHA_U: "α de Krippendorff sur les bornes mêmes des passages : les deux ont-ils marqué les mêmes mots ?",
    Measure.PRECISION: "des passages à qui l'autre côté donne le code, part de ceux où la référence le donne aussi.",
    Measure.RECALL: "des passages à qui la référence donne le code, part de ceux que l'autre côté a trouvés.",
    Measure.F1: "moyenne (harmonique) de la précision et du rappel.",
}
SETS = (
    "α de Krippendorff sur les ensembles de codes : deux lectures qui ont une partie de leurs codes en commun comptent "
    "pour un accord partiel."
)
INTERVAL = (
    "Entre parenthèses ou en petit, l'intervalle à 95 % : ce que le chiffre aurait pu être avec d'autres entretiens du "
    "même genre (tirages répétés des entretiens). Sous cinq entretiens, il n'y en a pas."
)
