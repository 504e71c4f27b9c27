"""Scores before anybody has coded, from what the codebook says of each code.

A linear classifier a code is learnt from its examples against its counter-examples, the examples of the other codes and
the passages of the corpus. Most passages carry no given code, so that they may stand for negatives (learning from
positive and unlabelled data: Elkan & Noto 2008). A passage is only ever scored by classifiers that did not learn from
it, and an example too, so that both kinds of score compare.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thematique.classifier.teaching import ENOUGH, teaching
from thematique.french.families import families
from thematique.records import Code

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_N_FOLDS = 5
# more passages than this as negatives cost time and teach nothing more
_MAX_BACKGROUND = 4000
# weights, and the inverse strength of the regularisation, chosen on half of the sample study's documents
_OTHER_EXAMPLES = 0.3
_COUNTER_EXAMPLES = 1.5
_OTHER_COUNTER_EXAMPLES = 0.75
_INVERSE_REGULARISATION = 500.0
_NEARNESS = 0.8
_EXPRESSION = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What was learnt.

    Attributes:
        scores: of the passages, shape (n_passages, n_codes); higher is likelier, on the scale of `example_scores`.
        example_scores: for each code, the scores of its own examples.
        words: the weight of each word family in each passage, sparse, shape (n_passages, n_words).
        word_names: the word families, in the order of the columns of `words`.
        word_weights: what each family says for each code, shape (n_codes, n_words).
        nearest: for each passage and code, the number of the example of that code that is the nearest.
        texts: the passages.
        examples: for each code, its examples.
    """

    scores: "NDArray[np.float64]"
    example_scores: Sequence["NDArray[np.float64]"]
    words: Any
    word_names: Sequence[str]
    word_weights: "NDArray[np.float64]"
    nearest: "NDArray[np.int64]"
    texts: Sequence[str]
    examples: Sequence[Sequence[str]]


