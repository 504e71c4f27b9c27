"""The journal of people's corrections of names, `private/corrections.jsonl`: one line each, only ever added to.

A correction is withdrawn by another. A last line cut short by a crash is set aside, since nothing was acknowledged.
"""

import json
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from thematique import tables
from thematique.corrections import Act, Correction
from thematique.digests import digest_path
from thematique.errors import InvalidFile
from thematique.private_side import require_open

_NAME = "corrections.jsonl"
_READINGS = frozenset({Act.READ, Act.SIGN})


class Corrections:
    """The corrections of the study in `folder`, in the order in which they were made."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "private" / _NAME
        # beside the private side, which is enclosed and removed as a whole while this is held
        self._lock = folder / ".corrections.lock"

    def held(self) -> AbstractContextManager[object]:
        """Keep others from adding corrections; whoever adds one waits."""
        from filelock import FileLock

        return FileLock(self._lock)

    @property
    def digest(self) -> str:
        """Changes with every correction."""
        return digest_path(self._path)

    def all(self) -> Sequence[Correction]:
        """Every correction ever made, withdrawn ones included.

        Raises:
            InvalidFile: lines of the journal that cannot be read.
        """
        if not self._path.is_file():
            return []
        from pydantic import TypeAdapter, ValidationError

        reader = TypeAdapter(Correction)
        lines = self._path.read_bytes().split(b"\n")
        found, faults = [], []
        for number, line in enumerate(lines[:-1], start=1):
            try:
                found.append(reader.validate_json(line))
            except ValidationError:
                faults.append(f"ligne {number} : ce n'est pas une correction ; remettez la dernière copie du fichier.")
        if faults:
            raise InvalidFile(f"private/{_NAME}", faults)
        return found

    def naming(self) -> Sequence[Correction]:
        """The corrections of names that hold."""
        return [one for one in self._holding() if one.act not in _READINGS]

    def signatures(self) -> Sequence[Correction]:
        """Who read and signed what, as far as it holds."""
        return [one for one in self._holding() if one.act in _READINGS]

    def _holding(self) -> Sequence[Correction]:
        made = self.all()
        withdrawn = {int(one.name) for one in made if one.act is Act.WITHDRAW}
        return [one for one in made if one.number not in withdrawn and one.act is not Act.WITHDRAW]

    def add(self, corrections: Iterable[Correction], *, by: str) -> Sequence[Correction]:
        """Add corrections, on the disk when this returns; `number`, `at` and `by` are given to them here.

        Raises:
            WrongUse: the private side is not open.
        """
        with self.held():
            require_open(self._path.parents[1])
            self._path.parent.mkdir(mode=0o700, exist_ok=True)
            first = len(self.all()) + 1
            now = datetime.now(UTC).isoformat(timespec="seconds")
            new = [replace(one, number=number, at=now, by=by) for number, one in enumerate(corrections, start=first)]
            self._append([json.dumps(asdict(one), ensure_ascii=False) for one in new])
        return new

    def redact(self, which: Callable[[Correction], bool]) -> int:
        """Leave nothing of some corrections but that there was one, which holds no more; returns how many."""
        if not self._path.is_file():
            return 0
        with self.held():
            made = self.all()
            gone = {one.number for one in made if one.name != str(one.number) and which(one)}
            kept = [
                Correction(act=Act.WITHDRAW, name=str(one.number), number=one.number, at=one.at, by=one.by)
                if one.number in gone
                else one
                for one in made
            ]
            lines = "".join(f"{json.dumps(asdict(one), ensure_ascii=False)}\n" for one in kept)
            tables.write(self._path, lines.encode(), private=True)
        return len(gone)

    def _append(self, lines: Sequence[str]) -> None:
        """Write whole lines after the last whole one."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b") as stream:
            content = stream.read()
            stream.seek(content.rfind(b"\n") + 1)
            stream.truncate()
            stream.write("".join(f"{line}\n" for line in lines).encode())
            stream.flush()
            os.fsync(stream.fileno())
