"""Read transcripts in HTML: those of noScribe, and any page whose paragraphs are turns."""

import re

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.turns import read_lines
from thematique.stages.ingest.markup.html_lines import html_lines
from thematique.stages.ingest.opening.encoding import decode
from thematique.stages.ingest.transcript import Reading

_ANY_TAG = re.compile(r"<[a-zA-Z!/]")


def read(content: bytes) -> Reading:
    """The turns of the page; scripts, styles and the page's title are no speech.

    Raises:
        FileRefused: as `decode`; MALFORMED without a tag, NO_TURN when the page says nothing.
    """
    source = decode(content)
    if not _ANY_TAG.search(source):
        raise FileRefused(Reason.MALFORMED, "HTML")
    return read_lines(html_lines(source))
