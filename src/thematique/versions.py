"""The models that people's codings taught, version after version, and which one is in force.

models/codes/v1/, v2/… each with its card, and `current`, which names the one in force; nothing is ever overwritten.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from thematique import tables
from thematique.classifier.model import CARD, read_card, unpack
from thematique.classifier.model import COLD as COLD
from thematique.errors import WrongUse
from thematique.records import File

_NAME = re.compile(r"v([1-9]\d{0,5})")


class Versions:
    """The versions of the study in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "models" / "codes"

    def names(self) -> Sequence[str]:
        """The versions, the oldest first; one without a card was cut short and does not count."""
        found = [card.parent.name for card in self._folder.glob(f"v*/{CARD}")]
        return sorted((name for name in found if _NAME.fullmatch(name)), key=lambda name: int(name[1:]))

    @property
    def current(self) -> str:
        """The version in force, `COLD` as long as there is none."""
        path = self._folder / "current"
        name = path.read_text(encoding="utf-8").strip() if path.is_file() else COLD
        return name if name == COLD or name in self.names() else COLD

    def files(self, name: str) -> Sequence[File]:
        """The files of a version; none for `COLD`.

        Raises:
            WrongUse: there is no such version.
        """
        if name == COLD:
            return []
        self._require(name)
        found = sorted(path for path in (self._folder / name).iterdir() if not path.name.startswith("."))
        return [File(name=path.name, content=path.read_bytes()) for path in found]

    def card(self, name: str) -> Mapping[str, Any]:
        """What a version says of itself.

        Raises:
            WrongUse: there is no such version, or its card is damaged.
        """
        self._require(name)
        return read_card([File(name=CARD, content=(self._folder / name / CARD).read_bytes())])

    def next_name(self) -> str:
        """The name of the version to come."""
        taken = [int(path.name[1:]) for path in self._folder.glob("v*") if _NAME.fullmatch(path.name)]
        return f"v{max(taken, default=0) + 1}"

    def keep(self, name: str, files: Sequence[File]) -> None:
        """Put a new version beside the others; the card comes last, so that a version without one was cut short."""
        for file in sorted(files, key=lambda one: one.name == CARD):
            tables.write(self._folder / name / file.name, file.content)

    def use(self, name: str) -> None:
        """Put a version in force.

        Raises:
            WrongUse: there is no such version, or it is damaged.
        """
        if name != COLD:
            unpack(self.files(name))
        tables.write(self._folder / "current", f"{name}\n".encode())

    def drop(self, names: Collection[str]) -> None:
        """Remove versions for ever, whose names are never given again; the newest good one left is then in force."""
        current = self.current
        for name in names:
            for path in (self._folder / name).iterdir():
                path.unlink()
        if current in names:
            good = [name for name in self.names() if self.card(name).get("kept")]
            self.use(good[-1] if good else COLD)

    def taught_by(self, documents: Collection[str]) -> Sequence[str]:
        """The versions that learnt from one of these documents."""
        return [name for name in self.names() if set(documents) & {*self.card(name).get("documents", ())}]

    def _require(self, name: str) -> None:
        if name not in self.names():
            known = ", ".join([COLD, *self.names()])
            raise WrongUse(f"la version « {name} » n'existe pas ; versions : {known}.")
