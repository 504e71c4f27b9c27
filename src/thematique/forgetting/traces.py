"""Traces of what is erased: in texts that people wrote, and in files of all sorts."""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any

from thematique.forgetting.wanted import REMOVED, Wanted
from thematique.records import record
from thematique.store import Store

# shorter words may be anybody's
_LONG, _LONG_NAME, _SHORT_NAME = 25, 4, 3
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_LARGEST = 256 << 20


@record
class _Words:
    """What is looked for.

    Attributes:
        full: names in full.
        names: all names.
        sure: names and documents whose sight is a trace.
        maybe: those so short that they may be anything else.
        written: passages, the longest first, as they are and as JSON writes them.
    """

    full: re.Pattern[str] | None
    names: re.Pattern[str] | None
    sure: re.Pattern[str] | None
    maybe: re.Pattern[str] | None
    written: tuple[str, ...]


class Traces:
    """Looks for the names and the words that are to go.

    A name alone is looked for with a capital or in capitals, however it was found, a name in full in any case; words
    are looked for by sentences that are long enough to be nobody else's.
    """

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted

    def redact(self, text: str) -> str:
        """What is left of a text: the code of the person for each name, a mark for each passage."""
        for passage in self._words.written:
            text = text.replace(passage, REMOVED)
        return self._words.names.sub(self._wanted.code or REMOVED, text) if self._words.names else text

    def redact_names(self, text: str) -> str:
        """The same text with the code of the person for each name in full, which recognition may have missed."""
        return self._words.full.sub(self._wanted.code, text) if self._words.full else text

    def in_text(self, text: str) -> bool:
        """Whether a text holds a trace."""
        sure = self._words.sure
        return bool(sure and sure.search(text)) or any(passage in text for passage in self._words.written)

    def in_file(self, path: Path) -> bool | None:
        """Whether a file holds a trace; None if it cannot be looked into, or holds only what may be anything else."""
        try:
            if path.stat().st_size > _LARGEST:
                return None
            content = path.read_bytes()
        except OSError:
            return None
        if content[:4] == b"PAR1":
            return None
        maybe, doubtful = self._words.maybe, False
        for text in _texts(content):
            if self.in_text(text):
                return True
            doubtful = doubtful or bool(maybe and maybe.search(text))
        return None if doubtful else False

    def in_tables(self, store: Store) -> list[str]:
        """The tables that hold a trace."""
        names, found = self._words.names, []
        for table in store.tables:
            records = [_said(one) for unit in store.units(table).values() for one in unit]
            text = json.dumps(records, ensure_ascii=False, default=str)
            if self.in_text(text) or (names and names.search(text)):
                found.append(table)
        return found

    @cached_property
    def _words(self) -> _Words:
        full = [name for name in self._wanted.names if len(name.split()) > 1]
        alone = dict.fromkeys(
            said
            for name in self._wanted.names
            if name not in full
            for said in (name, name.title(), name.upper())
            if len(said) >= _SHORT_NAME and said[0].isupper()
        )
        whole = [f"(?i:{_spaced(name)})" for name in full]
        long, short = _parted(alone)
        long_documents, short_documents = _parted(sorted(self._wanted.documents))
        sentences = {part.strip() for said in self._wanted.said for part in (said, *_SENTENCE.split(said))}
        passages = sorted((one for one in sentences if len(one) >= _LONG), key=lambda one: (-len(one), one))
        return _Words(
            full=_either(_bounded(whole)),
            names=_either(_bounded([*whole, *long, *short])),
            sure=_either(_bounded([*whole, *long]), _cells(long_documents)),
            maybe=_either(_bounded(short), _cells(short_documents)),
            written=tuple(dict.fromkeys(said for one in passages for said in (one, _escaped(one)))),
        )


def _said(one: Any) -> Mapping[str, Any]:
    """What a record of a table says; a kind is no word of anybody's."""
    return {name: value for name, value in asdict(one).items() if not isinstance(value, Enum)}


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _parted(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Patterns of the names that are nobody else's, and of those that are too short for that."""
    parted: tuple[list[str], list[str]] = ([], [])
    for name in names:
        parted[len(name) < _LONG_NAME].append(re.escape(name))
    return parted


def _bounded(names: Sequence[str]) -> str:
    """A pattern of names that stand as whole words."""
    return rf"(?<!\w)(?:{'|'.join(names)})(?!\w)" if names else ""


def _cells(names: Sequence[str]) -> str:
    """A pattern of names that stand alone in a cell, a string, a link or a line."""
    return rf"""(?:^|[,;\t"'>/\[])(?:{"|".join(names)})(?:$|[,;\t"'<.\]])""" if names else ""


def _either(*patterns: str) -> re.Pattern[str] | None:
    given = [pattern for pattern in patterns if pattern]
    return re.compile("|".join(given), re.MULTILINE) if given else None


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
