"""Open archives and XML that strangers made: nothing is expanded beyond measure, fetched, or believed unread."""

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from thematique.errors import FileRefused, Reason

if TYPE_CHECKING:
    from lxml import etree

MOST_MEMBERS = 5_000
MOST_BYTES = 300_000_000
MOST_RATIO = 250
MOST_TAGS = 1_000_000
# below this size a high ratio is only a short text full of repetitions
_SMALL = 20_000_000
_CHUNK = 1 << 20
_ENTITY_DECLARATIONS = tuple("<!ENTITY".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError)


def parse_xml(content: bytes) -> "etree._Element":
    """The root of an XML document; no entity is expanded, no DTD loaded, no network used.

    Raises:
        FileRefused: ENTITIES when it declares any, TRUNCATED when its end is missing, TOO_BIG beyond `MOST_TAGS` tags,
            else MALFORMED.
    """
    from lxml import etree

    if any(declaration in content for declaration in _ENTITY_DECLARATIONS):
        raise FileRefused(Reason.ENTITIES)
    # a tag costs about a hundred times its bytes in memory, hence a bound before the tree is built
    if content.count(b"<") > 2 * MOST_TAGS:
        raise FileRefused(Reason.TOO_BIG, "trop d'éléments XML")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content.strip(), parser)
    except etree.XMLSyntaxError as error:
        cut = not content.rstrip(b"\0 \t\r\n").endswith(b">")
        raise FileRefused(Reason.TRUNCATED if cut else _what_is_wrong(error), f"ligne {error.lineno}") from error
    except ValueError as error:
        raise FileRefused(Reason.MALFORMED, "XML") from error
    # whatever the encoding in which it was declared
    if next(root.iter(etree.Entity), None) is not None:
        raise FileRefused(Reason.ENTITIES)
    return root


def _what_is_wrong(error: "etree.XMLSyntaxError") -> Reason:
    from lxml.etree import ErrorTypes

    code = getattr(error, "code", None)
    if code in (ErrorTypes.ERR_DOCUMENT_EMPTY, ErrorTypes.ERR_DOCUMENT_END, ErrorTypes.ERR_TAG_NOT_FINISHED):
        return Reason.TRUNCATED
    return (
        Reason.ENTITIES if code in (ErrorTypes.ERR_ENTITY_LOOP, ErrorTypes.ERR_UNDECLARED_ENTITY) else Reason.MALFORMED
    )


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
