"""What the readers of documents hand to `turns`: lines in reading order, and what they left aside on the way."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph, or the part of it before a line break.

    `lead` is the beginning of `text` that stands in bold, when what follows does not. A line taken from a table of
    speech already knows its `speaker`; `None` means that it is still to be found in the text.
    """

    text: str
    lead: str = ""
    speaker: str | None = None
    time_start: float | None = None
    time_end: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: rows of cells, each cell its lines."""

    rows: Sequence[Sequence[Sequence[Line]]]


class Aside(Enum):
    """Something of a document that is read apart or not at all, with its French name in the singular and plural."""

    DELETED = (
        "passage supprimé en suivi des modifications, écarté",
        "passages supprimés en suivi des modifications, écartés",
    )
    INSERTED = (
        "passage ajouté en suivi des modifications, gardé",
        "passages ajoutés en suivi des modifications, gardés",
    )
    HIDDEN = ("passage en texte masqué, écarté", "passages en texte masqué, écartés")
    COMMENT = ("commentaire, écarté", "commentaires, écartés")
    NOTE = (
        "note de bas de page ou de fin, gardée entre crochets à sa place",
        "notes de bas de page ou de fin, gardées entre crochets à leur place",
    )
    BOX = (
        "zone de texte, lue à l'endroit où elle est ancrée",
        "zones de texte, lues à l'endroit où elles sont ancrées",
    )
    MARGIN = ("en-tête ou pied de page, écarté", "en-têtes ou pieds de page, écartés")
    OBJECT = ("image, schéma ou objet incorporé, écarté", "images, schémas ou objets incorporés, écartés")
    LINKED = ("contenu lié à un autre fichier, non ouvert", "contenus liés à d'autres fichiers, non ouverts")
    SYMBOL = ("caractère d'une police de symboles, écarté", "caractères d'une police de symboles, écartés")
    PAGE_LINE = ("ligne répétée de page en page, écartée", "lignes répétées de page en page, écartées")
    TABLE = ("tableau sans locuteurs, lu cellule après cellule", "tableaux sans locuteurs, lus cellule après cellule")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The lines and tables of a document in reading order, and how many things of each sort were left aside."""

    blocks: Sequence[Line | Table]
    asides: Counter[Aside] = field(default_factory=Counter)


def sentences(asides: Counter[Aside]) -> Sequence[str]:
    """One French sentence for each sort of thing left aside, in the order of `Aside`."""
    return [f"{asides[aside]} {aside.value[asides[aside] > 1]}." for aside in Aside if asides[aside] > 0]


def split(text: str, *, lead: str = "") -> Iterable[Line]:
    """The lines of a paragraph with line breaks; the bold beginning belongs to the first."""
    first, *rest = text.split("\n")
    yield Line(text=first, lead=lead if len(lead) < len(first.rstrip()) else "")
    for part in rest:
        yield Line(text=part)


def flat(blocks: Iterable[Line | Table]) -> Iterator[Line]:
    """All the lines of blocks, those of tables row after row and cell after cell."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            yield from (line for row in block.rows for cell in row for line in cell)
