"""Train: learn from what people decided, judge on documents held out, and keep the new version if it is not worse."""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from thematique import encoder
from thematique.classifier import learning
from thematique.classifier.lessons import Lesson
from thematique.classifier.model import COLD, pack, read_card
from thematique.digests import digest, digest_of
from thematique.encoder.known import remembering
from thematique.errors import WrongUse
from thematique.records import Code, File, Segment, Vector, record
from thematique.stages import classify

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_HELD_OUT = "held_out.npz"
_ENOUGH_BLIND = 50
# two figures that differ by less are the same
_TOLERANCE = 0.005

Spot = tuple[str, int, int]


@record
class Gain:
    """What a training changes for one code: its passages, and the average precision before and after."""

    code: str
    passages: int
    before: float | None
    after: float | None


@record
class Trained:
    """What became of a training.

    Attributes:
        version: the new version.
        before: the version that was in force.
        kept: whether the new one is in force.
        lessons: how many passages it learnt from.
        judged: on how many of them the versions were compared, and whether these were drawn blind.
        blind: see `judged`.
        by_document: whether documents were held out whole.
        gains: code by code.
        mean_before: mean average precision of the version before, over the codes that can be judged.
        mean_after: that of the new one.
    """

    version: str
    before: str
    kept: bool
    lessons: int
    judged: int
    blind: bool
    by_document: bool
    gains: Sequence[Gain]
    mean_before: float
    mean_after: float


@record
class Material:
    """What a training takes.

    Passages that were read, their vectors, the codebook, the vectors of its texts as far as they are known, and the
    settings of `classify`.
    """

    lessons: Sequence[Lesson]
    vectors: "NDArray[np.float32]"
    codes: Sequence[Code]
    examples: Sequence[Vector]
    settings: classify.Settings

    @property
    def digest(self) -> str:
        """Of all that is learnt from."""
        told = [repr((one.segment.text, sorted(one.shares.items()), one.blind)) for one in self.lessons]
        return digest_of([*told, *map(repr, self.codes), encoder.identity(self.settings.encoder)])


def material(
    lessons: Sequence[Lesson],
    vectors: Sequence[Vector],
    codes: Sequence[Code],
    examples: Sequence[Vector],
    settings: classify.Settings,
) -> Material:
    """The lessons that have a vector, in the order of the text.

    Raises:
        WrongUse: there are not enough codings to learn from, with what is missing.
    """
    import numpy as np

    known = {(one.document, one.segment): one.values for one in vectors}
    found = [one for one in lessons if not one.segment.short and (one.segment.document, one.segment.segment) in known]
    if not learning.learnable(found, codes):
        raise WrongUse(
            f"il n'y a pas encore assez de codages pour apprendre ({len(found)} passages lus) ; un code s'apprend à "
            f"partir de {learning.MIN_POSITIVES} passages, dans deux entretiens au moins. Continuez à relire."
        )
    places = np.stack([np.asarray(known[one.segment.document, one.segment.segment]) for one in found])
    return Material(lessons=found, vectors=places, codes=codes, examples=examples, settings=settings)


def train(given: Material, version: str, before: str, incumbent: Sequence[File]) -> tuple[Trained, Sequence[File]]:
    """Learn a new version and judge it against the one in force; returns the verdict and the version's files.

    Both are judged where neither learnt: each on the documents held out from it.

    Args:
        given: what to learn from.
        version: the name of the new version.
        before: the name of the one in force.
        incumbent: its files; empty for what the codebook alone teaches.
    """
    learnt = learning.learn(
        given.lessons,
        given.vectors,
        given.codes,
        encode=remembering(given.examples, given.settings.encoder),
        encoder=encoder.identity(given.settings.encoder),
    )
    verdict = _judged(given, learnt, _former(given, incumbent), version, before)
    held_out = _pack_held_out(given.lessons, learnt.held_out)
    card = {
        "version": version,
        "before": before,
        "lessons": len(given.lessons),
        "documents": sorted({one.segment.document for one in given.lessons}),
        "last_decision": max(one.decided_at for one in given.lessons),
        "kept": verdict.kept,
        "by_document": verdict.by_document,
        "mean_average_precision": {"before": verdict.mean_before, "after": verdict.mean_after},
        "material": given.digest,
        "gains": [asdict(gain) for gain in verdict.gains],
        "held_out": digest(held_out.content),
        "recipe": "logistic regression on vector and hashed TF-IDF, leave documents out; see thematique.classifier",
    }
    return verdict, [*pack(learnt.model, card), held_out]


