"""What the page of agreement shows: figures as they are written, rows, pairs, and the passages behind them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils.http import urlencode

from thematique.agreement.results import Comparison, Figure, Level, Measure, Row
from thematique.agreement.units import Reading, at_level
from thematique.agreement_report import lines as reported
from thematique.agreement_report import measures
from thematique.comparing import Question
from thematique.records import Code, record
from thematique.web import agreements
from thematique.web.agreements import Asked
from thematique.web.desk import Desk
from thematique.web.explanations import EXPLAINED, SETS
from thematique.web.sight import Sight, touched

PARTS = ("both", "only_a", "only_b", "neither")
"""The passages behind a row: given by both, by one side alone, by neither."""

MAIN = (Measure.PERCENT, Measure.POSITIVE, Measure.KAPPA, Measure.AC1, Measure.ALPHA, *measures.OF_REFERENCE)
"""The figures of the table; all others stand with the passages of a row."""


@record
class Cell:
    """A figure as the page shows it."""

    head: str
    told: str
    bounds: str
    why: str
    explained: str
    figure: Figure


@record
class Line:
    """A row of the table: its name, its counts, its main figures, the address of the passages behind it."""

    row: Row
    name: str
    top: bool
    cells: Sequence[Cell]
    kappa: Figure
    query: str

    @property
    def given(self) -> int:
        """On how many units one of the two gave it."""
        return self.row.both + self.row.only_a + self.row.only_b


@record
class Pair:
    """A pair beside the one that was asked for; `comparison` is None while it is being worked out."""

    names: tuple[str, str]
    comparison: Comparison | None
    positive: Cell | None
    sets: Cell | None
    query: str
    is_asked: bool


@record
class Passage:
    """A passage behind a figure: its text, who speaks, what each gave; `segment` is the first it touches."""

    reading: Reading
    text: str
    speaker: str
    segment: int
    a: Sequence[str]
    b: Sequence[str]


def sent(asked: Asked) -> dict[str, str]:
    """The fields of a form that asks this."""
    question = asked.question
    return {
        **{"a": question.a, "b": question.b, "unit": question.unit, "level": question.level},
        **({"reference": question.reference} if question.reference else {}),
        **({"blind": "1"} if asked.blind else {}),
    }


def query(asked: Asked) -> str:
    """The end of an address that asks this."""
    return urlencode(sent(asked))


def lines(desk: Desk, asked: Asked, found: Comparison) -> Sequence[Line]:
    """The rows of a comparison, each with the way to its passages."""
    wanted = reported.measured(found, MAIN)
    return [
        Line(
            row=one.row,
            name=one.name,
            top=one.top,
            cells=[cell(measure, one.row.figures[measure]) for measure in wanted],
            kappa=one.row.figures[Measure.KAPPA],
            query=urlencode({**sent(asked), "code": one.row.code, "rank": one.row.level}),
        )
        for one in reported.lines(found, desk.codebook.codes)
    ]


def cell(measure: Measure, figure: Figure) -> Cell:
    """A figure with its name, its bounds and what it says."""
    return Cell(
        head=measures.SHORT[measure],
        told=measures.written(measure, figure),
        bounds=measures.interval(measure, figure, between=" à "),
        why=figure.why.value if figure.why else "",
        explained=EXPLAINED[measure],
        figure=figure,
    )


def sets(found: Comparison) -> Cell:
    """The coefficient of the sets of codes."""
    return replace(cell(Measure.ALPHA, found.totals.sets), head="α des ensembles", explained=SETS)


def pair(desk: Desk, asked: Asked, names: tuple[str, str]) -> Pair:
    """Another pair, asked the same."""
    question = Question(a=names[0], b=names[1], unit=asked.question.unit, level=asked.question.level)
    other = Asked(question=question, blind=asked.blind)
    found = agreements.comparison(desk, other)
    return Pair(
        names=names,
        comparison=found,
        positive=cell(Measure.POSITIVE, found.totals.figures[Measure.POSITIVE]) if found else None,
        sets=sets(found) if found else None,
        query=query(other),
        is_asked={*names} == {asked.question.a, asked.question.b},
    )


def behind(read: Iterable[Reading], line: Line, part: str) -> Sequence[Reading]:
    """The passages of one cell of a row; a theme gathers its codes."""
    return [one for one in read if _part(one, line.row.code, line.row.level) == part]


def parts(asked: Asked, line: Line) -> Sequence[tuple[str, str, int]]:
    """The parts of a row: name, what it is called, how many units."""
    a, b = measures.who(asked.question.a), measures.who(asked.question.b)
    told: Mapping[str, str] = {
        "both": "Les deux",
        "only_a": f"Seulement {a}",
        "only_b": f"Seulement {b}",
        "neither": "Aucun",
    }
    return [(part, told[part], getattr(line.row, part)) for part in PARTS]


def readable(desk: Desk, seen: Sight, wanted: Sequence[Reading]) -> tuple[Sequence[Reading], int]:
    """The passages of which this coder may see what was said, and how many others there are."""
    segments = desk.shared.segments
    shown = [one for one in wanted if seen.shows_machine(touched(segments[one.document], one.start, one.end))]
    return shown, len(wanted) - len(shown)


def passages(desk: Desk, read: Iterable[Reading], level: str) -> Sequence[Passage]:
    """Passages that both read, ready to be shown."""
    codes = desk.codes
    return [_passage(desk, codes, one, level) for one in read]


def _passage(desk: Desk, codes: Mapping[str, Code], reading: Reading, level: str) -> Passage:
    first = touched(desk.shared.segments[reading.document], reading.start, reading.end)[0]
    a, b = (
        [codes[c].name if c in codes else c for c in sorted(at_level(s, Level(level)))] for s in (reading.a, reading.b)
    )
    return Passage(
        reading=reading,
        text=desk.shared.text(reading.document)[reading.start : reading.end],
        speaker=first.speaker,
        segment=first.segment,
        a=a,
        b=b,
    )


def _part(reading: Reading, code: str, level: Level) -> str:
    given = (code in at_level(reading.a, level), code in at_level(reading.b, level))
    return {(True, True): "both", (True, False): "only_a", (False, True): "only_b"}.get(given, "neither")
