"""How alike words are written: French and English share many, or nearly."""

import unicodedata
from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer


def plain(word: str) -> str:
    """The word without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if unicodedata.category(letter) != "Mn")


class Spelling:
    """Words to compare others with."""

    def __init__(self, words: Sequence[str]) -> None:
        self._triples = CountVectorizer(analyzer=_triples, binary=True)
        self._table = self._triples.fit_transform(words).astype(np.float32)
        self._sizes = np.asarray(self._table.sum(axis=1)).ravel()

    def shared(self, words: Sequence[str]) -> np.ndarray:
        """Dice's coefficient of the triples of letters, shape (n_words, n_known)."""
        bare = [plain(word) for word in words]
        both = (self._triples.transform(bare).astype(np.float32) @ self._table.T).toarray()
        sizes = np.array([max(1, len(word)) for word in bare])[:, None] + self._sizes
        found: np.ndarray = 2 * both / sizes
        return found


def _triples(word: str) -> list[str]:
    edged = f"^{word}$"
    return [edged[first : first + 3] for first in range(len(word))]
