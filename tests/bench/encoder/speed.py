"""Segments a second, beside what the machine could do at best: its arithmetic for layers, its memory for tables."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from thematique import encoder
from thematique.records import record

if TYPE_CHECKING:
    from bench.encoder.encoders import Encode

LENGTHS = (20, 40, 80)
"""Words a segment: a turn of talk, a usual segment, the longest one."""

_ROUNDS = 3
_SECONDS = 2.0
_FIRST = 64
_MATRIX = 1536
_BUFFER = 256 * 2**20
_BYTES = 4


@record
class Speed:
    """Segments a second of so many words.

    Attributes:
        n_words: words a segment.
        n_tokens: mean tokens a segment, as the model cuts it; 0 where there is no model.
        measured: the median of three rounds.
        floor: what arithmetic in float32 (or memory, for a static model) allows; nan where it cannot be told.
    """

    n_words: int
    n_tokens: float
    measured: float
    floor: float


def segments(texts: Sequence[str], n_words: int, number: int) -> list[str]:
    """So many different segments of `n_words` words, by sliding along the texts.

    Raises:
        ValueError: the texts have too few words.
    """
    words = " ".join(texts).split()
    if len(words) < n_words + number:
        raise ValueError(f"{len(words)} words do not make {number} segments of {n_words}")
    return [" ".join(words[start : start + n_words]) for start in range(number)]


def speed(encode: "Encode", model: str | None, texts: Sequence[str], n_words: int) -> Speed:
    """Time `encode` on segments cut from `texts`, and the machine."""
    encode(segments(texts, n_words, _FIRST))
    most = len(" ".join(texts).split()) - n_words
    number = int(min(most, max(_FIRST, _SECONDS * _FIRST / _timed(lambda: encode(segments(texts, n_words, _FIRST))))))
    asked = segments(texts, n_words, number)
    times = [_timed(lambda: encode(asked)) for _ in range(_ROUNDS)]
    n_tokens, floor = _floor(model, asked) if model else (0.0, float("nan"))
    return Speed(n_words=n_words, n_tokens=n_tokens, measured=number / statistics.median(times), floor=floor)


def operations(n_weights: int, n_layers: int, dim: int, n_tokens: float) -> float:
    """Floating-point operations of a text through layers: two a weight and a token, and attention of all to all."""
    return n_tokens * (2 * n_weights + 4 * n_layers * dim * n_tokens)


def _floor(model: str, texts: Sequence[str]) -> tuple[float, float]:
    from sentence_transformers import SentenceTransformer

    loaded: Any = SentenceTransformer(str(encoder.folder(model)), device="cpu", local_files_only=True)
    first = loaded[0]
    if hasattr(first, "embedding"):
        n_tokens = statistics.mean(
            len(one.ids) for one in first.tokenizer.encode_batch(texts, add_special_tokens=False)
        )
        return n_tokens, _bandwidth() / max(n_tokens * first.embedding.weight.shape[1] * _BYTES, 1)
    if not hasattr(first, "auto_model"):
        return 0.0, float("nan")
    layers = [one for name, one in first.auto_model.named_parameters() if "embeddings" not in name]
    cut = first.tokenizer(list(texts), truncation=True, max_length=loaded.max_seq_length)["input_ids"]
    n_tokens = statistics.mean(map(len, cut))
    settings = first.auto_model.config
    n_weights = sum(one.numel() for one in layers)
    needed = operations(n_weights, settings.num_hidden_layers, settings.hidden_size, n_tokens)
    return n_tokens, _arithmetic() / needed


def _arithmetic() -> float:
    """Floating-point operations a second of a product of matrices, with the threads that torch has."""
    import torch

    matrix = torch.ones(_MATRIX, _MATRIX)
    return 2 * _MATRIX**3 / min(_timed(lambda: matrix @ matrix) for _ in range(5))


def _bandwidth() -> float:
    """Bytes a second read from memory."""
    import torch

    table = torch.ones(_BUFFER // _BYTES)
    return _BUFFER / min(_timed(table.sum) for _ in range(5))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
