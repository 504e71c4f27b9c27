"""A sheet for an intruder test (E9): a pseudonymised passage a line, and five cases among which to guess whose it is.

A case is told by what identifies it in the gold: people, places, organisations. The answers go to a file apart. Read by
someone who has seen neither; one right guess in five is chance.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from bench.pseudonymise.gold import Transcript
from bench.pseudonymise.intervals import SEED
from thematique.records import Kind, Turn
from thematique.study import Study

N_CANDIDATES = 5
_N_NAMES = 8
_N_WORDS = 300


def write(study: Study, transcripts: Sequence[Transcript], file: Path) -> Path:
    """Write the sheet, and beside it the answers; returns where these are."""
    chance = np.random.default_rng(SEED)
    passages = {transcript.name: _passage(study, transcript.name) for transcript in transcripts}
    cases = {transcript.name: " ; ".join(_names(transcript)) for transcript in transcripts}
    answers = file.with_suffix(".answers.csv")
    with file.open("w", encoding="utf-8", newline="") as sheet, answers.open("w", encoding="utf-8", newline="") as key:
        guesses, right = csv.writer(sheet), csv.writer(key)
        guesses.writerow(["passage", "text", *(f"case {n}" for n in range(1, N_CANDIDATES + 1)), "guess", "sure 1-5"])
        right.writerow(["passage", "case", "document"])
        for number, name in enumerate(chance.permutation(sorted(passages)).tolist(), 1):
            others = [other for other in sorted(cases) if other != name]
            drawn = chance.permutation(others)[: N_CANDIDATES - 1].tolist()
            shown = chance.permutation([name, *drawn]).tolist()
            guesses.writerow([number, passages[name], *(cases[one] for one in shown), "", ""])
            right.writerow([number, shown.index(name) + 1, name])
    return answers


def _passage(study: Study, document: str) -> str:
    """The first words of the pseudonymised text, to the end of a turn."""
    return "\n".join(_until(turn for turn in study.table("turns") if turn.document == document))


def _until(turns: Iterable[Turn]) -> Iterator[str]:
    told = 0
    for turn in turns:
        if told >= _N_WORDS:
            return
        yield f"{turn.speaker} : {turn.text}"
        told += len(turn.text.split())


def _names(transcript: Transcript) -> list[str]:
    """What names the case, the longest form of each entity, in the order of the text."""
    longest: dict[str, str] = {}
    for mark in transcript.marks:
        if mark.hides and mark.kind in (Kind.PER, Kind.LOC, Kind.ORG):
            longest[mark.entity] = max(longest.get(mark.entity, ""), mark.text, key=len)
    return list(longest.values())[:_N_NAMES]
