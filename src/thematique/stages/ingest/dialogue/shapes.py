"""What sort of label a text could be, by its own words alone."""

import re
from collections.abc import Sequence
from enum import Enum

from thematique.stages.ingest.dialogue import patterns, vocabulary
from thematique.stages.ingest.dialogue.words import plain_form, words_of

_INITIALS = 2


class Shape(Enum):
    """How a label is written."""

    INTERVIEWER = "interviewer"
    CODE = "code"
    PERSON = "person"
    FULL_NAME = "full name"
    NAME = "name"
    WORDS = "words"
    SENTENCE = "sentence"


def shape(label: str) -> Shape:
    """The sort of label that this could be; `Shape.SENTENCE` when it is none."""
    words = words_of(label)
    if not words or _is_noise(words) or words[0] in vocabulary.OPENERS | vocabulary.HEADER_KEYS:
        return Shape.SENTENCE
    if _says_something(label):
        return Shape.SENTENCE
    if _is_interviewer_word(words):
        return Shape.INTERVIEWER
    if patterns.CODE.match(label):
        return Shape.CODE
    if re.sub(r"\d+$", "", words[0]) in vocabulary.PARTICIPANT_WORDS:
        return Shape.PERSON
    if not _is_name(label):
        return Shape.WORDS
    return Shape.FULL_NAME if _n_capitals(label) > 1 else Shape.NAME


def _says_something(label: str) -> bool:
    """Does it hold the words of a sentence? Written in small letters: all in capitals, a label looks like any other."""
    shouted = label.isupper() and len(label.split()) > 1 and max(map(len, label.split())) > _INITIALS
    shown = patterns.INITIALS.sub("", label) if shouted else patterns.LETTER.sub("", label)
    return bool(patterns.ELIDED.search(shown)) or not vocabulary.SENTENCE_WORDS.isdisjoint(words_of(shown))


def _is_interviewer_word(words: Sequence[str]) -> bool:
    bases = [re.sub(r"^l'|\d+$", "", word) for word in words]
    if len(words) > 1 and len(bases[0]) == 1:
        return False
    return bool({bases[0], bases[-1]} & (vocabulary.INTERVIEWER_WORDS - vocabulary.THINGS_ASKED))


def _is_noise(words: Sequence[str]) -> bool:
    return any(word in vocabulary.NOISES for word in words)


def _is_name(label: str) -> bool:
    """Every word a capital, a number or a particle, the first no article: « Mme Van den Bosch », « Léa 2 (mère) »."""
    words = re.findall(r"[\w'’.-]+", core(label))
    if not words or not words[0][0].isupper() or plain_form(words[0]) in vocabulary.DETERMINERS:
        return False
    return all(map(_is_name_part, words[1:]))


def _is_name_part(word: str) -> bool:
    """A capital, a number, a particle, or a capital after an elided one: « Poivre d'Arvor »."""
    begun = re.sub(r"^[dl]['’]", "", word)
    return begun[:1].isupper() or begun[:1].isdigit() or word.rstrip("'’").lower() in vocabulary.PARTICLES


def _n_capitals(label: str) -> int:
    """How many words begin with a capital: no sentence begins with two."""
    return sum(word[0].isupper() for word in re.findall(r"[^\W\d_]+", core(label)))


def core(label: str) -> str:
    """A label without what is added to it: « Mme Dupont, directrice », « Léa (mère) »."""
    return re.split(r"[,(]", label)[0]
