"""How long originals are kept: `keep_originals_until = 2027-01-31` in etude.toml, and the reminder once it is past."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from thematique.errors import InvalidFile
from thematique.private_side import Side, side_of

SETTING = "keep_originals_until"


def reminder(folder: Path, settings: Mapping[str, Any], *, today: date | None = None) -> str:
    """What is due of the originals of the study in `folder`, in French; empty before the day, or once it is done.

    Raises:
        InvalidFile: the setting is no date.
    """
    until = settings.get(SETTING)
    if until is None:
        return ""
    # a moment is a date for Python, and not the other way round
    if type(until) is not date:
        raise InvalidFile(
            "etude.toml", [f"« {SETTING} » doit être une date, sans guillemets : {SETTING} = 2027-01-31."]
        )
    if side_of(folder) is Side.DESTROYED or (today or date.today()) <= until:
        return ""
    return (
        f"les originaux et les noms devaient être gardés jusqu'au {until:%d/%m/%Y} ; détruisez-les avec : "
        f"thematique vault {folder} destroy, ou changez « {SETTING} » dans etude.toml."
    )
