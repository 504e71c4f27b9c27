"""Words left in a text that some sign tells of."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from thematique.french.casing import Casing
from thematique.french.meant import meant
from thematique.french.names import Word, capital, cut_short, initial
from thematique.records import NAMED, Kind, Where
from thematique.stages.sweep.alike import Alike
from thematique.stages.sweep.contexts import Contexts
from thematique.stages.sweep.lexicon import Lexicon
from thematique.stages.sweep.patterns import (
    BODIES,
    CALLED,
    DETERMINERS,
    ELIDED,
    FAMILY_NAMES,
    JOINED,
    LINKS,
    NUMBERS,
    PLACES,
    TAKEN_UP,
    TITLES,
    TOWARDS,
    WHERE,
)
from thematique.stages.sweep.reading import Heard, Text
from thematique.stages.sweep.signs import Sign

_BACK = 3
_LONG = 6
_STRONG = 2.3
"""The hint that makes a doubt of a grammatical word: as a share, one in fifty."""
_ACRONYM = 5
_APOSTROPHES = ("'", "’")
_SHORT = 2
_OWN = frozenset(kind.value for kind in NAMED)


class Suspect(NamedTuple):
    """Words at [start, end) of a text that may be a name.

    Attributes:
        form: what all their occurrences share.
        signs: the reasons to look at them.
        likely: how much more often names than words stand there, as `Contexts` tells it.
        hinted: how much the recogniser takes them for a name, as `hinted` tells it.
    """

    form: str
    start: int
    end: int
    signs: frozenset[Sign]
    likely: float = 0.0
    hinted: float = 0.0


class Clues(NamedTuple):
    """What is around words: where names stand, the hints of this text by position, what a capital tells."""

    contexts: Contexts
    hints: Mapping[int, float]
    casing: Casing


class Known(NamedTuple):
    """What the study knows of its names.

    Attributes:
        names: single words that are a name.
        parts: words of names of several words.
        alike: what is spelled or pronounced like either.
        rare: the same, for those that are no word of French.
    """

    names: frozenset[str]
    parts: frozenset[str]
    alike: Alike
    rare: Alike


def suspects(text: Text, where: Where, lexicon: Lexicon, known: Known, clues: Clues) -> Iterator[Suspect]:
    """The words of a text that are neither masked, nor grammatical, nor safe, and of which a sign tells.

    Args:
        text: the text.
        where: the part of the turn, or of the description, that it is.
        lexicon: what is known of words.
        known: what is known of the names of the study.
        clues: what is around them.
    """
    compounds = _compounds(text, lexicon)
    casing = clues.casing
    for heard in text.heard:
        word = heard.word
        if _elided(text.text, word):
            continue
        shown = (
            casing is Casing.NORMAL
            and where is Where.TEXT
            and capital(word.text)
            and not initial(text.text, word.start)
        )
        placed = set(_placed(text, heard, lexicon, casing))
        if word.folded in lexicon.safe and not _even_so(word, heard, placed, known):
            continue
        hint = clues.hints.get(word.start, 0.0)
        still = _strongly(word, hint) or _still_a_name(word, placed, lexicon, heard.before, shown=shown)
        if word.folded in lexicon.empty and not still:
            continue
        signs = {*_own(word, lexicon, in_compound=word.start in compounds), *placed, *_likened(word, known)}
        signs |= {Sign.CAPITAL} if shown else set()
        # « H », « F »: the answers of a table are coded in letters
        signs -= {Sign.SHORT} if where is Where.VARIABLE else set()
        signs |= {Sign.CUT} if cut_short(text.text, word) else set()
        signs |= {Sign.HINTED} if hint else set()
        if any(sign.weight > 0 for sign in signs):
            likely = clues.contexts.likely(heard)
            yield Suspect(meant(word.text), word.start, word.end, frozenset(signs), likely, hint)
    if casing is not Casing.NORMAL:
        yield from _put_together(text, known)


def _even_so(word: Word, heard: Heard, placed: set[Sign], known: Known) -> bool:
    """May a word that identifies no one, a brand or a feast, be a name here: « rue du Canal », « Arnaud Noël »?"""
    return heard.before == Kind.PER or Sign.PLACE_WORD in placed or (capital(word.text) and word.folded in known.parts)


def _strongly(word: Word, hint: float) -> bool:
    """Does the recogniser take this grammatical word, « juste », for a name, and not for the article of one?"""
    return hint >= _STRONG and len(word.folded) > _SHORT and word.folded not in LINKS | DETERMINERS


def _still_a_name(word: Word, placed: set[Sign], lexicon: Lexicon, before: str, *, shown: bool) -> bool:
    """May this grammatical word be a name where it stands: « madame Petit », « à Ans »?"""
    if shown and (word.folded in lexicon.names or word.folded in FAMILY_NAMES):
        return True
    if Sign.TITLE in placed and not shown:
        return word.folded in FAMILY_NAMES
    return before in TOWARDS and word.folded in lexicon.places


def _own(word: Word, lexicon: Lexicon, *, in_compound: bool) -> Iterator[Sign]:
    """What a word tells by itself."""
    if not in_compound and not lexicon.ordinary(word.text) and not lexicon.ordinary(word.text.lower()):
        yield Sign.UNKNOWN
    if word.folded in lexicon.names:
        yield Sign.NAME
    if word.folded in lexicon.places:
        yield Sign.PLACE
    if len(word.folded) <= _SHORT and word.folded not in NUMBERS:
        yield Sign.SHORT
    elif word.text.isupper() and len(word.text) <= _ACRONYM:
        yield Sign.ACRONYM


def _placed(text: Text, heard: Heard, lexicon: Lexicon, casing: Casing) -> Iterator[Sign]:
    """What the words around a word tell of it, and the names beside it."""
    before = [one.word.folded for one in text.heard[max(0, heard.rank - _BACK) : heard.rank]][::-1]
    announcing = next((word for word in before if word not in LINKS), "")
    if heard.before in TITLES or announcing in CALLED:
        yield Sign.TITLE
    if announcing in PLACES:
        yield Sign.PLACE_WORD
    if announcing in BODIES:
        yield Sign.BODY
    if {heard.before, heard.after} & _OWN:
        yield Sign.BESIDE
    if casing is not Casing.NORMAL and heard.after in TAKEN_UP and heard.before not in DETERMINERS:
        yield Sign.TAKEN_UP
    if casing is Casing.LOWER and heard.before in WHERE and heard.word.folded not in lexicon.common:
        yield Sign.RARE


def _likened(word: Word, known: Known) -> Iterator[Sign]:
    """What the names of the study tell of a word."""
    if word.folded in known.names:
        yield Sign.MASKED
    elif word.folded in known.parts:
        yield Sign.PART
    elif known.alike.near(word.folded):
        yield Sign.NEAR


def _put_together(text: Text, known: Known) -> Iterator[Suspect]:
    """Two words that a machine heard where a name was said: « beau zidi » for « Bouzidi »."""
    for left, right in pairwise(text.heard):
        if left.after != right.word.folded or right.before != left.word.folded:
            continue
        both = left.word.folded + right.word.folded
        if len(both) >= _LONG and len(left.word.folded) > 1 and (both in known.rare or known.rare.near(both)):
            yield Suspect(
                f"{left.word.folded} {right.word.folded}",
                left.word.start,
                right.word.end,
                frozenset({Sign.PUT_TOGETHER}),
            )


def _compounds(text: Text, lexicon: Lexicon) -> frozenset[int]:
    """Where the words begin that belong to a longer ordinary one: « aujourd'hui », « là-bas »."""
    longer = [found.span() for found in JOINED.finditer(text.text) if lexicon.ordinary(found.group())]
    return frozenset(at for start, end in longer for at in range(start, end))


def _elided(text: str, word: Word) -> bool:
    """Is this a letter that is a word, what is left of one before an apostrophe, or part of a code, « P1 »?"""
    after = text[word.end : word.end + 1]
    if len(word.folded) <= _SHORT and (after.isdigit() or after == "_" or text[word.start - 1 : word.start].isdigit()):
        return True
    if after in _APOSTROPHES:
        return len(word.folded) <= _SHORT
    return word.folded in ELIDED and (word.text == "M" or after != "." or not word.text.isupper())
