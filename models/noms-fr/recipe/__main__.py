r"""Make the weights of `noms-fr`, from the top of the repository: two runs, a third made three times, their mean.

    python models/noms-fr/recipe SOURCES --out FIRST
    python models/noms-fr/recipe SOURCES --start FIRST --steps 5000 --rate 0.001 --seed 33 --out SECOND
    python models/noms-fr/recipe SOURCES --start SECOND --steps 9000 --rate 0.001 --seed 34 --transcripts T --out THIRD
    python models/noms-fr/recipe/average.py THIRD THIRD THIRD

T is a folder that holds, of `tests/gold/pseudonymise/tune`, the transcripts of W1 to W71, then of W1 to W90, then all.
SOURCES is a folder that holds `pairs/tatoeba` (French sentences, tatoeba.org through manythings.org/anki, CC BY 2.0 FR)
and `ner/winer` (YoannDupont/WiNER-fr, CC BY 4.0). The rest lies beside this file or in `data/lexicons`. One core,
three hours, the same weights for the same seeds and libraries.
"""

import argparse
import itertools
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from corpus import turns
from pieces import Text
from spacy.training import Example
from thinc.api import Adam, NumpyOps, fix_random_seed, set_current_ops, warmup_linear

from thematique.digests import digest_path
from thematique.recogniser import blank

_WEIGHTS = Path(__file__).parents[1] / "weights"
SEED = 20
WORDS_A_STEP = 1500
RATE = 0.002
WARMUP = 200
DROPOUT = 0.15
LABELS = ("PER", "LOC", "ORG")


def main() -> None:
    """Write the weights beside this folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("--transcripts", type=Path, help="a folder of marked transcripts, of which some texts are made")
    parser.add_argument("--steps", type=int, default=15000)
    parser.add_argument("--start", type=Path, help="a folder of weights to go on from")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--out", type=Path, default=_WEIGHTS)
    options = parser.parse_args()
    fix_random_seed(options.seed)
    set_current_ops(NumpyOps(use_blis=False))
    nlp = blank(_WEIGHTS / "architecture.json")
    component = nlp.get_pipe("ner")
    texts = turns(options.sources, options.seed, options.transcripts)
    examples = (example for text in texts if (example := _example(nlp, text)))
    if options.start:
        component.from_disk(options.start, exclude=["vocab"])
    else:
        sample = list(itertools.islice(examples, 200))
        for label in LABELS:
            component.add_label(label)
        nlp.initialize(lambda: sample)
    optimizer = Adam(options.rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    rates = warmup_linear(options.rate, WARMUP, options.steps)
    losses: dict[str, float] = {}
    for step, batch in enumerate(itertools.islice(_batches(examples), options.steps)):
        optimizer.learn_rate = next(rates)
        component.update(batch, drop=DROPOUT, sgd=optimizer, losses=losses)
        if step % 100 == 99:
            _say(f"{step + 1} {losses.pop('ner'):.0f}")
    with component.model.use_params(optimizer.averages):
        component.to_disk(options.out, exclude=["vocab"])
    _say(f"digest for thematique.recogniser: {digest_path(options.out)}")


def _say(line: str) -> None:
    """Tell how far the training is."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _example(nlp: Any, text: Text) -> Example | None:
    """A text as spaCy learns from it; none if an entity does not stand on whole tokens."""
    doc = nlp.make_doc(text.text)
    spans = [doc.char_span(start, end, label=label) for start, end, label in text.entities]
    if not len(doc) or any(span is None for span in spans):
        return None
    marked = doc.copy()
    marked.set_ents(spans)
    return Example(doc, marked)


def _batches(examples: Iterable[Example]) -> Iterator[list[Example]]:
    """Groups of about `WORDS_A_STEP` words."""
    batch: list[Example] = []
    size = 0
    for example in examples:
        batch.append(example)
        size += len(example.x)
        if size >= WORDS_A_STEP:
            yield batch
            batch, size = [], 0


if __name__ == "__main__":
    main()
