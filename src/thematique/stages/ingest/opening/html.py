"""Go through HTML that strangers made, tag after tag.

Method: the parser of libxml2, which mends what is broken and takes a time in proportion to the page; that of the
standard library needs minutes for some pages of 200 kB.
"""

from collections.abc import Mapping
from typing import Any, Protocol, cast

from thematique.errors import FileRefused, Reason

MOST_TAGS = 4_000_000


class Page(Protocol):
    """What is told of the tags and texts of a page, in its order."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""

    def end(self, tag: str) -> None:
        """A tag closes."""

    def data(self, text: str) -> None:
        """A text, or part of one."""

    def close(self) -> None:
        """The page ends."""


def go_through(source: str, page: Page) -> None:
    """Tell the page what the source holds; nothing is fetched or run.

    Raises:
        FileRefused: TOO_BIG beyond `MOST_TAGS` tags, MALFORMED when there is nothing to tell.
    """
    from lxml import etree

    if source.count("<") > MOST_TAGS:
        raise FileRefused(Reason.TOO_BIG, "trop de balises")
    parser = etree.HTMLParser(target=cast(Any, page), encoding="utf-8", no_network=True, recover=True)
    try:
        etree.fromstring(source.encode("utf-8", errors="replace"), parser)
    except etree.LxmlError as error:
        raise FileRefused(Reason.MALFORMED, "HTML") from error
