"""The topics that the machine found by itself, with their participants' passages.

Source  the thresholds of stability are those of Hennig, C. (2007), Cluster-wise assessment of cluster stability,
        Computational Statistics & Data Analysis 52(1), 258-271, and of the help of R's fpc::clusterboot.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from thematique.pages.words import anchor
from thematique.records import SegmentTopic, Topic, record
from thematique.stages.report.coding import Row
from thematique.stages.report.corpus import Corpus, Key
from thematique.stages.report.passages import Passage, show

_OUTLIERS = -1
_STABILITY = ((0.85, "très stable"), (0.75, "stable"), (0.6, "incertain"))
_LEAST = "fragile"


@record
class Subject:
    """A topic, the passages of participants that belong to it, and the surest of them."""

    topic: Topic
    anchor: str
    members: Mapping[Key, float]
    stability: str
    examples: Sequence[Passage]


@record
class Subjects:
    """The topics, the largest first, and the passages that belong to none."""

    found: Sequence[Subject]
    n_outliers: int
    n_passages: int


def gather(
    topics: Sequence[Topic],
    segment_topics: Sequence[SegmentTopic],
    corpus: Corpus,
    *,
    n_examples: int,
    max_characters: int,
) -> Subjects:
    """The topics with their participants' passages."""
    members: defaultdict[int, dict[Key, float]] = defaultdict(dict)
    for place in segment_topics:
        key = (place.document, place.segment)
        if key in corpus.passages:
            members[place.topic][key] = place.probability
    found = [
        _subject(topic, members.get(topic.topic, {}), corpus, n_examples, max_characters)
        for topic in topics
        if topic.topic != _OUTLIERS
    ]
    return Subjects(
        found=sorted(found, key=lambda subject: (-len(subject.members), subject.topic.topic)),
        n_outliers=len(members.get(_OUTLIERS, {})),
        n_passages=sum(len(keys) for keys in members.values()),
    )


def crossing(subjects: Sequence[Subject], lines: Sequence[Row]) -> Sequence[Sequence[int]]:
    """Passages that belong to the topic and carry the code: one line a row, one column a topic."""
    return [[len(row.flagged.keys() & subject.members.keys()) for subject in subjects] for row in lines]


def stability_in_words(stability: float) -> str:
    """How far a topic came back when the search was run again, in a word."""
    return next((word for floor, word in _STABILITY if stability >= floor), _LEAST)


def _subject(
    topic: Topic, members: Mapping[Key, float], corpus: Corpus, n_examples: int, max_characters: int
) -> Subject:
    place = anchor("sujet", str(topic.topic))
    surest = sorted(members.items(), key=lambda item: (-item[1], item[0]))[:n_examples]
    return Subject(
        topic=topic,
        anchor=place,
        members=members,
        stability=stability_in_words(topic.stability),
        examples=[
            show(
                corpus.passages[key],
                corpus,
                identifier=f"{place}-{rank}",
                score=probability,
                max_characters=max_characters,
            )
            for rank, (key, probability) in enumerate(surest, start=1)
        ],
    )
