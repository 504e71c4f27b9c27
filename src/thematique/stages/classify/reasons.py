"""Why a passage is suggested for a code, in words that a reviewer can check."""

from collections.abc import Sequence
from functools import cache

from thematique.french.families import families, members
from thematique.french.lexicon import read
from thematique.records import Code
from thematique.shipped import shipped
from thematique.stages.classify.cold_start import Learnt

EMPTY_WORDS = "data/lexicons/mots_vides.txt"

N_CANDIDATES = 8
"""How many words to look at for the few that are told."""

_N_WORDS = 3
_LONGEST_QUOTE = 90


@cache
def _empty_words() -> frozenset[str]:
    """The families of the words that carry no theme, for a reader who would not believe « elle » or « puis »."""
    return frozenset(family for word in read(shipped(EMPTY_WORDS)).sure for family in families(word)[:1])


def told(words: Sequence[str]) -> str:
    """The reason that words make, the strongest first; those that carry no theme are left out."""
    full = [word for word in words if not _empty_words() & set(families(word))][:_N_WORDS]
    return f"mots : {', '.join(full)}" if full else "proche des passages que vous avez codés ainsi"


class Reasons:
    """Tells what spoke for a code: the expressions and the words of the passage, or else the nearest example."""

    def __init__(self, learnt: Learnt, codes: Sequence[Code]) -> None:
        self._learnt = learnt
        self._codes = codes

    def why(self, row: int, code: int) -> str:
        """The reason, in French, for the passage number `row` and the code number `code`."""
        words = self._words(row, code)
        if words:
            return f"mots : {', '.join(words)}"
        example = self._learnt.examples[code][int(self._learnt.nearest[row, code])]
        quote = example if len(example) <= _LONGEST_QUOTE else f"{example[:_LONGEST_QUOTE].rsplit(' ', 1)[0]}…"
        return f"proche de l'exemple : « {quote} »"

    def _words(self, row: int, code: int) -> Sequence[str]:
        """The words of the passage that spoke most for the code, as they stand there, the strongest first."""
        present = self._learnt.words[row]
        said = present.multiply(self._learnt.word_weights[code]).tocsr()
        ranked = sorted(zip(said.data, said.indices, strict=True), key=lambda item: (-item[0], item[1]))
        said_most = [self._learnt.word_names[column] for value, column in ranked if value > 0]
        families = [family for family in said_most if family not in _empty_words()][:_N_WORDS]
        surface = members(self._learnt.texts[row])
        return [surface[family].lower() for family in families if family in surface]
