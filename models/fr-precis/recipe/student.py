"""The contextual encoder before it learns: the teacher's layers, and French pieces made of English ones.

Each French piece starts as a mean of the English pieces that mean the same, which the static encoder says (Minixhofer,
Paischer & Rekabsaz 2022, "WECHSEL"): it puts French words where the teacher puts their English counterparts. A word
that the pairs seldom have is also likely to mean what is written like it in English; a name always does.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
import torch
from lesson import Taught
from letters import Spelling, plain
from teacher import English
from tokenizers import Tokenizer
from transformers import BertModel
from vocabulary import SPECIAL

_NEAREST = 10
_TEMPERATURE = 0.05
_BLOCK = 2000
_SPELT, _SHARED = 0.5, 0.3
_SAME_NAME, _SAME_WORD = 1.0, 0.3
_HALF = 5
"""How often a word comes in the pairs when its spelling counts half as much as if it never did."""


def started(teacher: Path, tokenizer: Tokenizer, words: Taught, whole: English, names: Collection[str]) -> BertModel:
    """The teacher with the French table; `words` come from the static encoder, `whole` from the teacher."""
    model = BertModel.from_pretrained(teacher)
    old = Tokenizer.from_file(str(teacher / "tokenizer.json")).get_vocab()
    table = model.embeddings.word_embeddings.weight.detach().numpy()
    there = table[[old[piece] for piece in whole.words]]
    pieces = sorted(tokenizer.get_vocab(), key=tokenizer.get_vocab().__getitem__)
    meaning, spelling = meanings(tokenizer, words.words, words.vectors), Spelling(whole.words)
    rare = _rarity(pieces, words)
    made = np.zeros((len(pieces), table.shape[1]), dtype=np.float32)
    for first in range(0, len(pieces), _BLOCK):
        block = slice(first, first + _BLOCK)
        likeness = meaning[block] @ whole.vectors.T
        likeness += _written_alike(pieces[block], whole.words, spelling, names) * rare[block, None]
        best = np.argpartition(-likeness, _NEAREST, axis=1)[:, :_NEAREST]
        weight = np.exp(
            (np.take_along_axis(likeness, best, axis=1) - likeness.max(axis=1, keepdims=True)) / _TEMPERATURE
        )
        weight /= weight.sum(axis=1, keepdims=True)
        made[block] = (there[best] * weight[..., None]).sum(axis=1)
    known = set(words.words)
    for row, piece in enumerate(pieces):
        if piece in SPECIAL or (piece in old and piece.removeprefix("##").isdigit()):
            made[row] = table[old[piece]]
        elif piece in old and piece not in known:
            # part of French words and of English ones, of names too
            made[row] = (made[row] + table[old[piece]]) / 2
    model.resize_token_embeddings(len(made), mean_resizing=False)
    with torch.no_grad():
        model.embeddings.word_embeddings.weight.copy_(torch.from_numpy(made))
    return model


def _rarity(pieces: Sequence[str], words: Taught) -> np.ndarray:
    """How little the pairs tell about each piece, from 0 to 1."""
    seen = dict(zip(words.words, words.seen, strict=True))
    return np.array([1 / (1 + seen.get(piece, 0) / _HALF) for piece in pieces], dtype=np.float32)


def _written_alike(
    pieces: Sequence[str], english: Sequence[str], spelling: Spelling, names: Collection[str]
) -> np.ndarray:
    """What the spelling adds to the likeness of each piece and each English word, shape (n_pieces, n_english)."""
    place = {word: row for row, word in enumerate(english)}
    # the end of a word has no spelling to compare
    added = _SPELT * np.maximum(
        spelling.shared(["" if piece.startswith("##") else piece for piece in pieces]) - _SHARED, 0
    )
    for row, piece in enumerate(pieces):
        same = place.get(piece, place.get(plain(piece)))
        if same is not None:
            added[row, same] += _SAME_NAME if piece in names else _SAME_WORD
    return added.astype(np.float32)


def meanings(tokenizer: Tokenizer, words: Sequence[str], vectors: np.ndarray) -> np.ndarray:
    """The unit vector of each piece: its word's, or the mean of those of the words that it is part of."""
    size = tokenizer.get_vocab_size()
    total, alone = np.zeros((size, vectors.shape[1]), dtype=np.float32), np.zeros(size, dtype=bool)
    cut = tokenizer.encode_batch(list(words), add_special_tokens=False)
    for rank, (encoding, vector) in enumerate(zip(cut, vectors, strict=True)):
        pieces = encoding.ids
        if len(pieces) == 1:
            total[pieces[0]], alone[pieces[0]] = vector, True
            continue
        for piece in pieces:
            if not alone[piece]:
                total[piece] += vector / (rank + 100)
    return total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
