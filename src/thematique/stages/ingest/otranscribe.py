"""Read the .otr files of oTranscribe: JSON that holds the transcript as HTML."""

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue import read_lines
from thematique.stages.ingest.html_lines import html_lines
from thematique.stages.ingest.json_file import load
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
    reading = read_lines(html_lines(source))
    if not any(text.utterances for text in reading.texts):
        raise FileRefused(Reason.NO_TURN)
    return reading
