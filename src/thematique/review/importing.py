"""Codings that were made elsewhere, set on the text of the study and kept under the names of their coders."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from thematique.codings import CONSENSUS, Coding, Drawn
from thematique.errors import FileRefused, WrongUse
from thematique.exchange import codings as tables_of_codings
from thematique.exchange.settling import settle
from thematique.overlaps import overlapping
from thematique.records import Code, record
from thematique.review import coders, decisions, journal, models
from thematique.review.carrying import carry
from thematique.review.database import writing
from thematique.review.editions import Editions
from thematique.shared import SharedSide


@record
class Imported:
    """What became of a file of codings.

    Attributes:
        new: how many are new.
        known: how many were there already.
        overtaken: how many were left out, since their coder decided otherwise later.
        ended: how many decisions they contradict, which end.
        problems: what could not be read, or set on the text.
    """

    new: int
    known: int
    overtaken: int
    ended: int
    problems: Sequence[str]


def take_in(path: Path, coder: str, shared: SharedSide, codes: Sequence[Code], folder: Path) -> Imported:
    """Keep the codings of a file, all that can be set on the text or none.

    Args:
        path: the file.
        coder: who coded where the file does not say.
        shared: the text.
        codes: the codebook.
        folder: of the study.

    Raises:
        WrongUse: nobody is said to have coded, a name cannot be borne, or the file is no table of codings.
    """
    try:
        read = tables_of_codings.read(path)
    except FileRefused as refusal:
        raise WrongUse(f"« {path.name} » : {refusal}") from refusal
    if not coder and any(not row.coder for row in read.rows):
        raise WrongUse(f"« {path.name} » ne dit pas qui a codé ; ajoutez --coder NOM, ou une colonne « coder ».")
    names = {name for row in read.rows for name in (row.coder or coder, row.by) if name}
    for name in sorted(names - {CONSENSUS}):
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
    brought = _keep(settled.codings, shared, Editions(shared, folder), path.name)
    new, overtaken = sum(one.new for one in brought), sum(one.overtaken for one in brought)
    return Imported(
        new=new,
        known=len(settled.codings) - new - overtaken,
        overtaken=overtaken,
        ended=sum(one.ended for one in brought),
        problems=[str(problem) for problem in (*read.problems, *settled.problems)],
    )


def _keep(
    codings: Sequence[Coding], shared: SharedSide, editions: Editions, source: str
) -> Sequence[decisions.Brought]:
    """Keep the codings of each coder, those of all or none."""
    by_coder = {name: [one for one in codings if one.coder == name] for name in sorted({one.coder for one in codings})}
    # what takes long is done before the others have to wait
    rows = {name: [_row(one, editions) for one in mine] for name, mine in by_coder.items()}
    readings = {name: _readings(mine, shared, editions) for name, mine in by_coder.items()}
    with writing():
        # whoever else writes takes the journal first, then makes coders
        journal.lock()
        for name, mine in by_coder.items():
            for row, coding in zip(rows[name], mine, strict=True):
                row.by = coders.voice(coding.by) if coding.by else None
        return [decisions.import_codings(coders.voice(name), rows[name], readings[name], source) for name in by_coder]


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
    """A row for the database; who coded and who decided is given when it is kept."""
    return models.Coding(
        code=coding.code,
        given_code=coding.code,
        verdict=coding.verdict,
        decided_at=datetime.fromisoformat(coding.decided_at),
        model=coding.model,
        score=coding.score,
        drawn=coding.drawn,
        blind=coding.blind,
        **editions.place(coding.document, coding.start, coding.end).columns(),
    )
