"""The codes compared over what describes the documents: association, sector, cycle, type.

A rate is the number of flagged passages for 1,000 words of the participants, so that long and short documents can be
set side by side.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from thematique.records import Document, record
from thematique.stages.report.coding import Row
from thematique.stages.report.corpus import Corpus

MISSING = "(non renseigné)"
_TYPE = "type de document"
_HANDFUL = 5
_NEARLY_ALL = 0.8


@record
class Category:
    """A value of a variable: its documents and their participants' words; `small` where they are few."""

    value: str
    n_documents: int
    n_words: int
    small: bool


@record
class Variable:
    """A variable with the flagged passages of each row in each of its categories.

    `hidden` is the number of categories left out; `counts[row][category]` a number of passages.
    """

    name: str
    categories: Sequence[Category]
    hidden: int
    counts: Sequence[Sequence[int]]

    def rate(self, row: int, category: int) -> float | None:
        """Flagged passages for 1,000 words of the participants; None where nothing is said."""
        n_words = self.categories[category].n_words
        return 1000 * self.counts[row][category] / n_words if n_words else None

    @property
    def single(self) -> bool:
        """Each category is one document, so that the table says no more than the documents do."""
        return all(category.n_documents == 1 for category in self.categories)


def values(documents: Sequence[Document]) -> Mapping[str, Mapping[str, str]]:
    """Each variable, in alphabetical order, with its value in each document; the type comes first."""
    names = sorted({name for document in documents for name in document.variables})
    own = (
        {_TYPE: {document.document: document.type or MISSING for document in documents}} if "type" not in names else {}
    )
    return own | {
        name: {document.document: document.variables.get(name) or MISSING for document in documents} for name in names
    }


def compare(corpus: Corpus, lines: Sequence[Row], *, max_categories: int, small: int) -> Sequence[Variable]:
    """The variables that take at least two values and gather documents by them, with their counts."""
    described = values(corpus.documents)
    apart = singular(corpus)
    return [
        _variable(name, by_document, corpus, lines, max_categories=max_categories, small=small)
        for name, by_document in described.items()
        if len(set(by_document.values())) > 1 and name not in apart
    ]


def singular(corpus: Corpus) -> Sequence[str]:
    """The variables that tell (nearly) each document from the others, as the number of a row does.

    A handful of documents are compared one by one all the same.
    """
    if len(corpus.documents) <= _HANDFUL:
        return []
    return [name for name, by_document in values(corpus.documents).items() if _tells_apart(by_document)]


def constant(corpus: Corpus) -> Sequence[tuple[str, str]]:
    """The variables that say the same of every document, with that value."""
    return [
        (name, min(by_document.values()))
        for name, by_document in values(corpus.documents).items()
        if set(by_document.values()) not in (set(), {MISSING}) and len(set(by_document.values())) == 1
    ]


def _tells_apart(by_document: Mapping[str, str]) -> bool:
    told = [value for value in by_document.values() if value != MISSING]
    return bool(told) and len(set(told)) >= _NEARLY_ALL * len(told)


def _variable(
    name: str, by_document: Mapping[str, str], corpus: Corpus, lines: Sequence[Row], *, max_categories: int, small: int
) -> Variable:
    sizes = Counter(by_document.values())
    ranked = sorted(sizes, key=lambda value: (-sizes[value], value))
    shown = sorted(ranked[:max_categories], key=lambda value: (value == MISSING, value))
    words: Counter[str] = Counter()
    for document, value in by_document.items():
        words[value] += corpus.words.get(document, 0)
    flagged = [Counter(by_document.get(document, MISSING) for document, _ in row.flagged) for row in lines]
    return Variable(
        name=name,
        categories=[
            Category(value=value, n_documents=sizes[value], n_words=words[value], small=sizes[value] < small)
            for value in shown
        ],
        hidden=len(ranked) - len(shown),
        counts=[[found[value] for value in shown] for found in flagged],
    )
