"""Write the report: one page that opens offline and says what the machine found in the corpus.

Reads   documents, turns, segments, suggestions, topics, segment_topics, codes, refusals, notices, steps, wording,
        readings
Writes  report (rapport.html)
Method  counts of the participants' flagged segments, by code, document and variable, for 1,000 words where lengths
        differ; what interviewers say is shown as the question before a passage and counted nowhere. Transcripts that
        must be signed first, and are not, count nowhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from thematique import private_side
from thematique.corrections import Reading
from thematique.private_side import Side, Wording
from thematique.records import (
    Code,
    Document,
    File,
    Notice,
    Refusal,
    Segment,
    SegmentTopic,
    Step,
    Suggestion,
    Topic,
    Turn,
)
from thematique.stage import Scope, Stage
from thematique.stages.report import checked, coding, corpus, figures, page, passages, subjects, variables, work

_NAME = "rapport.html"
_CHARTS = ("code_chart", "document_chart", "pair_chart", "subject_chart")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the report shows.

    Attributes:
        title: heading of the page.
        n_passages: passages shown for each code, the most certain first.
        n_examples: passages shown for each topic.
        n_pairs: pairs of codes listed among those that share passages.
        max_characters: length beyond which a passage is cut.
        max_rows: documents, refused files and notices listed before « et N autres ».
        max_columns: documents, or topics, drawn in one chart.
        max_categories: values of a variable that are compared, those with the most documents first.
        min_documents: documents under which a category is marked as small.
    """

    title: str = "Rapport d'analyse thématique"
    n_passages: Annotated[int, Field(ge=0)] = 5
    n_examples: Annotated[int, Field(ge=0)] = 3
    n_pairs: Annotated[int, Field(ge=0)] = 15
    max_characters: Annotated[int, Field(ge=100)] = 1500
    max_rows: Annotated[int, Field(ge=1)] = 200
    max_columns: Annotated[int, Field(ge=1)] = 40
    max_categories: Annotated[int, Field(ge=2)] = 12
    min_documents: Annotated[int, Field(ge=1)] = 5


def run(
    *,
    settings: Settings,
    documents: Sequence[Document],
    turns: Sequence[Turn],
    segments: Sequence[Segment],
    suggestions: Sequence[Suggestion],
    topics: Sequence[Topic],
    segment_topics: Sequence[SegmentTopic],
    codes: Sequence[Code],
    refusals: Sequence[Refusal],
    notices: Sequence[Notice],
    steps: Sequence[Step],
    readings: Sequence[Reading],
    wording: Sequence[Wording] = (),
) -> Mapping[str, Sequence[File]]:
    """Make the page."""
    told = {reading.document for reading in readings}
    documents = [document for document in documents if document.document in told]
    turns = [turn for turn in turns if turn.document in told]
    study = corpus.gather(documents, turns, segments)
    lines = coding.rows(codes, suggestions, study)
    found = subjects.gather(
        topics, segment_topics, study, n_examples=settings.n_examples, max_characters=settings.max_characters
    )
    content: dict[str, Any] = {
        "settings": settings,
        "corpus": study,
        "listed": {document.document for document in study.documents[: settings.max_rows]},
        "variable_names": sorted({name for document in documents for name in document.variables}),
        "models": sorted({suggestion.model for suggestion in suggestions}),
        "refusals": sorted(refusals, key=lambda refusal: (refusal.filename, refusal.stage, refusal.reason)),
        "notices": sorted(notices, key=lambda notice: (notice.document, notice.message)),
        "steps": sorted(steps, key=_order),
        "warning": next((one.warning for one in wording), private_side.wording(Side.OPEN).warning),
        "checked": checked.gather(readings),
        "subjects": found,
        **_coded(lines, study, settings),
        "subject_chart": _subject_chart(lines, found, settings),
    }
    charts = [content[name] for name in _CHARTS]
    content["drawn"] = {chart.name: chart.figure for chart in [*charts, *content["variable_charts"]] if chart}
    return {"report": [File(name=_NAME, content=page.render(content))]}


def _coded(lines: Sequence[coding.Row], study: corpus.Corpus, settings: Settings) -> Mapping[str, Any]:
    leaves = coding.leaves(lines)
    pairs = coding.pairs(leaves)
    compared = variables.compare(study, lines, max_categories=settings.max_categories, small=settings.min_documents)
    drawn = bool(lines and study.passages)
    return {
        "lines": lines,
        "leaves": leaves,
        "n_covered": len(coding.covered(leaves)),
        "pairs": pairs,
        "variables": compared,
        "constant": variables.constant(study),
        "singular": variables.singular(study),
        "readings": passages.readings(
            lines, study, n_passages=settings.n_passages, max_characters=settings.max_characters
        ),
        "code_chart": figures.by_code(lines, study) if drawn else None,
        "document_chart": figures.by_document(leaves, study, max_documents=settings.max_columns) if drawn else None,
        "variable_charts": [
            figures.by_variable(f"variable-{place}", variable, lines)
            for place, variable in enumerate(compared, start=1)
        ]
        if drawn
        else [],
        "pair_chart": figures.co_occurrence(leaves, pairs) if pairs else None,
    }


def _subject_chart(lines: Sequence[coding.Row], found: subjects.Subjects, settings: Settings) -> Any:
    leaves = coding.leaves(lines)
    if not (leaves and found.found):
        return None
    return figures.by_subject(leaves, found, max_columns=settings.max_columns)


def _order(step: Step) -> tuple[int, str]:
    known = list(work.STAGES)
    return (known.index(step.stage) if step.stage in known else len(known), step.stage)


stage = Stage(
    run=run,
    reads={
        "documents": Document,
        "turns": Turn,
        "segments": Segment,
        "suggestions": Suggestion,
        "topics": Topic,
        "segment_topics": SegmentTopic,
        "codes": Code,
        "refusals": Refusal,
        "notices": Notice,
        "steps": Step,
        "wording": Wording,
        "readings": Reading,
    },
    writes={"report": File},
    settings=Settings,
    scope=Scope.CORPUS,
    libraries=("plotly", "jinja2"),
)
