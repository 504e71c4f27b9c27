"""Read the transcripts, whatever their format, into raw turns.

Reads: sources
Writes: raw_documents, raw_turns, notices
Method: the reader is chosen by the file's ending and by what it holds (`formats`); each reader gives utterances, to
which this module gives numbers and roles. Header keys and columns of corpus.csv become the variables of a document.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import Field

from thematique.errors import FileRefused, Reason
from thematique.records import Notice, RawDocument, RawTurn, Source
from thematique.stage import Scope, Stage
from thematique.stages.ingest.formats import reader_of
from thematique.stages.ingest.header import key_of
from thematique.stages.ingest.roles import roles
from thematique.stages.ingest.transcript import Text, Utterance

# header keys that fill a field of the document, in either language
_FIELDS = {
    "titre": "title",
    "title": "title",
    "type": "type",
    "date": "date",
    "langue": "language",
    "language": "language",
}
# columns of the documents table that no variable may take
_COLUMNS = frozenset({"document", "title", "type", "date", "language", "n_turns", "n_words", "sha256"})
_BLANKS = re.compile(r"[ \t]{2,}|\t")
_LINES = re.compile(r" ?\n[ \n]*")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\ufeff\ue000-\uf8ff]")


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
        texts = [text for text in map(_tidied, reading.texts) if text.utterances]
        if not texts:
            raise FileRefused(Reason.NO_TURN)
        documents.extend(_document(source, text, settings) for text in texts)
        turns.extend(turn for text in texts for turn in _turns(source, text, settings))
        notices.extend(Notice(document=source.document, message=message) for message in reading.notices)
    return {"raw_documents": documents, "raw_turns": turns, "notices": notices}


def _name(source: Source, text: Text) -> str:
    return f"{source.document}:{text.row}" if text.row else source.document


def _document(source: Source, text: Text, settings: Settings) -> RawDocument:
    said = _keyed(text.header) | _keyed(source.variables)
    fields = {field: said[key] for key, field in _FIELDS.items() if said.get(key)}
    variables = {_free(key): value for key, value in said.items() if key not in _FIELDS}
    return RawDocument(
        document=_name(source, text),
        title=fields.get("title", ""),
        type=fields.get("type", ""),
        date=fields.get("date", ""),
        language=fields.get("language", settings.language),
        sha256=hashlib.sha256(source.content).hexdigest(),
        variables=variables,
    )


def _keyed(variables: Mapping[str, str]) -> dict[str, str]:
    """Variables by the names that columns can have, without those that have no name or say nothing."""
    keyed = {key_of(name): _clean(str(value)) for name, value in variables.items()}
    return {key: value for key, value in keyed.items() if key and value}


def _free(key: str) -> str:
    return f"{key}_" if key in _COLUMNS else key


def _turns(source: Source, text: Text, settings: Settings) -> list[RawTurn]:
    role_of = roles({utterance.speaker for utterance in text.utterances}, interviewers=settings.interviewers)
    return [
        RawTurn(
            document=_name(source, text),
            turn=number,
            speaker=utterance.speaker,
            text=utterance.text,
            role=role_of[utterance.speaker],
            time_start=utterance.time_start,
            time_end=utterance.time_end,
        )
        for number, utterance in enumerate(text.utterances)
    ]


def _tidied(text: Text) -> Text:
    """The text without the utterances that say nothing."""
    utterances = [_clean_utterance(utterance) for utterance in text.utterances]
    return replace(text, utterances=[utterance for utterance in utterances if _says_something(utterance.text)])


def _clean_utterance(utterance: Utterance) -> Utterance:
    return replace(utterance, speaker=_clean(utterance.speaker).replace("\n", " "), text=_clean(utterance.text))


def _clean(text: str) -> str:
    """Composed characters, single blanks (no-break spaces stay as they are), no control characters."""
    text = _CONTROLS.sub("", unicodedata.normalize("NFC", text))
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text) or "…" in text or "..." in text


stage = Stage(
    run=run,
    reads={"sources": Source},
    writes={"raw_documents": RawDocument, "raw_turns": RawTurn, "notices": Notice},
    private=frozenset({"raw_documents", "raw_turns"}),
    settings=Settings,
    scope=Scope.SOURCE,
    libraries=("lxml", "openpyxl", "pypdf", "striprtf"),
)
