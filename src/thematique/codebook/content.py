"""What a codebook holds, and what its file may say."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from thematique.errors import WrongUse
from thematique.records import Code, record

HEAD: Mapping[str, type] = MappingProxyType(
    {"title": str, "language": str, "version": str, "description": str, "sources": list}
)
"""The keys at the top of the file, with their type."""

TEXTS = ("name", "definition")
LISTS = ("includes", "excludes", "expressions", "examples", "counter_examples")
EXAMPLES = ("examples", "counter_examples")


@record
class Codebook:
    """A codebook: `codes` in the order of the file, a theme before its children."""

    title: str
    language: str
    version: str
    description: str
    sources: Sequence[str]
    codes: Sequence[Code]


def find(codebook: Codebook, code: str) -> Code:
    """The code of a path.

    Raises:
        WrongUse: there is none.
    """
    for one in codebook.codes:
        if one.code == code:
            return one
    raise WrongUse(f"le code « {code} » n'est pas dans la grille ; elle a peut-être été modifiée entre-temps.")


def children(codebook: Codebook, code: str = "") -> Sequence[Code]:
    """The codes right under a code, in order; the themes when `code` is empty."""
    return tuple(one for one in codebook.codes if one.code.rpartition(".")[0] == code)


def normal(text: str) -> str:
    """The form in which two texts of a codebook count as the same: lower case, single spaces."""
    return " ".join(text.lower().split())
