"""The shared side of a study in memory: the pseudonymised texts and what the machine says of them, nothing private."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from thematique.digests import digest_of
from thematique.records import Document, Segment, SegmentTopic, Suggestion, Topic, Turn

T = TypeVar("T")


class SharedSide:
    """Documents, turns, segments, suggestions and topics, each by the document it belongs to.

    Tables that no run has made yet are empty.
    """

    def __init__(
        self,
        *,
        documents: Iterable[Document] = (),
        turns: Iterable[Turn] = (),
        segments: Iterable[Segment] = (),
        suggestions: Iterable[Suggestion] = (),
        topics: Iterable[Topic] = (),
        segment_topics: Iterable[SegmentTopic] = (),
    ) -> None:
        self.documents: Mapping[str, Document] = {one.document: one for one in documents}
        self.turns: Mapping[str, Sequence[Turn]] = _by_document(turns)
        self.segments: Mapping[str, Sequence[Segment]] = _by_document(segments)
        self.topics: Sequence[Topic] = list(topics)
        self.segment_topics: Sequence[SegmentTopic] = list(segment_topics)
        self._suggestions: dict[tuple[str, int], list[Suggestion]] = defaultdict(list)
        for one in suggestions:
            self._suggestions[one.document, one.segment].append(one)

    def text(self, document: str) -> str:
        """The text in which positions count: the turns' texts joined by a line feed."""
        return self._texts[document]

    def segment(self, document: str, segment: int) -> Segment | None:
        """A segment by its number; None where there is none."""
        return self._numbered.get((document, segment))

    def suggestions(self, document: str, segment: int) -> Sequence[Suggestion]:
        """What the machine says of a segment for each code, the best score first."""
        return sorted(self._suggestions.get((document, segment), ()), key=lambda one: (-one.score, one.code))

    @cached_property
    def model(self) -> str:
        """The name of the model whose suggestions these are; empty without suggestions."""
        return next((found[0].model for found in self._suggestions.values()), "")

    @cached_property
    def digest(self) -> str:
        """Of all that anchors depend on: the texts, and how they are cut into turns and segments."""
        return digest_of(
            part
            for document in sorted(self.turns)
            for part in (
                document,
                self.text(document),
                repr([(turn.turn, turn.start, turn.end) for turn in self.turns[document]]),
                repr([(one.start, one.end) for one in self.segments.get(document, ())]),
            )
        )

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {document: "\n".join(turn.text for turn in turns) for document, turns in self.turns.items()}

    @cached_property
    def _numbered(self) -> Mapping[tuple[str, int], Segment]:
        return {(one.document, one.segment): one for segments in self.segments.values() for one in segments}


def _by_document(records: Iterable[T]) -> dict[str, list[T]]:
    grouped: dict[str, list[T]] = defaultdict(list)
    for one in records:
        item: Any = one
        grouped[item.document].append(one)
    return dict(grouped)
