"""Take the speaker's label that many programs write inside the text of a cue: « Nom : texte », « [SPEAKER_00]: texte ».

Method: `speakers` decides which beginnings of lines are labels. A line without one goes on with the speaker of the line
before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from thematique.stages.ingest.candidates import Style
from thematique.stages.ingest.lines import Line
from thematique.stages.ingest.speakers import Speakers, find_speakers
from thematique.stages.ingest.transcript import Utterance

# a short cue may be a lone word or hold a hyphen: only these set a label off
_STYLES = (Style.COLON, Style.BRACKETS)


def labelled(pieces: Sequence[Utterance]) -> list[Utterance]:
    """The pieces with the labels of their texts as speakers; a piece that names its speaker is left as it is."""
    unnamed = [piece for piece in pieces if not piece.speaker]
    speakers = find_speakers([Line(text=line) for piece in unnamed for line in piece.text.splitlines()])
    found: list[Utterance] = []
    before = ""
    for piece in pieces:
        found.extend([piece] if piece.speaker else _parts(piece, before, speakers))
        before = "" if piece.speaker else found[-1].speaker
    return found


def _parts(piece: Utterance, before: str, speakers: Speakers) -> Iterator[Utterance]:
    """What each speaker says in a piece, whose lines go on until the next label."""
    speaker, lines = before, list[str]()
    for line in piece.text.splitlines():
        label = speakers.of(Line(text=line))
        if label is not None and label.style in _STYLES:
            yield replace(piece, speaker=speaker, text="\n".join(lines))
            speaker, lines = label.label.strip("[]<> "), [label.rest]
        else:
            lines.append(line)
    yield replace(piece, speaker=speaker, text="\n".join(lines))
