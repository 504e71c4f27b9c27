"""File names that name someone, and what to call those files instead.

The name of a file is read by all who read the results. A first name, a family name of the lists, or a word that is
written like a name and that neither the dictionary nor the lists know, is taken for that of a person.
"""

import functools
import itertools
import re

from thematique.french.dictionary import dictionary
from thematique.french.lexicon import among, read
from thematique.french.names import PARTICLES, capital, fold, key
from thematique.shipped import shipped

_LISTS = (
    "communes_belgique",
    "communes_france",
    "lieux_monde",
    "institutions",
    "communs",
    "marques",
    "roles",
    "peuples",
)
_WORD = re.compile(r"[^\W\d_]+?(?=[A-ZÀ-Ý][a-zà-ÿ])|[^\W\d_]+")
_SEPARATORS = re.compile(r"[\s_.,;+()\[\]'’-]+")
_FEWEST_LETTERS = 4
# before a name, in any case
_TITLES = among("madame mme monsieur mr mlle docteur dr")
_ACCENTED = {"e": "eéèêë", "a": "aàâ", "i": "iîï", "o": "oô", "u": "uûù", "c": "cç"}
_MOST_SPELLINGS = 20_000
# words of programs and of other languages that stand in the names of files
_OF_FILES = among(
    "audio auto automatic clean copy draft edit final focus group groups interview interviews meeting original "
    "part raw record recording scan session speaker speech text transcribed transcript transcripts transcription "
    "transcriptions verbatim video vocal whisper zoom teams meet noscribe sonix otter dragon anon anonyme "
    "anonymise pseudo pseudonyme"
)


def without_names(stem: str) -> str | None:
    """What to call a file instead of `stem` so that it names no one; None where it names no one.

    What is left may be empty.
    """
    words = list(_WORD.finditer(stem))
    named = [_names(word.group()) for word in words]
    texts = [word.group() for word in words]
    for at in range(1, len(texts)):
        told = named[at - 1] or fold(texts[at - 1]) in _TITLES
        named[at] = named[at] or (told and _may_be_surname(texts[at]))
    for at in reversed(range(len(texts) - 1)):
        named[at] = named[at] or (named[at + 1] and _may_be_surname(texts[at]) and not _ordinary(fold(texts[at])))
    if not any(named):
        return None
    pieces, done = [], 0
    for word, is_name in zip(words, named, strict=True):
        pieces.append(stem[done : word.start()])
        pieces.append("" if is_name else word.group())
        done = word.end()
    return "_".join(part for part in _SEPARATORS.split("".join([*pieces, stem[done:]])) if part)


def _names(word: str) -> bool:
    """Is this word, by itself, the name of a person?"""
    folded = fold(word)
    if len(word) < _FEWEST_LETTERS - capital(word) or folded in _known():
        return False
    if folded in _first_names():
        return capital(word) or folded not in _common()
    if len(word) < _FEWEST_LETTERS or _ordinary(folded):
        return False
    return (capital(word) and not word.isupper()) or folded in _surnames()


def _ordinary(folded: str) -> bool:
    """Is this a word of French, perhaps without its accents? The whole dictionary is only read for rare ones."""
    if folded in _common():
        return True
    spellings = itertools.product(*(_ACCENTED.get(letter, letter) for letter in folded))
    return any(dictionary()("".join(letters)) for letters in itertools.islice(spellings, _MOST_SPELLINGS))


def _may_be_surname(word: str) -> bool:
    """May this word, beside a name, be part of it?"""
    return fold(word) in PARTICLES or (capital(word) and len(word) > 1 and fold(word) not in _known())


@functools.cache
def _first_names() -> frozenset[str]:
    return frozenset(map(fold, read(shipped("data/lexicons/prenoms.txt")).sure))


@functools.cache
def _surnames() -> frozenset[str]:
    return frozenset(map(fold, read(shipped("data/lexicons/noms_famille.txt")).sure))


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(map(fold, read(shipped("data/lexicons/mots.txt")).sure))


@functools.cache
def _known() -> frozenset[str]:
    """The words that name no person."""
    entries = (entry for name in _LISTS for entry in read(shipped(f"data/lexicons/{name}.txt")).sure)
    return _OF_FILES | {part for entry in entries for part in key(entry).split()} - _first_names()
