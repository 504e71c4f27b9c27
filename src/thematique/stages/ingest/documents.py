"""Assemble the records of a document from what a reader found in its file."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from thematique.records import RawDocument, RawTurn, Role, Source
from thematique.stages.ingest.dialogue.words import key_of
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
# more than this share of the text, before the first label, is no note but talk whose labels were not understood
_FOREWORD = 0.1
_BLANKS = re.compile(r"[ \t]{2,}|\t")
_LINES = re.compile(r" ?\n[ \n]*")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\ufeff\ue000-\uf8ff]")


def tidied(text: Text) -> Text:
    """The text without the utterances that say nothing."""
    utterances = [_clean_utterance(utterance) for utterance in text.utterances]
    return replace(text, utterances=[utterance for utterance in utterances if _says_something(utterance.text)])


def raw_document(source: Source, text: Text, *, language: str) -> RawDocument:
    """What one document of a file says of itself; a column of corpus.csv wins over the header."""
    said = _keyed(text.header) | _keyed(source.variables)
    fields = {field: said[key] for key, field in _FIELDS.items() if said.get(key)}
    variables = {_free(key): value for key, value in said.items() if key not in _FIELDS}
    return RawDocument(
        document=_name(source, text),
        title=fields.get("title", ""),
        type=fields.get("type", ""),
        date=fields.get("date", ""),
        language=fields.get("language", language),
        sha256=hashlib.sha256(source.content).hexdigest(),
        variables=variables,
    )


def raw_turns(source: Source, text: Text, *, interviewers: Collection[str]) -> list[RawTurn]:
    """The turns of one document, with their numbers and roles."""
    role_of = roles({utterance.speaker for utterance in text.utterances}, interviewers=interviewers)
    foreword = _foreword(text.utterances)
    return [
        RawTurn(
            document=_name(source, text),
            turn=number,
            speaker=utterance.speaker,
            text=utterance.text,
            role=Role.INTERVIEWER if number < foreword else role_of[utterance.speaker],
            time_start=utterance.time_start,
            time_end=utterance.time_end,
        )
        for number, utterance in enumerate(text.utterances)
    ]


def _foreword(utterances: Sequence[Utterance]) -> int:
    """How many utterances come before the first speaker and are a note of who transcribed, by how little they say."""
    first = next((number for number, one in enumerate(utterances) if one.speaker), 0)
    lengths = [len(one.text) for one in utterances]
    return first if sum(lengths[:first]) < _FOREWORD * sum(lengths) else 0


def _name(source: Source, text: Text) -> str:
    return f"{source.document}:{text.row}" if text.row else source.document


def _keyed(variables: Mapping[str, str]) -> dict[str, str]:
    """Variables by the names that columns can have, without those that have no name or say nothing."""
    keyed = {key_of(name): _clean(str(value)) for name, value in variables.items()}
    return {key: value for key, value in keyed.items() if key and value}


def _free(key: str) -> str:
    return f"{key}_" if key in _COLUMNS else key


def _clean_utterance(utterance: Utterance) -> Utterance:
    return replace(utterance, speaker=_clean(utterance.speaker).replace("\n", " "), text=_clean(utterance.text))


def _clean(text: str) -> str:
    """Composed characters, single blanks (no-break spaces stay as they are), no control characters."""
    text = _CONTROLS.sub("", unicodedata.normalize("NFC", text))
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in text) or "…" in text or "..." in text
