"""Read the .trs files of Transcriber.

Method: a Turn names its speakers; where two or more speak at once, Who says which of them says what follows. Sync
marks only places in time. Events, comments and background notes are about the sound, not speech.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.pieces import read_pieces
from thematique.stages.ingest.opening.xml import parse_xml
from thematique.stages.ingest.transcript import Reading, Utterance, counted

if TYPE_CHECKING:
    from lxml import etree

_ASIDE = {"Event": "événements sonores", "Comment": "commentaires", "Background": "fonds sonores"}


def read(content: bytes) -> Reading:
    """The turns of the file in its order; those who speak at once follow one another.

    Raises:
        FileRefused: as `parse_xml`; MALFORMED when the XML is no Transcriber file, NO_TURN without speech.
    """
    root = parse_xml(content)
    if root.tag != "Trans":
        raise FileRefused(Reason.MALFORMED, "Transcriber")
    names = {speaker.get("id", ""): speaker.get("name", "") for speaker in root.iter("Speaker")}
    aside = Counter(element.tag for element in root.iter(*_ASIDE))
    notices = counted({f"Laissés de côté, {word}": aside[tag] for tag, word in _ASIDE.items()})
    pieces = (piece for turn in root.iter("Turn") for piece in _pieces(turn, names))
    return read_pieces(pieces, header=_header(root), notices=notices)


def _header(root: "etree._Element") -> Mapping[str, str]:
    """What the file says of itself; the date of its last version is not that of the recording."""
    known = {"langue": root.get("xml:lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")}
    return {key: value for key, value in known.items() if value}


def _pieces(turn: "etree._Element", names: Mapping[str, str]) -> Iterator[Utterance]:
    """One piece for each speaker of the turn, in the order in which they are first heard."""
    identifiers = (turn.get("speaker") or "").split()
    said: dict[str, list[str]] = {}
    for who, words in _voices(turn):
        identifier = identifiers[who - 1] if 0 < who <= len(identifiers) else ""
        said.setdefault(identifier, []).append(words)
    for identifier, words_said in said.items():
        yield Utterance(
            speaker=names.get(identifier, identifier),
            text=" ".join(words_said),
            time_start=_seconds(turn.get("startTime")),
            time_end=_seconds(turn.get("endTime")),
        )


def _voices(turn: "etree._Element") -> Iterator[tuple[int, str]]:
    """The words of the turn, each run with the rank of its speaker from 1."""
    who = 1
    yield who, turn.text or ""
    for element in turn:
        if element.tag == "Who":
            rank = element.get("nb") or ""
            who = int(rank) if rank.isdecimal() else 0
        elif element.tag == "Sync":
            who = 1
        yield who, element.tail or ""


def _seconds(written: str | None) -> float | None:
    try:
        return float(written) if written else None
    except ValueError:
        return None
