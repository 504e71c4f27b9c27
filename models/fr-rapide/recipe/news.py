"""Longer French texts that were written in one piece: the news of WiNER (YoannDupont/WiNER-fr, CC BY 4.0)."""

from collections.abc import Iterator, Sequence
from pathlib import Path

_LONGEST = 120
_SHORTEST = 20
"""In words."""


def news(folder: Path) -> list[str]:
    """The articles under `folder`, cut at the ends of their lines into passages of at most about a hundred words."""
    return [text for path in sorted(folder.glob("20*/*/*.txt")) for text in _cut(path.read_text(encoding="utf-8"))]


def _cut(article: str) -> Iterator[str]:
    passage: list[str] = []
    for line in article.splitlines():
        words = line.split()
        if passage and len(passage) + len(words) > _LONGEST:
            yield from _worth(passage)
            passage = []
        passage += words
    yield from _worth(passage)


def _worth(passage: Sequence[str]) -> Iterator[str]:
    if len(passage) >= _SHORTEST:
        yield " ".join(passage)
