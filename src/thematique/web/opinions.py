"""What versions of the machine say of every passage, worked out in a process of their own and kept while it holds.

Run as a program (`python -m thematique.web.opinions ETUDE VERSION…`) it writes, as JSON, what each version says: the
server itself would keep those who decide waiting.
"""

import json
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from thematique.codings import Coding, Drawn, Verdict
from thematique.errors import ThematiqueError, WrongUse
from thematique.web.processes import launch, output

_COLUMNS = ("document", "turn", "segment", "start", "end", "code", "coder", "score", "model")

Said = Mapping[str, Sequence[Coding]]
"""What versions say, by their names."""


class Opinions:
    """What the versions of the study in `folder` say; used by several threads at once.

    `state` names what it depends on beside the version: the texts and the codebook.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        # one at a time: each takes a processor
        self._turn = threading.Lock()
        self._state = ""
        self._said: dict[str, Sequence[Coding]] = {}
        self._asked: set[tuple[str, ...]] = set()
        self._refused: dict[tuple[str, ...], str] = {}

    def now(self, versions: Sequence[str], state: str) -> Said | None:
        """What these versions say; None while it is being worked out: ask again.

        Raises:
            WrongUse: it cannot be known; the next time one asks, it is tried again.
        """
        question = tuple(sorted({*versions}))
        with self._lock:
            if (known := self._known(question, state)) is not None:
                return known
            if refused := self._refused.pop(question, ""):
                raise WrongUse(refused)
            if question not in self._asked:
                self._asked.add(question)
                threading.Thread(target=self._find, args=[question, state], daemon=True).start()
        return None

    def wait(self, versions: Sequence[str], state: str) -> Said:
        """What these versions say, however long it takes.

        Raises:
            WrongUse: it cannot be known.
        """
        question = tuple(sorted({*versions}))
        with self._turn:
            with self._lock:
                if (known := self._known(question, state)) is not None:
                    return known
                missing = [version for version in question if version not in self._said]
            said = _ask(self._folder, missing)
            with self._lock:
                self._known(question, state)
                self._said.update(said)
                return {version: self._said[version] for version in question}

    def _find(self, question: tuple[str, ...], state: str) -> None:
        try:
            self.wait(question, state)
        except (WrongUse, OSError) as error:
            with self._lock:
                self._refused[question] = str(error)
        finally:
            with self._lock:
                self._asked.discard(question)

    def _known(self, question: tuple[str, ...], state: str) -> Said | None:
        """What is known already; what was said of another state is forgotten."""
        if state != self._state:
            self._state, self._said = state, {}
        return {one: self._said[one] for one in question} if self._said.keys() >= {*question} else None


def main(folder: str, versions: Sequence[str]) -> None:
    """Write what these versions say."""
    from thematique.study import Study

    machine = Study(folder).machine
    said = {name: [[getattr(row, one) for one in _COLUMNS] for row in machine.codings(name)] for name in versions}
    json.dump(said, sys.stdout)


def _ask(folder: Path, versions: Sequence[str]) -> Said:
    process = launch(["-m", __name__, str(folder), *versions])
    told = json.loads(output(process, *process.communicate()))
    return {version: [_coding(dict(zip(_COLUMNS, row, strict=True))) for row in rows] for version, rows in told.items()}


def _coding(row: Mapping[str, Any]) -> Coding:
    return Coding(**row, verdict=Verdict.ACCEPT, decided_at="", drawn=Drawn.CHOSEN)


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2:])
    except ThematiqueError as problem:
        sys.exit(str(problem))
