"""What draws attention to words that were left, what it weighs, and how it is said."""

from enum import Enum


class Sign(Enum):
    """A reason to look at words; the weights add up."""

    SPELLED = ("lettres épelées", 4.0)
    DICTATED = ("adresse ou numéro dicté", 4.0)
    LONG = ("suite de chiffres", 3.5)
    DATE = ("date", 2.5)
    AGE = ("âge ou durée", 2.0)
    LASTING = ("", -2.5)
    NUMBER = ("nombre", 1.0)
    QUANTITY = ("quantité", -1.0)
    CAPITAL = ("majuscule dans la phrase", 3.3)
    UNKNOWN = ("mot inconnu", 3.0)
    SHORT = ("une ou deux lettres", 3.0)
    MASKED = ("masqué ailleurs comme nom", 3.5)
    PART = ("masqué ailleurs dans un nom plus long", 1.5)
    PLACE_WORD = ("après un mot qui annonce un lieu", 3.0)
    TITLE = ("après un mot qui annonce un nom", 2.0)
    BODY = ("après un mot qui annonce une organisation", 0.6)
    BESIDE = ("à côté d'un nom masqué", 1.5)
    NEAR = ("écrit ou prononcé presque comme un nom masqué", 0.4)
    PUT_TOGETHER = ("deux mots qui, joints, ressemblent à un nom masqué", 3.0)
    TAKEN_UP = ("repris comme un nom par « il » ou « elle »", 0.8)
    TOWARDS = ("après « à », comme un lieu", 1.5)
    RARE = ("mot rare, où se dit aussi un lieu", 1.0)
    HINTED = ("la phrase se lit aussi avec un nom à cet endroit", 0.3)
    NAME = ("aussi un prénom ou un nom", 1.0)
    PLACE = ("aussi un nom de lieu", 0.6)
    ACRONYM = ("sigle", -1.0)
    CUT = ("mot interrompu", -1.0)

    def __init__(self, phrase: str, weight: float) -> None:
        self.phrase = phrase
        self.weight = weight
