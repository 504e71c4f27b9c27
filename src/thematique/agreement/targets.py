"""What the rows of a comparison are about: the codes, and the themes that gather them."""

from collections.abc import Iterable, Sequence

from thematique.agreement.results import Level
from thematique.agreement.units import Codes, theme_of
from thematique.records import Code, record


@record
class Target:
    """A code or a theme, with the codes that count for it."""

    level: Level
    code: str
    gathers: Codes


def targets(codes: Sequence[Code], given: Codes) -> Sequence[Target]:
    """Each theme followed by its codes, in the order of the codebook; what is not in it comes last.

    Args:
        codes: the codebook; codes that only gather others count where they were given all the same.
        given: the codes that either coder gave.
    """
    known = [code.code for code in codes if code.codable or code.code in given]
    themes: dict[str, list[str]] = {}
    for path in [*known, *sorted(unknown(codes, given))]:
        themes.setdefault(theme_of(path), []).append(path)
    return [target for theme, paths in themes.items() for target in _of_theme(theme, paths)]


def unknown(codes: Iterable[Code], given: Codes) -> Codes:
    """The codes that were given and are not in the codebook."""
    return given - {code.code for code in codes}


def _of_theme(theme: str, paths: Sequence[str]) -> Sequence[Target]:
    return [
        Target(level=Level.THEME, code=theme, gathers=frozenset(paths)),
        *(Target(level=Level.CODE, code=path, gathers=frozenset({path})) for path in paths),
    ]
