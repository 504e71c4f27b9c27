"""The list of what is measured."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from bench.encoder import grouping, nearness, teaching
from bench.encoder.figures import Figure
from thematique.records import record

if TYPE_CHECKING:
    from bench.encoder.encoders import Encode


@record
class Task:
    """One row of the table.

    Attributes:
        name: what it is, then its measure; all are the better the higher.
        run: measures an encoder; None where it cannot be measured.
        published: the figure of the teacher in MTEB, and the part that it was measured on.
    """

    name: str
    run: "Callable[[Encode], Figure | None]"
    published: str = ""


def tasks(teacher: "Encode | None") -> list[Task]:
    """All tasks; those that ask the teacher for English vectors only if it is there."""
    return [
        Task(
            name="STS-B fr dev, Spearman",
            run=partial(nearness.likeness, language="fr"),
            published="0.649 on test",
        ),
        Task(
            name="STS-B en dev, Spearman",
            run=partial(nearness.likeness, language="en"),
            published="0.820 on test",
        ),
        Task(name="SIB-200 8 a topic, accuracy", run=teaching.sib200, published="0.503 on dev"),
        Task(name="SIB-200 all, macro F1", run=teaching.sib200_all),
        *(
            Task(name=f"MasakhaNEWS {n} a topic, weighted F1", run=partial(teaching.news, n_each=n))
            for n in (5, 10, 20, 50)
        ),
        *(Task(name=f"open answers, {n} read, AP", run=partial(teaching.answers, n_read=n)) for n in (40, 100)),
        Task(name="ESLO themes, other interview, AP", run=teaching.sections),
        Task(
            name="clusters of SIB-200, V-measure",
            run=grouping.sentences,
            published="0.276 on test",
        ),
        Task(name="clusters of headlines, V-measure", run=grouping.headlines, published="0.406 on test"),
        Task(name="clusters of articles, V-measure", run=grouping.articles, published="0.349 on test"),
        Task(name="clusters of open answers, V-measure", run=grouping.answers),
        Task(name="abstracts, halves alike, AMI", run=grouping.abstracts),
        Task(name="abstracts, half finds half", run=nearness.halves),
        Task(name="fr-en, own English, found", run=partial(nearness.translations, english=None)),
        *(
            [Task(name="fr-en, teacher's English, found", run=partial(nearness.translations, english=teacher))]
            if teacher
            else []
        ),
        Task(name="spoken sentence finds written", run=nearness.sentences_said),
        Task(name="spoken answer finds written", run=nearness.answers_said),
    ]
