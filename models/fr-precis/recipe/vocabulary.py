"""The pieces of words of the contextual encoder, learnt from how often French words come."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import WordPiece
from tokenizers.trainers import WordPieceTrainer

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
MAX_PIECES = 256
_N_WORDS = 1_000_000
_SMOOTHING = 2.7
_CODES = {"PERSONNE": " quelqu'un ", "LIEU": " un endroit ", "ORGANISATION": " une organisation "}
_WORD = re.compile(r"[^\W\d_]+'?|\d+")
_NUMBERS = [*(str(digit) * 2 for digit in range(10)), *map(str, range(100)), *map(str, range(1900, 2031))]
_TIMES = 40


def blank() -> Tokenizer:
    """Cuts French, written or spoken, in lower-case words without punctuation; it has no vocabulary yet.

    A pseudonym code becomes a word of its kind. What carries no meaning in talk goes: "euh", words cut short ("mai-"),
    words said twice.
    """
    made = Tokenizer(WordPiece(unk_token="[UNK]", max_input_chars_per_word=40))  # noqa: S106 - a piece
    made.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            *(normalizers.Replace(Regex(rf"\[{code}_\d+\]"), word) for code, word in _CODES.items()),
            normalizers.Replace(Regex(r"\[[A-Z]+_\d+\]"), " "),
            normalizers.Replace("’", "'"),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"\b(?:e+u+h+|h?eu+|hu+m+|h+m+|mm+h*|pf+)\b|\b\p{L}{1,5}-(?=\s|$)"), " "),
            normalizers.Replace(Regex(r"\b(\p{L}+'?)\s+(?=\1(?!\p{L}))"), ""),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(r"\p{L}+'?|\p{N}+"), "removed", invert=True), pre_tokenizers.WhitespaceSplit()]
    )
    made.decoder = decoders.WordPiece()
    return made


def learnt(texts: Iterable[str], ranked: Sequence[str], size: int) -> Tokenizer:
    """A vocabulary of `size` pieces, half for the words of `texts`, half for `ranked`, whose frequency is Zipf's."""
    said = Counter(word for text in texts for word in _WORD.findall(text.lower().replace("’", "'")))
    share = _N_WORDS / sum(said.values())
    counts = Counter({word: round(number * share) for word, number in sorted(said.items())})
    zipf = np.array([1 / (rank + _SMOOTHING) for rank in range(1, len(ranked) + 1)])
    counts.update(dict(zip(ranked, (zipf * _N_WORDS / zipf.sum()).round().astype(int).tolist(), strict=True)))
    counts.update(dict.fromkeys(_NUMBERS, _TIMES))
    made = blank()
    cleaning, made.normalizer = made.normalizer, normalizers.Sequence([])
    trainer = WordPieceTrainer(vocab_size=size, special_tokens=list(SPECIAL), show_progress=False, limit_alphabet=160)
    made.train_from_iterator((" ".join([word] * number) for word, number in sorted(counts.items())), trainer)
    made.normalizer = cleaning
    first, last = made.token_to_id("[CLS]"), made.token_to_id("[SEP]")
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", first), ("[SEP]", last)],
    )
    return made


def widened(tokenizer: Tokenizer, english: Iterable[str], ranked: Sequence[str], number: int) -> Tokenizer:
    """The same with `number` English words more that French texts have too, names among them, the most frequent first.

    What the teacher knows of "Romney" or "constellation" is in its piece, and would be lost if it were cut in others.
    """
    rank = {word: row for row, word in enumerate(ranked)}
    plan = json.loads(tokenizer.to_str())
    pieces = plan["model"]["vocab"]
    more = sorted((word for word in english if word in rank and word not in pieces), key=rank.__getitem__)
    for word in more[:number]:
        pieces[word] = len(pieces)
    return Tokenizer.from_str(json.dumps(plan))
