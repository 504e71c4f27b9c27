"""Names that the models see: ours reads every text, the one for written French those that leave a doubt.

A transcript without capitals, or all in capitals, is read in lower case by ours alone, which needs none. In the others
the model for written French also reads the turns where a capital remains that ours did not explain.
"""

from collections.abc import Sequence

from thematique import recogniser
from thematique.french.casing import Casing, lowered
from thematique.french.names import capital, initial, words
from thematique.stages.recognise import spoken, written
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.span import Span


def find_all(texts: Sequence[str], lexicon: Lexicon, *, casing: Casing = Casing.NORMAL) -> list[list[Span]]:
    """The names of each text of one transcript, in the order of `texts`."""
    cased = casing is Casing.NORMAL
    seen = recogniser.entities(recogniser.spoken(), texts if cased else [lowered(text) for text in texts])
    found = [list(spoken.names(text, given, lexicon, cased=cased)) for text, given in zip(texts, seen, strict=True)]
    if not cased:
        return found
    doubtful = [
        index
        for index, (text, spans) in enumerate(zip(texts, found, strict=True))
        if _unexplained(text, spans, lexicon)
    ]
    hints = recogniser.entities(recogniser.written(), [texts[index] for index in doubtful])
    for index, entities in zip(doubtful, hints, strict=True):
        found[index] += written.names(texts[index], entities, lexicon)
    return found


def _unexplained(text: str, spans: Sequence[Span], lexicon: Lexicon) -> bool:
    """Is there a capital that is neither in a name already found, nor of a known word?"""
    inside = words(text)
    kept = {at for match in lexicon.kept.find(text, inside) for at in range(match.first, match.last)}
    for at, word in enumerate(inside):
        if not capital(word.text) or at in kept or word.folded in lexicon.particles or word.folded in lexicon.peoples:
            continue
        if initial(text, word.start) and lexicon.ordinary(word.text):
            continue
        if not any(span.start < word.end and span.end > word.start for span in spans):
            return True
    return False
