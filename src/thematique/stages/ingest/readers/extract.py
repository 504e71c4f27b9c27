"""Read an extract: what thematique wrote in the place of an original from which somebody's words were erased.

It is JSON, under whatever ending: the turns as they were read, with their labels and times, document by document.
"""

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.opening.json import load
from thematique.stages.ingest.transcript import Reading, Text, Utterance


def read(content: bytes) -> Reading:
    """The turns, exactly as they were.

    Raises:
        FileRefused: as `load`; MALFORMED when something is not where it should be.
    """
    try:
        texts = [
            Text(
                utterances=[
                    Utterance(
                        speaker=said["speaker"], text=said["text"], time_start=said["start"], time_end=said["end"]
                    )
                    for said in document["turns"]
                ],
                header=document["header"],
                row=document["row"],
            )
            for document in load(content)["documents"]
        ]
    except (KeyError, TypeError) as error:
        raise FileRefused(Reason.MALFORMED, "extrait") from error
    return Reading(
        texts=texts, notices=["Des paroles ont été effacées de cette transcription à la demande d'une personne."]
    )
