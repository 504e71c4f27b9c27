"""The corpus as the report counts it: what participants say, document by document."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from thematique.records import Document, Role, Segment, Turn, record

Key = tuple[str, int]
"""A document and the number of one of its segments."""


@record
class Corpus:
    """Documents in the order of their names, and the words spoken in them.

    `passages` are the participants' segments; `words` and `asked` count participants' and interviewers' words by
    document; `speakers` are the participants of each document.
    """

    documents: Sequence[Document]
    passages: Mapping[Key, Segment]
    turns: Mapping[tuple[str, int], Turn]
    words: Mapping[str, int]
    asked: Mapping[str, int]
    speakers: Mapping[str, frozenset[str]]

    @property
    def n_words(self) -> int:
        """Words of the participants, all documents together."""
        return sum(self.words.values())

    @property
    def n_files(self) -> int:
        """How many files the documents were read from: what precedes the colon is the same for those of one file."""
        return len({(one.sha256, one.document.rpartition(":")[0] or one.document) for one in self.documents})

    @property
    def types(self) -> Sequence[tuple[str, int]]:
        """How many documents are of each type, the most frequent first; nothing where no document has one."""
        sizes = Counter(document.type for document in self.documents)
        return sorted(sizes.items(), key=lambda item: (-item[1], item[0])) if set(sizes) != {""} else []

    def interviewer_share(self, document: str) -> float | None:
        """Share of the document's words spoken by interviewers; None where nobody speaks."""
        return share(self.asked.get(document, 0), self.words.get(document, 0) + self.asked.get(document, 0))

    def question(self, passage: Segment) -> str:
        """What the interviewer said just before the passage's turn; empty where somebody else spoke."""
        before = self.turns.get((passage.document, passage.turn - 1))
        return before.text if before and before.role is Role.INTERVIEWER else ""


def share(part: float, whole: float) -> float | None:
    """`part` over `whole`; None where `whole` is zero."""
    return part / whole if whole else None


def gather(documents: Sequence[Document], turns: Sequence[Turn], segments: Sequence[Segment]) -> Corpus:
    """Index the tables of the corpus."""
    words: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    speakers: defaultdict[str, set[str]] = defaultdict(set)
    for segment in segments:
        (asked if segment.role is Role.INTERVIEWER else words)[segment.document] += segment.n_words
    for turn in turns:
        if turn.role is not Role.INTERVIEWER:
            speakers[turn.document].add(turn.speaker)
    return Corpus(
        documents=sorted(documents, key=lambda document: document.document),
        passages={(s.document, s.segment): s for s in segments if s.role is not Role.INTERVIEWER},
        turns={(turn.document, turn.turn): turn for turn in turns},
        words=words,
        asked=asked,
        speakers={document: frozenset(names) for document, names in speakers.items()},
    )
