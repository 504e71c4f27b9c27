"""The figures of agreement in French: what they are called, and how they are written."""

from collections.abc import Mapping

from thematique.agreement.results import Figure, Measure, Unit
from thematique.codings import CONSENSUS
from thematique.machine import MACHINE
from thematique.pages.words import count, number, percent

SHORT: Mapping[Measure, str] = {
    Measure.PREVALENCE_A: "fréquence A",
    Measure.PREVALENCE_B: "fréquence B",
    Measure.PERCENT: "accord",
    Measure.POSITIVE: "accord positif",
    Measure.NEGATIVE: "accord négatif",
    Measure.KAPPA: "κ",
    Measure.PI: "π",
    Measure.AC1: "AC1",
    Measure.BRENNAN_PREDIGER: "Brennan-Prediger",
    Measure.ALPHA: "α",
    Measure.ALPHA_U: "αU",
    Measure.PRECISION: "précision",
    Measure.RECALL: "rappel",
    Measure.F1: "F1",
}
"""What stands at the head of a column."""

AGREEMENT = (Measure.PERCENT, Measure.POSITIVE, Measure.KAPPA, Measure.AC1, Measure.ALPHA)
OF_REFERENCE = (Measure.PRECISION, Measure.RECALL, Measure.F1)

UNDEFINED = "indéfini"
_UNITS: Mapping[Unit, tuple[str, str]] = {
    Unit.SEGMENT: ("segment", "segments"),
    Unit.TURN: ("tour de parole", "tours de parole"),
    Unit.CHARACTER: ("caractère", "caractères"),
}
_IN_PERCENT = {Measure.PREVALENCE_A, Measure.PREVALENCE_B, Measure.PERCENT}
_ALMOST = 0.995


def units(n: int, unit: Unit) -> str:
    """A number of units: « 756 segments »."""
    return count(n, *_UNITS[unit])


def unit_name(unit: Unit) -> str:
    """What is counted, in the plural."""
    return _UNITS[unit][1]


def written(measure: Measure, figure: Figure) -> str:
    """A figure as a reader sees it; « indéfini » where there is none."""
    return UNDEFINED if figure.value is None else _value(measure, figure.value)


def interval(measure: Measure, figure: Figure, *, between: str = " à ") -> str:
    """The bounds of a figure; empty where none are given."""
    if figure.low is None or figure.high is None:
        return ""
    if measure in _IN_PERCENT:
        return f"{number(100 * figure.low, 1)}{between}{number(100 * figure.high, 1)}"
    return f"{_rounded(figure.low)}{between}{_rounded(figure.high)}"


def coefficient(value: float) -> str:
    """A coefficient with two decimals; what is almost 1 is not written as if it were."""
    return "> 0,99" if _ALMOST <= value < 1 else _rounded(value)


def who(name: str) -> str:
    """A coder in a sentence: « la machine », « la machine (v2) », « le consensus », « Ana »."""
    kind, _, version = name.partition(":")
    if kind == MACHINE:
        return f"la machine ({version})" if version else "la machine"
    return "le consensus" if name == CONSENSUS else name


def _rounded(value: float) -> str:
    # a small negative number would round to zero with a sign
    return number(round(value, 2) or 0.0, 2).replace("-", "−")


def _value(measure: Measure, value: float) -> str:
    if measure in _IN_PERCENT:
        return "> 99,9\u202f%" if 0.9995 <= value < 1 else percent(value, 1)
    return coefficient(value)
