"""What the machine flagged: the codes of the codebook with their passages.

A code's passages are the participants' segments for which its suggestion is flagged. A theme's passages are those of
its codes, each counted once, together with its own where the theme is itself a code.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, groupby

from thematique.records import Code, Suggestion, record
from thematique.stages.report.corpus import Corpus, Key

_ABSENT = "Code absent du codebook en vigueur."
_OWN = "{name} (le thème lui-même)"


@record
class Row:
    """A line of the report: a code, or a theme as the sum of its codes.

    Attributes:
        total: the row gathers codes, and has no passage of its own.
        top: the row is a theme.
        flagged: the passages, with the suggestion that flagged each; for a total, the best of them.
    """

    code: Code
    theme: str
    name: str
    total: bool
    top: bool
    flagged: Mapping[Key, Suggestion]

    @property
    def documents(self) -> int:
        """How many documents hold at least one passage."""
        return len({document for document, _ in self.flagged})


@record
class Pair:
    """Two codes flagged in the same passages."""

    first: Row
    second: Row
    both: int


def rows(codes: Sequence[Code], suggestions: Iterable[Suggestion], corpus: Corpus) -> Sequence[Row]:
    """Every theme followed by its codes, the most flagged first."""
    flagged: defaultdict[str, dict[Key, Suggestion]] = defaultdict(dict)
    for suggestion in suggestions:
        key = (suggestion.document, suggestion.segment)
        if suggestion.flagged and key in corpus.passages:
            flagged[suggestion.code][key] = suggestion
    known = {code.code: code for code in codes}
    for path in flagged:
        known.setdefault(path, Code(code=path, name=path, definition=_ABSENT))
    paths = sorted(known, key=lambda path: (theme_of(path), path))
    themes = [_theme(theme, list(group), known, flagged) for theme, group in groupby(paths, key=theme_of)]
    return [row for theme in sorted(themes, key=lambda rows: _most_flagged(rows[0])) for row in theme]


def theme_of(path: str) -> str:
    """The theme of a code: its path up to the first dot."""
    return path.partition(".")[0]


def leaves(lines: Iterable[Row]) -> Sequence[Row]:
    """The rows that have passages of their own."""
    return [row for row in lines if not row.total]


def covered(lines: Iterable[Row]) -> set[Key]:
    """The passages that carry at least one code."""
    return {key for row in lines for key in row.flagged}


def pairs(lines: Sequence[Row]) -> Sequence[Pair]:
    """The codes that share passages, the most frequent pairs first."""
    at: defaultdict[Key, list[int]] = defaultdict(list)
    for index, row in enumerate(lines):
        for key in row.flagged:
            at[key].append(index)
    both = Counter(pair for indices in at.values() for pair in combinations(indices, 2))
    ranked = sorted(both.items(), key=lambda item: (-item[1], item[0]))
    return [Pair(first=lines[first], second=lines[second], both=n) for (first, second), n in ranked]


def _theme(
    theme: str, paths: Sequence[str], known: Mapping[str, Code], flagged: Mapping[str, Mapping[Key, Suggestion]]
) -> Sequence[Row]:
    own = known.get(theme, Code(code=theme, name=theme, definition="", codable=False))
    name = own.name or theme
    if list(paths) == [theme] and own.codable:
        return [Row(code=own, theme=name, name=name, total=False, top=True, flagged=flagged.get(theme, {}))]
    parts = [
        Row(
            code=known[path],
            theme=name,
            name=_OWN.format(name=name) if path == theme else known[path].name or path,
            total=False,
            top=False,
            flagged=flagged.get(path, {}),
        )
        for path in paths
        if path != theme or own.codable
    ]
    whole = Row(code=own, theme=name, name=name, total=True, top=True, flagged=_best(parts))
    return [whole, *sorted(parts, key=_most_flagged)]


def _best(parts: Sequence[Row]) -> Mapping[Key, Suggestion]:
    best: dict[Key, Suggestion] = {}
    for row in parts:
        for key, suggestion in row.flagged.items():
            if key not in best or suggestion.score > best[key].score:
                best[key] = suggestion
    return best


def _most_flagged(row: Row) -> tuple[int, str]:
    return (-len(row.flagged), row.code.code)
