"""The rows of a comparison as a reader knows them: names in place of paths, each theme followed by its codes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from thematique.agreement.results import Comparison, Level, Measure, Row, Undefined
from thematique.records import Code, record

_OWN = "(le thème lui-même)"


@record
class Line:
    """A row with its name; `top` says that it is a theme, `label` is the name for where the theme stands just above."""

    row: Row
    name: str
    label: str
    top: bool


@record
class Gap:
    """Why figures are undefined, and for which rows."""

    why: Undefined
    measures: Sequence[Measure]
    names: Sequence[str]


def names(codes: Sequence[Code], paths: Iterable[str]) -> Mapping[str, str]:
    """The name of each path; two codes of one name are told apart by their paths.

    Args:
        codes: the codebook.
        paths: those that must have a name, in the codebook or not.
    """
    known = {**{path: path for path in paths}, **{code.code: code.name or code.code for code in codes}}
    often = Counter(known.values())
    return {path: name if often[name] == 1 else f"{name} ({path})" for path, name in known.items()}


def lines(comparison: Comparison, codes: Sequence[Code]) -> Sequence[Line]:
    """The rows to show: themes and codes, or themes alone where these are compared.

    A theme that is its own only code makes one line.
    """
    named = names(codes, [row.code for row in comparison.rows])
    themes = Counter(row.code.partition(".")[0] for row in comparison.rows if row.level is Level.CODE)
    alone = {row.code for row in comparison.at(Level.CODE) if row.code in themes and themes[row.code] == 1}
    shown = comparison.at(Level.THEME) if comparison.level is Level.THEME else comparison.rows
    return [_line(row, named[row.code]) for row in shown if row.level is Level.THEME or row.code not in alone]


def gaps(shown: Sequence[Line], measures: Sequence[Measure]) -> Sequence[Gap]:
    """Why figures among these are undefined, each reason once, in the order in which it occurs."""
    found: dict[Undefined, tuple[dict[Measure, None], dict[str, None]]] = {}
    for line in shown:
        for measure in measures:
            why = line.row.figures[measure].why
            if why is not None:
                kinds, those = found.setdefault(why, ({}, {}))
                kinds[measure] = those[line.name] = None
    return [Gap(why=why, measures=list(kinds), names=list(those)) for why, (kinds, those) in found.items()]


def measured(comparison: Comparison, wanted: Sequence[Measure]) -> Sequence[Measure]:
    """Those of the wanted figures that the rows have."""
    return [one for one in wanted if any(one in row.figures for row in comparison.rows)]


def _line(row: Row, name: str) -> Line:
    is_own = row.level is Level.CODE and "." not in row.code
    return Line(
        row=row,
        name=f"{name} {_OWN}" if is_own else name,
        label=_OWN if is_own else name,
        top=row.level is Level.THEME,
    )
