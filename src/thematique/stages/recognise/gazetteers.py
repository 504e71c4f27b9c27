"""Known first names, with the family names that follow them."""

from collections.abc import Iterator, Sequence

from thematique.french.lexicon import among
from thematique.french.names import ALSO_SURNAMES, PARTICLES, Word, capital, cut_short, initial, joined
from thematique.records import Kind
from thematique.stages.recognise import ages
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import FUNCTION, KIN, NOT_NAMES, SAINTS, TITLES
from thematique.stages.recognise.span import Span

_MAX_SURNAME = 5
_FREE = frozenset(
    ("", "et", "mais", "que", "quand", "donc", "alors", "parce", "avec", "ben", "euh", "voila", "ou", "puis", "c")
)
_MIN_LETTERS, _LONG = 4, 6
# « dieu donné », as machines write it
_HALF = 4
_NOT_SURNAMES = among(
    "papa maman cousin neveu parent pere mere frere soeur docteur juge maire fort bien long haut demi lieu"
)
_ARTICLES = among("le la les")
_NO_SURNAME = _NOT_SURNAMES | FUNCTION
_NOUN_AFTER = among(
    "il elle on ils elles tu je j y le la les l un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses "
    "notre votre leur en tres trop"
)


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


def _given_end(text: str, words: Sequence[Word], at: int, lexicon: Lexicon, *, cased: bool) -> int:
    """The index after the first name that begins at word `at`, or `at`."""
    word = words[at]
    # « sa nonna »
    if word.folded in TITLES and not capital(word.text):
        return at
    if word.folded in FUNCTION or (cut_short(text, word) and not capital(word.text)):
        return at
    if at + 1 < len(words) and joined(text, word.end, words[at + 1].start):
        compound = f"{word.folded} {words[at + 1].folded}"
        hyphened = text[word.end : words[at + 1].start] == "-"
        if compound in lexicon.first_names and (hyphened or capital(word.text) or not lexicon.ordinary(word.text)):
            return at + 2
        halves = min(len(word.text), len(words[at + 1].text)) >= _HALF and words[at + 1].folded not in FUNCTION
        if halves and not cased and f"{word.folded}{words[at + 1].folded}" in lexicon.first_names:
            return at + 2
    if word.folded in lexicon.first_names and not _another_word(word, lexicon, cased=cased):
        return at + 1
    if word.folded not in lexicon.ambiguous_first_names:
        return at
    inside = capital(word.text) and not initial(text, word.start) and not word.text.isupper()
    return at + 1 if inside or (not cased and _taken_up(text, words, at, lexicon)) else at


def _taken_up(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Is this word in lower case taken up by a pronoun, as names are in speech: « prudence elle fonce »?

    So do an age, and a word that the lists do not know: « merveille seize ans », « prudence ilounga ».
    """
    word = words[at]
    if len(word.text) < _MIN_LETTERS or word.folded in lexicon.particles or word.folded in KIN:
        return False
    if at and joined(text, words[at - 1].end, word.start) and _rare_surname(words[at - 1], lexicon):
        return True
    if word.folded in NOT_NAMES:
        return _followed_by_unknown(text, words, at, lexicon)
    before = words[at - 1].folded if at else ""
    if ages.after(text, word.end):
        return before not in _NOUN_AFTER
    if at + 2 >= len(words) or not joined(text, word.end, words[at + 1].start):
        return False
    following = words[at + 1]
    if following.folded in ("elle", "il"):
        return before in _FREE
    if following.folded in lexicon.ambiguous_surnames and len(following.text) > _MIN_LETTERS:
        return before not in _NOUN_AFTER and following.folded not in _NO_SURNAME
    surname = lexicon.is_surname(following.folded) or len(following.text) > _MIN_LETTERS
    return before not in _NOUN_AFTER and surname and not lexicon.ordinary(following.text)


def _followed_by_unknown(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Does a long word follow that no list knows: « bienvenu tchibangou »?"""
    if at + 1 >= len(words) or not joined(text, words[at].end, words[at + 1].start):
        return False
    following, before = words[at + 1], words[at - 1].folded if at else ""
    known = following.folded in lexicon.kept or following.folded in lexicon.peoples or lexicon.ordinary(following.text)
    long = len(following.text) >= _LONG and following.folded not in lexicon.particles
    return long and not known and before not in _NOUN_AFTER and not lexicon.is_place(following.folded)


def _rare_surname(word: Word, lexicon: Lexicon) -> bool:
    """Is this a family name and nothing else?"""
    surname = lexicon.is_surname(word.folded) and not lexicon.is_place(word.folded)
    return surname and word.folded not in lexicon.kept and not lexicon.ordinary(word.text)


def _surname(word: Word, lexicon: Lexicon) -> bool:
    """May this word, after a first name, be a family name: by a capital, or as a word that the lists do not know?"""
    if word.folded in ALSO_SURNAMES and capital(word.text):
        return True
    if word.folded in lexicon.particles or word.folded in FUNCTION:
        return False
    if word.folded in lexicon.kept or word.folded in lexicon.peoples:
        return lexicon.may_be_surname(word)
    if capital(word.text):
        return True
    if lexicon.ordinary(word.text) and word.folded in _NOT_SURNAMES:
        return False
    return lexicon.is_surname(word.folded) or (len(word.text) >= _MIN_LETTERS and not lexicon.ordinary(word.text))


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
        # « wanda le petit a le nom de son père »
        if words[at - 1].folded in _ARTICLES and not capital(word.text) and lexicon.ordinary(word.text):
            break
        if _surname(word, lexicon):
            end = at + 1
        elif word.folded not in PARTICLES:
            break
        at += 1
    return end
