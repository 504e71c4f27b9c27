"""One command at a time on a study; the lock goes with the process that holds it, however it ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thematique.errors import StudyBusy


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other commands out of the study in `folder`.

    Raises:
        StudyBusy: another command is in.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise StudyBusy(folder) from error
    try:
        yield
    finally:
        lock.release()
