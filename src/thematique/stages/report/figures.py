"""Which figures each chart shows: from counts to grids, with the sentence that says what the chart shows."""

from collections import Counter
from collections.abc import Sequence

from thematique.pages.words import count, listing, number, percent
from thematique.stages.report.charts import Chart, Grid, bars, crossing, dots
from thematique.stages.report.coding import Pair, Row
from thematique.stages.report.corpus import Corpus, share
from thematique.stages.report.palette import HUES
from thematique.stages.report.subjects import Subjects
from thematique.stages.report.subjects import crossing as cross
from thematique.stages.report.variables import Variable

_BELOW = "Les mêmes chiffres sont dans le tableau qui suit."


def by_code(lines: Sequence[Row], corpus: Corpus) -> Chart:
    """Passages flagged with each theme and code."""
    grid = Grid(
        head="Code",
        rows=[row.name if row.top else f"   {row.name}" for row in lines],
        columns=["Passages", "Part des passages", "Documents"],
        values=[[len(row.flagged), share(len(row.flagged), len(corpus.passages)), row.documents] for row in lines],
        texts=[
            [number(len(row.flagged)), percent(share(len(row.flagged), len(corpus.passages)), 1), number(row.documents)]
            for row in lines
        ],
    )
    most = [f"{row.name} ({number(len(row.flagged))})" for row in lines if row.top][:3]
    alt = f"Diagramme en barres : nombre de passages signalés par thème et par code. Thèmes en tête : {listing(most)}."
    return bars("codes", grid, alt=f"{alt} {_BELOW}", axis="passages signalés", strong=[row.top for row in lines])


def by_document(lines: Sequence[Row], corpus: Corpus, *, max_documents: int) -> Chart:
    """Share of each document's words that stand in passages flagged with each code."""
    documents = [document.document for document in corpus.documents[:max_documents]]
    values = []
    for row in lines:
        words: Counter[str] = Counter()
        for key in row.flagged:
            words[key[0]] += corpus.passages[key].n_words
        values.append([share(words[document], corpus.words.get(document, 0)) for document in documents])
    return _crossing(
        "entretiens",
        lines,
        documents,
        values,
        across="Document",
        subject="part des mots des participants situés dans un passage signalé, par code et par document",
        unit="% des mots",
    )


def by_variable(name: str, variable: Variable, lines: Sequence[Row]) -> Chart:
    """Passages for 1,000 words in each category of a variable; `variable` counts every line of `lines`."""
    kept = [index for index, row in enumerate(lines) if not row.total]
    places = range(len(variable.categories))
    values = [[variable.rate(row, place) for place in places] for row in kept]
    grid = Grid(
        head="Code",
        rows=[lines[index].name for index in kept],
        columns=[f"{category.value} (n = {category.n_documents})" for category in variable.categories],
        values=values,
        texts=[["—" if value is None else number(value, 1) for value in row] for row in values],
    )
    alt = f"passages signalés pour 1{chr(0x202F)}000 mots, par code et par valeur de « {variable.name} ». {_BELOW}"
    if len(grid.columns) <= len(HUES):
        return dots(name, grid, alt=f"Diagramme à points : {alt}", axis="passages pour 1\u202f000 mots")
    return crossing(name, grid, alt=f"Tableau coloré : {alt}", unit="pour 1\u202f000 mots")


def co_occurrence(lines: Sequence[Row], pairs: Sequence[Pair]) -> Chart:
    """Passages that carry both codes, below the diagonal."""
    both = {(id(pair.first), id(pair.second)): pair.both for pair in pairs}
    # each pair once: the upper half would repeat the lower one
    values = [
        [float(both.get((id(column), id(row)), 0)) if place < line else None for place, column in enumerate(lines[:-1])]
        for line, row in enumerate(lines)
    ][1:]
    grid = Grid(
        head="Code",
        rows=[row.name for row in lines[1:]],
        columns=[row.name for row in lines[:-1]],
        values=values,
        texts=[["" if value is None else number(value) for value in row] for row in values],
    )
    alt = f"Tableau coloré : nombre de passages qui portent à la fois deux codes. {_BELOW}"
    return crossing("ensemble", grid, alt=alt, unit="passages")


def by_subject(lines: Sequence[Row], subjects: Subjects, *, max_columns: int) -> Chart:
    """Share of each topic's passages that carry each code."""
    found = subjects.found[:max_columns]
    counts = cross(found, lines)
    return _crossing(
        "sujets-codes",
        lines,
        [f"Sujet {subject.topic.topic}" for subject in found],
        [[share(n, len(subject.members)) for n, subject in zip(row, found, strict=True)] for row in counts],
        across="Sujet",
        subject="part des passages de chaque sujet signalés avec chaque code",
        unit="% des passages",
    )


def _crossing(
    name: str,
    lines: Sequence[Row],
    columns: Sequence[str],
    shares: Sequence[Sequence[float | None]],
    *,
    across: str,
    subject: str,
    unit: str,
) -> Chart:
    grid = Grid(
        head="Code",
        across=across,
        rows=[row.name for row in lines],
        columns=columns,
        values=[[None if value is None else 100 * value for value in row] for row in shares],
        texts=[["—" if value is None else number(100 * value) for value in row] for row in shares],
    )
    alt = f"Tableau coloré : {subject} ({count(len(columns), 'colonne', 'colonnes')}). {_BELOW}"
    return crossing(name, grid, alt=alt, unit=unit)
