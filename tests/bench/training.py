"""How long learning and predicting take, at the sizes that a team reaches.

    python tests/bench/training.py STUDY

STUDY is a study that has been run: its passages are taken again and again until there are enough.
"""

import random
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from thematique import encoder
from thematique.classifier import learning
from thematique.classifier.lessons import Lesson
from thematique.encoder.known import remembering
from thematique.stages import examples
from thematique.study import Study

_CODINGS, _CODES, _PASSAGES = 2_000, 15, 20_000


def main(folder: Path) -> None:
    """Print the seconds of learning from 2,000 read passages and of scoring 20,000."""
    chance = random.Random(1)
    study = Study(folder)
    segments = [one for one in study.table("segments") if not one.short]
    codes = [code for code in study.codebook.codes if code.codable]
    codes = (codes * 2)[:_CODES]
    codes = [
        replace(code, code=f"{code.code}-{n}", examples=[f"{e} {n}" for e in code.examples])
        for n, code in enumerate(codes)
    ]
    many = [segments[n % len(segments)] for n in range(_PASSAGES)]
    vectors = encoder.encode([one.text for one in segments], encoder.SHIPPED)
    lessons = [
        Lesson(
            segment=replace(one, document=f"d{n % 40}"),
            shares={code.code: 1.0 for code in codes if chance.random() < 0.06},
            blind=False,
            decided_at="",
        )
        for n, one in enumerate(many[:_CODINGS])
    ]
    places = np.stack([vectors[n % len(segments)] for n in range(_PASSAGES)])

    # as in a study that has been run: the codebook's texts have their vectors
    taught = examples.run(codes=codes, examples=[], settings=examples.Settings())["examples"]
    encode = remembering(taught, encoder.SHIPPED)
    for _ in range(3):
        start = time.perf_counter()
        learnt = learning.learn(lessons, places[:_CODINGS], codes, encode=encode, encoder="bench")
        done = time.perf_counter()
        learnt.model.probabilities([one.text for one in many], places)
        print(
            f"learn {_CODINGS} passages x {len(learnt.codes)} codes: {done - start:.2f} s; "
            f"score {_PASSAGES} passages: {time.perf_counter() - done:.2f} s",
            flush=True,
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
