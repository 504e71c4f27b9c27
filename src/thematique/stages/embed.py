"""Give each segment its place in the space of meanings.

Reads   segments
Writes  vectors
Method  a sentence-transformers model; what was encoded once, by the same model, is not encoded again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from thematique import encoder
from thematique.encoder import known
from thematique.records import Segment, Vector
from thematique.stage import Scope, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What may be set.

    Attributes:
        encoder: the sentence-transformers model: one that ships, a folder, or a name of the local cache.
    """

    encoder: str = encoder.SHIPPED


def run(*, segments: Sequence[Segment], vectors: Sequence[Vector], settings: Settings) -> Mapping[str, list[Vector]]:
    """The vector of each segment; `vectors` are those that are already known."""
    texts = [(segment.document, segment.segment, segment.text) for segment in segments]
    return {"vectors": known.vectors(texts, vectors, settings.encoder)}


def _resources(settings: Settings) -> Iterable[Path]:
    return [encoder.folder(settings.encoder)]


stage = Stage(
    run=run,
    reads={"segments": Segment},
    writes={"vectors": Vector},
    keeps=frozenset({"vectors"}),
    settings=Settings,
    scope=Scope.SOURCE,
    libraries=("sentence-transformers",),
    resources=_resources,
)
