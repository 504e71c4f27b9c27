"""Vectors that are kept: what was encoded once, by the same model, is not encoded again."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from thematique import encoder
from thematique.digests import digest
from thematique.records import Vector

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def remembering(known: Iterable[Vector], name: str) -> "Callable[[Sequence[str]], NDArray[np.float32]]":
    """A way to encode texts, at least one, with the model `name`, that looks first among vectors that are `known`."""
    model = encoder.identity(name)
    places = {vector.digest: vector.values for vector in known if vector.model == model}

    def encode(texts: Sequence[str]) -> "NDArray[np.float32]":
        import numpy as np

        digests = [digest(text.encode()) for text in texts]
        missing = {one: text for one, text in zip(digests, texts, strict=True) if one not in places}
        if missing:
            places.update(zip(missing, encoder.encode(list(missing.values()), name), strict=True))
        return np.stack([np.asarray(places[one], dtype=np.float32) for one in digests])

    return encode


def vectors(texts: Sequence[tuple[str, int, str]], known: Iterable[Vector], name: str) -> list[Vector]:
    """The vector of each text, given as what it belongs to, its number there, and itself."""
    if not texts:
        return []
    places = remembering(known, name)([text for _, _, text in texts])
    model = encoder.identity(name)
    return [
        Vector(document=owner, segment=number, digest=digest(text.encode()), model=model, values=place)
        for (owner, number, text), place in zip(texts, places, strict=True)
    ]
