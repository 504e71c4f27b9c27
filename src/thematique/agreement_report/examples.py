"""One code of the study, on which the page explains each figure step by step."""

from collections.abc import Sequence

from thematique.agreement.results import Level, Measure
from thematique.agreement_report.lines import Line
from thematique.records import record


@record
class Example:
    """A line that shows how the figures are made.

    Attributes:
        line: the line.
        given_a: on how many units the first coder gave the code.
        given_b: likewise for the second.
        chance_kappa: the share of agreement that chance alone would bring, as kappa reckons it.
        chance_ac1: likewise for AC1.
        chance_alpha: likewise for alpha.
    """

    line: Line
    given_a: int
    given_b: int
    chance_kappa: float
    chance_ac1: float
    chance_alpha: float


def example(shown: Sequence[Line]) -> Example | None:
    """The code with most to show: given by both, and with the most disagreements; None where there is none."""
    telling = [
        line
        for line in shown
        if line.row.both and line.row.only_a + line.row.only_b and line.row.figures[Measure.KAPPA].value is not None
    ]
    return _example(max(telling, key=_tells)) if telling else None


def _tells(line: Line) -> tuple[bool, int]:
    """Codes rather than themes, then the most disagreements; of equals the first is kept."""
    row = line.row
    return row.level is Level.CODE, min(row.both, row.only_a + row.only_b)


def _example(line: Line) -> Example:
    row = line.row
    given_a, given_b = row.both + row.only_a, row.both + row.only_b
    a, b, n = given_a / row.n, given_b / row.n, 2 * row.n
    mean, given = (a + b) / 2, given_a + given_b
    return Example(
        line=line,
        given_a=given_a,
        given_b=given_b,
        chance_kappa=a * b + (1 - a) * (1 - b),
        chance_ac1=2 * mean * (1 - mean),
        chance_alpha=1 - 2 * given * (n - given) / (n * (n - 1)),
    )
