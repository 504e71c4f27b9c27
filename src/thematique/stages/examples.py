"""Give each text of the codebook that teaches its place in the space of meanings.

Reads   codes
Writes  examples
Method  as for segments: what was encoded once, by the same model, is not encoded again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from thematique import encoder
from thematique.classifier.teaching import teaching
from thematique.encoder import known
from thematique.records import Code, Vector
from thematique.stage import Scope, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What may be set.

    Attributes:
        encoder: that of the segments.
    """

    encoder: str = encoder.SHIPPED


def run(*, codes: Sequence[Code], examples: Sequence[Vector], settings: Settings) -> Mapping[str, list[Vector]]:
    """The vectors of what speaks for and against each code; `examples` are those that are already known."""
    texts = [
        (code.code, number, text)
        for code in codes
        if code.codable
        for number, text in enumerate((*teaching(code), *code.counter_examples))
    ]
    return {"examples": known.vectors(texts, examples, settings.encoder)}


def _resources(settings: Settings) -> Iterable[Path]:
    return [encoder.folder(settings.encoder)]


stage = Stage(
    run=run,
    reads={"codes": Code},
    writes={"examples": Vector},
    keeps=frozenset({"examples"}),
    settings=Settings,
    scope=Scope.CORPUS,
    libraries=("sentence-transformers",),
    resources=_resources,
)
