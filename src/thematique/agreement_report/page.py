"""The page: what its templates name, and the one small script that filters the disagreements."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from thematique.agreement.results import Comparison, Figure, Measure
from thematique.agreement_report import measures
from thematique.agreement_report.charts import WIDTH, by_kappa, by_prevalence
from thematique.agreement_report.examples import example
from thematique.agreement_report.gathering import Beside, Kind, Reading, Report
from thematique.agreement_report.lines import gaps, lines, measured, names
from thematique.pages import sheet
from thematique.records import record

_TEMPLATES = Path(__file__).parent / "templates"
_POLICY = "default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'"
_LISTED = 5000


@record
class Said:
    """What one side gave a passage: a code that the other gave too, or that is its own; `number` is its filter."""

    name: str
    number: int
    shared: bool


@record
class Entry:
    """A disagreement as it is listed; `numbers` are the filters of the codes at stake."""

    reading: Reading
    a: Sequence[Said]
    b: Sequence[Said]
    numbers: Sequence[int]


def render(report: Report) -> bytes:
    """The page in UTF-8."""
    asked = report.comparison
    shown = lines(asked, report.codes)
    people = [one.comparison for one in report.beside if one.kind is Kind.PEOPLE]
    agreement = measured(asked, [*measures.AGREEMENT, Measure.ALPHA_U])
    of_reference = measured(asked, measures.OF_REFERENCE)
    content = {
        "report": report,
        "asked": asked,
        "a": measures.who(asked.a),
        "b": measures.who(asked.b),
        "shown": shown,
        "agreement": agreement,
        "of_reference": of_reference,
        "gaps": gaps(shown, [*agreement, *of_reference]),
        "example": example(shown),
        "charts": [by_kappa(shown, asked, next(iter(people), None)), by_prevalence(shown, asked)] if shown else [],
        "beside": [_pair(one) for one in report.beside],
        **_listed(report),
    }
    return sheet.render(_TEMPLATES, {**content, **_words(), **_furniture()})


def _listed(report: Report) -> Mapping[str, Any]:
    """The disagreements, document by document, and what they can be filtered by."""
    kept = report.readings[:_LISTED]
    paths = {path for one in kept for path in (*one.disagreement.codes_a, *one.disagreement.codes_b)}
    named = names(report.codes, sorted(paths))
    order = [path for path in named if path in paths]
    place = {path: number for number, path in enumerate(order)}
    documents: dict[str, list[Entry]] = {}
    for one in kept:
        documents.setdefault(one.disagreement.document, []).append(_entry(one, named, place))
    return {
        "documents": documents,
        "codes": [named[path] for path in order],
        "place": place,
        "left_out": len(report.readings) - len(kept),
    }


def _entry(reading: Reading, named: Mapping[str, str], place: Mapping[str, int]) -> Entry:
    one = reading.disagreement
    both = {*one.codes_a} & {*one.codes_b}
    a, b = (
        [Said(name=named[path], number=place[path], shared=path in both) for path in codes]
        for codes in (one.codes_a, one.codes_b)
    )
    return Entry(reading=reading, a=a, b=b, numbers=sorted({said.number for said in (*a, *b) if not said.shared}))


def _pair(one: Beside) -> Mapping[str, Any]:
    found = one.comparison
    return {
        "fair": one.kind is Kind.FAIR,
        "name": f"{measures.who(found.a)} et {measures.who(found.b)}",
        "comparison": found,
        "rows": {(row.level, row.code): row for row in found.rows},
    }


@cache
def _words() -> Mapping[str, Any]:
    return {
        "Measure": Measure,
        "SHORT": measures.SHORT,
        "WIDTH": WIDTH,
        "written": measures.written,
        "interval": measures.interval,
        "units": measures.units,
        "unit_name": measures.unit_name,
        "identical": _identical,
        "alpha": Measure.ALPHA,
    }


def _identical(one: Comparison) -> Figure:
    return Figure(value=one.totals.identical / one.totals.units if one.totals.units else None)


@cache
def _furniture() -> Mapping[str, Any]:
    """What is the same in every report: the style, the script, and the policy that lets nothing else in."""
    script = (_TEMPLATES / "filter.js").read_text(encoding="utf-8")
    style = sheet.style(_TEMPLATES / "agreement.css")
    return {
        "script": sheet.trusted(script),
        "style": style,
        "policy": _POLICY.format(script=sheet.digest(script), style=sheet.digest(style)),
    }
