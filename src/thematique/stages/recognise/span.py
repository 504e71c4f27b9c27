"""What a layer gives: a stretch of a text that may identify someone."""

from typing import NamedTuple

from thematique.records import Kind

DESPITE_LISTS = "despite lists"
"""The source of a word that the transcript shows to be a name, though the lists say that it names no one: « Dieu »."""


class Span(NamedTuple):
    """Positions in one text, what stands there, the layer that found it and how sure it is, in [0, 1]."""

    start: int
    end: int
    kind: Kind
    source: str
    score: float