def _judged(
    given: Material, learnt: learning.Learnt, former: "NDArray[np.float64]", version: str, before: str
) -> Trained:
    """Both versions on the passages drawn blind once there are enough of them to tell a code by, else on all."""
    import numpy as np

    blind = np.array([one.blind for one in given.lessons])
    labels = np.array([[one.shares.get(code, 0.0) >= 0.5 for code in learnt.codes] for one in given.lessons])
    enough = blind.sum() >= _ENOUGH_BLIND and any(_tells(column) for column in labels[blind].T)
    judged = blind if enough else np.ones(len(blind), dtype=bool)
    column = {code.code: number for number, code in enumerate(_codable(given.codes))}
    gains = [
        Gain(
            code=code,
            passages=int(labels[:, number].sum()),
            before=_precision(labels[judged, number], former[judged, column[code]]),
            after=_precision(labels[judged, number], learnt.held_out[judged, number]),
        )
        for number, code in enumerate(learnt.codes)
    ]
    both = [(gain.before, gain.after) for gain in gains if gain.before is not None and gain.after is not None]
    mean_before, mean_after = (round(float(np.mean(side)), 4) for side in zip(*(both or [(0.0, 0.0)]), strict=True))
    return Trained(
        version=version,
        before=before,
        kept=mean_after >= mean_before - _TOLERANCE,
        lessons=len(given.lessons),
        judged=int(judged.sum()),
        blind=bool(judged.sum() == blind.sum()),
        by_document=learnt.by_document,
        gains=gains,
        mean_before=mean_before,
        mean_after=mean_after,
    )


def held_out(files: Sequence[File]) -> Mapping[Spot, Mapping[str, float]]:
    """For each passage that a version learnt from, what a version that did not would say of each code.

    Raises:
        WrongUse: the file is missing or altered.
    """
    import numpy as np

    card, content = read_card(files), next((file.content for file in files if file.name == _HELD_OUT), b"")
    if digest(content) != card.get("held_out"):
        raise WrongUse(
            f"la version du modèle est abîmée ({_HELD_OUT}) ; entraînez-en une autre : thematique train ETUDE."
        )
    with np.load(io.BytesIO(content), allow_pickle=False) as stored:
        spots = [tuple(spot) for spot in json.loads(bytes(stored["spots"]))]
        rows = stored["probabilities"]
    codes = card["codes"]
    return {
        (document, start, end): dict(zip(codes, map(float, row), strict=True))
        for (document, start, end), row in zip(spots, rows, strict=True)
    }


def fair_scores(
    segments: Sequence[Segment],
    vectors: "NDArray[np.float32]",
    codes: Sequence[Code],
    files: Sequence[File],
    settings: classify.Settings,
    examples: Sequence[Vector],
) -> tuple["NDArray[np.float64]", "NDArray[np.float64]"]:
    """What a version says of passages, never by what it was told of them.

    Args:
        segments: the passages.
        vectors: theirs.
        codes: the codebook.
        files: those of the version; empty for what the codebook alone teaches.
        settings: those of `classify`.
        examples: the vectors of the codebook's texts, as far as they are known.

    Returns:
        Probabilities, shape (n_passages, n_codable), those of passages it learnt from being of versions that did not;
        and the thresholds.
    """
    codable = _codable(codes)
    scored = classify.score([one.text for one in segments], vectors, codable, files, settings, examples)
    scores = scored.scores.copy()
    if files and scored.model != COLD:
        known = held_out(files)
        column = {code.code: number for number, code in enumerate(codable)}
        for row, one in enumerate(segments):
            for code, value in known.get((one.document, one.start, one.end), {}).items():
                if code in column:
                    scores[row, column[code]] = value
    return scores, scored.thresholds


def _former(given: Material, incumbent: Sequence[File]) -> "NDArray[np.float64]":
    segments = [one.segment for one in given.lessons]
    return fair_scores(segments, given.vectors, given.codes, incumbent, given.settings, given.examples)[0]


def _pack_held_out(lessons: Sequence[Lesson], probabilities: "NDArray[np.float64]") -> File:
    import numpy as np

    spots = [(one.segment.document, one.segment.start, one.segment.end) for one in lessons]
    stream = io.BytesIO()
    arrays: dict[str, Any] = {
        "spots": np.frombuffer(json.dumps(spots).encode(), dtype=np.uint8),
        "probabilities": probabilities.astype(np.float32),
    }
    np.savez_compressed(stream, **arrays)
    return File(name=_HELD_OUT, content=stream.getvalue())


def _codable(codes: Sequence[Code]) -> Sequence[Code]:
    return [code for code in codes if code.codable]


def _tells(labels: "NDArray[np.bool_]") -> bool:
    """Whether some passages carry the code, and others do not."""
    return bool(labels.any() and not labels.all())


def _precision(labels: "NDArray[np.bool_]", scores: "NDArray[np.float64]") -> float | None:
    """Average precision; None where nothing carries the code, or all does."""
    from sklearn.metrics import average_precision_score

    if not _tells(labels):
        return None
    return round(float(average_precision_score(labels, scores)), 4)
