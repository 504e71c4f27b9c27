"""Open XML that strangers made, and ask its elements for names whatever their namespace."""

from typing import TYPE_CHECKING

from thematique.errors import FileRefused, Reason

if TYPE_CHECKING:
    from lxml import etree

MOST_TAGS = 1_000_000
# libxml2 takes only so much at once from a file that goes on
_CHUNK = 1 << 16
_ENTITY_DECLARATIONS = tuple("<!ENTITY".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


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
    try:
        root = etree.fromstring(content.strip(), _parser())
    except etree.XMLSyntaxError as error:
        raise FileRefused(_what_is_wrong(content, error), f"ligne {error.lineno}") from error
    except ValueError as error:
        raise FileRefused(Reason.MALFORMED, "XML") from error
    # whatever the encoding in which it was declared
    if next(root.iter(etree.Entity), None) is not None:
        raise FileRefused(Reason.ENTITIES)
    return root


def local(element: "etree._Element") -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def attribute(element: "etree._Element", name: str) -> str:
    """The value of an attribute, whatever its namespace; empty when absent."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rsplit("}", 1)[-1] == name), "")


def child_of(element: "etree._Element", name: str) -> "etree._Element | None":
    """The first element of this name directly below another."""
    return next((below for below in element if local(below) == name), None)


def _parser() -> "etree.XMLParser":
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )


def _what_is_wrong(content: bytes, error: "etree.XMLSyntaxError") -> Reason:
    from lxml.etree import ErrorTypes

    if getattr(error, "code", None) in (ErrorTypes.ERR_ENTITY_LOOP, ErrorTypes.ERR_UNDECLARED_ENTITY):
        return Reason.ENTITIES
    return Reason.TRUNCATED if _could_go_on(content) else Reason.MALFORMED


def _could_go_on(content: bytes) -> bool:
    """Whether nothing is wrong but that the end is missing: a parser that is told of no end finds no fault."""
    from lxml import etree

    parser, stripped = _parser(), content.strip()
    try:
        for start in range(0, len(stripped), _CHUNK):
            parser.feed(stripped[start : start + _CHUNK])
    except (etree.XMLSyntaxError, ValueError):
        return False
    return True
