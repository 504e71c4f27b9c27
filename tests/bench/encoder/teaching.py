"""How well labels are learnt from a few texts."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from bench.encoder import corpora, probe
from bench.encoder.figures import Figure, of_draws, of_rows, redrawn
from bench.encoder.measures import average_precision, f1, mean

if TYPE_CHECKING:
    from bench.encoder.encoders import Encode

N_DRAWS = 10
MIN_ANSWERS, MIN_GIVEN = 50, 15
"""A question counts when so many answers are left to judge with; a label, when it was given to so many of its answers."""
MIN_SECTIONS = 3
"""A theme counts in an interview when it has so many sections there, and so many in the others."""

NOT_CODES = ("Z Autres", "Sans réponse / Hors sujet / Inclassable")
_PUBLISHED_SHOTS = 8


def sib200(encode: "Encode") -> Figure:
    """Accuracy from eight sentences a topic: the protocol of MTEB, on dev."""
    known, asked = corpora.sib200("train"), corpora.sib200("dev")
    return _few(encode, known, asked, _PUBLISHED_SHOTS, accuracy=True)


def sib200_all(encode: "Encode") -> Figure:
    """Macro F1 from all the sentences of train, on dev."""
    known, asked = corpora.sib200("train"), corpora.sib200("dev")
    vectors, n_known = encode([*known.texts, *asked.texts]), len(known.texts)
    labels = [*known.labels, *asked.labels]
    found = probe.classified(vectors, np.arange(n_known), labels, np.arange(n_known, len(labels)))
    return of_rows(f1(found, asked.labels, redrawn(len(found)), weighted=False))


def news(encode: "Encode", n_each: int) -> Figure:
    """Weighted F1 from `n_each` articles a topic."""
    return _few(encode, corpora.news("learning"), corpora.news("dev"), n_each)


def answers(encode: "Encode", n_read: int) -> Figure:
    """Mean average precision of the labels of open answers, learnt from `n_read` answers of the same question."""
    drawn: list[list[np.ndarray]] = [[] for _ in range(N_DRAWS)]
    known = corpora.answers()
    vectors = encode([one.text for one in known])
    for question in sorted({one.question for one in known}):
        rows = np.flatnonzero([one.question == question for one in known])
        if len(rows) < n_read + MIN_ANSWERS:
            continue
        given = Counter(label for row in rows for label in known[row].labels)
        labels = sorted(label for label, n in given.items() if n >= MIN_GIVEN and label not in NOT_CODES)
        said = np.array([[label in known[row].labels for label in labels] for row in rows])
        for seed, found in enumerate(drawn):
            found.extend(_precisions(vectors[rows], said, n_read, seed))
    return of_draws([np.nanmean(found, axis=0) for found in drawn])


def sections(encode: "Encode") -> Figure:
    """Mean average precision of themes in one interview, learnt from the others; each theme of each interview alike."""
    known = corpora.sections()
    vectors = encode([one.text for one in known])
    themes = np.array([one.theme for one in known])
    places = np.array([one.interview for one in known])
    scores = []
    for interview in sorted(set(places)):
        taught, asked = np.flatnonzero(places != interview), np.flatnonzero(places == interview)
        counts = redrawn(len(asked))
        learnt, judged = Counter(themes[taught].tolist()), Counter(themes[asked].tolist())
        for theme in sorted(theme for theme in judged if min(learnt[theme], judged[theme]) >= MIN_SECTIONS):
            found = probe.scored(vectors, taught, themes == theme, asked)
            scores.append(average_precision(found, themes[asked] == theme, counts))
    return of_rows(np.nanmean(scores, axis=0))


def _few(
    encode: "Encode", known: corpora.Labelled, asked: corpora.Labelled, n_each: int, *, accuracy: bool = False
) -> Figure:
    vectors, n_known = encode([*known.texts, *asked.texts]), len(known.texts)
    labels = [*known.labels, *asked.labels]
    right, counts = np.array(asked.labels), redrawn(len(asked.labels))
    draws = []
    for seed in range(N_DRAWS):
        chance = np.random.default_rng(seed)
        rows = [np.flatnonzero(np.array(known.labels) == label) for label in sorted(set(known.labels))]
        taught = np.concatenate([chance.choice(some, n_each, replace=False) for some in rows])
        found = probe.classified(vectors, taught, labels, np.arange(n_known, len(labels)))
        draws.append(
            mean(np.array(found) == right, counts) if accuracy else f1(found, asked.labels, counts, weighted=True)
        )
    return of_draws(draws)


def _precisions(vectors: np.ndarray, said: np.ndarray, n_read: int, seed: int) -> Iterator[np.ndarray]:
    """The average precision of each label that comes both in the answers read and in the others."""
    shuffled = np.random.default_rng(seed).permutation(len(said))
    taught, asked = shuffled[:n_read], shuffled[n_read:]
    counts = redrawn(len(said))[:, asked]
    for given in said.T:
        if given[taught].any() and not given[taught].all() and given[asked].any():
            yield average_precision(probe.scored(vectors, taught, given, asked), given[asked], counts)
