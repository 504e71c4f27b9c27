"""The codebook: the codes, what each means, and how people speak of it (fr. grille de codage).

A TOML file: `title`, `language`, `version`, `description` and `sources` at the top, then one table a code, whose header
is its path, `[theme]` or `[theme.code]`, with the keys of `Code`. It is read in `loading`, written in `writing`, and
changed by the pure operations of `edits`.
"""

from thematique.codebook.content import Codebook, children, find
from thematique.codebook.loading import load, parse, read_toml
from thematique.codebook.writing import to_toml

__all__ = ["Codebook", "children", "find", "load", "parse", "read_toml", "to_toml"]
