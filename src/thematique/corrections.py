"""What people say of the names that the machine masked or left, and what it asks them; all of it is private."""

from enum import StrEnum

from thematique.records import Kind, Where, record

HUMAN = "human"
"""The source of what people said must be masked."""


class Act(StrEnum):
    """What a correction does (fr. correction)."""

    MASK = "mask"
    UNMASK = "unmask"
    KIND = "kind"
    MERGE = "merge"
    SPLIT = "split"
    READ = "read"
    SIGN = "sign"
    WITHDRAW = "withdraw"


@record
class Correction:
    """What somebody decided of a name, of two names, or of a whole transcript.

    A name is given as it stands in the text. Without `document` it is corrected in the whole study; with one, in that
    transcript; with positions too, at that place only.

    Attributes:
        act: what is done: mask or unmask `name`; give it another `kind`; take `name` and `other` for one entity, or
            `name` for somebody else than in the rest of the study; read or sign `document`; withdraw a correction.
        name: the words that name someone or something; for `WITHDRAW`, the number of the correction withdrawn.
        kind: what the name identifies; None where the machine's kind stands.
        other: for `MERGE`, the name that stands for the entity.
        digest: for `READ` and `SIGN`, that of the text that was read.
        number: the rank of the correction in the journal of the study, from 1.
        at: when, in UTC, ISO 8601.
        by: the name of the person who decided.
    """

    act: Act
    name: str = ""
    kind: Kind | None = None
    document: str = ""
    turn: int = -1
    where: Where = Where.TEXT
    start: int = -1
    end: int = -1
    key: str = ""
    other: str = ""
    digest: str = ""
    number: int = 0
    at: str = ""
    by: str = ""

    @property
    def local(self) -> bool:
        """Does it concern one place in a text only?"""
        return self.end > self.start >= 0


@record
class Spot:
    """A place in a raw text, a label or a variable that people said must stay as it is (private; fr. passage levé)."""

    document: str
    turn: int
    where: Where
    start: int
    end: int
    key: str = ""


class State(StrEnum):
    """How far the names of a transcript were checked (fr. relecture des noms)."""

    AUTOMATIC = "automatic"
    READ = "read"
    SIGNED = "signed"
    CHANGED = "changed"


@record
class Reading:
    """How far the names of a transcript were checked, by whom and when; `CHANGED` since it was read or signed."""

    document: str
    state: State
    by: str = ""
    at: str = ""


LEAST_SHARE = 0.002
"""How likely a word must be part of a name to be a hint."""


@record
class Hint:
    """A word of a raw turn that a recogniser half takes for a name (private; fr. indice).

    `share` is how likely it finds that the word belongs to a name, in [`LEAST_SHARE`, 1].
    """

    document: str
    turn: int
    start: int
    end: int
    share: float


@record
class Doubt:
    """Words left in a raw text that somebody should look at (private; fr. doute).

    `rank` is 1 for what most probably identifies in the study; `why` says in French what drew attention.
    """

    document: str
    turn: int
    where: Where
    start: int
    end: int
    text: str
    why: str
    rank: int
    key: str = ""


@record
class Likeness:
    """Two names that may be those of one person, or one name that may be that of two (private; fr. ressemblance).

    `document` is where the first one stands, empty for the whole study; the two codes are the same where one name is in
    doubt.
    """

    name: str
    pseudonym: str
    other: str
    other_pseudonym: str
    why: str
    document: str = ""
