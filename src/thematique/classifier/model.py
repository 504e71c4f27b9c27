"""A model that people's codings taught: arrays and a card, read back only when all is as it was written."""

import io
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from thematique.digests import digest
from thematique.errors import WrongUse
from thematique.french.families import families, members
from thematique.records import File, record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COLD = "départ-à-froid"
"""What the codebook alone teaches: the version before the first."""

CARD, ARRAYS = "card.json", "arrays.npz"
N_HASHES = 1 << 15
"""Word families are known by their hash, so that no word of a text is kept."""

_SHAPES = {"columns": 1, "rarity": 1, "meaning": 2, "words": 2, "bias": 1, "threshold": 1}
_LARGEST = 1 << 28


@record
class Model:
    """One linear classifier a code; probabilities are calibrated.

    Attributes:
        codes: the paths of the codes, in the order of the columns.
        encoder: identity of the encoder of the vectors.
        columns: hashes of the word families that count, shape (n_words,).
        rarity: inverse document frequency of each, shape (n_words,).
        meaning: weights of the vector, shape (dim, n_codes).
        words: weights of the words, shape (n_words, n_codes).
        bias: shape (n_codes,).
        threshold: the probability from which a code is flagged, shape (n_codes,).
    """

    codes: Sequence[str]
    encoder: str
    columns: "NDArray[np.int64]"
    rarity: "NDArray[np.float64]"
    meaning: "NDArray[np.float64]"
    words: "NDArray[np.float64]"
    bias: "NDArray[np.float64]"
    threshold: "NDArray[np.float64]"

    def probabilities(self, texts: Sequence[str], vectors: "NDArray[np.float32]") -> "NDArray[np.float64]":
        """How likely each passage carries each code, shape (n_passages, n_codes)."""
        import numpy as np
        from threadpoolctl import threadpool_limits

        with threadpool_limits(1):
            logits = np.asarray(vectors, dtype=np.float64) @ self.meaning + self._weighted(texts) @ self.words
        result: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(logits + self.bias, -30, 30)))
        return result

    def spoke(self, text: str, code: int, n_words: int) -> Sequence[str]:
        """The words of a passage that spoke most for a code, as they stand there, the strongest first."""
        surface = members(text)
        present = sorted(surface)
        if not present:
            return []
        said = self._weighted([text])
        weights = said.data * self.words[said.indices, code]
        strength = dict(zip(self.columns[said.indices].tolist(), weights.tolist(), strict=True))
        hashes = hashed(present).indices.tolist()
        ranked = sorted(zip(present, hashes, strict=True), key=lambda item: (-strength.get(item[1], 0.0), item[0]))
        return [surface[family].lower() for family, column in ranked if strength.get(column, 0.0) > 0][:n_words]

    def _weighted(self, texts: Sequence[str]) -> Any:
        return weighted(counted(texts)[:, self.columns], self.rarity)


def hashed(names: Sequence[str]) -> Any:
    """One row a word family: the column that stands for it."""
    from sklearn.feature_extraction.text import HashingVectorizer

    hashing = HashingVectorizer(analyzer=lambda name: [name], n_features=N_HASHES, alternate_sign=False, norm=None)
    return hashing.transform(names).tocsr()


def counted(texts: Sequence[str]) -> Any:
    """How often each word family comes in each text, sparse, shape (n_texts, N_HASHES)."""
    from sklearn.feature_extraction.text import HashingVectorizer

    hashing = HashingVectorizer(analyzer=families, n_features=N_HASHES, alternate_sign=False, norm=None)
    return hashing.transform(texts).tocsr()


def weighted(counts: Any, rarity: "NDArray[np.float64]") -> Any:
    """TF-IDF of unit length, with the logarithm of the counts."""
    import numpy as np
    from sklearn.preprocessing import normalize

    found = counts.astype(np.float64)
    found.data = (1 + np.log(found.data)) * rarity[found.indices]
    return normalize(found)


def pack(model: Model, card: Mapping[str, Any]) -> list[File]:
    """The files of a model; the card holds the digest of the arrays."""
    import numpy as np

    stream = io.BytesIO()
    arrays: dict[str, Any] = {name: getattr(model, name) for name in _SHAPES}
    np.savez_compressed(stream, **arrays)
    content = stream.getvalue()
    told = {**card, "codes": list(model.codes), "encoder": model.encoder, "arrays": digest(content)}
    return [
        File(name=CARD, content=json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()),
        File(name=ARRAYS, content=content),
    ]


def read_card(files: Sequence[File]) -> Mapping[str, Any]:
    """What a model says of itself.

    Raises:
        WrongUse: there is no card, or it is damaged.
    """
    content = {file.name: file.content for file in files}
    try:
        card = json.loads(content[CARD])
    except (KeyError, ValueError) as error:
        raise WrongUse(_DAMAGED.format(what=CARD)) from error
    if not isinstance(card, dict):
        raise WrongUse(_DAMAGED.format(what=CARD))
    return card


def unpack(files: Sequence[File]) -> Model:
    """The model of its files; nothing in them is ever run.

    Raises:
        WrongUse: a file is missing, altered, or holds anything but arrays of the right shapes.
    """
    import numpy as np

    card = read_card(files)
    content = {file.name: file.content for file in files}.get(ARRAYS, b"")
    if digest(content) != card.get("arrays") or len(content) > _LARGEST:
        raise WrongUse(_DAMAGED.format(what=ARRAYS))
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as stored:
            arrays: dict[str, Any] = {name: stored[name] for name in _SHAPES}
        codes, encoder = card["codes"], card["encoder"]
    except Exception as error:  # zipfile, zlib, tokenize and numpy raise each its own over bytes that are no arrays
        raise WrongUse(_DAMAGED.format(what=ARRAYS)) from error
    if not _fits(arrays, codes, encoder):
        raise WrongUse(_DAMAGED.format(what=ARRAYS))
    return Model(codes=tuple(codes), encoder=encoder, **arrays)


def _fits(arrays: Mapping[str, Any], codes: Any, encoder: Any) -> bool:
    """Whether the arrays agree with one another and with the card, and hold numbers alone."""
    import numpy as np

    if not (isinstance(codes, list) and all(isinstance(code, str) for code in codes) and isinstance(encoder, str)):
        return False
    # a member of the archive that is no array comes as bytes
    if not all(isinstance(array, np.ndarray) for array in arrays.values()):
        return False
    if any(array.ndim != _SHAPES[name] or array.dtype.kind not in "fi" for name, array in arrays.items()):
        return False
    n_words, n_codes = arrays["words"].shape
    columns = arrays["columns"]
    return (
        n_codes == len(codes) == len(arrays["bias"]) == len(arrays["threshold"]) == arrays["meaning"].shape[1]
        and n_words == len(columns) == len(arrays["rarity"])
        and columns.dtype.kind == "i"
        and bool(((columns >= 0) & (columns < N_HASHES)).all())
        and all(bool(np.isfinite(array).all()) for array in arrays.values())
    )


_DAMAGED = "le modèle est abîmé ou a été modifié ({what}) ; revenez à une autre version : thematique models ETUDE use."
