"""How fast names are hidden, beside the model of names alone on the same text: turn by turn, in one process."""

import statistics
import time
from collections.abc import Sequence
from typing import Any

from bench.pseudonymise.gold import Transcript
from bench.pseudonymise.systems import hiding, lines
from thematique.records import record
from thematique.study import Study


@record
class Speed:
    """Medians over the rounds, in words a second; `ratio` is how many times longer thematique takes."""

    n_words: int
    thematique: float
    spacy: float
    ratio: float


def race(study: Study, nlp: Any, transcripts: Sequence[Transcript], *, rounds: int = 3) -> Speed:
    """Time the stages that hide names in a study that has been run, and `nlp` on the same turns, one after the other."""
    texts = lines(transcripts)
    n_words = sum(transcript.n_words for transcript in transcripts)
    stages = hiding(study)
    ours, alone = [], []
    for _ in range(rounds):
        ours.append(sum(done.seconds for stage in stages for done in study.run(only=stage, force=True)))
        start = time.perf_counter()
        for _ in nlp.pipe(texts):
            pass
        alone.append(time.perf_counter() - start)
    mine, other = statistics.median(ours), statistics.median(alone)
    return Speed(n_words=n_words, thematique=n_words / mine, spacy=n_words / other, ratio=mine / other)
