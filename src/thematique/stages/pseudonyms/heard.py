"""Words of the texts that nobody found but that sound like a name of the study: « vanden boche » for Van den Bossche.

A transcriber, or a machine that writes all in lower case, writes a name that they do not know as they hear it. A word
that is none of French and sounds like one name of the study, of one person, is a form of it; where it sounds like those
of several, it is somebody, but nobody knows who.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from thematique.french.lexicon import among
from thematique.french.names import PARTICLES, Word, cut_short, full, joined, words
from thematique.french.sounds import sound
from thematique.records import RawTurn
from thematique.stages.pseudonyms.lexicons import is_kept, is_ordinary

_LONG = 5
_SHORT = 4
_MOST_WORDS = 4
_OPENERS = among("van vande vanden vander ver den der el al ait ben bou abd abdel abdul o mac mc oz d l le la del")
"""Words with which a name of several words may begin when it is heard as such."""


class Hearing(NamedTuple):
    """What the texts say that sounds like names, in alphabetical order, and all their words, folded."""

    variants: Sequence["Heard"]
    words: frozenset[str]


class Heard(NamedTuple):
    """A word, or a few, as folded words, that sound like names of these persons."""

    name: str
    heads: Sequence[str]


def heard(persons: Iterable[Sequence[str]], turns: Iterable[RawTurn]) -> Hearing:
    """What sounds like the first names and family names of the persons, given as their forms."""
    known: set[str] = set()
    sounds: dict[str, dict[str, None]] = {}
    for forms in persons:
        known.update(forms)
        for name in forms:
            glued = "".join(name.split())
            if not full(name) and len(glued) >= _LONG and not is_ordinary(glued):
                sounds.setdefault(sound(glued), {})[forms[0]] = None
    found: dict[str, Sequence[str]] = {}
    seen: dict[str, bool] = {}
    for turn in turns:
        for name in _candidates(turn.text, words(turn.text), sounds, seen):
            if name not in known:
                found[name] = list(sounds[sound(name)])
    return Hearing([Heard(name, heads) for name, heads in sorted(found.items())], frozenset(seen))


def _candidates(
    text: str, inside: Sequence[Word], sounds: Mapping[str, object], seen: dict[str, bool]
) -> Iterator[str]:
    """The words, and the runs of words that begin as some names do, that sound like a name; `seen` holds answers."""
    for first, word in enumerate(inside):
        if word.folded not in seen:
            seen[word.folded] = _strange(word) and sound(word.folded) in sounds
        if seen[word.folded] and not cut_short(text, word):
            yield word.folded
        elif word.folded in _OPENERS:
            yield from _runs(text, inside, first, sounds)


def _runs(text: str, inside: Sequence[Word], first: int, sounds: Mapping[str, object]) -> Iterator[str]:
    """Runs of several words, one of them strange, that sound like a name."""
    run, strange = inside[first].folded, False
    for last in range(first + 1, min(first + _MOST_WORDS, len(inside))):
        if not joined(text, inside[last - 1].end, inside[last].start):
            return
        run = f"{run} {inside[last].folded}"
        strange = strange or _strange(inside[last])
        if strange and inside[last].folded not in PARTICLES and sound(run) in sounds:
            yield run


def _strange(word: Word) -> bool:
    """Is this no word of French, nor an institution's?"""
    return len(word.folded) >= _SHORT and not is_kept(word.folded) and not is_ordinary(word.folded)
