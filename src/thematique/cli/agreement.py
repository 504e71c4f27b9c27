"""How a comparison looks in a terminal: a table a code a line, then what all codes make together."""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from thematique.agreement.results import Comparison, Figure, Measure
from thematique.agreement_report import measures
from thematique.agreement_report.gathering import Kind, Report, Sight
from thematique.agreement_report.lines import Line, gaps, lines, measured
from thematique.cli import words

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_WIDE = 100
# a narrower screen folds the lines rather than lose a figure
_NARROW = 80
_NAMED = 3
_SHORT = {Measure.POSITIVE: "accord +", Measure.ALPHA_U: "αU"}


def tell(report: Report) -> None:
    """Write the tables, the totals, what they can be held against, and what a reader must know, on stdout."""
    from rich.console import Console

    asked = report.comparison
    console = Console(highlight=False)
    piped = not console.is_terminal and "COLUMNS" not in os.environ
    console.width = _WIDE if piped else max(console.width, _NARROW)
    shown = lines(asked, report.codes)
    wide = console.width >= _WIDE
    typer.echo(_heading(asked, report.version))
    if asked.totals.units:
        for wanted in _tables(asked):
            console.print(_table(shown, wanted, wide=wide))
            console.print()
        for sentence in [*_gaps(asked, shown), *_totals(asked), *_beside(report), *map(_sight, report.sights)]:
            typer.echo(sentence)
    for note in asked.notes:
        typer.echo(words.plain(note))


def _tables(asked: Comparison) -> Iterator[Sequence[Measure]]:
    """The figures of each table: what all comparisons have, then those against a reference."""
    yield [*measured(asked, measures.AGREEMENT)]
    if more := measured(asked, [*measures.OF_REFERENCE, Measure.ALPHA_U]):
        yield more


def _heading(asked: Comparison, version: str) -> str:
    right = {"a": asked.a, "b": asked.b}.get(asked.reference or "", "")
    told = [f"A : {asked.a}", f"B : {asked.b}", f"n = {measures.units(asked.totals.units, asked.unit)}"]
    told += [f"référence : {right}"] if right else []
    told += [f"machine : {version}"] if version else []
    return words.plain(" · ".join(told))


def _table(shown: Sequence[Line], wanted: Sequence[Measure], *, wide: bool) -> "Table":
    from rich import box
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    main = Measure.PERCENT in wanted
    counted = (Measure.PREVALENCE_A, Measure.PREVALENCE_B) if main else ()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, int(wide), 0, 0), show_edge=False)
    table.add_column("Thème, code", overflow="fold", min_width=14, max_width=30)
    for head in (["fréq. A", "fréq. B"] if main else []) + [_head(one) for one in wanted]:
        table.add_column(head, justify="right", no_wrap=True)
    for line in shown:
        cells = [_cell(one, line.row.figures[one], bounds=False) for one in counted]
        cells += [_cell(one, line.row.figures[one], bounds=wide) for one in wanted]
        name = Text(words.plain(line.label), style="bold" if line.top else "")
        table.add_row(name if line.top else Padding(name, (0, 0, 0, 2)), *cells)
    return table


def _head(measure: Measure) -> str:
    return _SHORT.get(measure, measures.SHORT[measure])


def _cell(measure: Measure, figure: Figure, *, bounds: bool) -> "Text":
    from rich.text import Text

    if figure.value is None:
        return Text(measures.UNDEFINED, style="italic")
    text = Text(measures.written(measure, figure))
    found = measures.interval(measure, figure, between="–") if bounds else ""
    return text.append(f"\n{found}", style="dim") if found else text


def _gaps(asked: Comparison, shown: Sequence[Line]) -> Iterator[str]:
    wanted = measured(asked, [*measures.AGREEMENT, *measures.OF_REFERENCE, Measure.ALPHA_U])
    for gap in gaps(shown, wanted):
        heads = ", ".join(_head(one) for one in gap.measures)
        more = len(gap.names) - _NAMED
        named = " ; ".join(gap.names[:_NAMED]) + (f" et {words.count(more, 'autres')}" if more > 0 else "")
        yield words.plain(f"{measures.UNDEFINED} ({heads}) : {gap.why} ({named}).")


def _totals(asked: Comparison) -> Iterator[str]:
    totals = asked.totals
    where = f"{measures.units(totals.units, asked.unit)} de {words.count(totals.documents, 'entretiens')}"
    yield f"Ensemble : {where}, dont {_share(asked)} codés à l'identique ; {_pooled(asked)}."
    number = len(asked.disagreements)
    yield f"{words.count(number, 'désaccords')}{' : -o FICHIER.html les montre, --json les liste.' if number else '.'}"


def _beside(report: Report) -> Iterator[str]:
    """The fair figure where there is one, and the pair of people who read most in common."""
    for kind, told in ((Kind.FAIR, "Au hasard et à l'aveugle seulement"), (Kind.PEOPLE, "Entre personnes")):
        one = next((one.comparison for one in report.beside if one.kind is kind), None)
        if one:
            read = measures.units(one.totals.units, one.unit)
            pair = words.plain(f"{measures.who(one.a)} et {measures.who(one.b)}")
            yield f"{told}, {pair} : {read}, dont {_share(one)} codés à l'identique ; {_pooled(one)}."


def _share(one: Comparison) -> str:
    return f"{words.number(one.totals.identical)} ({round(100 * one.totals.identical / one.totals.units)} %)"


def _pooled(one: Comparison) -> str:
    named = [(measures.SHORT[measure], measure, figure) for measure, figure in one.totals.figures.items()]
    named.append(("α des ensembles de codes", Measure.ALPHA, one.totals.sets))
    return ", ".join(f"{head} {_inline(measure, figure)}" for head, measure, figure in named)


def _inline(measure: Measure, figure: Figure) -> str:
    bounds = measures.interval(measure, figure)
    return f"{measures.written(measure, figure)}{f' ({bounds})' if bounds else ''}"


def _sight(sight: Sight) -> str:
    """That people who saw suggestions agree with them by construction, and how many did not."""
    fair = f"{words.number(sight.random)} sur {words.number(sight.passages)}"
    return words.plain(
        "Qui a vu une suggestion tend à la suivre : seuls les passages tirés au hasard et décidés à l'aveugle jugent "
        f"la machine équitablement ({measures.who(sight.coder)} : {fair})."
    )
