"""Suggest codes for the passages that speak of them.

Reads   segments, vectors, codes
Writes  suggestions
Method  as long as people have coded nothing: a classifier a code, learnt from the codebook's own examples against the
        passages of the corpus (`cold_start`), made probabilities (`calibration`). Interviewers and short replies are
        given no score.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from thematique import encoder
from thematique.records import Code, Role, Segment, Suggestion, Vector
from thematique.shipped import shipped
from thematique.stage import Scope, Stage
from thematique.stages.classify import calibration, cold_start
from thematique.stages.classify.reasons import EMPTY_WORDS, Reasons

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = "départ-à-froid"
"""What the column `model` says as long as nobody has coded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What may be set.

    Attributes:
        encoder: the model that made the vectors, for the codebook's examples.
        share: the share of passages expected to carry a code, before looking at the corpus.
        threshold: the probability from which a passage is flagged. Well under one half: a passage ten times likelier
            than another to carry a rare code deserves a look.
        interviewers: also score what interviewers say.
    """

    encoder: str = encoder.SHIPPED
    share: Annotated[float, Field(gt=0, lt=1)] = 0.1
    threshold: Annotated[float, Field(gt=0, lt=1)] = 0.3
    interviewers: bool = False


def run(
    *, segments: Sequence[Segment], vectors: Sequence[Vector], codes: Sequence[Code], settings: Settings
) -> Mapping[str, list[Suggestion]]:
    """A suggestion for each code, and each theme, on each passage that can carry one."""
    import numpy as np

    known = {(vector.document, vector.segment): vector for vector in vectors}
    passages = sorted(
        (s for s in segments if not s.short and (settings.interviewers or s.role is Role.PARTICIPANT)),
        key=lambda segment: (segment.document, segment.segment),
    )
    codable = [code for code in codes if code.codable]
    if not passages or not codable:
        return {"suggestions": []}
    places = np.stack([np.asarray(known[s.document, s.segment].values) for s in passages])
    learnt = cold_start.learn(
        [segment.text for segment in passages],
        places,
        codable,
        encode=lambda texts: encoder.encode(texts, settings.encoder),
    )
    scores = calibration.probabilities(learnt.scores, learnt.example_scores, share=settings.share)
    reasons = Reasons(learnt, codable)
    return {"suggestions": list(_suggestions(passages, codes, codable, scores, reasons, settings))}


def _suggestions(
    passages: Sequence[Segment],
    codes: Sequence[Code],
    codable: Sequence[Code],
    scores: "NDArray[np.float64]",
    reasons: Reasons,
    settings: Settings,
) -> Iterator[Suggestion]:
    """Row after row, in the order of the codebook; a theme that is not coded itself has the best of its codes."""
    column = {code.code: number for number, code in enumerate(codable)}
    for row, segment in enumerate(passages):
        for code in codes:
            inside = [n for path, n in column.items() if path == code.code or path.startswith(f"{code.code}.")]
            own = column.get(code.code)
            best = own if own is not None else max(inside, key=lambda n: scores[row, n], default=None)
            if best is None:
                continue
            score = round(float(scores[row, best]), 4)
            flagged = score >= settings.threshold
            yield Suggestion(
                document=segment.document,
                segment=segment.segment,
                turn=segment.turn,
                code=code.code,
                score=score,
                flagged=flagged,
                model=MODEL,
                reason=reasons.why(row, best) if flagged else "",
            )


def _resources(settings: Settings) -> Iterable[Path]:
    return [encoder.folder(settings.encoder), shipped(EMPTY_WORDS)]


stage = Stage(
    run=run,
    reads={"segments": Segment, "vectors": Vector, "codes": Code},
    writes={"suggestions": Suggestion},
    settings=Settings,
    scope=Scope.CORPUS,
    libraries=("scikit-learn", "sentence-transformers"),
    resources=_resources,
)
