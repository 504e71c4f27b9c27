"""Known first names and places."""

import itertools
from collections.abc import Iterator, Sequence

from thematique.french.names import PARTICLES, Word, capital, cut_short, initial, joined
from thematique.french.phrases import Match
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import FUNCTION, SAINTS, TOWARDS
from thematique.stages.recognise.span import Span

_MAX_SURNAME = 5
_MIN_LETTERS = 4


def first_names(text: str, words: Sequence[Word], lexicon: Lexicon, *, cased: bool = True) -> Iterator[Span]:
    """The known first names of `text`, with the family names in capitals that follow them.

    A first name that is also an ordinary word needs a capital inside a sentence; in a transcript written with capitals
    (`cased`), one in lower case must be common. « Sainte-Marie » is a place.
    """
    at = 0
    while at < len(words):
        end = _given_end(text, words, at, lexicon, cased=cased)
        if end == at:
            at += 1
            continue
        if at and words[at - 1].folded in SAINTS and joined(text, words[at - 1].end, words[at].start):
            yield Span(words[at - 1].start, words[end - 1].end, Kind.LOC, "saint", 0.8)
        else:
            end = _surname_end(text, words, end, lexicon)
            yield Span(words[at].start, words[end - 1].end, Kind.PER, "first name", 0.8)
        at = end


def places(text: str, words: Sequence[Word], lexicon: Lexicon, *, cased: bool = True) -> Iterator[Span]:
    """The known places of `text`.

    One word in lower case must be no ordinary word, and for a village or among capitals (`cased`) must follow a
    preposition; a place that is also an ordinary word needs a capital and a preposition.
    """
    for known, doubtful in ((lexicon.places, cased), (lexicon.villages, True)):
        for match in known.find(text, words):
            first, last = words[match.first], words[match.last - 1]
            if match.key not in lexicon.first_names and _place(words, match, lexicon, doubtful=doubtful):
                yield Span(first.start, last.end, Kind.LOC, "place", 0.8)
    for before, word in itertools.pairwise(words):
        listed = word.folded in lexicon.ambiguous_places and not lexicon.is_first_name(word.folded)
        listed = listed and word.folded not in FUNCTION
        if listed and before.folded in TOWARDS and capital(word.text):
            yield Span(word.start, word.end, Kind.LOC, "place", 0.7)


def _place(words: Sequence[Word], match: Match, lexicon: Lexicon, *, doubtful: bool) -> bool:
    """Do the words of a match name a place here?"""
    first = words[match.first]
    if capital(first.text) or match.last - match.first > 1 or match.key in lexicon.towns_people:
        return True
    announced = match.first > 0 and words[match.first - 1].folded in TOWARDS
    return (announced or not doubtful) and not lexicon.ordinary(first.text)


def _given_end(text: str, words: Sequence[Word], at: int, lexicon: Lexicon, *, cased: bool) -> int:
    """The index after the first name that begins at word `at`, or `at`."""
    word = words[at]
    if word.folded in FUNCTION or (cut_short(text, word) and not capital(word.text)):
        return at
    if at + 1 < len(words) and joined(text, word.end, words[at + 1].start):
        compound = f"{word.folded} {words[at + 1].folded}"
        if compound in lexicon.first_names and (capital(word.text) or not lexicon.ordinary(word.text)):
            return at + 2
    if word.folded in lexicon.first_names and not _another_word(word, lexicon, cased=cased):
        return at + 1
    inside = capital(word.text) and not initial(text, word.start)
    return at + 1 if inside and word.folded in lexicon.ambiguous_first_names and not word.text.isupper() else at


def _surname(word: Word, lexicon: Lexicon) -> bool:
    """May this word, after a first name, be a family name: by a capital, or as a word that the lists do not know?"""
    if word.folded in lexicon.particles or word.folded in FUNCTION:
        return False
    if word.folded in lexicon.kept or word.folded in lexicon.peoples:
        return lexicon.may_be_surname(word)
    return capital(word.text) or (len(word.text) >= _MIN_LETTERS and not lexicon.ordinary(word.text))


def _another_word(word: Word, lexicon: Lexicon, *, cased: bool) -> bool:
    """Is this, in lower case, another word: « free » among capitals, or « marié », which accents tell from Marie?"""
    if capital(word.text):
        return False
    if cased:
        return word.folded not in lexicon.common_first_names or lexicon.ordinary(word.text)
    return word.folded != word.text and lexicon.ordinary(word.text)


def _surname_end(text: str, words: Sequence[Word], first: int, lexicon: Lexicon) -> int:
    """The index after the family name that follows a first name ending before word `first`."""
    end = at = first
    while at < min(len(words), first + _MAX_SURNAME) and joined(text, words[at - 1].end, words[at].start):
        word = words[at]
        if _surname(word, lexicon):
            end = at + 1
        elif word.folded not in PARTICLES:
            break
        at += 1
    return end
