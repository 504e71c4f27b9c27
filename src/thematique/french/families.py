"""The families of words: French endings carry little of the meaning, the beginning of a word stands for its family."""

import re

_WORD = re.compile(r"[^\W\d_]{2,}")
_STEM = 6


def families(text: str) -> list[str]:
    """The word families of a text, in order."""
    return [word[:_STEM] for word in _WORD.findall(text.lower())]


def members(text: str) -> dict[str, str]:
    """For each family of a text, the word by which it comes there first."""
    return {word.lower()[:_STEM]: word for word in reversed(_WORD.findall(text))}
