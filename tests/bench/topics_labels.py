"""Topics beside the groups that people made: NMI and ARI on ten draws of nine tenths, with their 95 % ranges.

Beside ours: k-means on the same vectors, NMF and LDA on the same words, with as many topics, and density clustering.
Run: python tests/bench/topics_labels.py
"""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.cluster import HDBSCAN, KMeans
from sklearn.decomposition import NMF, PCA, LatentDirichletAllocation
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from thematique.encoder import SHIPPED, encode
from thematique.stages.topics.partition import partition
from thematique.stages.topics.settings import Settings
from thematique.stages.topics.vocabulary import all_stop_words, telling_words

FOLDER = Path(__file__).parents[3] / "shared/data/coding"
NOT_CODES = ("Z Autres", "Sans réponse / Hors sujet / Inclassable")
N_DRAWS = 10

Labelled = tuple[Sequence[str], Sequence[str]]
Grouping = Callable[[np.ndarray, int], Sequence[int]]


def granddebat() -> Labelled:
    """Open answers, with their question and the label that most volunteers gave."""
    lines = map(json.loads, (FOLDER / "granddebat/dev.jsonl").read_text(encoding="utf-8").splitlines())
    best = [(line, max(sorted(line["votes"]), key=line["votes"].get)) for line in lines if line["votes"]]
    kept = [(line, code) for line, code in best if code not in NOT_CODES]
    return [line["texte"] for line, _ in kept], [f"{line['question']} {code}" for line, code in kept]


def sib200() -> Labelled:
    with (FOLDER / "sib200/train.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    return [row["text"] for row in rows], [row["category"] for row in rows]


def groupings(texts: Sequence[str]) -> dict[str, Grouping]:
    """Ways to group the texts at some places, drawing from a seed; -1 is an outlier."""
    vectors = encode(texts, SHIPPED)
    number = len(partition(vectors, Settings(max_outliers=0)).stability)
    lines = telling_words(texts, stop_words=all_stop_words(()), n_topics=number)
    said = [" ".join(line) for line in lines]
    counts = CountVectorizer(token_pattern=r"\S+").fit_transform(said)
    weights = TfidfVectorizer(token_pattern=r"\S+", sublinear_tf=True).fit_transform(said)

    def ours(**settings: Any) -> Grouping:
        return lambda rows, seed: partition(vectors[rows], Settings(seed=seed, **settings)).topics.tolist()

    def strongest(model: Callable[[int], Any], matrix: Any) -> Grouping:
        return lambda rows, seed: model(seed).fit_transform(matrix[rows]).argmax(axis=1)

    return {
        "ours, all placed": ours(max_outliers=0),
        "ours": ours(),
        "k-means": lambda rows, seed: KMeans(number, n_init=10, random_state=seed).fit_predict(vectors[rows]),
        "NMF": strongest(lambda seed: NMF(number, init="nndsvda", random_state=seed, max_iter=300), weights),
        "LDA": strongest(lambda seed: LatentDirichletAllocation(number, random_state=seed, max_iter=20), counts),
        "HDBSCAN": lambda rows, seed: HDBSCAN(min_cluster_size=10, copy=True).fit_predict(
            PCA(5, random_state=seed).fit_transform(vectors[rows])
        ),
    }


def figures(group: Grouping, truth: np.ndarray) -> Iterator[tuple[float, float, float]]:
    """NMI, ARI and the share of outliers, which count in neither, draw by draw."""
    for seed in range(N_DRAWS):
        rows = np.sort(np.random.default_rng(seed).choice(len(truth), round(0.9 * len(truth)), replace=False))
        found = np.asarray(group(rows, seed))
        placed = found >= 0
        pair = truth[rows][placed], found[placed]
        yield normalized_mutual_info_score(*pair), adjusted_rand_score(*pair), 1 - placed.mean()


def main() -> None:
    for texts, labels in (granddebat(), sib200()):
        print(f"{len(texts)} texts, {len(set(labels))} labels")
        truth = np.unique(labels, return_inverse=True)[1]
        for name, group in groupings(texts).items():
            table = np.array(list(figures(group, truth)))
            low, high = np.quantile(table, [0.025, 0.975], axis=0)
            cells = [f"{m:.3f} [{a:.3f} {b:.3f}]" for m, a, b in zip(table.mean(axis=0), low, high, strict=True)]
            print(f"  {name:18} NMI {cells[0]}  ARI {cells[1]}  outliers {table[:, 2].mean():.2f}")


if __name__ == "__main__":
    main()
