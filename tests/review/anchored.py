"""A text of an interview as a coder had it before them, and the anchors of words in it."""

from collections.abc import Sequence

from thematique.records import Role, Turn
from thematique.review.anchors import Anchor, Edition, Lost, Placed

KEY = b"une clef de seize octets au moins"


def turns_of(texts: Sequence[str]) -> list[Turn]:
    starts = [sum(len(text) + 1 for text in texts[:n]) for n in range(len(texts))]
    return [
        Turn(
            document="nord",
            turn=n,
            speaker="P1",
            role=Role.PARTICIPANT,
            start=start,
            end=start + len(text),
            time_start=None,
            time_end=None,
            text=text,
        )
        for n, (start, text) in enumerate(zip(starts, texts, strict=True))
    ]


def edition(texts: Sequence[str], key: bytes = KEY) -> Edition:
    return Edition("\n".join(texts), turns_of(texts), key=key)


def only(texts: Sequence[str], words: str) -> Anchor:
    """The anchor of the first occurrence of some words."""
    start = "\n".join(texts).index(words)
    return edition(texts).anchor(start, start + len(words))


def quoted(texts: Sequence[str], there: Placed | Lost | None) -> str:
    assert isinstance(there, Placed)
    return "\n".join(texts)[there.start : there.end]
