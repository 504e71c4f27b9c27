"""Set two coders against each other: every figure of agreement, code by code, and the passages where they differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from thematique.agreement import intervals
from thematique.agreement.contingency import Floats
from thematique.agreement.notes import notes
from thematique.agreement.results import (
    Comparison,
    Disagreement,
    Figure,
    Level,
    Measure,
    Row,
    Side,
    Totals,
    Undefined,
    Unit,
)
from thematique.agreement.spans import alpha_u
from thematique.agreement.stretches import continua
from thematique.agreement.tally import Tally
from thematique.agreement.targets import Target, targets, unknown
from thematique.agreement.units import Reading, at_level, read_by_both
from thematique.codings import Coding
from thematique.records import Code, Segment

_OF_REFERENCE = (Measure.PRECISION, Measure.RECALL, Measure.F1)
_OF_ROWS = tuple(measure for measure in Measure if measure not in (*_OF_REFERENCE, Measure.ALPHA_U))


def compare(
    a: Sequence[Coding],
    b: Sequence[Coding],
    segments: Iterable[Segment],
    codes: Sequence[Code],
    *,
    names: tuple[str, str] = ("a", "b"),
    unit: Unit = Unit.SEGMENT,
    level: Level = Level.CODE,
    reference: Side | None = None,
    interviewers: bool = False,
    resamples: int = intervals.RESAMPLES,
    seed: int = 0,
) -> Comparison:
    """Compare what two coders, people or machines, made of the passages that both read.

    Args:
        a: all rows of one coder, refusals and passages without a code included: they say what was read.
        b: all rows of the other.
        segments: those of the whole study, interviewers' included.
        codes: the codebook.
        names: who they are.
        unit: what is counted.
        level: what totals and disagreements speak of; rows are made for codes and themes both.
        reference: the side that is held to be right; without one there is no precision and no recall.
        interviewers: whether what interviewers say counts too.
        resamples: how many times the documents are drawn anew for the intervals.
        seed: of the draws.
    """
    common = read_by_both(a, b, segments, unit=unit, interviewers=interviewers)
    tally = Tally((one.document, one.a, one.b, one.weight) for one in common.readings)
    drawn = intervals.draws(len(tally.documents), resamples=resamples, seed=seed)
    aims = targets(codes, tally.codes())
    return Comparison(
        a=names[0],
        b=names[1],
        unit=unit,
        level=level,
        reference=reference,
        rows=_rows(aims, tally, drawn, reference, common.readings if unit == Unit.CHARACTER else None),
        totals=_totals(tally if level == Level.CODE else tally.of_themes(), drawn, reference),
        disagreements=list(_disagreements(common.readings, level)),
        notes=list(
            notes(
                names=names,
                alone=(common.only_a, common.only_b),
                documents=len(tally.documents),
                least=intervals.LEAST_DOCUMENTS,
                unknown=unknown(codes, tally.codes()),
                unit=unit,
            )
        ),
    )


def _rows(
    aims: Sequence[Target],
    tally: Tally,
    drawn: Floats | None,
    reference: Side | None,
    characters: Sequence[Reading] | None,
) -> Sequence[Row]:
    tables = tally.tables([aim.gathers for aim in aims])
    figures = _figures(_OF_ROWS, tables, drawn, reference)
    rows = [_row(aim, table, one) for aim, table, one in zip(aims, tables.sum(0), figures, strict=True)]
    return rows if characters is None else [_unitized(*pair, characters) for pair in zip(rows, aims, strict=True)]


def _figures(
    measures: Sequence[Measure], tables: Floats, drawn: Floats | None, reference: Side | None
) -> Sequence[Mapping[Measure, Figure]]:
    """The figures of each target, from tables of shape (documents, targets, 2, 2)."""
    whole, resampled, right = tables.sum(0), intervals.redrawn(tables, drawn), reference or Side.B
    wanted = (*measures, *(_OF_REFERENCE if reference else ()))
    each = {measure: intervals.figures(measure, whole, resampled, reference=right) for measure in wanted}
    return [{measure: those[place] for measure, those in each.items()} for place in range(len(whole))]


def _row(aim: Target, table: Floats, figures: Mapping[Measure, Figure]) -> Row:
    both, only_a, only_b, neither = (round(float(cell)) for cell in table.flat)
    return Row(
        level=aim.level,
        code=aim.code,
        n=both + only_a + only_b + neither,
        both=both,
        only_a=only_a,
        only_b=only_b,
        neither=neither,
        figures=figures,
    )


def _unitized(row: Row, aim: Target, characters: Sequence[Reading]) -> Row:
    """The row with alpha of unitizing; where both marked everything no end was chosen, and nothing can be said."""
    everything = 0 < row.both == row.n
    figure = (
        Figure(value=None, why=Undefined.NO_VARIATION)
        if everything
        else alpha_u(continua(characters, aim.gathers)).figure
    )
    return replace(row, figures={**row.figures, Measure.ALPHA_U: figure})


def _totals(tally: Tally, drawn: Floats | None, reference: Side | None) -> Totals:
    codes = [frozenset({code}) for code in sorted(tally.codes())] or [frozenset[str]()]
    pooled = tally.tables(codes).sum(1, keepdims=True)
    return Totals(
        documents=len(tally.documents),
        units=round(tally.total()),
        identical=round(tally.identical()),
        sets=_sets(tally, drawn),
        figures=_figures((Measure.POSITIVE,), pooled, drawn, reference)[0],
    )


def _sets(tally: Tally, drawn: Floats | None) -> Figure:
    if not tally.documents:
        return Figure(value=None, why=Undefined.EMPTY)
    value = float(tally.alpha_of_sets(np.ones((1, len(tally.documents))))[0])
    if np.isnan(value):
        return Figure(value=None, why=Undefined.NO_VARIATION)
    point = Figure(value=value)
    return point if drawn is None else intervals.bounded([point], tally.alpha_of_sets(drawn)[:, None])[0]


def _disagreements(readings: Iterable[Reading], level: Level) -> Iterator[Disagreement]:
    for one in readings:
        a, b = at_level(one.a, level), at_level(one.b, level)
        if a != b:
            yield Disagreement(
                document=one.document,
                turn=one.turn,
                segment=one.segment,
                start=one.start,
                end=one.end,
                codes_a=sorted(a),
                codes_b=sorted(b),
            )
