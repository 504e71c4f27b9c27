"""The endless synthetic corpus: turns of speech and paragraphs of news, in all the ways of writing."""

import random
from collections.abc import Iterator
from pathlib import Path

from names import Names
from own import Own
from pieces import Piece, Style, Text, write
from talk import Tatoeba
from transcripts import Transcripts
from winer import paragraphs

_STYLES = {
    Style.LOWER: 50,
    Style.LOWER_POINTED: 8,
    Style.WRITTEN: 22,
    Style.NAMES_ONLY: 8,
    Style.SURNAMES: 6,
    Style.CARELESS: 6,
}
_NEWS = 0.18
_TRANSCRIPTS = 0.65
_OWN = 0.65
_SENTENCES = (1, 1, 1, 2, 2, 3, 4, 5, 7, 10, 14)


def turns(sources: Path, seed: int, transcripts: Path | None = None) -> Iterator[Text]:
    """Texts without end, the same for the same seed; some of the marked transcripts of a folder, if it is given."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    names = Names(chance)
    own = Own(names, chance)
    talk = Tatoeba(sources / "pairs/tatoeba/fra.txt", names, chance)
    news = paragraphs(sources / "ner/winer")
    marked = Transcripts(transcripts, names, chance) if transcripts else None
    styles, weights = list(_STYLES), list(_STYLES.values())

    def sentence(named: float) -> list[Piece]:
        if chance.random() < named:
            return own.carrier() if chance.random() < _OWN else talk.carrier()
        return own.ordinary() if chance.random() < _OWN else talk.ordinary()

    while True:
        names.style = chance.choices(styles, weights)[0]
        if chance.random() < _NEWS:
            yield write([chance.choice(news)], names.style, chance)
        elif marked and chance.random() < _TRANSCRIPTS:
            yield write(marked.turns(names.style), names.style, chance)
        else:
            named = chance.choice((0.1, 0.3, 0.5, 0.8))
            yield write([sentence(named) for _ in range(chance.choice(_SENTENCES))], names.style, chance)
