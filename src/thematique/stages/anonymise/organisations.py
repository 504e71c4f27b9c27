"""The class of an organisation, from the words that announce it: « l'école Saint-Joseph » is an « école »."""

from collections.abc import Sequence

from thematique.french.names import Word, joined, words
from thematique.stages.anonymise.patterns import CLASSES

_LONGEST = max(len(said.split()) for said in CLASSES)
_BETWEEN = frozenset({"de", "du", "des", "d", "l", "la", "le", "les", "libre", "communale", "sociale", "social"})
_MOST_BETWEEN = 3


def class_of(text: str, start: int, end: int) -> str | None:
    """The class of the organisation that stands from `start` to `end`; None if nothing announces it."""
    inside = words(text)
    own = [word for word in inside if start <= word.start < end]
    before = [word for word in inside if word.end <= start]
    return _begins(own) or _announced(text, before, start)


def _begins(own: Sequence[Word]) -> str | None:
    """The class that the first words of a name tell: « Crèche des Lilas »."""
    for length in range(min(_LONGEST, len(own)), 0, -1):
        said = " ".join(word.folded for word in own[:length])
        if said in CLASSES:
            return CLASSES[said]
    return None


def _announced(text: str, before: Sequence[Word], start: int) -> str | None:
    """The class that the words just before a name tell, articles and the like between them."""
    left = list(before[-_LONGEST - _MOST_BETWEEN :])
    edge = start
    for _ in range(_MOST_BETWEEN + 1):
        if not left or not _beside(text, left[-1].end, edge):
            return None
        for length in range(min(_LONGEST, len(left)), 0, -1):
            said = " ".join(word.folded for word in left[-length:])
            if said in CLASSES:
                return CLASSES[said]
        if left[-1].folded not in _BETWEEN:
            return None
        edge = left.pop().start
    return None


def _beside(text: str, left: int, right: int) -> bool:
    """Does nothing but a space, a hyphen or an opening quotation mark part two words?"""
    return joined(text, left, right) or not text[left:right].strip(' \u00a0\u202f«"“')
