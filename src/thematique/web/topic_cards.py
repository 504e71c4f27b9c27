"""What the pages of topics show: where a topic is met, what it gathers, which codes are given there.

Passages that the coder is yet to read without the machine are left out of everything that would tell where they belong.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from thematique.codings import CONSENSUS
from thematique.records import Code, Segment, Topic, record
from thematique.review import layers, models
from thematique.web.access import may
from thematique.web.desk import Desk
from thematique.web.interviews import done_by

OUTLIERS = -1
# a variable that tells almost every interview apart says no more than the interviews do
_MOST_VALUES = 8
_MOST_CODES = 8


@record
class Share:
    """A part of the corpus: how many of its passages are in the topic, of how many; the longest bar is 100."""

    name: str
    count: int
    total: int
    bar: int

    @property
    def share(self) -> float:
        """The part of its passages that are in the topic, in [0, 1]."""
        return self.count / self.total if self.total else 0.0


@record
class Given:
    """A code and on how many passages of the topic it is given."""

    name: str
    theme: str
    count: int


@record
class Typical:
    """A passage of a topic, who says it, and how surely it belongs there."""

    segment: Segment
    probability: float

    @property
    def spot(self) -> str:
        """Where it is, as addresses and forms say it."""
        return f"{self.segment.document}:{self.segment.segment}"


@record
class TopicCard:
    """A topic, ready to be shown; `hidden` counts the passages that are left out, here and in all other counts.

    `documents` are the interviews where it is met, `n_without` how many others there are; `people` are the codes that
    this coder gave, and where `of_all` those of everybody.
    """

    topic: Topic
    passages: Sequence[Typical]
    n_more: int
    hidden: int
    documents: Sequence[Share]
    n_without: int
    variables: Mapping[str, Sequence[Share]]
    machine: Sequence[Given]
    people: Sequence[Given]
    of_all: bool


@record
class TopicLine:
    """A topic in the list of all; `bar` is its size, 100 for the largest."""

    topic: Topic
    n_documents: int
    bar: int


def topic_lines(desk: Desk) -> list[TopicLine]:
    """The topics, the largest first, without the outliers."""
    met: dict[int, set[str]] = defaultdict(set)
    for one in desk.shared.segment_topics:
        met[one.topic].add(one.document)
    found = sorted((one for one in desk.shared.topics if one.topic != OUTLIERS), key=lambda one: (-one.size, one.topic))
    largest = max((one.size for one in found), default=1)
    return [TopicLine(topic=one, n_documents=len(met[one.topic]), bar=_bar(one.size, largest)) for one in found]


def topic_of(desk: Desk, number: int) -> Topic | None:
    """A topic by its number; None where there is none."""
    return next((one for one in desk.shared.topics if one.topic == number != OUTLIERS), None)


def outliers(desk: Desk) -> int:
    """How many passages are in no topic."""
    return sum(one.size for one in desk.shared.topics if one.topic == OUTLIERS)


def topic_card(desk: Desk, topic: Topic, coder: models.Coder, *, wanted: int) -> TopicCard:
    """A topic as a coder may see it, with so many of its passages."""
    every = _members(desk, topic)
    hidden = desk.order().reserve - done_by(coder)
    shown = typical([one for one in every if (one.segment.document, one.segment.segment) not in hidden])
    segments = [one.segment for one in shown]
    # how many passages of each interview were divided into topics, outliers included
    totals = Counter(one.document for one in desk.shared.segment_topics if (one.document, one.segment) not in hidden)
    documents, codes, of_all = _by_document(segments, totals), desk.codes, may(coder, models.Role.REVIEWER)
    return TopicCard(
        topic=topic,
        passages=shown[:wanted],
        n_more=max(0, len(shown) - wanted),
        hidden=len(every) - len(shown),
        documents=documents,
        n_without=len(desk.shared.documents) - len(documents),
        variables=_by_variable(desk, segments, totals),
        machine=_machine(desk, segments, codes),
        people=_people(desk, segments, codes, only="" if of_all else coder.name),
        of_all=of_all,
    )


def typical(passages: Iterable[Typical]) -> list[Typical]:
    """The surest passages first, interviews taking turns so that none speaks for all."""
    surest = sorted(passages, key=lambda one: (-one.probability, one.segment.document, one.segment.segment))
    dealt: Counter[str] = Counter()
    turns: list[tuple[int, int]] = []
    for row, one in enumerate(surest):
        turns.append((dealt[one.segment.document], row))
        dealt[one.segment.document] += 1
    return [surest[row] for _, row in sorted(turns)]


def _members(desk: Desk, topic: Topic) -> list[Typical]:
    placed = [one for one in desk.shared.segment_topics if one.topic == topic.topic]
    found = [(desk.shared.segment(one.document, one.segment), one.probability) for one in placed]
    return [Typical(segment=segment, probability=probability) for segment, probability in found if segment]


def _by_document(segments: Iterable[Segment], totals: Mapping[str, int]) -> list[Share]:
    counts = Counter(one.document for one in segments)
    return _shares({document: (counts[document], totals[document]) for document in sorted(counts)})


def _by_variable(desk: Desk, segments: Iterable[Segment], totals: Mapping[str, int]) -> dict[str, Sequence[Share]]:
    counts = Counter(one.document for one in segments)
    documents = desk.shared.documents
    found: dict[str, Sequence[Share]] = {}
    for name in sorted({name for one in documents.values() for name in one.variables}):
        sums: dict[str, tuple[int, int]] = {}
        for document, described in sorted(documents.items()):
            value = described.variables.get(name, "")
            count, total = sums.get(value, (0, 0))
            sums[value] = count + counts[document], total + totals.get(document, 0)
        if 1 < len(sums) < min(len(documents), _MOST_VALUES + 1):
            found[name] = _shares(sums)
    return found


def _shares(counted: Mapping[str, tuple[int, int]]) -> list[Share]:
    """Bars for the parts of the corpus, in their order; the longest is the largest share."""
    longest = max((count / total for count, total in counted.values() if total), default=0.0)
    return [
        Share(name=name, count=count, total=total, bar=_bar(count / total if total else 0.0, longest))
        for name, (count, total) in counted.items()
    ]


def _bar(value: float, longest: float) -> int:
    return round(100 * value / longest) if longest else 0


def _machine(desk: Desk, segments: Iterable[Segment], codes: Mapping[str, Code]) -> list[Given]:
    """The codes that the machine proposes there and that can be given."""
    flags = (
        suggestion.code
        for one in segments
        for suggestion in desk.shared.suggestions(one.document, one.segment)
        if suggestion.flagged and suggestion.code in codes and codes[suggestion.code].codable
    )
    return _given(codes, Counter(flags))


def _people(desk: Desk, segments: Iterable[Segment], codes: Mapping[str, Code], *, only: str) -> list[Given]:
    """The codes that somebody gave there: a passage counts once for a code, however many gave it.

    Args:
        desk: the study.
        segments: where.
        codes: the codebook.
        only: the coder who gave them; empty for anybody.
    """
    here = {(one.document, one.segment) for one in segments}
    counts: Counter[str] = Counter()
    for spot, by_coder in layers.readings(desk.shared.segments).items():
        if spot in here:
            names = by_coder.keys() & {only} if only else by_coder.keys() - {CONSENSUS}
            counts.update(frozenset[str]().union(*(by_coder[name] for name in names)))
    return _given(codes, counts)


def _given(codes: Mapping[str, Code], counts: Counter[str]) -> list[Given]:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_CODES]
    return [Given(name=_name(codes, code), theme=_name(codes, code.rpartition(".")[0]), count=n) for code, n in ranked]


def _name(codes: Mapping[str, Code], code: str) -> str:
    return codes[code].name if code in codes else code
