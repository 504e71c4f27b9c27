"""Traces of what is erased: in texts that people wrote, and in files of all sorts."""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from functools import cached_property
from pathlib import Path

from thematique.forgetting.wanted import REMOVED, Wanted
from thematique.records import record
from thematique.store import Store

# shorter words may be anybody's
_LONG, _LONG_NAME = 25, 4
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_LARGEST = 256 << 20


@record
class _Words:
    full: re.Pattern[str] | None
    names: re.Pattern[str] | None
    documents: re.Pattern[str] | None
    passages: tuple[str, ...]


class Traces:
    """Looks for the names and the words that are to go.

    A name alone is looked for with its capital, a name in full in any case; words are looked for by sentences that are
    long enough to be nobody else's.
    """

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted

    def redact(self, text: str) -> str:
        """What is left of a text: the code of the person for each name, a mark for each passage."""
        for passage in self._words.passages:
            for written in {passage, json.dumps(passage, ensure_ascii=False)[1:-1]}:
                text = text.replace(written, REMOVED)
        return self._words.names.sub(self._wanted.code or REMOVED, text) if self._words.names else text

    def redact_names(self, text: str) -> str:
        """The same text with the code of the person for each name in full, which recognition may have missed."""
        return self._words.full.sub(self._wanted.code, text) if self._words.full else text

    def in_text(self, text: str) -> bool:
        """Whether a text holds a trace."""
        names, documents = self._words.names, self._words.documents
        if (names and names.search(text)) or (documents and documents.search(text)):
            return True
        return any(passage in text for passage in self._words.passages)

    def in_file(self, path: Path) -> bool | None:
        """Whether a file holds a trace; None for one that cannot be looked into."""
        try:
            if path.stat().st_size > _LARGEST:
                return None
            content = path.read_bytes()
        except OSError:
            return None
        if content[:4] == b"PAR1":
            return None
        return any(map(self.in_text, _texts(content)))

    def in_tables(self, store: Store) -> list[str]:
        """The tables that hold a trace."""
        found = []
        for table in store.tables:
            records = [asdict(one) for unit in store.units(table).values() for one in unit]
            if records and self.in_text(json.dumps(records, ensure_ascii=False, default=str)):
                found.append(table)
        return found

    @cached_property
    def _words(self) -> _Words:
        full = [name for name in self._wanted.names if len(name.split()) > 1]
        alone = [
            name for name in self._wanted.names if len(name) >= _LONG_NAME and name[:1].isupper() and name not in full
        ]
        whole = [f"(?i:{_spaced(name)})" for name in full]
        parts = whole + [re.escape(name) for name in alone]
        between = r"""(?:^|[,;\t"'>/\[])(?:%s)(?:$|[,;\t"'<.\]])"""
        documents = "|".join(re.escape(name) for name in sorted(self._wanted.documents))
        sentences = {part.strip() for said in self._wanted.said for part in (said, *_SENTENCE.split(said))}
        return _Words(
            full=re.compile(rf"(?<!\w)(?:{'|'.join(whole)})(?!\w)") if whole else None,
            names=re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None,
            documents=re.compile(between % documents, re.MULTILINE) if documents else None,
            passages=tuple(sorted((one for one in sentences if len(one) >= _LONG), key=lambda one: (-len(one), one))),
        )


def _spaced(name: str) -> str:
    """A name whatever separates its words."""
    return r"[\s'’-]+".join(re.escape(word) for word in re.split(r"[\s'’-]+", name) if word)


def _texts(content: bytes, depth: int = 2) -> Iterator[str]:
    """All that a file may say: in several encodings, without the escapes of HTML and JSON, and in what it encloses."""
    text = content.decode("utf-8", errors="replace")
    yield text
    yield html.unescape(text)
    yield _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    for encoding in ("utf-16-le", "utf-16-be", "cp1252"):
        yield content.decode(encoding, errors="replace")
    if depth and content[:4] == b"PK\3\4":
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                inside = [archive.read(one) for one in archive.infolist() if one.file_size < _LARGEST]
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError):
            return
        for one in inside:
            yield from _texts(one, depth - 1)
