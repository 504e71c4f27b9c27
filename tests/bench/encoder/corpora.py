"""The texts of the bench, read from the folder of data beside the repository."""

import csv
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bench.encoder.held_out import Pair, key, rank, split
from thematique.records import record

DATA = Path(__file__).parents[4] / "shared" / "data"
MIN_WORDS = 20
"""An ESLO section with fewer words by the interviewee says nothing."""

_SENTENCE = 6


class Absent(Exception):
    """A file of the bench is not on this machine."""


@record
class Labelled:
    """Texts with one label each."""

    texts: Sequence[str]
    labels: Sequence[str]


@record
class Answer:
    """An open answer and the labels that two volunteers or more gave it."""

    question: str
    text: str
    labels: frozenset[str]


@record
class Section:
    """What an interviewee says between two questions of the guide."""

    interview: str
    theme: str
    text: str


def likeness(language: str) -> tuple[Sequence[Pair], Sequence[float]]:
    """STS-B dev: pairs of sentences of one language and how alike people find them, from 0 to 5."""
    with _open(f"pairs/stsb/stsb-{language}-dev.csv") as stream:
        rows = list(csv.reader(stream))
    return [Pair(first, second) for first, second, _ in rows], [float(score) for _, _, score in rows]


def sib200(part: str) -> Labelled:
    """SIB-200 in French: sentences and their topic."""
    rows = _table(f"coding/sib200/{part}.tsv")
    return Labelled(texts=[row["text"] for row in rows], labels=[row["category"] for row in rows])


def news(part: str, *, headline_only: bool = False) -> Labelled:
    """MasakhaNEWS: `learning`, fifty articles a topic, or `dev`."""
    rows = _table(f"coding/masakhanews/{'50/train' if part == 'learning' else part}.tsv")
    texts = [row["headline"] if headline_only else f"{row['headline']} {row['text']}" for row in rows]
    return Labelled(texts=texts, labels=[row["category"] for row in rows])


def answers() -> list[Answer]:
    """Open answers of a consultation on whose labels at least two volunteers agree."""
    found = []
    for line in _lines("coding/granddebat/dev.jsonl"):
        labels = frozenset(label for label, votes in line["votes"].items() if votes >= 2)
        if labels:
            found.append(Answer(question=line["question"], text=line["texte"], labels=labels))
    return found


def sections() -> list[Section]:
    """ESLO interviews, by theme of the question asked: the words of the interviewee alone."""
    return [
        Section(interview=line["entretien"], theme=line["theme"], text=line["texte_enquete"].replace("\n", " "))
        for line in _lines("coding/eslo_sections/sections.jsonl")
        if line["theme"] and line["mots_enquete"] >= MIN_WORDS
    ]


def abstracts() -> list[str]:
    """Abstracts of theses in sociology, without their line of variables."""
    with _open("transcripts/theses_iramuteq/theses-socio-1000.txt") as stream:
        blocks = stream.read().split("**** ")[1:]
    return [" ".join(block.split("\n", 1)[1].split()) for block in blocks]


@cache
def held_pairs(number: int) -> Sequence[Pair]:
    """Translations that no encoder of ours learnt from, each sentence once, six French words at least."""
    with _open("pairs/tatoeba/fra.txt") as stream:
        pairs = [Pair(*line.rstrip("\n").split("\t")[:2]) for line in stream]
    found: dict[str, Pair] = {}
    french = set()
    for pair in sorted(split(pairs).held, key=lambda pair: (rank(pair.english), rank(pair.french), pair)):
        new = key(pair.english) not in found and key(pair.french) not in french
        if new and len(pair.french.split()) >= _SENTENCE:
            found[key(pair.english)] = pair
            french.add(key(pair.french))
    return list(found.values())[:number]


def _open(name: str) -> Any:
    file = DATA / name
    if not file.is_file():
        raise Absent(f"{name} is not in {DATA}")
    return file.open(encoding="utf-8", newline="")


def _table(name: str) -> list[Mapping[str, str]]:
    with _open(name) as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def _lines(name: str) -> list[Mapping[str, Any]]:
    with _open(name) as stream:
        return [json.loads(line) for line in stream]
