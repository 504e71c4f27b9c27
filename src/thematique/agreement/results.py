"""What a comparison of two coders says, as frozen records; reasons are French sentences for the reader."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from thematique.records import record

if TYPE_CHECKING:
    import pandas as pd


class Unit(StrEnum):
    """What is counted (fr. unité)."""

    SEGMENT = "segment"
    TURN = "turn"
    CHARACTER = "character"


class Level(StrEnum):
    """What is compared: codes, or themes, which are given when any of their codes is (fr. niveau)."""

    CODE = "code"
    THEME = "theme"


class Side(StrEnum):
    """One of the two coders of a comparison (fr. côté)."""

    A = "a"
    B = "b"


class Measure(StrEnum):
    """A figure of agreement (fr. mesure)."""

    PREVALENCE_A = "prevalence_a"
    PREVALENCE_B = "prevalence_b"
    PERCENT = "percent"
    POSITIVE = "positive"
    NEGATIVE = "negative"
    KAPPA = "kappa"
    PI = "pi"
    AC1 = "ac1"
    BRENNAN_PREDIGER = "brennan_prediger"
    ALPHA = "alpha"
    ALPHA_U = "alpha_u"
    PRECISION = "precision"
    RECALL = "recall"
    F1 = "f1"


class Undefined(StrEnum):
    """Why a figure has no value."""

    EMPTY = "rien n'a été lu par deux personnes"
    NO_VARIATION = "toutes les réponses sont les mêmes : on ne peut savoir ce que vaut leur accord"
    NEVER_GIVEN = "personne n'a donné ce code"
    ALWAYS_GIVEN = "ce code a été donné partout par les deux"
    NOT_BY_OTHER = "le côté comparé à la référence n'a jamais donné ce code"
    NOT_BY_REFERENCE = "la référence n'a jamais donné ce code"


@record
class Figure:
    """A coefficient: its value, or why it has none; `low` and `high` bound its interval, where one is given."""

    value: float | None
    why: Undefined | None = None
    low: float | None = None
    high: float | None = None


@record
class Row:
    """How far the two agree on one code or theme (fr. ligne).

    `both`, `only_a`, `only_b` and `neither` are numbers of units, of which there are `n`.
    """

    level: Level
    code: str
    n: int
    both: int
    only_a: int
    only_b: int
    neither: int
    figures: Mapping[Measure, Figure]


@record
class Disagreement:
    """A passage that the two coded otherwise (fr. désaccord).

    `segment` is None for a turn; for characters it is the segment that holds the passage.
    """

    document: str
    turn: int
    segment: int | None
    start: int
    end: int
    codes_a: Sequence[str]
    codes_b: Sequence[str]


@record
class Totals:
    """What all codes make together (fr. ensemble).

    Attributes:
        documents: how many documents hold units that both read.
        units: how many units both read.
        identical: on how many of them both gave exactly the same codes, or none.
        sets: alpha of the sets of codes, by their MASI distance.
        figures: positive agreement, precision, recall and F1 over all decisions, one a unit and code.
    """

    documents: int
    units: int
    identical: int
    sets: Figure
    figures: Mapping[Measure, Figure]


@record
class Comparison:
    """Two coders set against each other (fr. comparaison).

    Attributes:
        a: who is on the first side.
        b: who is on the second.
        unit: what is counted.
        level: whether totals and disagreements speak of codes or of themes.
        reference: the side that precision, recall and F1 hold to be right; None where neither is.
        rows: each theme followed by its codes, in the order of the codebook.
        totals: all codes together, at `level`.
        disagreements: at `level`, in the order of the text.
        notes: what a reader must know of these figures, in French.
    """

    a: str
    b: str
    unit: Unit
    level: Level
    reference: Side | None
    rows: Sequence[Row]
    totals: Totals
    disagreements: Sequence[Disagreement]
    notes: Sequence[str]

    def frame(self) -> "pd.DataFrame":
        """The rows as a pandas frame: a column a measure, with `_low` and `_high` where it has an interval.

        A figure that is undefined is missing.
        """
        import pandas as pd

        told = []
        for row in self.rows:
            counts = {
                name: getattr(row, name) for name in ("level", "code", "n", "both", "only_a", "only_b", "neither")
            }
            figures = {measure.value: figure.value for measure, figure in row.figures.items()}
            bounds = {
                f"{measure.value}_{end}": getattr(figure, end)
                for measure, figure in row.figures.items()
                for end in ("low", "high")
                if figure.low is not None
            }
            told.append({**counts, "level": row.level.value, **figures, **bounds})
        return pd.DataFrame(told)

    def at(self, level: Level) -> Sequence[Row]:
        """The rows of the codes, or those of the themes."""
        return [row for row in self.rows if row.level is level]
