"""The charts, each with the figures it draws so that the page can also show them as a table.

Axes are numbered and their labels are given as tick texts: two codes with the same name stay two lines. Labels are
escaped, since plotly reads a little HTML in them.
"""

import json
import textwrap
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from thematique.pages.words import THIN, shorten, visible
from thematique.records import record
from thematique.stages.report import palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

_LINE_LENGTH = 34
_MOST_LINES = 3
_COLUMN_LENGTH = 60
_LEVEL_LENGTH = 10
_ROW_HEIGHT = 24
_LINE_HEIGHT = 16
_DOT = 9
_TEXT_SIZE = 12
# wider crossings have no room for a figure in each cell
_MOST_WRITTEN_COLUMNS = 16
_MOST_LEVEL_COLUMNS = 7
_CHARACTER_WIDTH = 6.6


@record
class Grid:
    """Figures in rows and columns.

    `values` may hold None where nothing can be said; `texts` are the same figures as a reader sees them. `across` heads
    the columns where they may as well be rows.
    """

    head: str
    rows: Sequence[str]
    columns: Sequence[str]
    values: Sequence[Sequence[float | None]]
    texts: Sequence[Sequence[str]]
    across: str = ""

    def tall(self) -> "Grid":
        """The same figures with the longer side going down, as a page does, where the columns may be rows."""
        if not self.across or len(self.columns) <= len(self.rows):
            return self
        return Grid(
            head=self.across,
            rows=self.columns,
            columns=self.rows,
            values=list(zip(*self.values, strict=True)),
            texts=list(zip(*self.texts, strict=True)),
            across=self.head,
        )


@record
class Chart:
    """A drawing: its place in the page, what it says in a sentence, plotly's description of it in JSON."""

    name: str
    alt: str
    height: int
    figure: Mapping[str, Any]
    grid: Grid


def bars(name: str, grid: Grid, *, alt: str, axis: str, strong: Sequence[bool]) -> Chart:
    """Horizontal bars of the grid's first column, with its text at their end; `strong` rows are darker."""
    import plotly.graph_objects as go

    values = [row[0] or 0 for row in grid.values]
    trace = go.Bar(
        x=values,
        y=_places(grid.rows),
        orientation="h",
        marker={"color": [palette.THEME if bold else palette.CODE for bold in strong]},
        text=[_clean(row[0]) for row in grid.texts],
        textposition="outside",
        cliponaxis=False,
        hovertext=[f"{_clean(label)}<br>{_clean(row[0])}" for label, row in zip(grid.rows, grid.texts, strict=True)],
        hoverinfo="text",
    )
    layout = _layout(grid, strong)
    layout["xaxis"] |= {
        "title": {"text": axis},
        "rangemode": "tozero",
        "range": [0, 1.12 * max([*values, 1])],
        "gridcolor": palette.LINE,
        "tickformat": ",d",
    }
    return _chart(name, alt, grid, go.Figure(data=[trace], layout=layout))


