"""Sentence encoders: every vector of thematique comes from a sentence-transformers model that lies on this machine."""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thematique.digests import digest_path
from thematique.errors import InvalidFile
from thematique.shipped import shipped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHIPPED = "statique-fr"
"""The encoder that travels with the package."""

_BATCH = 256


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
    place = folder(name)
    return f"{Path(name).name}@{digest_path(place)[:16]}"


def encode(texts: Sequence[str], name: str) -> "NDArray[np.float32]":
    """The vectors of `texts`, shape (n_texts, dim), of unit length; zero for a text without any known word."""
    import numpy as np

    model = _load(name)
    if not texts:
        return np.zeros((0, model.get_embedding_dimension()), dtype=np.float32)
    vectors: NDArray[np.float32] = model.encode(
        list(texts), batch_size=_BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
    )
    return np.nan_to_num(vectors.astype(np.float32, copy=False))


@cache
def _load(name: str) -> Any:
    # the hub's client asks the network for news of a model, even of one that is here
    os.environ["HF_HUB_OFFLINE"] = "1"
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder(name)), device="cpu", local_files_only=True).float()
