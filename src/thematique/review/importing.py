"""Codings that were made elsewhere, set on the text of the study and kept under the names of their coders."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from thematique.codings import CONSENSUS, Coding, Drawn
from thematique.errors import FileRefused, WrongUse
from thematique.exchange import codings as tables_of_codings
from thematique.exchange.settling import settle
from thematique.overlaps import overlapping
from thematique.records import Code
from thematique.review import coders, decisions, journal, models
from thematique.review.carrying import carry
from thematique.review.editions import Editions
from thematique.shared import SharedSide


def take_in(path: Path, coder: str, shared: SharedSide, codes: Sequence[Code], folder: Path) -> Mapping[str, Any]:
    """Keep the codings of a file; returns how many are `new`, how many were `known`, and the `problems`.

    Args:
        path: the file.
        coder: who coded where the file does not say.
        shared: the text.
        codes: the codebook.
        folder: of the study.

    Raises:
        WrongUse: nobody is said to have coded, a coder's name cannot be borne, or the file is no table of codings.
    """
    try:
        read = tables_of_codings.read(path)
    except FileRefused as refusal:
        raise WrongUse(f"« {path.name} » : {refusal}") from refusal
    if not coder and any(not row.coder for row in read.rows):
        raise WrongUse(f"« {path.name} » ne dit pas qui a codé ; ajoutez --coder NOM, ou une colonne « coder ».")
    for name in {row.coder or coder for row in read.rows} - {CONSENSUS}:
        coders.require_bearable(name)
    carry(shared, folder)
    settled = settle(
        read.rows,
        [turn for turns in shared.turns.values() for turn in turns],
        [segment for segments in shared.segments.values() for segment in segments],
        codes,
        coder=coder,
        decided_at=journal.now().isoformat(timespec="microseconds"),
        file=path.name,
    )
    editions, new = Editions(shared, folder), 0
    for name in sorted({coding.coder for coding in settled.codings}):
        mine = [coding for coding in settled.codings if coding.coder == name]
        readings = _readings(mine, shared, editions)
        new += decisions.import_codings(coders.voice(name), [_row(one, editions) for one in mine], readings, path.name)
    return {
        "new": new,
        "known": len(settled.codings) - new,
        "problems": [str(problem) for problem in (*read.problems, *settled.problems)],
    }


def _readings(codings: Iterable[Coding], shared: SharedSide, editions: Editions) -> list[models.Reading]:
    """The segments that the coder has read: those of which an imported coding covers half."""
    spans = {(coding.document, coding.start, coding.end): coding.decided_at for coding in codings}
    read = {
        (document, segment.start, segment.end): moment
        for (document, start, end), moment in spans.items()
        for segment in overlapping(start, end, shared.segments.get(document, ()))
    }
    return [
        models.Reading(
            drawn=Drawn.IMPORTED,
            blind=False,
            shown_at=datetime.fromisoformat(moment),
            decided_at=datetime.fromisoformat(moment),
            finished_at=datetime.fromisoformat(moment),
            **editions.place(*span).columns(),
        )
        for span, moment in read.items()
    ]


def _row(coding: Coding, editions: Editions) -> models.Coding:
    """A row for the database; its coder is given when it is kept."""
    return models.Coding(
        code=coding.code,
        given_code=coding.code,
        verdict=coding.verdict,
        decided_at=datetime.fromisoformat(coding.decided_at),
        model=coding.model,
        score=coding.score,
        drawn=coding.drawn,
        blind=coding.blind,
        by=coders.voice(coding.by) if coding.by else None,
        **editions.place(coding.document, coding.start, coding.end).columns(),
    )
