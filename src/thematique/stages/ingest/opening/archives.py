"""Open archives that strangers made: nothing is expanded beyond measure or believed unread."""

import io
import zipfile
import zlib

from thematique.errors import FileRefused, Reason

MOST_MEMBERS = 5_000
MOST_BYTES = 300_000_000
MOST_RATIO = 250
# below this size a high ratio is only a short text full of repetitions
_SMALL = 20_000_000
_CHUNK = 1 << 20
_BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError)


def open_archive(content: bytes) -> zipfile.ZipFile:
    """A zip archive of which every member was read once, in chunks, within bounds.

    Raises:
        FileRefused: BOMB beyond the bounds of this module, ENCRYPTED, TRUNCATED when it cannot be read whole,
            MALFORMED when it is compressed in a way no office program uses.
    """
    archive = _listed(content)
    try:
        _read_through(archive, len(content))
    except NotImplementedError as error:
        raise FileRefused(Reason.MALFORMED, "archive") from error
    except _BROKEN_ARCHIVE as error:
        raise FileRefused(Reason.TRUNCATED, "archive") from error
    return archive


def member_names(content: bytes) -> frozenset[str]:
    """The names in an archive, nothing of which is read; raises BOMB or TRUNCATED like `open_archive`."""
    with _listed(content) as archive:
        return frozenset(archive.namelist())


def _listed(content: bytes) -> zipfile.ZipFile:
    # the directory is counted before it is loaded: its own figures may lie
    if content.count(b"PK\x01\x02") > MOST_MEMBERS:
        raise FileRefused(Reason.BOMB, f"plus de {MOST_MEMBERS} éléments")
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (*_BROKEN_ARCHIVE, NotImplementedError) as error:
        raise FileRefused(Reason.TRUNCATED, "archive") from error


def _read_through(archive: zipfile.ZipFile, packed: int) -> None:
    """Read all members and count: sizes that an archive declares prove nothing."""
    if any(member.flag_bits & 0x1 for member in archive.infolist()):
        raise FileRefused(Reason.ENCRYPTED)
    total = 0
    for member in archive.infolist():
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > MOST_BYTES or (total > _SMALL and total > MOST_RATIO * packed):
                    raise FileRefused(Reason.BOMB, f"plus de {total // 1_000_000} Mo")
