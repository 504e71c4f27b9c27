"""Written French as somebody would say it and somebody else type it out; the meaning stays.

The marks of talk come as often, one against another, as in 1.24 million transcribed words of French interviews
(`markers.tsv`: counts, no text).
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

_MARKERS, _COUNTS = zip(
    *(line.split("\t") for line in (Path(__file__).parent / "markers.tsv").read_text(encoding="utf-8").splitlines()),
    strict=True,
)
_WEIGHTS = [int(count) for count in _COUNTS]
_WORD = re.compile(r"\w+(?:['’-]\w+)*['’]?")
_SHORTENED = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"\b(je|tu|il|elle|on|nous|vous|ils|elles) ne ", r"\1 "),
        (r"\b(je|tu|il|elle|on|nous|vous|ils|elles) n'", r"\1 "),
        (r"\bj'ai ne ", "j'ai "),
        (r"\bil y a\b", "y a"),
        (r"\bil faut\b", "faut"),
        (r"\btu (?=[aeiouéêh])", "t'"),
        (r"\bje suis\b", "chuis"),
        (r"\bje (?=[dsvptfm])", "j'"),
        (r"\bcela\b", "ça"),
        (r"\bce n'est pas\b", "c'est pas"),
        (r"\bparce que\b", "pasque"),
        (r"\bpeut-être\b", "p't-être"),
    )
)
_SHORTENING = 0.35
_REPEATED, _CUT = 4, 5


def spoken(text: str, chance: random.Random) -> str:
    """One of the spoken forms of `text`, more or less marked; at least in lower case and without punctuation."""
    lowered = text.lower().replace("’", "'")
    for pattern, said in _SHORTENED:
        if chance.random() < _SHORTENING:
            lowered = pattern.sub(said, lowered)
    rate = chance.choice((0.0, 0.05, 0.1, 0.2))
    said = [part for word in _WORD.findall(lowered) for part in _said(word, rate, chance)]
    if rate and chance.random() < rate * 2:
        said.append(_marker(chance))
    return " ".join(said)


def _said(word: str, rate: float, chance: random.Random) -> Iterator[str]:
    if chance.random() < rate:
        yield _marker(chance)
    if len(word) <= _REPEATED and chance.random() < rate:
        yield word
    if len(word) >= _CUT and chance.random() < rate / 2:
        yield word[: chance.randint(2, 4)] + chance.choice(("-", "-", ""))
    yield word


def _marker(chance: random.Random) -> str:
    return chance.choices(_MARKERS, _WEIGHTS)[0]
