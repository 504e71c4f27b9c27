"""Words that must be nowhere, looked for in every byte of a folder, whatever hides them."""

import base64
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow.parquet as pq

NAMES = ("Vandrezenbeek", "Krastapoulis", "Ottomar", "081 22 33 44")
"""The names and numbers of the small study."""

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def found_in(folder: Path, words: Sequence[str]) -> list[tuple[str, str]]:
    """Each file of the folder that holds one of the words, with the word."""
    return [
        (path.relative_to(folder).as_posix(), word)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for word in words
        if any(form in text for text in _texts(path.read_bytes()) for form in _forms(word))
    ]


def _forms(word: str) -> set[str]:
    """The word as it may be written; in base 64 it starts at one of three places."""
    middles = {base64.b64encode(b"\0" * shift + word.encode())[4:-4].decode() for shift in range(3)}
    return {word.lower()} | {one.lower() for one in middles if len(one) > 7}


def _texts(content: bytes) -> Iterator[str]:
    text = content.decode("utf-8", errors="replace")
    for encoding in ("utf-16-le", "utf-16-be", "cp1252"):
        yield content.decode(encoding, errors="replace").lower()
    for one in (text, html.unescape(text), _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)):
        yield one.lower()
    if content[:4] == b"PAR1":
        table = pq.read_table(io.BytesIO(content))
        yield (json.dumps(table.to_pylist(), ensure_ascii=False) + str(table.schema)).lower()
    if content[:4] == b"PK\3\4":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from _texts(archive.read(name))