def learn(
    texts: Sequence[str],
    vectors: "NDArray[np.float32]",
    codes: Sequence[Code],
    *,
    encode: Callable[[Sequence[str]], "NDArray[np.float32]"],
) -> Learnt:
    """Learn each code from the codebook and score the passages.

    Args:
        texts: the passages.
        vectors: their vectors, shape (n_passages, dim), unit length.
        codes: the codes that can be given.
        encode: the encoder that made `vectors`.
    """
    import numpy as np

    taught = [list(teaching(code)) for code in codes]
    against = [list(code.counter_examples) for code in codes]
    lessons = _Lessons(texts, vectors, taught, against, encode)
    columns = [lessons.learn(number) for number in range(len(codes))]
    expressed = np.stack([_expressed(texts, code) for code in codes], axis=1)
    # a classifier that had few examples to learn from has little to say; nearness then decides
    learning = [
        min(1, len(code.examples) / ENOUGH) / max(float(column.margins.std()), 1e-9)
        for code, column in zip(codes, columns, strict=True)
    ]
    nearing = [_NEARNESS / max(float(column.nearness.std()), 1e-9) for column in columns]
    return Learnt(
        scores=np.stack(
            [m * c.margins + n * c.nearness for c, m, n in zip(columns, learning, nearing, strict=True)], axis=1
        )
        + _EXPRESSION * expressed,
        example_scores=[
            m * c.example_margins + n * c.example_nearness + _EXPRESSION * _expressed(own, code)
            for c, m, n, own, code in zip(columns, learning, nearing, taught, codes, strict=True)
        ],
        words=lessons.words,
        word_names=lessons.word_names,
        word_weights=np.stack([column.word_weights for column in columns]),
        nearest=np.stack([column.nearest for column in columns], axis=1),
        texts=texts,
        examples=taught,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """What was learnt of one code; margins are logits, nearness a cosine."""

    margins: "NDArray[np.float64]"
    nearness: "NDArray[np.float64]"
    example_margins: "NDArray[np.float64]"
    example_nearness: "NDArray[np.float64]"
    word_weights: "NDArray[np.float64]"
    nearest: "NDArray[np.int64]"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lesson:
    """Texts to learn a code from: sparse features, whether each carries the code, and how much each counts."""

    features: Any
    labels: "NDArray[np.bool_]"
    weights: "NDArray[np.float64]"


class _Lessons:
    """The features of passages and codebook, and the fold of each."""

    def __init__(
        self,
        texts: Sequence[str],
        vectors: "NDArray[np.float32]",
        taught: Sequence[Sequence[str]],
        against: Sequence[Sequence[str]],
        encode: Callable[[Sequence[str]], "NDArray[np.float32]"],
    ) -> None:
        import numpy as np
        from scipy import sparse
        from sklearn.feature_extraction.text import TfidfVectorizer

        examples = [text for own in taught for text in own]
        counters = [text for own in against for text in own]
        digests = [int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) for text in texts]
        background = np.sort(np.argsort(digests, kind="stable")[:_MAX_BACKGROUND])
        vocabulary = TfidfVectorizer(analyzer=families, sublinear_tf=True, min_df=2, max_df=0.4)
        try:
            vocabulary.fit([*(texts[row] for row in background), *examples, *counters])
        except ValueError:  # no word is in two texts: a handful of passages, a codebook of names
            vocabulary = TfidfVectorizer(analyzer=families, sublinear_tf=True).fit([*texts, *examples])
        self.word_names = vocabulary.get_feature_names_out().tolist()
        self.words = vocabulary.transform(texts)
        self._passages = sparse.hstack([sparse.csr_matrix(vectors), self.words]).tocsr()
        self._vectors = vectors
        self._codebook_vectors = encode([*examples, *counters])
        words = vocabulary.transform([*examples, *counters])
        self._codebook = sparse.hstack([sparse.csr_matrix(self._codebook_vectors), words]).tocsr()
        self._owner = np.array(
            [number for number, own in enumerate(taught) for _ in own]
            + [number for number, own in enumerate(against) for _ in own]
        )
        self._is_example = np.arange(len(self._owner)) < len(examples)
        self._folds = np.array(digests) % _N_FOLDS
        # in turn, so that every fold leaves each code most of its examples
        self._codebook_folds = np.array(
            [n % _N_FOLDS for own in taught for n in range(len(own))]
            + [n % _N_FOLDS for own in against for n in range(len(own))]
        )
        self._background = background

    def learn(self, code: int) -> _Column:
        """Learn one code, each fold from the others."""
        import numpy as np
        from sklearn.linear_model import LogisticRegression

        own = self._is_example & (self._owner == code)
        margins, nearness = np.zeros(len(self._folds)), np.zeros(len(self._folds))
        own_margins, own_nearness = np.zeros(len(own)), np.zeros(len(own))
        weights = np.zeros(self._passages.shape[1])
        for fold in range(_N_FOLDS):
            lessons = self._codebook_folds != fold
            rows = self._background[self._folds[self._background] != fold]
            lesson = self._lesson(code, lessons, rows)
            model = LogisticRegression(C=_INVERSE_REGULARISATION, solver="liblinear", random_state=0)
            model.fit(lesson.features, lesson.labels, sample_weight=lesson.weights)
            weights += model.coef_[0] / _N_FOLDS
            centre = self._codebook_vectors[own & lessons].mean(axis=0)
            centre /= max(float(np.linalg.norm(centre)), 1e-9)
            here, left = self._folds == fold, ~lessons
            margins[here] = model.decision_function(self._passages[here]) if here.any() else 0
            nearness[here] = self._vectors[here] @ centre
            if left.any():
                own_margins[left] = model.decision_function(self._codebook[left])
                own_nearness[left] = self._codebook_vectors[left] @ centre
        return _Column(
            margins=margins,
            nearness=nearness,
            example_margins=own_margins[own],
            example_nearness=own_nearness[own],
            word_weights=weights[-len(self.word_names) :],
            nearest=(self._vectors @ self._codebook_vectors[own].T).argmax(axis=1),
        )

    def _lesson(self, code: int, lessons: "NDArray[np.bool_]", rows: "NDArray[np.int64]") -> "_Lesson":
        """What one fold learns a code from."""
        import numpy as np
        from scipy import sparse

        own = self._owner == code
        positive = own & self._is_example & lessons
        groups = (
            (positive, 1.0),
            (~own & self._is_example & lessons, _OTHER_EXAMPLES),
            (own & ~self._is_example & lessons, _COUNTER_EXAMPLES * own.mean()),
            (~own & ~self._is_example & lessons, _OTHER_COUNTER_EXAMPLES),
        )
        weights = np.zeros(len(own))
        for members, weight in groups:
            weights[members] = weight / max(int(members.sum()), 1)
        features = sparse.vstack([self._codebook[lessons], self._passages[rows]])
        labels = np.concatenate([positive[lessons], np.zeros(len(rows), dtype=bool)])
        passages = np.full(len(rows), 1 / max(len(rows), 1))
        return _Lesson(features=features, labels=labels, weights=np.concatenate([weights[lessons], passages]))


def _expressed(texts: Sequence[str], code: Code) -> "NDArray[np.float64]":
    """1 for each text that holds one of the code's expressions, else 0."""
    import numpy as np

    if not code.expressions:
        return np.zeros(len(texts))
    pattern = re.compile(rf"\b(?:{'|'.join(re.escape(e.lower()) for e in code.expressions)})(?:s|x|es)?\b")
    return np.array([bool(pattern.search(text.lower().replace("’", "'"))) for text in texts], dtype=float)
