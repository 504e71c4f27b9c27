"""Numbers said in words: « quatre-vingt-trois », « septante-quatre », « deux mille vingt et un »."""

from collections.abc import Mapping, Sequence

from thematique.french.names import fold

_UNITS = (
    *("zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit"),
    *("neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"),
)
_TENS = {
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "octante": 80,
    "huitante": 80,
    "nonante": 90,
}
_SIMPLE: Mapping[str, int] = (
    {word: value for value, word in enumerate(_UNITS)} | _TENS | {"une": 1, "vingts": 20, "premier": 1, "1er": 1}
)
_SCALES = {"cent": 100, "cents": 100, "mille": 1000, "mil": 1000}
_JOINTS = frozenset({"et"})
_FOUR, _TWENTY, _FOURSCORE = 4, 20, 80


def number(words: Sequence[str]) -> int | None:
    """The number that these words, or these digits, say; None if they say anything else."""
    said = [part for word in words for part in fold(word).split("-") if part not in _JOINTS]
    if len(said) == 1 and said[0].isdecimal():
        return int(said[0])
    if not said or any(word not in _SIMPLE and word not in _SCALES for word in said):
        return None
    total, current = 0, 0
    for word in said:
        if word not in _SCALES:
            fourscore = current % 100 == _FOUR and _SIMPLE[word] == _TWENTY
            current = current - _FOUR + _FOURSCORE if fourscore else current + _SIMPLE[word]
        elif _SCALES[word] == 100:
            current = max(current, 1) * 100
        else:
            total, current = total + max(current, 1) * 1000, 0
    return total + current
