"""Read the transcripts, whatever their format, into raw turns.

Reads: sources
Writes: raw_documents, raw_turns, notices
Method: the reader is chosen by the file's ending and by what it holds (`formats`). Each reader (`readers`) opens the
file (`opening`), walks its marks (`markup`) where it has any and gives utterances in reading order (`dialogue`), to
which `documents` gives numbers and roles. Header keys and columns of corpus.csv become the variables of a document.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from thematique.errors import FileRefused, Reason
from thematique.records import Notice, RawDocument, RawTurn, Source
from thematique.stage import Scope, Stage
from thematique.stages.ingest.documents import raw_document, raw_turns, tidied
from thematique.stages.ingest.formats import reader_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How transcripts are read.

    Attributes:
        max_bytes: larger files are refused.
        interviewers: labels of interviewers that no word betrays, such as their first names.
        language: of the documents that do not name theirs.
    """

    max_bytes: Annotated[int, Field(ge=1)] = 100_000_000
    interviewers: tuple[str, ...] = ()
    language: str = "fr"


def run(*, sources: Sequence[Source], settings: Settings) -> Mapping[str, Sequence[Any]]:
    """Read each source.

    Raises:
        FileRefused: the file cannot be read, for a reason that it names.
    """
    documents: list[RawDocument] = []
    turns: list[RawTurn] = []
    notices: list[Notice] = []
    for source in sources:
        if len(source.content) > settings.max_bytes:
            raise FileRefused(Reason.TOO_BIG, f"plus de {settings.max_bytes / 1_000_000:g} Mo")
        reading = reader_of(source.filename, source.content)(source.content)
        texts = [text for text in map(tidied, reading.texts) if text.utterances]
        if not texts:
            raise FileRefused(Reason.NO_TURN)
        documents.extend(raw_document(source, text, language=settings.language) for text in texts)
        turns.extend(turn for text in texts for turn in raw_turns(source, text, interviewers=settings.interviewers))
        notices.extend(Notice(document=source.document, message=message) for message in reading.notices)
    return {"raw_documents": documents, "raw_turns": turns, "notices": notices}


stage = Stage(
    run=run,
    reads={"sources": Source},
    writes={"raw_documents": RawDocument, "raw_turns": RawTurn, "notices": Notice},
    private=frozenset({"raw_documents", "raw_turns"}),
    settings=Settings,
    scope=Scope.SOURCE,
    libraries=("lxml", "openpyxl", "pypdf", "striprtf"),
)
