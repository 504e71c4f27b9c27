"""The texts of a study, in which passages are anchored and found again.

The key of the anchors is a file beside the database, not in it, with a copy in the folder of the backups.
"""

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from functools import cached_property
from pathlib import Path

from thematique import tables
from thematique.digests import digest
from thematique.errors import WrongUse
from thematique.records import Segment
from thematique.review.anchors import Edition, match_segment
from thematique.review.places import Place
from thematique.shared import SharedSide

_KEY_FILE = "review.key"
_COPY = "backups"


class Editions:
    """The documents of a study as they stand.

    Args:
        shared: the shared side.
        folder: of the study, where the key of the anchors lies.
    """

    def __init__(self, shared: SharedSide, folder: Path) -> None:
        self._shared = shared
        self._folder = folder
        self._editions: dict[str, Edition] = {}

    @cached_property
    def key(self) -> bytes:
        """The key of the anchors, made at its first use, with a copy beside the backups.

        Raises:
            WrongUse: its file is damaged.
        """
        path, copy = self._folder / _KEY_FILE, self._folder / _COPY / _KEY_FILE
        if not path.exists():
            _make(path, copy.read_bytes() if copy.exists() else secrets.token_hex(32).encode())
        if not copy.exists():
            tables.write(copy, path.read_bytes(), private=True)
        key = path.read_bytes()
        if len(key) < _SHORTEST:
            raise WrongUse(f"« {_KEY_FILE} » est abîmé ; remettez la copie qui est dans le dossier {_COPY} de l'étude.")
        return key

    @property
    def key_digest(self) -> str:
        """What tells whether the key is still the same."""
        return digest(self.key)

    def place(self, document: str, start: int, end: int) -> Place:
        """A passage of the text as it is now, without the white space around it.

        Raises:
            ValueError: the positions are not in the text, or hold no word.
        """
        anchor = self.edition(document).anchor(start, end)
        whole = match_segment(start, end, self._segments(document))
        found = whole or match_segment(anchor.start, anchor.end, self._segments(document))
        return Place(
            document=document,
            turn=anchor.turn,
            segment=found.segment if found else None,
            start=found.start if found else anchor.start,
            end=found.end if found else anchor.end,
            anchor=asdict(anchor),
        )

    def edition(self, document: str) -> Edition:
        """A document's text, in which passages are anchored.

        Raises:
            ValueError: there is no such document.
        """
        if document not in self._editions:
            turns = self._shared.turns.get(document, ())
            text = self._shared.text(document) if turns else ""
            self._editions[document] = Edition(text, turns, key=self.key)
        return self._editions[document]

    def has(self, document: str) -> bool:
        """Whether the study has this document."""
        return document in self._shared.turns

    def renew_key(self) -> None:
        """Destroy the key of the anchors, and its copy: what lost passages and old backups hold tells nothing any more.

        The passages are to be carried over afterwards, by `Editions` made anew.
        """
        for path in (self._folder / _COPY / _KEY_FILE, self._folder / _KEY_FILE):
            path.unlink(missing_ok=True)

    def _segments(self, document: str) -> Sequence[Segment]:
        return self._shared.segments.get(document, ())


_SHORTEST = 16


def _make(path: Path, key: bytes) -> None:
    """Put the key in its file, whole or not at all; who comes second leaves that of the first."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(key)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):
            os.link(part, path)
    finally:
        part.unlink(missing_ok=True)
