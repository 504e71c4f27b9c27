"""Do texts that mean the same lie near one another?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from bench.encoder import corpora
from bench.encoder.figures import Figure, of_rows, redrawn
from bench.encoder.held_out import key, rank
from bench.encoder.measures import finds, mean, spearman
from bench.encoder.spoken import spoken

if TYPE_CHECKING:
    from bench.encoder.encoders import Encode

N_ASKED = 1000
"""Among how many texts the right one is looked for."""

_WORDS = (10, 80)
_MIN_HALVED = 60


def likeness(encode: "Encode", language: str) -> Figure:
    """Spearman's correlation of cosines with what people say of pairs of sentences."""
    pairs, scores = corpora.likeness(language)
    first, second = _two(encode, [pair[0] for pair in pairs], [pair[1] for pair in pairs])
    cosines = (first * second).sum(axis=1)
    return of_rows(spearman(cosines, np.array(scores), redrawn(len(scores))))


def translations(encode: "Encode", english: "Encode | None") -> Figure | None:
    """How often a French sentence finds its English one; by `english` if given, None if it has other dimensions."""
    pairs = corpora.held_pairs(N_ASKED)
    french, others = [pair.french for pair in pairs], [pair.english for pair in pairs]
    if english is None:
        return _found(*_two(encode, french, others))
    asked, among = encode(french), english(others)
    return _found(asked, among) if asked.shape[1] == among.shape[1] else None


def sentences_said(encode: "Encode") -> Figure:
    """How often the spoken form of a sentence of conversation finds it."""
    return _said(encode, [pair.french for pair in corpora.held_pairs(N_ASKED)])


def answers_said(encode: "Encode") -> Figure:
    """How often the spoken form of an open answer, some 10 to 80 words, finds it."""
    texts = {key(one.text): one.text for one in corpora.answers()}
    fit = [text for text in texts.values() if _WORDS[0] <= len(text.split()) <= _WORDS[1]]
    return _said(encode, sorted(fit, key=rank)[:N_ASKED])


def halves(encode: "Encode") -> Figure:
    """How often the first half of an abstract finds the second."""
    return _found(*_two(encode, *abstract_halves()))


def abstract_halves() -> tuple[list[str], list[str]]:
    """The first and the second half of each abstract, by words."""
    words = [text.split() for text in corpora.abstracts()]
    kept = [one for one in words if len(one) >= _MIN_HALVED]
    return [" ".join(one[: len(one) // 2]) for one in kept], [" ".join(one[len(one) // 2 :]) for one in kept]


def _said(encode: "Encode", texts: Sequence[str]) -> Figure:
    written, said = _two(encode, texts, [spoken(text) for text in texts])
    return _found(said, written)


def _found(asked: np.ndarray, among: np.ndarray) -> Figure:
    return of_rows(mean(finds(asked, among), redrawn(len(asked))))


def _two(encode: "Encode", first: Sequence[str], second: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    vectors = encode([*first, *second])
    return vectors[: len(first)], vectors[len(first) :]
