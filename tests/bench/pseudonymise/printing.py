"""The figures as tables on a page of text, and as JSON."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bench.pseudonymise.identity import Identity
from bench.pseudonymise.intervals import Estimate
from bench.pseudonymise.measures import ORIGIN, PER_THOUSAND, gap
from bench.pseudonymise.sweep import Swept

Figures = Mapping[str, Mapping[str, Estimate]]
"""The measures of each system."""

_NAME, _CELL = 38, 25


def table(title: str, figures: Figures) -> Iterator[str]:
    """One line a measure, one column a system: value, 95 % interval."""
    yield f"\n{title}"
    yield " " * _NAME + "".join(f"{system:>{_CELL}}" for system in figures)
    for name in next(iter(figures.values())):
        cells = [system[name] for system in figures.values()]
        if any(cell.whole for cell in cells):
            whole = f"  n={cells[0].whole:g}" if float(cells[0].whole).is_integer() and "E5" not in name else ""
            yield f"{name:<{_NAME}}" + "".join(f"{_cell(name, cell):>{_CELL}}" for cell in cells) + whole


def gaps(figures: Figures) -> Iterator[str]:
    """The largest gap of recall between origins, of each system."""
    for system, found in figures.items():
        known = gap(found)
        if known:
            yield f"{ORIGIN}: largest gap, {system}: {known[0]:.3f} ({known[1]} lowest, {known[2]} highest)"


def identities(found: Mapping[str, Identity]) -> Iterator[str]:
    """E6, a line a scope."""
    yield "\nE6 consistency of codes (thematique)"
    for scope, one in found.items():
        yield (
            f"  within a {scope:<7} own code {one.own:.3f}   pairs P {one.pair_precision:.3f} R {one.pair_recall:.3f}   "
            f"B-cubed P {one.cubed_precision:.3f} R {one.cubed_recall:.3f}   "
            f"{one.people} people, {one.merges} wrong merges, {one.splits} splits"
        )


def sweeps(found: Mapping[str, Swept]) -> Iterator[str]:
    """After the reading of the doubts."""
    yield "\nAfter reading the list of doubts (thematique)"
    for name, one in found.items():
        yield (
            f"  {name:<11} words read {one.share_read:.4f}   leaks seen {one.found:.3f} (direct {one.direct_found:.3f})   "
            f"files without leak {one.clean_files:.3f}, without direct leak {one.clean_of_direct:.3f}"
        )


def facts(title: str, found: Any) -> Iterator[str]:
    """The fields of a record of figures."""
    yield f"\n{title}"
    for name, value in asdict(found).items():
        yield f"  {name:<20} {value:.3f}" if isinstance(value, float) else f"  {name:<20} {value}"


def plain(found: Any) -> Any:
    """Figures as JSON holds them; what cannot be computed is null."""
    if isinstance(found, Mapping):
        return {key: plain(value) for key, value in found.items()}
    if isinstance(found, Estimate):
        return plain(found._asdict())
    if isinstance(found, float):
        return None if math.isnan(found) else round(found, 6)
    if isinstance(found, Sequence) and not isinstance(found, str):
        return [plain(value) for value in found]
    return plain(asdict(found)) if hasattr(found, "__dataclass_fields__") else found


def _cell(name: str, found: Estimate) -> str:
    if not found.whole:
        return "-"
    scale, digits = (1000, 1) if name in PER_THOUSAND else (1, 3)
    value, low, high = (f"{scale * figure:.{digits}f}" for figure in found[:3])
    return f"{value} [{low} {high}]"
