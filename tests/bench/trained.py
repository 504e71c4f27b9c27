"""Learn from half of the coded documents, judge on the other half: the machine beside the codebook alone and beside people.

    python tests/bench/trained.py STUDY CODINGS.csv CODINGS.csv… [--splits N]

STUDY is a study that has been run and that nobody has coded; each csv is the coding of one person. For each split, the
machine learns from the first person on half of the documents; on the other half the first person is held to be right.
"""

import argparse
import csv
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from thematique.agreement.comparison import compare
from thematique.agreement.results import Measure, Side
from thematique.codings import Coding
from thematique.study import Study
from thematique.versions import COLD


def main(folder: Path, files: Sequence[Path], splits: int) -> None:
    """Print F1, precision, recall and kappa of each pair, mean and range over the splits."""
    chance = np.random.default_rng(2026)
    documents = sorted({row["document"] for row in _rows(files[0])})
    figures: dict[str, list[list[float]]] = {}
    for _ in range(splits):
        half = set(chance.choice(documents, len(documents) // 2, replace=False).tolist())
        with tempfile.TemporaryDirectory() as place:
            study = Study(shutil.copytree(folder, Path(place) / "etude"))
            taught = Path(place) / "moitie.csv"
            _write(taught, [row for row in _rows(files[0]) if row["document"] in half])
            study.people.take_in(taught, files[0].stem)
            verdict = study.train()
            for file in files:
                study.people.take_in(file, file.stem)
            rows = [coding for coding in study.people.codings() if coding.document not in half]
            right = [coding for coding in rows if coding.coder == files[0].stem]
            others = {
                "trained": study.machine.codings(),
                "codebook alone": study.machine.codings(COLD),
                **{file.stem: rows for file in files[1:]},
            }
            for name, codings in others.items():
                kept = [
                    one
                    for one in codings
                    if one.document not in half and (name not in _people(files) or one.coder == name)
                ]
                figures.setdefault(name, []).append(_figures(study, kept, right))
            print(f"learnt from {sorted(half)}: {len(verdict.gains)} codes, kept: {verdict.kept}", flush=True)
    for name, values in figures.items():
        table = np.array(values)
        told = [
            f"{label} {mean:.2f} [{low:.2f}-{high:.2f}]"
            for label, mean, low, high in zip(
                ("F1", "precision", "recall", "mean kappa"), table.mean(0), table.min(0), table.max(0), strict=True
            )
        ]
        print(f"{name:>16}: {', '.join(told)}")


def _figures(study: Study, codings: Sequence[Coding], right: Sequence[Coding]) -> list[float]:
    found = compare(codings, right, study.table("segments"), study.codebook.codes, reference=Side.B, resamples=0)
    kappas = [row.figures[Measure.KAPPA].value for row in found.rows if row.level == "code"]
    total = found.totals.figures
    known = [kappa for kappa in kappas if kappa is not None]
    return [float(total[one].value or 0) for one in (Measure.F1, Measure.PRECISION, Measure.RECALL)] + [
        float(np.mean(known))
    ]


def _people(files: Sequence[Path]) -> set[str]:
    return {file.stem for file in files}


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(file: Path, rows: Sequence[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, ["document", "turn", "code"])
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("study", type=Path)
    parser.add_argument("codings", type=Path, nargs="+")
    parser.add_argument("--splits", type=int, default=5)
    asked = parser.parse_args()
    main(asked.study, asked.codings, asked.splits)
