"""The figures as a page of text, and as JSON."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.encoder.figures import Figure, Interval, gain, interval
from bench.encoder.speed import Speed

Row = Mapping[str, Figure | None]
"""A task, by encoder."""

_NAME, _CELL = 37, 23


def heading(names: Sequence[str]) -> str:
    """The names of the columns."""
    return " " * _NAME + "".join(f"{name[: _CELL - 1]:>{_CELL}}" for name in names)


def line(name: str, row: Row, published: str) -> str:
    """A task: its value and its 95 % interval by encoder."""
    cells = "".join(f"{_cell(interval(figure)) if figure else '-':>{_CELL}}" for figure in row.values())
    return f"{name:<{_NAME}}{cells}" + (f"  (teacher, MTEB: {published})" if published else "")


def gains(rows: Mapping[str, Row], candidate: str, others: Sequence[str]) -> Iterator[str]:
    """By task, how far the candidate is above the best of the others."""
    yield f"\n{candidate} above the best of the others: * surely, ! surely below"
    for name, row in rows.items():
        known = {other: figure for other in others if (figure := row.get(other))}
        mine = row.get(candidate)
        if known and mine:
            best = max(known, key=lambda other: known[other].value)
            found = gain(mine, known[best])
            mark = "*" if found.low > 0 else "!" if found.high < 0 else " "
            yield f"{name:<{_NAME}}{_signed(found):>{_CELL + 3}} {mark} {best}"


def speeds(found: Mapping[str, Sequence[Speed]], threads: int, load: float) -> Iterator[str]:
    """Segments a second, and which share of what the machine allowed at that moment."""
    yield f"\nSegments a second, {threads} threads, load of the machine {load:.1f}"
    for name, rows in found.items():
        for one in rows:
            floor = (
                ""
                if math.isnan(one.floor)
                else f"   machine allows {one.floor:>9.0f}, reached {one.measured / one.floor:.0%}"
            )
            tokens = f", {one.n_tokens:.0f} tokens" if one.n_tokens else ""
            yield f"  {name:<16} {f'{one.n_words} words{tokens}':<22} {one.measured:>9.0f}{floor}"


def plain(rows: Mapping[str, Row]) -> dict[str, Any]:
    """Intervals as JSON holds them; what cannot be told is null."""
    return {
        name: {
            one: {part: _rounded(value) for part, value in interval(figure)._asdict().items()} if figure else None
            for one, figure in row.items()
        }
        for name, row in rows.items()
    }


def _rounded(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 5)


def _cell(found: Interval) -> str:
    return f"{found.value:.3f} [{found.low:.3f} {found.high:.3f}]"


def _signed(found: Interval) -> str:
    return f"{found.value:+.3f} [{found.low:+.3f} {found.high:+.3f}]"
