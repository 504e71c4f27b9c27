"""List the flagged passages with all that a reader needs to judge them in a spreadsheet.

Reads   documents, turns, segments, suggestions, codes
Writes  passages
Method  one row a passage and code, the likeliest first within each code; themes that only gather codes are left out.
"""

from collections.abc import Mapping, Sequence

from thematique.records import Code, Document, Segment, Suggestion, Turn, record
from thematique.stage import NoSettings, Scope, Stage


@record
class Passage:
    """A flagged passage with its code, its place and the variables of its document (fr. passage signalé)."""

    code: str
    name: str
    document: str
    turn: int
    segment: int
    time_start: float | None
    speaker: str
    score: float
    reason: str
    text: str
    model: str
    variables: Mapping[str, str]


def run(
    *,
    documents: Sequence[Document],
    turns: Sequence[Turn],
    segments: Sequence[Segment],
    suggestions: Sequence[Suggestion],
    codes: Sequence[Code],
    settings: NoSettings,
) -> Mapping[str, list[Passage]]:
    """The flagged passages, in the order of the codebook."""
    del settings
    described = {document.document: document for document in documents}
    starts = {(turn.document, turn.turn): turn.time_start for turn in turns}
    said = {(segment.document, segment.segment): segment for segment in segments}
    order = {code.code: number for number, code in enumerate(codes) if code.codable}
    names = {code.code: code.name for code in codes}
    flagged = sorted(
        (suggestion for suggestion in suggestions if suggestion.flagged and suggestion.code in order),
        key=lambda s: (order[s.code], -s.score, s.document, s.segment),
    )
    return {
        "passages": [
            Passage(
                code=suggestion.code,
                name=names[suggestion.code],
                document=suggestion.document,
                turn=suggestion.turn,
                segment=suggestion.segment,
                time_start=starts[suggestion.document, suggestion.turn],
                speaker=said[suggestion.document, suggestion.segment].speaker,
                score=suggestion.score,
                reason=suggestion.reason,
                text=said[suggestion.document, suggestion.segment].text,
                model=suggestion.model,
                variables=described[suggestion.document].variables,
            )
            for suggestion in flagged
        ]
    }


stage = Stage(
    run=run,
    reads={"documents": Document, "turns": Turn, "segments": Segment, "suggestions": Suggestion, "codes": Code},
    writes={"passages": Passage},
    scope=Scope.CORPUS,
)
