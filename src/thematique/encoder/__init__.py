"""Sentence encoders: every vector of thematique comes from a sentence-transformers model that lies on this machine."""

import os
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thematique.encoder import trust
from thematique.errors import InvalidFile
from thematique.shipped import shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHIPPED = "fr-precis"
"""The encoder that is used unless the settings name another; it travels with the package."""
FAST = "fr-rapide"
"""The other one, for hundreds of thousands of segments."""

_TOKENS = 2048
# below this many tokens a product of matrices takes another path, and rounds otherwise
_FEWEST_TOKENS = 32
_BLOCK = 4096


def folder(name: str) -> Path:
    """Where the model called `name` lies: shipped, a path, or a name of the local Hugging Face cache.

    Raises:
        InvalidFile: it is nowhere on this machine; says how to fetch it.
    """
    candidates = [shipped(f"models/{name}"), Path(name).expanduser()]
    for candidate in candidates:
        if (candidate / "modules.json").is_file() or (candidate / "config.json").is_file():
            return candidate
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError) as error:
        remedy = f"téléchargez-le une fois, là où vous avez le réseau, avec : hf download {name}"
        raise InvalidFile("etude.toml", [f"le modèle « {name} » n'est pas sur cette machine ; {remedy}"]) from error


@cache
def identity(name: str) -> str:
    """The model's name and the digest of its files, which change together with its vectors."""
    return f"{Path(name).name}@{trust.fingerprint(folder(name))[:16]}"


def encode(texts: Sequence[str], name: str) -> "NDArray[np.float32]":
    """The vectors of `texts`, shape (n_texts, dim), of unit length; zero for a text without any known word.

    A text has the same vector alone and among others: texts are encoded with those that have as many tokens.

    Raises:
        InvalidFile: the model is not on this machine, or is not one that may be loaded.
    """
    import numpy as np

    model = _load(name)
    vectors = np.zeros((len(texts), model.get_embedding_dimension()), dtype=np.float32)
    for rows in _batches(model, texts):
        vectors[rows] = model.encode(
            [texts[row] for row in rows],
            batch_size=len(rows),
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
    return np.nan_to_num(vectors)


def _batches(model: Any, texts: Sequence[str]) -> Iterator[list[int]]:
    """The rows to encode together: where the model has layers, those of texts of one length, without any padding."""
    for first in range(0, len(texts), _BLOCK):
        block = range(first, min(len(texts), first + _BLOCK))
        if hasattr(model[0], "embedding"):
            yield list(block)
            continue
        cut = model.tokenizer([texts[row] for row in block], truncation=True, max_length=model.max_seq_length)
        by_length: dict[int, list[int]] = {}
        for row, tokens in zip(block, cut["input_ids"], strict=True):
            by_length.setdefault(len(tokens), []).append(row)
        for length, rows in sorted(by_length.items()):
            size = max(1, _TOKENS // length)
            for start in range(0, len(rows), size):
                some = rows[start : start + size]
                yield some * -(-_FEWEST_TOKENS // (length * len(some)))


@cache
def _load(name: str) -> Any:
    place = folder(name)
    trust.check(place, name)
    # the hub's client asks the network for news of a model, even of one that is here
    os.environ["HF_HUB_OFFLINE"] = "1"
    with warnings.catch_warnings():
        # a notebook without widgets would be told of a progress bar that is never shown
        warnings.simplefilter("ignore")
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

    # a bar of a tenth of a second, among the messages of a command
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(str(place), device="cpu", local_files_only=True).float()
