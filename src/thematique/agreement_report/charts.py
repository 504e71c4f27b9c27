"""The drawings of the page: marks on a line a code, as places on a sheet that the template turns into SVG.

Colours are those of the page's style, so that a drawing follows a dark screen and prints without a script.
"""

import math
from collections.abc import Callable, Sequence

from thematique.agreement.results import Comparison, Figure, Measure, Row
from thematique.agreement_report.lines import Line
from thematique.agreement_report.measures import interval, who, written
from thematique.pages.words import number, shorten
from thematique.records import record

WIDTH = 760
_LEFT, _RIGHT, _TOP, _STEP, _FOOT = 262, 24, 10, 24, 34
_LABEL = 36
_TICKS = 5
_STRIDE = 0.2


@record
class Mark:
    """A mark at a place, with the sentence shown over it; `low` and `high` end the line of its interval."""

    x: float
    series: int
    hint: str
    low: float | None = None
    high: float | None = None


@record
class Stripe:
    """A line of a drawing: its label, its height, its marks."""

    label: str
    top: bool
    y: float
    marks: Sequence[Mark]


@record
class Chart:
    """A drawing: what it says in a sentence, its size, its axis, the names of its series, its lines."""

    name: str
    alt: str
    height: int
    axis: str
    ticks: Sequence[tuple[float, str]]
    series: Sequence[str]
    stripes: Sequence[Stripe]

    @property
    def bottom(self) -> int:
        """Where the axis lies."""
        return self.height - _FOOT


@record
class Series:
    """Marks of one shape: what they are called, the figure that they show, and where it is found for a row."""

    title: str
    measure: Measure
    read: Callable[[Row], Figure | None]


def by_kappa(shown: Sequence[Line], comparison: Comparison, beside: Comparison | None) -> Chart:
    """Kappa of each line with its interval, and beside it that of another pair."""
    series = [_kappas(one) for one in (comparison, beside) if one]
    lowest = math.floor(min(_reach(shown, series), default=0) / _STRIDE) * _STRIDE
    alt = f"Diagramme à points : κ de chaque code entre {series[0].title}. Les mêmes chiffres sont dans le tableau."
    return _chart(
        "kappa",
        alt,
        "κ (1 : accord parfait ; 0 : ce que donnerait le hasard)",
        shown,
        series,
        _steps(min(lowest, 0), 1, _STRIDE),
    )


def by_prevalence(shown: Sequence[Line], comparison: Comparison) -> Chart:
    """How often each of the two gave each code."""
    series = [_prevalences(comparison.a, Measure.PREVALENCE_A), _prevalences(comparison.b, Measure.PREVALENCE_B)]
    highest = max(_reach(shown, series), default=0)
    top = next((one for one in (0.05, 0.1, 0.2, 0.4, 0.6, 0.8) if highest <= one), 1.0)
    alt = "Diagramme à points : part des unités qui portent chaque code, de chaque côté."
    return _chart(
        "frequence",
        alt,
        "part de ce que les deux ont lu, en %",
        shown,
        series,
        _steps(0, top, top / _TICKS),
        percent=True,
    )


def _chart(
    name: str,
    alt: str,
    axis: str,
    shown: Sequence[Line],
    series: Sequence[Series],
    steps: Sequence[float],
    *,
    percent: bool = False,
) -> Chart:
    def place(value: float) -> float:
        share = (value - steps[0]) / (steps[-1] - steps[0])
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    return Chart(
        name=name,
        alt=alt,
        height=_TOP + _STEP * len(shown) + _FOOT,
        axis=axis,
        ticks=[(place(one), number(100 * one) if percent else number(one, 1).replace("-", "−")) for one in steps],
        series=[one.title for one in series],
        stripes=[
            Stripe(
                label=shorten(line.label, _LABEL),
                top=line.top,
                y=_TOP + _STEP * (rank + 0.5),
                marks=[
                    _mark(line, one, figure, order, place)
                    for order, one in enumerate(series)
                    if (figure := one.read(line.row)) and figure.value is not None
                ],
            )
            for rank, line in enumerate(shown)
        ],
    )


def _steps(first: float, last: float, stride: float) -> Sequence[float]:
    # a sum of decimals would end beside its mark, and write zero with a sign
    return [round(first + stride * place, 6) or 0.0 for place in range(round((last - first) / stride) + 1)]


def _mark(line: Line, series: Series, figure: Figure, order: int, place: Callable[[float], float]) -> Mark:
    bounds = interval(series.measure, figure)
    # the second pair is there to be seen at a glance: its bounds are in the hint and the table
    bounded = bool(bounds) and not order
    told = f"{written(series.measure, figure)}{f' ({bounds})' if bounds else ''}"
    return Mark(
        x=place(figure.value or 0),
        series=order,
        hint=f"{line.name}, {series.title} : {told}",
        low=place(figure.low) if bounded and figure.low is not None else None,
        high=place(figure.high) if bounded and figure.high is not None else None,
    )


def _kappas(one: Comparison) -> Series:
    known = {(row.level, row.code): row.figures[Measure.KAPPA] for row in one.rows}
    return Series(
        title=f"{who(one.a)} et {who(one.b)}",
        measure=Measure.KAPPA,
        read=lambda row: known.get((row.level, row.code)),
    )


def _prevalences(name: str, measure: Measure) -> Series:
    return Series(title=who(name), measure=measure, read=lambda row: Figure(value=row.figures[measure].value))


def _reach(shown: Sequence[Line], series: Sequence[Series]) -> Sequence[float]:
    """All values and bounds that are drawn."""
    figures = [figure for line in shown for one in series if (figure := one.read(line.row))]
    return [end for one in figures for end in (one.value, one.low, one.high) if end is not None]
