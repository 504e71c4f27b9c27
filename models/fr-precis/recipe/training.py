"""Distillation: a French text learns to land where the teacher puts its English side."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional
from transformers import BertModel

TOKENS_A_STEP = 3000
_TEMPERATURE = 0.05
_SAME = 0.95
_BETAS, _EPSILON = (0.9, 0.99), 1e-8
_CLIP = 1.0
# a sentence's vector is the mean of its pieces', so that nothing is asked of the pooler
_NO_LAYERS = ("embeddings.word_embeddings", "pooler")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How to learn.

    Attributes:
        rate_pieces, rate_layers: the highest learning rates of the table of pieces and of the layers, which have
            little to learn: when they move much, pieces that seldom come stay behind.
        warmup: after what share of the steps they are reached; then they fall as a cosine.
        others: among how many texts of the teacher's, drawn at random, the right one is to be found.
        contrast: the weight of finding it, beside that of being near it.
        kept: how much of what the layers learnt is kept: between their beginning and their end they serve texts
            unlike those learnt from better (Wortsman et al. 2022, "WiSE-FT").
        every: steps between two reports.
    """

    rate_pieces: float = 1e-3
    rate_layers: float = 5e-5
    warmup: float = 0.05
    others: int = 4096
    contrast: float = 0.3
    kept: float = 0.5
    every: int = 100
    seed: int = 6


@dataclass(frozen=True, kw_only=True)
class Texts:
    """What is learnt from: the pieces of each text, and the line of the teacher's table that it should be like."""

    pieces: Sequence[Sequence[int]]
    targets: np.ndarray


def learn(
    model: BertModel, texts: Texts, teacher: np.ndarray, plan: Plan, report: Callable[[int, BertModel], None]
) -> None:
    """Train `model` in place, in one pass over `texts`; the work is in bfloat16, what is kept of it in float32."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    chance = np.random.default_rng(plan.seed)
    batches = list(_batches(texts, chance))
    table = model.embeddings.word_embeddings.weight.detach().to(device)
    moments = torch.zeros_like(table), torch.zeros_like(table)
    quick = _quick(model, device)
    layers = [one.detach().to(device).clone().requires_grad_() for name, one in _layers(model)]
    before = [one.detach().clone() for one in layers]
    optimizer = torch.optim.AdamW(layers, lr=plan.rate_layers, betas=_BETAS, weight_decay=0.0, fused=True)
    aims = torch.from_numpy(teacher).to(device)
    start, losses = time.monotonic(), []
    for step, rows in enumerate(batches):
        share = _share(step, len(batches), plan.warmup)
        inputs = torch.tensor([texts.pieces[row] for row in rows], device=device)
        aim = aims[torch.from_numpy(texts.targets[rows])].float()
        others = aims[torch.from_numpy(chance.integers(0, len(aims), plan.others))].float()
        used, places = inputs.unique(return_inverse=True)
        lines = table[used].requires_grad_()
        made = _pooled(quick, lines.bfloat16()[places])
        loss = _loss(made, aim, others, plan.contrast)
        loss.backward()
        for group in optimizer.param_groups:
            group["lr"] = plan.rate_layers * share
        for slow, (_, fast) in zip(layers, _layers(quick), strict=True):
            slow.grad, fast.grad = fast.grad.float(), None
        torch.nn.utils.clip_grad_norm_(layers, _CLIP)
        optimizer.step()
        with torch.no_grad():
            for slow, (_, fast) in zip(layers, _layers(quick), strict=True):
                fast.copy_(slow)
            _move(table, moments, used, lines.grad, plan.rate_pieces * share, step)
        losses.append(loss.item())
        if (step + 1) % plan.every == 0 or step + 1 == len(batches):
            logging.info(
                "step %d/%d loss %.4f %.0f s", step + 1, len(batches), np.mean(losses), time.monotonic() - start
            )
            losses = []
            _kept(model, table, [torch.lerp(old, new, plan.kept) for old, new in zip(before, layers, strict=True)])
            report(step + 1, model)


def _quick(model: BertModel, device: torch.device) -> BertModel:
    """A copy of the layers in bfloat16, whose table of pieces is never asked."""
    quick = BertModel(model.config)
    quick.load_state_dict(model.state_dict())
    return quick.to(device).bfloat16().eval()


def _layers(model: BertModel) -> list[tuple[str, torch.nn.Parameter]]:
    return [(name, one) for name, one in model.named_parameters() if not name.startswith(_NO_LAYERS)]


def _kept(model: BertModel, table: torch.Tensor, layers: Sequence[torch.Tensor]) -> None:
    with torch.no_grad():
        model.embeddings.word_embeddings.weight.copy_(table)
        for (_, one), slow in zip(_layers(model), layers, strict=True):
            one.copy_(slow)


def _pooled(quick: BertModel, lines: torch.Tensor) -> torch.Tensor:
    states = quick(inputs_embeds=lines).last_hidden_state
    return functional.normalize(states.float().mean(dim=1), dim=1)


def _loss(made: torch.Tensor, aim: torch.Tensor, others: torch.Tensor, contrast: float) -> torch.Tensor:
    right = (made * aim).sum(dim=1)
    # a text of the same meaning is no wrong answer
    wrong = (made @ others.T).masked_fill(aim @ others.T > _SAME, -1.0)
    odds = torch.cat([right[:, None], wrong], dim=1) / _TEMPERATURE
    return (1 - right).mean() + contrast * functional.cross_entropy(odds, torch.zeros(len(odds)).long().to(odds.device))


def _move(
    table: torch.Tensor,
    moments: tuple[torch.Tensor, torch.Tensor],
    used: torch.Tensor,
    slope: torch.Tensor,
    rate: float,
    step: int,
) -> None:
    """Adam, for the lines of the table that came in the batch and no other."""
    first, second = moments
    first[used] = _BETAS[0] * first[used] + (1 - _BETAS[0]) * slope
    second[used] = _BETAS[1] * second[used] + (1 - _BETAS[1]) * slope**2
    mean, spread = first[used] / (1 - _BETAS[0] ** (step + 1)), second[used] / (1 - _BETAS[1] ** (step + 1))
    table[used] -= rate * mean / (spread.sqrt() + _EPSILON)


def _share(step: int, steps: int, warmup: float) -> float:
    """Of the highest rate: rises to 1, then falls to 0 as a cosine."""
    rising = max(1, round(steps * warmup))
    if step < rising:
        return (step + 1) / rising
    return 0.5 * (1 + float(np.cos(np.pi * (step - rising) / max(1, steps - rising))))


def _batches(texts: Texts, chance: np.random.Generator) -> Iterator[np.ndarray]:
    """Texts of one length each, `TOKENS_A_STEP` pieces or a little less, in a random order."""
    lengths = np.array([len(pieces) for pieces in texts.pieces])
    order = chance.permutation(len(lengths))
    found = []
    for length in np.unique(lengths):
        rows = order[lengths[order] == length]
        size = max(1, TOKENS_A_STEP // int(length))
        found += [rows[first : first + size] for first in range(0, len(rows), size)]
    # a handful of texts would weigh as much as a whole batch
    full = [rows for rows in found if len(rows) * lengths[rows[0]] >= TOKENS_A_STEP // 4]
    yield from (full[place] for place in chance.permutation(len(full)))
