"""The report as one document for programs: plain values under names that last."""

from collections.abc import Iterable, Mapping
from typing import Any

from thematique.agreement.results import Comparison, Disagreement, Figure, Measure, Row, Totals, Undefined
from thematique.agreement_report.gathering import Report
from thematique.agreement_report.lines import names


def answer(report: Report) -> Mapping[str, Any]:
    """The document.

    A figure is `value`, `low`, `high` and `undefined`, which names the reason where there is no value; `reasons` says
    each in French. `reference` is `a`, `b` or null.
    """
    asked = report.comparison
    named = names(report.codes, [row.code for row in asked.rows])
    return {
        "study": report.title,
        "version": report.version,
        **_compared(asked, named),
        "disagreements": [_disagreement(one) for one in asked.disagreements],
        "beside": [{"kind": str(one.kind), **_compared(one.comparison, named)} for one in report.beside],
        "sights": [
            {name: getattr(one, name) for name in ("coder", "passages", "blind", "random", "imported", "shown")}
            for one in report.sights
        ],
        "reasons": {why.name.lower(): str(why) for why in Undefined},
    }


def _compared(one: Comparison, named: Mapping[str, str]) -> Mapping[str, Any]:
    return {
        "a": one.a,
        "b": one.b,
        "unit": str(one.unit),
        "level": str(one.level),
        "reference": str(one.reference) if one.reference else None,
        "rows": [_row(row, named) for row in one.rows],
        "totals": _totals(one.totals),
        "notes": list(one.notes),
    }


def _row(row: Row, named: Mapping[str, str]) -> Mapping[str, Any]:
    return {
        "level": str(row.level),
        "code": row.code,
        "name": named.get(row.code, row.code),
        "n": row.n,
        "both": row.both,
        "only_a": row.only_a,
        "only_b": row.only_b,
        "neither": row.neither,
        "figures": _figures(row.figures.items()),
    }


def _totals(totals: Totals) -> Mapping[str, Any]:
    return {
        "documents": totals.documents,
        "units": totals.units,
        "identical": totals.identical,
        "sets": _figure(totals.sets),
        "figures": _figures(totals.figures.items()),
    }


def _figures(figures: Iterable[tuple[Measure, Figure]]) -> Mapping[str, Any]:
    return {str(measure): _figure(figure) for measure, figure in figures}


def _figure(figure: Figure) -> Mapping[str, Any]:
    return {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "undefined": figure.why.name.lower() if figure.why else None,
    }


def _disagreement(one: Disagreement) -> Mapping[str, Any]:
    return {
        "document": one.document,
        "turn": one.turn,
        "segment": one.segment,
        "start": one.start,
        "end": one.end,
        "codes_a": list(one.codes_a),
        "codes_b": list(one.codes_b),
    }
