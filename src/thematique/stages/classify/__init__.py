"""Suggest codes for the passages that speak of them.

Reads   segments, vectors, examples, codes, trained
Writes  suggestions
Method  a classifier a code, learnt from what people decided once they decided enough (`thematique.classifier`); until
        then from the codebook's own examples against the passages of the corpus (`cold_start`), made probabilities
        (`calibration`). Interviewers and short replies are given no score.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from thematique import encoder
from thematique.classifier.model import COLD, read_card, unpack
from thematique.codebook.paths import within
from thematique.encoder.known import remembering
from thematique.records import Code, File, Role, Segment, Suggestion, Vector
from thematique.shipped import shipped
from thematique.stage import Scope, Stage
from thematique.stages.classify import calibration, cold_start
from thematique.stages.classify.reasons import EMPTY_WORDS, N_CANDIDATES, Reasons, told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What may be set.

    Attributes:
        encoder: the model that made the vectors.
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
    *,
    segments: Sequence[Segment],
    vectors: Sequence[Vector],
    examples: Sequence[Vector],
    codes: Sequence[Code],
    trained: Sequence[File],
    settings: Settings,
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
    scored = score([segment.text for segment in passages], places, codable, trained, settings, examples)
    return {"suggestions": list(_suggestions(passages, codes, codable, scored))}


def score(
    texts: Sequence[str],
    places: "NDArray[np.float32]",
    codable: Sequence[Code],
    trained: Sequence[File],
    settings: Settings,
    examples: Sequence[Vector],
) -> "Scored":
    """How likely each passage carries each code: by what people taught where they did, else by the codebook.

    Args:
        texts: the passages.
        places: their vectors, shape (n_passages, dim).
        codable: the codes that can be given.
        trained: the files of the model in force; empty before there is one.
        settings: those of the stage.
        examples: the vectors of the codebook's texts, as far as they are known.

    Raises:
        WrongUse: the files of the model are damaged.
    """
    import numpy as np

    model = unpack(trained) if trained else None
    if model is not None and model.encoder != encoder.identity(settings.encoder):
        # its weights mean nothing on the vectors of another encoder
        model = None
    column = {code: number for number, code in enumerate(model.codes)} if model is not None else {}
    scores = np.zeros((len(texts), len(codable)))
    thresholds = np.full(len(codable), settings.threshold)
    cold: Reasons | None = None
    if any(code.code not in column for code in codable):
        learnt = cold_start.learn(texts, places, codable, encode=remembering(examples, settings.encoder))
        scores = calibration.probabilities(learnt.scores, learnt.example_scores, share=settings.share)
        cold = Reasons(learnt, codable)
    if model is not None:
        taught = model.probabilities(texts, places)
        for number, code in enumerate(codable):
            if code.code in column:
                scores[:, number] = taught[:, column[code.code]]
                thresholds[number] = model.threshold[column[code.code]]

    # a code is asked for, and then the theme that has its score
    @cache
    def why(row: int, number: int) -> str:
        path = codable[number].code
        if model is not None and path in column:
            return told(model.spoke(texts[row], column[path], N_CANDIDATES))
        assert cold is not None
        return cold.why(row, number)

    version = str(read_card(trained).get("version", "")) if model is not None else COLD
    return Scored(scores=scores, thresholds=thresholds, model=version, why=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Probabilities, shape (n_passages, n_codes), and from which each code is flagged; `why` gives the reason."""

    scores: "NDArray[np.float64]"
    thresholds: "NDArray[np.float64]"
    model: str
    why: Callable[[int, int], str]


def _suggestions(
    passages: Sequence[Segment], codes: Sequence[Code], codable: Sequence[Code], scored: Scored
) -> Iterator[Suggestion]:
    """Row after row, in the order of the codebook; a theme that is not coded itself has the best of its codes."""
    column = {code.code: number for number, code in enumerate(codable)}
    inside = {
        code.code: [column[code.code]]
        if code.code in column
        else [number for path, number in column.items() if within(path, code.code)]
        for code in codes
    }
    for row, segment in enumerate(passages):
        ratios = (scored.scores[row] / scored.thresholds).tolist()
        for code in codes:
            if not inside[code.code]:
                continue
            # of a theme's codes, the one that stands highest above its own threshold
            best = max(inside[code.code], key=ratios.__getitem__)
            probability = round(float(scored.scores[row, best]), 4)
            flagged = probability >= scored.thresholds[best]
            yield Suggestion(
                document=segment.document,
                segment=segment.segment,
                turn=segment.turn,
                code=code.code,
                score=probability,
                flagged=bool(flagged),
                model=scored.model,
                reason=scored.why(row, best) if flagged else "",
            )


def _resources(settings: Settings) -> Iterable[Path]:
    return [encoder.folder(settings.encoder), shipped(EMPTY_WORDS)]


stage = Stage(
    run=run,
    reads={"segments": Segment, "vectors": Vector, "examples": Vector, "codes": Code, "trained": File},
    writes={"suggestions": Suggestion},
    settings=Settings,
    scope=Scope.CORPUS,
    libraries=("scikit-learn", "sentence-transformers"),
    resources=_resources,
)
