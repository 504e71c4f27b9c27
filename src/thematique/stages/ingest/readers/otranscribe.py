"""Read the .otr files of oTranscribe: JSON that holds the transcript as HTML."""

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.turns import read_lines
from thematique.stages.ingest.markup.html_lines import html_lines
from thematique.stages.ingest.opening.json import load
from thematique.stages.ingest.transcript import Reading


def read(content: bytes) -> Reading:
    """The turns of the transcript; the name of the recording is left out.

    Raises:
        FileRefused: as `load`; MALFORMED when the JSON is no transcript of oTranscribe, NO_TURN when it says nothing.
    """
    found = load(content)
    source = found.get("text") if isinstance(found, dict) else None
    if not isinstance(source, str):
        raise FileRefused(Reason.MALFORMED, "oTranscribe")
    return read_lines(html_lines(source))
