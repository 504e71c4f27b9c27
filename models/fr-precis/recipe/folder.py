"""The student as a function, and as a plain sentence-transformers folder."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import Normalize, Pooling, Transformer
from tokenizers import Tokenizer
from transformers import BertModel, PreTrainedTokenizerFast
from vocabulary import MAX_PIECES, SPECIAL

_BATCH = 64


def encoder(model: BertModel, tokenizer: Tokenizer) -> Callable[[Sequence[str]], np.ndarray]:
    """A function from texts to unit vectors, shape (n_texts, 384)."""
    device = "cuda" if torch.cuda.is_available() else "cpu"

    def encode(texts: Sequence[str]) -> np.ndarray:
        quick = model.to(device).eval()
        pieces = [encoding.ids[:MAX_PIECES] for encoding in tokenizer.encode_batch(list(texts))]
        made = np.zeros((len(texts), model.config.hidden_size), dtype=np.float32)
        lengths = np.array([len(one) for one in pieces])
        for length in np.unique(lengths):
            rows = np.flatnonzero(lengths == length)
            for first in range(0, len(rows), _BATCH):
                some = rows[first : first + _BATCH]
                with torch.inference_mode():
                    states = quick(torch.tensor([pieces[row] for row in some], device=device)).last_hidden_state
                made[some] = torch.nn.functional.normalize(states.mean(dim=1), dim=1).cpu().numpy()
        model.to("cpu")
        return made

    return encode


def write(folder: Path, model: BertModel, tokenizer: Tokenizer) -> None:
    """Save a sentence-transformers folder whose weights are of 16 bits and load as 32."""
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        model_max_length=MAX_PIECES,
        **{f"{name[1:-1].lower()}_token": name for name in SPECIAL},
    )
    with tempfile.TemporaryDirectory() as draft:
        plain = Path(draft)
        model.save_pretrained(plain)
        fast.save_pretrained(plain)
        module = Transformer(str(plain), max_seq_length=MAX_PIECES)
        pooling = Pooling(module.get_embedding_dimension())
        SentenceTransformer(modules=[module, pooling, Normalize()], device="cpu").save(
            str(folder), create_model_card=False
        )
    weights = load_file(folder / "model.safetensors")
    save_file({name: one.half() for name, one in weights.items()}, folder / "model.safetensors", {"format": "pt"})