def dots(name: str, grid: Grid, *, alt: str, axis: str) -> Chart:
    """A line a row, a mark a column, one below the other: for as many columns as there are hues."""
    import plotly.graph_objects as go

    height = max(_row_height(grid), _DOT * (len(grid.columns) + 1))
    most = max([value for row in grid.values for value in row if value is not None] or [0]) or 1
    traces = [
        go.Scatter(
            x=[row[column] for row in grid.values],
            y=[row + (column - (len(grid.columns) - 1) / 2) * _DOT / height for row in _places(grid.rows)],
            mode="markers",
            name=_clean(label),
            marker={"color": palette.HUES[column], "symbol": palette.MARKS[column], "size": _DOT},
            cliponaxis=False,
            hovertext=_hover(grid, column),
            hoverinfo="text",
        )
        for column, label in enumerate(grid.columns)
    ]
    layout = _layout(grid)
    # a mark at zero stands inside the drawing, beside the names
    layout["xaxis"] |= {"title": {"text": axis}, "range": [-0.02 * most, 1.04 * most], "gridcolor": palette.LINE}
    layout["yaxis"] |= {"showgrid": True, "gridcolor": palette.LINE}
    layout["legend"] = {"orientation": "h", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom"}
    layout["showlegend"] = True
    layout["margin"]["t"] = 40
    return _chart(name, alt, grid, go.Figure(data=traces, layout=layout), row_height=height)


def crossing(name: str, grid: Grid, *, alt: str, unit: str) -> Chart:
    """A cell a figure, the deeper the larger; `unit` names what is measured."""
    import plotly.graph_objects as go

    written = len(grid.columns) <= _MOST_WRITTEN_COLUMNS
    trace = go.Heatmap(
        z=grid.values,
        x=_places(grid.columns),
        y=_places(grid.rows),
        zmin=0,
        zmax=max([value for row in grid.values for value in row if value is not None] or [0]) or 1,
        colorscale=[[0, palette.LEAST], [0.5, palette.MIDDLE], [1, palette.MOST]],
        # a figure in each cell says more than a scale beside them
        showscale=not written,
        colorbar={"title": {"text": unit, "side": "right"}, "thickness": 10, "outlinewidth": 0, "len": 1},
        xgap=1,
        ygap=1,
        text=[[_clean(text) for text in row] for row in grid.texts],
        texttemplate="%{text}" if written else "",
        hovertext=list(zip(*(_hover(grid, column) for column in range(len(grid.columns))), strict=True)),
        hoverinfo="text",
        hoverongaps=False,
    )
    layout = _layout(grid)
    _head_columns(
        layout, [_clean(shorten(visible(label), _COLUMN_LENGTH)) for label in grid.columns], upright=not written
    )
    return _chart(name, alt, grid, go.Figure(data=[trace], layout=layout))


def _head_columns(layout: dict[str, Any], labels: Sequence[str], *, upright: bool) -> None:
    """Write the names of the columns above a crossing: level where they are few and short, else slanted or upright."""
    longest = max(map(len, labels), default=0)
    level = len(labels) <= _MOST_LEVEL_COLUMNS and longest <= _LEVEL_LENGTH
    height = 0 if level else int(longest * _CHARACTER_WIDTH * (0.9 if upright else 0.72))
    # a slanted text leans over the columns at its right, and goes beyond the last one
    ends = [int(len(label) * _CHARACTER_WIDTH * 0.72) - n * _ROW_HEIGHT for n, label in enumerate(reversed(labels))]
    beyond = 0 if level else max(ends, default=0)
    layout["xaxis"] |= {
        "side": "top",
        "tickvals": _places(labels),
        "ticktext": list(labels),
        "tickangle": 0 if level else (-90 if upright else -45),
        "tickfont": {"size": _TEXT_SIZE - 2 if upright else _TEXT_SIZE},
        "ticklabeloverflow": "allow",
        "ticklabelstandoff": 4,
        "showgrid": False,
    }
    layout["margin"] |= {"t": 34 + height, "r": 60 if upright else 20 + beyond, "b": 10}


def _layout(grid: Grid, strong: Sequence[bool] = ()) -> dict[str, Any]:
    lines = [_lines(label) for label in grid.rows]
    labels = ["<br>".join(map(_clean, parts)) for parts in lines]
    width = max((len(part) for parts in lines for part in parts), default=0)
    bold = [*strong, *[False] * (len(labels) - len(strong))]
    return {
        "autosize": True,
        "separators": f",{THIN}",
        "font": {"family": palette.FONT, "size": _TEXT_SIZE, "color": palette.INK},
        "paper_bgcolor": palette.PAPER,
        "plot_bgcolor": palette.PAPER,
        "dragmode": False,
        "showlegend": False,
        "bargap": 0.3,
        "hoverlabel": {"align": "left", "bgcolor": palette.PAPER, "font": {"color": palette.INK}},
        "margin": {"l": 22 + int(width * _CHARACTER_WIDTH), "r": 20, "t": 10, "b": 46},
        "xaxis": {"fixedrange": True, "zeroline": False, "automargin": False, "ticks": ""},
        "yaxis": {
            "fixedrange": True,
            "autorange": False,
            "range": [len(labels) - 0.5, -0.5],
            "zeroline": False,
            "showgrid": False,
            "ticks": "",
            "ticklabelstandoff": 6,
            "tickvals": _places(labels),
            "ticktext": [f"<b>{label}</b>" if thick else label for label, thick in zip(labels, bold, strict=True)],
        },
    }


def _chart(name: str, alt: str, grid: Grid, figure: "go.Figure", *, row_height: int = 0) -> Chart:
    margin = figure.layout.margin
    height = (row_height or _row_height(grid)) * max(len(grid.rows), 1) + margin.t + margin.b
    figure.update_layout(height=height, template=None)
    return Chart(name=name, alt=alt, height=height, figure=json.loads(figure.to_json()), grid=grid)


def _lines(label: str) -> Sequence[str]:
    """The name of a row, over a few lines where it is long."""
    return textwrap.wrap(visible(label).strip(), _LINE_LENGTH, max_lines=_MOST_LINES, placeholder="…")


def _row_height(grid: Grid) -> int:
    return max([_ROW_HEIGHT, *(_LINE_HEIGHT * len(_lines(label)) + 4 for label in grid.rows)])


def _hover(grid: Grid, column: int) -> Sequence[str]:
    label = _clean(grid.columns[column])
    return [
        f"{_clean(row)}<br>{label} : {_clean(texts[column])}" for row, texts in zip(grid.rows, grid.texts, strict=True)
    ]


def _places(labels: Sequence[str]) -> list[int]:
    return list(range(len(labels)))


def _clean(text: str) -> str:
    # a dollar sign would announce a formula to plotly
    return escape(visible(text), quote=False).replace("$", "&#36;")
