"""SHA-256 digests of texts, files and folders: how thematique knows that something is still the same."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

ABSENT = "absent"


def digest(content: bytes) -> str:
    """The digest of `content`, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest_of(parts: Iterable[str]) -> str:
    """One digest for several texts in their order."""
    return digest(json.dumps(list(parts), ensure_ascii=False).encode())


def digest_path(path: Path) -> str:
    """The digest of a file, or of all the files of a folder with their names; `ABSENT` when there is none."""
    if path.is_file():
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        return digest_of(text for file in files for text in (file.relative_to(path).as_posix(), digest_path(file)))
    return ABSENT
