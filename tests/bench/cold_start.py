"""How well the cold start finds coded turns: average precision a code on the sample study, by document.

Run by hand: `python tests/bench/cold_start.py STUDY`, where STUDY is the sample study after a run. Half of the documents
served to choose the method's few weights; the other half is reported apart. Intervals resample documents.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score

from thematique.study import Study

GOLD = Path(__file__).parents[1] / "gold" / "codings"
TUNED_ON = {"fg1_liege", "fg3_bruxelles", "ent2_amo", "ent4_creche"}
N_RESAMPLES = 1000

Turn = tuple[str, int]


def coded() -> Mapping[Turn, set[str]]:
    """The codes that either reading gave each turn that was read."""
    found: dict[Turn, set[str]] = defaultdict(set)
    for path in sorted(GOLD.glob("lecture_*.csv")):
        for row in csv.DictReader(path.open(encoding="utf-8")):
            found[row["document"], int(row["turn"])] |= {row["code"]} - {""}
    return found


def mean_precision(turns: Sequence[Turn], truth: np.ndarray, scores: np.ndarray) -> float:
    """Mean over codes of the average precision, for the codes that occur in these turns."""
    occurring = [code for code in range(truth.shape[1]) if truth[:, code].any()]
    return float(np.mean([average_precision_score(truth[:, code], scores[:, code]) for code in occurring]))


def report(name: str, turns: Sequence[Turn], truth: np.ndarray, scores: np.ndarray, flags: np.ndarray) -> None:
    """Print the figures of some documents, with an interval of 95 %."""
    random = np.random.default_rng(0)
    documents = sorted({document for document, _ in turns})
    rows = {d: [n for n, (document, _) in enumerate(turns) if document == d] for d in documents}
    drawn = []
    for _ in range(N_RESAMPLES):
        sample = np.concatenate([rows[d] for d in random.choice(documents, len(documents))])
        drawn.append(mean_precision(turns, truth[sample], scores[sample]))
    low, high = np.percentile(drawn, [2.5, 97.5])
    hits = (truth & flags).sum()
    chance = float(np.mean(truth.mean(axis=0)[truth.any(axis=0)]))
    print(
        f"{name}: {len(turns)} turns, mean average precision {mean_precision(turns, truth, scores):.3f} "
        f"[{low:.3f}-{high:.3f}], chance {chance:.3f}; any code: {average_precision_score(truth.any(1), scores.max(1)):.3f} "
        f"(chance {truth.any(1).mean():.3f}); flags: precision {hits / max(flags.sum(), 1):.2f}, "
        f"recall {hits / truth.sum():.2f}, turns flagged {flags.any(1).mean():.2f}"
    )


def main() -> None:
    """Score the turns of the study given on the command line."""
    study = Study(sys.argv[1])
    truth_by_turn = coded()
    codes = [code.code for code in study.codebook.codes if code.codable]
    turns = sorted(truth_by_turn)
    place = {turn: n for n, turn in enumerate(turns)}
    truth = np.array([[code in truth_by_turn[turn] for code in codes] for turn in turns])
    scores, flags = np.zeros(truth.shape), np.zeros(truth.shape, dtype=bool)
    for suggestion in study.table("suggestions"):
        if suggestion.code in codes and (suggestion.document, suggestion.turn) in place:
            row, column = place[suggestion.document, suggestion.turn], codes.index(suggestion.code)
            scores[row, column] = max(scores[row, column], suggestion.score)
            flags[row, column] |= suggestion.flagged
    for name, chosen in {"tuned on": True, "held out": False}.items():
        mask = np.array([(document in TUNED_ON) is chosen for document, _ in turns])
        report(name, [t for t, kept in zip(turns, mask, strict=True) if kept], truth[mask], scores[mask], flags[mask])


if __name__ == "__main__":
    main()
