"""A raw text as a run of words between what is masked in it, each with what stands around it."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from thematique.french.names import Word, words
from thematique.records import Mention

EDGE, COMMA = "|", ","
"""What stands beside a word at the beginning and the end of a sentence, and at a comma."""

_STOPS = re.compile(r"[.?!…:;\n()«»\"]")


class Heard(NamedTuple):
    """A word that is not masked; its neighbours are told by their word, folded, or by the kind of what is masked."""

    word: Word
    before: str
    after: str
    rank: int


class Around(NamedTuple):
    """What stands around something masked; `kind` is its kind."""

    kind: str
    before: str
    after: str


class Text(NamedTuple):
    """The words of a text that are not masked, and what stands around what is.

    `words` are all of its words; `spans` are the places that are masked, from left to right.
    """

    text: str
    words: Sequence[Word]
    spans: Sequence[tuple[int, int]]
    heard: Sequence[Heard]
    masked: Sequence[Around]


class _Piece(NamedTuple):
    start: int
    end: int
    name: str
    word: Word | None


def read(text: str, mentions: Iterable[Mention]) -> Text:
    """Take a text apart; `mentions` are those that stand in it."""
    inside = words(text)
    spans = sorted((mention.start, mention.end, mention.kind.value) for mention in mentions)
    pieces = sorted(
        [
            *(_Piece(start, end, kind, None) for start, end, kind in spans),
            *(_Piece(word.start, word.end, word.folded, word) for word in _outside(inside, spans)),
        ],
        key=lambda piece: piece.start,
    )
    gaps = [EDGE, *(_gap(text[left.end : right.start]) for left, right in pairwise(pieces)), EDGE]
    heard: list[Heard] = []
    masked: list[Around] = []
    for at, piece in enumerate(pieces):
        before = gaps[at] or pieces[at - 1].name
        after = gaps[at + 1] or pieces[at + 1].name
        if piece.word is None:
            masked.append(Around(piece.name, before, after))
        else:
            heard.append(Heard(piece.word, before, after, len(heard)))
    return Text(text, inside, [(start, end) for start, end, _ in spans], heard, masked)


def _outside(inside: Iterable[Word], spans: Sequence[tuple[int, int, str]]) -> Iterable[Word]:
    """The words that touch no span; both are in the order of the text."""
    at = 0
    for word in inside:
        while at < len(spans) and spans[at][1] <= word.start:
            at += 1
        if at == len(spans) or word.end <= spans[at][0]:
            yield word


def _gap(between: str) -> str:
    """The sign that parts two words, if it counts."""
    return EDGE if _STOPS.search(between) else COMMA if "," in between else ""
