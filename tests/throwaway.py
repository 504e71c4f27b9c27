"""A study whose stages are written for one test, in a temporary folder that joins the rooms of thematique."""

import importlib
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from thematique import ledger, stages
from thematique.driver import Done
from thematique.records import record
from thematique.study import Study


@record
class Line:
    document: str
    line: int
    text: str


@record
class Count:
    document: str
    n_words: int


@record
class Total:
    n_documents: int
    n_words: int


CODEBOOK = """
[attente]
name = "Attente"
definition = "Ce qui tarde à venir."
"""

LINES = '''
"""Read lines."""
from collections.abc import Sequence
from thematique.errors import FileRefused, Reason
from thematique.records import Source
from thematique.stage import NoSettings, Scope, Stage
from throwaway import Line

def run(*, settings: NoSettings, sources: Sequence[Source]):
    lines = []
    for source in sources:
        text = source.content.decode()
        if not text:
            raise FileRefused(Reason.EMPTY)
        if "PIEGE" in text:
            raise ValueError(text)
        lines += [Line(document=source.document, line=n, text=t.strip()) for n, t in enumerate(text.splitlines())]
    return {"lines": lines}

stage = Stage(
    run=run, reads={"sources": Source}, writes={"lines": Line}, private=frozenset({"lines"}), scope=Scope.SOURCE
)
'''

COUNTS = '''
"""Count words."""
from dataclasses import dataclass
from typing import Annotated
from pydantic import Field
from thematique.stage import Scope, Stage
from throwaway import Count, Line

@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    shortest: Annotated[int, Field(ge=1)] = 1
    language: str = "fr"

def run(*, settings, lines):
    counts = {}
    for line in lines:
        words = [word for word in line.text.split() if len(word) >= settings.shortest]
        counts[line.document] = counts.get(line.document, 0) + len(words)
    return {"counts": [Count(document=document, n_words=n) for document, n in counts.items()]}

stage = Stage(run=run, reads={"lines": Line}, writes={"counts": Count}, settings=Settings, scope=Scope.SOURCE)
'''

TOTALS = '''
"""Add up."""
from thematique.records import File
from thematique.stage import NoSettings, Scope, Stage
from throwaway import Count, Total

def run(*, settings: NoSettings, counts):
    total = Total(n_documents=len(counts), n_words=sum(count.n_words for count in counts))
    return {"totals": [total], "page": [File(name="total.txt", content=str(total.n_words).encode())]}

stage = Stage(run=run, reads={"counts": Count}, writes={"totals": Total, "page": File}, scope=Scope.CORPUS)
'''


class House:
    """A study in `folder/etude`, with stages in `folder/rooms`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rooms = folder / "rooms"
        self.rooms.mkdir(parents=True)
        self.etude = folder / "etude"
        (folder / "grille.toml").write_text(CODEBOOK, encoding="utf-8")
        Study.create(self.etude, codebook_file=folder / "grille.toml")
        self.settings("")

    def stage(self, name: str, code: str) -> None:
        """Write a stage, in one file."""
        (self.rooms / f"{name}.py").write_text(code, encoding="utf-8")
        forget(name)

    def words(self) -> None:
        """Write the three stages lines, counts and totals, and the pipeline that lists them."""
        for name, code in {"lines": LINES, "counts": COUNTS, "totals": TOTALS}.items():
            self.stage(name, code)
        self.pipeline("lines", "counts", "totals")

    def pipeline(self, *names: str, more: str = "") -> None:
        listed = ", ".join(f'"{name}"' for name in names)
        (self.folder / "essai.toml").write_text(f"stages = [{listed}]\n{more}", encoding="utf-8")

    def settings(self, text: str) -> None:
        head = f'title = "essai"\npipeline = "{(self.folder / "essai.toml").as_posix()}"\n'
        (self.etude / "etude.toml").write_text(head + text, encoding="utf-8")

    def source(self, name: str, text: str) -> Path:
        path = self.etude / "transcripts" / name
        path.write_text(text, encoding="utf-8")
        return path

    def study(self) -> Study:
        return Study(self.etude)

    def run(self, **options: Any) -> list[Done]:
        return list(self.study().run(**options))

    def ran(self, **options: Any) -> list[tuple[str, str]]:
        """What a run did, as (stage, unit)."""
        return [(done.stage, done.unit) for done in self.run(**options)]

    def files(self) -> Mapping[str, bytes]:
        """Everything that the machine made, but the ledger and the journal."""
        left_out = {"ledger.sqlite", ".lock", "journal.log"}
        given = {"transcripts", "etude.toml", "codebook.toml", "corpus.csv"}
        return {
            path.relative_to(self.etude).as_posix(): path.read_bytes()
            for path in sorted(self.etude.rglob("*"))
            if path.is_file() and path.name not in left_out and path.relative_to(self.etude).parts[0] not in given
        }


def forget(name: str) -> None:
    """Forget a stage that was imported, so that its file is read again."""
    for module in [m for m in sys.modules if f"{m}.".startswith(f"thematique.stages.{name}.")]:
        del sys.modules[module]
    stages.__dict__.pop(name, None)
    importlib.invalidate_caches()
    ledger._closure.cache_clear()


@contextmanager
def house_in(folder: Path) -> Iterator[House]:
    """A house whose rooms are known as long as the context lasts."""
    house = House(folder)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    stages.__path__.append(str(house.rooms))
    try:
        yield house
    finally:
        stages.__path__.remove(str(house.rooms))
        sys.dont_write_bytecode = before
        for room in house.rooms.iterdir():
            forget(room.stem)


def elsewhere(house: House) -> Mapping[str, str]:
    """The environment in which another process knows the rooms of the house too."""
    site = house.folder / "site"
    site.mkdir(exist_ok=True)
    (site / "sitecustomize.py").write_text(
        f"from thematique import stages\nstages.__path__.append({str(house.rooms)!r})\n", encoding="utf-8"
    )
    places = os.pathsep.join([str(site), str(Path(__file__).parent)])
    return {**os.environ, "PYTHONPATH": places, "PYTHONDONTWRITEBYTECODE": "1"}
