"""Whether a decision makes sense, whatever the study."""

import re

from thematique.corrections import Act, Correction
from thematique.errors import WrongUse
from thematique.french.names import key

_CODE = re.compile(r"\[?[A-ZÉ]+_\d+\]?")


def require_sense(correction: Correction) -> None:
    """Check what a decision says of names.

    Raises:
        WrongUse: a code stands for a name, there is nothing to look for in one, or one is given twice.
    """
    for name in (correction.name, *([correction.other] if correction.other else ())):
        if _CODE.fullmatch(name.strip()):
            raise WrongUse(f"« {name.strip()} » est un code ; donnez un des noms qu'il remplace (voyez list).")
        if not key(name):
            raise WrongUse("un nom contient au moins une lettre ou un chiffre ; écrivez-le comme dans le texte.")
    if correction.act is Act.MERGE and not key(correction.other):
        raise WrongUse("dites avec quel autre nom fusionner celui-ci.")
    if key(correction.name) == key(correction.other):
        raise WrongUse("ces deux noms n'en font qu'un ; donnez-en deux différents.")
