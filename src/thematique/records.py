"""The things thematique speaks of, as frozen records.

A record's fields are the columns of its table, in this order. Positions count Unicode code points, start included,
end excluded; times are seconds from the start of the recording; scores are probabilities in [0, 1].
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """Make `cls` a frozen dataclass with slots whose fields are given by name."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


class Role(StrEnum):
    """Who speaks: the one who asks or the one who answers (fr. rôle)."""

    INTERVIEWER = "interviewer"
    PARTICIPANT = "participant"


class Kind(StrEnum):
    """What a mention identifies (fr. nature d'un élément identifiant)."""

    PER = "PER"
    LOC = "LOC"
    ORG = "ORG"
    DATE = "DATE"
    AGE = "AGE"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    ID = "ID"
    URL = "URL"


NAMED = (Kind.PER, Kind.LOC, Kind.ORG)
"""The kinds whose entities have names, which may be mistaken for each other."""


class Where(StrEnum):
    """The part of a raw turn, or of a document's description, where a mention stands."""

    TEXT = "text"
    SPEAKER = "speaker"
    VARIABLE = "variable"


@record
class Source:
    """A file as its owner gave it, with its row of corpus.csv (fr. transcription)."""

    document: str
    filename: str
    content: bytes
    variables: Mapping[str, str]


@record
class RawDocument:
    """What a file says of itself, before pseudonymisation (private)."""

    document: str
    title: str
    type: str
    date: str
    language: str
    sha256: str
    variables: Mapping[str, str]


@record
class RawTurn:
    """A turn as read, without the label and the time codes (private)."""

    document: str
    turn: int
    speaker: str
    text: str
    role: Role
    time_start: float | None = None
    time_end: float | None = None


@record
class Notice:
    """Something in a file that was read in a particular way or left aside; holds no word of the text (fr. remarque)."""

    document: str
    message: str


@record
class Finding:
    """Words that may identify someone, as a recogniser found them in a raw turn (private; fr. repérage).

    For `Where.VARIABLE`, `turn` is -1 and positions count in the value of the variable named by `key`.
    """

    document: str
    turn: int
    where: Where
    start: int
    end: int
    kind: Kind
    text: str
    source: str
    score: float
    key: str = ""


@record
class Mention:
    """Words that identify someone, and what replaces them (private; fr. élément identifiant).

    `pseudonym` is what stands in the text, the entity's code or what the settings ask for; `code` is always the code.
    """

    document: str
    turn: int
    where: Where
    start: int
    end: int
    kind: Kind
    text: str
    pseudonym: str
    source: str
    score: float
    key: str = ""
    code: str = ""


@record
class Pseudonym:
    """One entity of the study and its code, `[PERSONNE_3]` (private; fr. pseudonyme).

    `forms` are the ways in which the entity is named, normalised for comparison, in `documents` alone if there are any;
    `found` says whether any is still found: a code is kept for ever, but what is no longer taken for a name is replaced
    no more. `former` is by what the entity of a code out of use was known. `invented` may stand for a person's code.
    """

    pseudonym: str
    kind: Kind
    forms: Sequence[str]
    found: bool = True
    documents: Sequence[str] = ()
    former: Sequence[str] = ()
    invented: str = ""


@record
class Document:
    """One interview or focus group (fr. entretien)."""

    document: str
    title: str
    type: str
    date: str
    language: str
    n_turns: int
    n_words: int
    sha256: str
    variables: Mapping[str, str]


@record
class Turn:
    """Speech between two changes of speaker, pseudonymised (fr. tour de parole).

    `start` and `end` are positions in the document's text: its turns' texts joined by a line feed.
    """

    document: str
    turn: int
    speaker: str
    role: Role
    start: int
    end: int
    time_start: float | None
    time_end: float | None
    text: str


@record
class Segment:
    """The unit that is embedded, coded and reviewed, within a turn (fr. segment); `short` where it carries no theme."""

    document: str
    segment: int
    turn: int
    start: int
    end: int
    speaker: str
    role: Role
    text: str
    n_words: int
    short: bool


@record
class Vector:
    """The place of a segment in the space of meanings (fr. vecteur), or of a text of the codebook.

    For the codebook, `document` is the code and `segment` the number of the text among those that teach it.
    `digest` is that of the text, `model` that of the encoder; `values` is a float32 array of shape (dim,), unit length
    unless the text holds no known word.
    """

    document: str
    segment: int
    digest: str
    model: str
    values: Sequence[float]


@record
class Topic:
    """A group of segments found by the machine (fr. sujet); topic -1 gathers the outliers.

    `stability` is the mean over reruns of the best Jaccard overlap of its segments, in [0, 1].
    """

    topic: int
    size: int
    label: str
    keywords: Sequence[str]
    stability: float


@record
class SegmentTopic:
    """The topic of a segment and how surely it belongs there."""

    document: str
    segment: int
    topic: int
    probability: float


@record
class Code:
    """A category of meaning (fr. code); a path without a dot is a theme, not `codable` if it only gathers children."""

    code: str
    name: str
    definition: str
    includes: Sequence[str] = ()
    excludes: Sequence[str] = ()
    expressions: Sequence[str] = ()
    examples: Sequence[str] = ()
    counter_examples: Sequence[str] = ()
    codable: bool = True


@record
class Suggestion:
    """A code that the machine proposes for a segment (fr. suggestion)."""

    document: str
    segment: int
    turn: int
    code: str
    score: float
    flagged: bool
    model: str
    reason: str


@record
class Refusal:
    """A file that could not be processed, and why (fr. fichier refusé)."""

    filename: str
    stage: str
    reason: str


@record
class Step:
    """A stage as it was run: what a reader needs to repeat it (fr. étape)."""

    stage: str
    version: int
    settings: Mapping[str, str]
    libraries: Mapping[str, str]


@record
class File:
    """A file that a stage makes whole: a page, a model (fr. fichier)."""

    name: str
    content: bytes
