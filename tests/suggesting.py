"""A small study in which the machine proposes two codes for each answer, and some are drawn at random.

An astral sign stands for each comma.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import databases  # noqa: F401 - the models need a Django that is set up
from thematique import tables
from thematique.digests import digest_of
from thematique.records import Segment, Suggestion, Turn
from thematique.review.database import use
from thematique.review.models import Head
from thematique.review.order import Settings, number
from thematique.study import Study

CODES = ("informel.appels", "tensions.turnover")
"""What is proposed everywhere, the best score first."""

SIGN = "\N{GRINNING FACE}"


def suggest(folder: Path) -> None:
    """Change the tables as if a run had made them; a server that answers takes them up."""
    shared = Study(folder).shared()
    turns = [_signed(one) for found in shared.turns.values() for one in found]
    segments = [_signed(one) for found in shared.segments.values() for one in found]
    _write(folder, turns, Turn)
    _write(folder, segments, Segment)
    (folder / "tables" / "suggestions.parquet").write_bytes(
        tables.encode([one for segment in segments for one in _suggestions(segment)], Suggestion)[".parquet"]
    )
    with use(Study(folder).people.database):
        Head.objects.update(seed=_seed(segments))
    os.utime(folder / "ledger.sqlite")


def _seed(segments: list[Segment]) -> str:
    """A seed by which chance puts some answers in reserve, and not many: among so few it may take none."""
    keys = [digest_of([one.document, one.text]) for one in segments if not one.short]
    seeds = (f"essai-{n}" for n in count())
    return next(seed for seed in seeds if 2 <= sum(number(key, seed=seed) < Settings().random for key in keys) <= 4)


def _signed(one: Any) -> Any:
    return replace(one, text=one.text.replace(",", SIGN))


def _suggestions(segment: Segment) -> Iterator[Suggestion]:
    words = re.findall(r"\w{5,}", segment.text)
    for code, score, word in zip(CODES, (0.62, 0.41), words, strict=False):
        yield Suggestion(
            document=segment.document,
            segment=segment.segment,
            turn=segment.turn,
            code=code,
            score=score,
            flagged=True,
            model="essai",
            reason=f"mots : {word}",
        )


def _write(folder: Path, records: list[Any], kind: type) -> None:
    for document in {one.document for one in records}:
        own = [one for one in records if one.document == document]
        path = folder / "tables" / f"{kind.__name__.lower()}s" / f"{document}.parquet"
        path.write_bytes(tables.encode(own, kind)[".parquet"])
