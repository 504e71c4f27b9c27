"""A codebook as its TOML file, such that reading it again gives the same codebook."""

from collections.abc import Iterable
from typing import Any

import tomli_w

from thematique.codebook.content import LISTS, Codebook
from thematique.records import Code


def to_toml(codebook: Codebook) -> str:
    """The text of a codebook's file, in the order of its codes; write it in UTF-8."""
    document: dict[str, Any] = {"title": codebook.title, "language": codebook.language}
    rest = {"version": codebook.version, "description": codebook.description, "sources": list(codebook.sources)}
    document |= {key: value for key, value in rest.items() if value}
    for code in codebook.codes:
        table = document
        *above, key = code.code.split(".")
        for part in above:
            table = table[part]
        table[key] = _table(code)
    # the writer would take the line ends of Windows, in a text of several lines, for those of Unix
    return tomli_w.dumps(document, multiline_strings=not any("\r\n" in text for text in _texts(codebook)))


def _table(code: Code) -> dict[str, Any]:
    lists = {key: list(getattr(code, key)) for key in LISTS}
    return {"name": code.name, "definition": code.definition} | {key: items for key, items in lists.items() if items}


def _texts(codebook: Codebook) -> Iterable[str]:
    yield from (codebook.title, codebook.language, codebook.version, codebook.description, *codebook.sources)
    for code in codebook.codes:
        yield from (code.name, code.definition)
        for key in LISTS:
            yield from getattr(code, key)
