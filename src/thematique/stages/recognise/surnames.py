"""Known family names, and nicknames made of a syllable said twice (« Nono », « Kiki »)."""

import re
from collections.abc import Iterator, Sequence

from thematique.french.lexicon import among
from thematique.french.names import Word, capital, cut_short, initial
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import FUNCTION, TOWARDS
from thematique.stages.recognise.span import Span

_MIN_LOWER = 5
_TWICE = re.compile(r"((?:[bcdfgjklmnprstvwz]|ch|tch)(?:ou|[aeiouy]))\1")
_TWICE_TOO = among(
    "bobo bebe caca chacha coco coucou dada dodo doudou gaga gogo guili haha hihi hoho joujou lala lolo mama meme nana "
    "nounou papa pepe pipi popo soso tata titi toto tutu wawa yoyo youyou zaza zizi bibi bubu cucu chouchou toutou "
    "tete fifi mimi momo bonbon ronron tamtam"
)
_TITLES_OF_WORKS = among("le la les un une du des")


def find(text: str, words: Sequence[Word], lexicon: Lexicon, *, cased: bool = True) -> Iterator[Span]:
    """The family names and doubled syllables of `text`; `words` are those of `text`."""
    for match in lexicon.surnames.find(text, words):
        first, last = words[match.first], words[match.last - 1]
        if _family(words, match.first, match.last, match.key, lexicon, cased=cased):
            yield Span(first.start, last.end, Kind.PER, "surname", 0.8)
    for at, word in enumerate(words):
        if _ordinary_name(text, words, at, lexicon, cased=cased) or _doubled(text, word, lexicon, cased=cased):
            yield Span(word.start, word.end, Kind.PER, "surname", 0.7)


def _family(words: Sequence[Word], first: int, last: int, name: str, lexicon: Lexicon, *, cased: bool) -> bool:
    """Are these words a family name here?"""
    if name in lexicon.kept or name in lexicon.peoples:
        return False
    before = words[first - 1].folded if first else ""
    if lexicon.is_place(name) and (before in TOWARDS or before == "d" or not capital(words[first].text)):
        return False
    if any(capital(word.text) for word in words[first:last]):
        return True
    if last - first > 1:
        return not all(lexicon.ordinary(word.text) for word in words[first:last])
    return not cased and len(name) >= _MIN_LOWER and not lexicon.ordinary(words[first].text)


def _ordinary_name(text: str, words: Sequence[Word], at: int, lexicon: Lexicon, *, cased: bool) -> bool:
    """Is this a family name that is an ordinary word, « Petit », by its capital inside a sentence?"""
    word = words[at]
    if (
        not cased
        or word.folded not in lexicon.ambiguous_surnames
        or not capital(word.text)
        or len(word.text) < _MIN_LOWER - 1
    ):
        return False
    if (
        word.folded in FUNCTION
        or word.folded in lexicon.roles
        or word.folded in lexicon.kept
        or initial(text, word.start)
    ):
        return False
    before = words[at - 1] if at else None
    return before is None or not (capital(before.text) and before.folded in _TITLES_OF_WORKS)


def _doubled(text: str, word: Word, lexicon: Lexicon, *, cased: bool) -> bool:
    """Is this a syllable said twice that is no word?"""
    if not _TWICE.fullmatch(word.folded) or word.folded in lexicon.kept or cut_short(text, word):
        return False
    if capital(word.text) and not initial(text, word.start):
        return word.folded not in ("papa", "maman", "mama")
    known = word.folded in _TWICE_TOO or lexicon.ordinary(word.text) or word.folded in lexicon.particles
    return not known and (capital(word.text) or not cased)
