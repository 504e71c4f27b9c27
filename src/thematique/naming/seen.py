"""What there is to see of the names of a study, computed from its tables."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from thematique.corrections import Correction, Doubt, Reading, State
from thematique.french.names import words
from thematique.french.phrases import Names
from thematique.naming.settled import Settled
from thematique.records import Document, Kind, Mention, Pseudonym, RawDocument, RawTurn, Role, Turn, Where, record
from thematique.stages.readings import reading

Place = tuple[str, int, Where, str]
"""Where a text stands: document, turn, part, and the name of the variable."""


@record
class Line:
    """A turn as it was read beside the turn as it is shown; `mentions` are those of its label, then of its text."""

    turn: int
    role: Role
    raw_speaker: str
    speaker: str
    raw_text: str
    text: str
    mentions: Sequence[Mention]


@record
class Standing:
    """How far the names of a document were checked, and what is left to look at.

    Attributes:
        by: who read or signed it last.
        at: when, in UTC, ISO 8601.
        n_doubts: doubts that nobody has settled.
        n_words: words of the text.
        n_to_read: words of the doubts that nobody has settled.
    """

    document: str
    state: State
    by: str
    at: str
    n_doubts: int
    n_words: int
    n_to_read: int


@record
class Entity:
    """Someone or something that is masked: its code, the spellings that were found, how often, and where."""

    pseudonym: str
    kind: Kind
    spellings: Sequence[str]
    n_mentions: int
    documents: Sequence[str]


@record
class Occurrences:
    """How often a name stands in the texts, and how often it is masked there."""

    total: int
    masked: int


@record
class Group:
    """The documents that share these values of some variables."""

    values: Sequence[str]
    documents: Sequence[str]


@record
class Taken:
    """What a file of corrections brought.

    Attributes:
        made: the corrections made.
        n_known: how many lines said what already holds.
        refused: a French sentence for each line left aside.
    """

    made: Sequence[Correction]
    n_known: int
    refused: Sequence[str]


def lines(
    document: str, raw_turns: Iterable[RawTurn], turns: Iterable[Turn], mentions: Iterable[Mention]
) -> Sequence[Line]:
    """The turns of a document, each as read beside as shown."""
    shown = {turn.turn: turn for turn in turns if turn.document == document}
    replaced: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.document == document:
            replaced.setdefault(mention.turn, []).append(mention)
    return [
        Line(
            turn=raw.turn,
            role=raw.role,
            raw_speaker=raw.speaker,
            speaker=shown[raw.turn].speaker,
            raw_text=raw.text,
            text=shown[raw.turn].text,
            mentions=sorted(replaced.get(raw.turn, ()), key=lambda one: (one.where is Where.TEXT, one.start)),
        )
        for raw in raw_turns
        if raw.document == document and raw.turn in shown
    ]


def entities(pseudonyms: Iterable[Pseudonym], mentions: Iterable[Mention]) -> Sequence[Entity]:
    """What is masked, in the order of the codes."""
    there: dict[str, list[Mention]] = {}
    for mention in mentions:
        there.setdefault(mention.code, []).append(mention)
    return [
        Entity(
            pseudonym=one.pseudonym,
            kind=one.kind,
            spellings=list(dict.fromkeys(mention.text for mention in there[one.pseudonym])),
            n_mentions=len(there[one.pseudonym]),
            documents=sorted({mention.document for mention in there[one.pseudonym]}),
        )
        for one in pseudonyms
        if one.pseudonym in there
    ]


def standings(
    turns: Iterable[Turn], signatures: Sequence[Correction], doubts: Iterable[Doubt], settled: Settled
) -> Sequence[Standing]:
    """How far each document was checked, in the order of their names."""
    spoken: dict[str, list[Turn]] = {}
    for turn in turns:
        spoken.setdefault(turn.document, []).append(turn)
    left: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        if doubt not in settled:
            left.setdefault(doubt.document, []).append(doubt)
    return [_standing(document, spoken[document], signatures, left.get(document, ())) for document in sorted(spoken)]


def _standing(
    document: str, turns: Sequence[Turn], signatures: Sequence[Correction], left: Sequence[Doubt]
) -> Standing:
    told = reading(document, turns, signatures)
    return Standing(
        document=document,
        state=told.state,
        by=told.by,
        at=told.at,
        n_doubts=len(left),
        n_words=sum(len(turn.text.split()) for turn in turns),
        n_to_read=sum(len(one.text.split()) for one in left),
    )


def groups(documents: Iterable[Document], variables: Sequence[str], k: int) -> Sequence[Group]:
    """The combinations of values that fewer than `k` documents share, the rarest first."""
    sharing: dict[tuple[str, ...], list[str]] = {}
    for one in documents:
        values = tuple(one.variables.get(name, "") for name in variables)
        sharing.setdefault(values, []).append(one.document)
    rare = [Group(values=values, documents=sorted(found)) for values, found in sharing.items() if len(found) < k]
    return sorted(rare, key=lambda group: (len(group.documents), group.values))


def texts(raw_documents: Iterable[RawDocument], raw_turns: Iterable[RawTurn]) -> Mapping[Place, str]:
    """Every text in which a name may stand, by its place."""
    found: dict[Place, str] = {
        (one.document, -1, Where.VARIABLE, name): value
        for one in raw_documents
        for name, value in {"title": one.title, **one.variables}.items()
    }
    for turn in raw_turns:
        found[turn.document, turn.turn, Where.SPEAKER, ""] = turn.speaker
        found[turn.document, turn.turn, Where.TEXT, ""] = turn.text
    return found


def occurrences(name: str, inside: Mapping[Place, str], mentions: Iterable[Mention]) -> Occurrences:
    """How often a name stands in these texts, whatever its case and accents, and how often it is masked there."""
    masked: dict[Place, list[Mention]] = {}
    for one in mentions:
        masked.setdefault((one.document, one.turn, one.where, one.key), []).append(one)
    names = Names([name])
    total = hidden = 0
    for place, text in inside.items():
        for start, end, _ in names.find(text, words(text)):
            total += 1
            hidden += any(one.start < end and start < one.end for one in masked.get(place, ()))
    return Occurrences(total=total, masked=hidden)


def released(records: Sequence[Any], readings: Iterable[Reading]) -> Sequence[Any]:
    """What may go out of a table where signatures are required: only what comes of signed documents."""
    signed = {one.document for one in readings if one.state is State.SIGNED}
    return [one for one in records if getattr(one, "document", None) in (None, *signed)]
