"""Read the .cha files of CLAN (TalkBank), in the CHAT format.

Method: lines that begin with a tab go on with the line before; `*ABC:` lines are speech, `%` lines describe it and `@`
lines describe the recording. Codes inside the speech are taken away and what was said stays, repetitions, false starts
and « xxx » included. The speaker is the three-letter code; an investigator's is followed by « (enquêteur) », since
only `@Participants` says so.
"""

import re
from collections.abc import Iterable, Mapping

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.pieces import read_pieces
from thematique.stages.ingest.opening.encoding import decode
from thematique.stages.ingest.transcript import Reading, Utterance, counted

_SPEECH = re.compile(r"\*(?P<speaker>[^\s:]+):[ \t]*(?P<text>.*)", re.DOTALL)
_HEADER = re.compile(r"@(?P<key>[^:\t]+):[ \t]+(?P<value>.*)", re.DOTALL)
_TIME = re.compile(r"\x15(?:[^\x15]{0,200}_)?(\d{1,9})_(\d{1,9})-?\x15")
_INVESTIGATORS = ("Investigator", "Interviewer", "Experimenter")
_BLANK_BEFORE_POINT = re.compile(r" (?=[.,…](?: |$))")
# no-break spaces are no blanks between words
_BLANKS = re.compile(r"[ \t\n]+")
_EVENT = re.compile(r"&(?:=[^\s\]]+|\*[^\s:]+:\S+|\{[^\s]+|\}[^\s]+)")
# in this order: each pattern may count on those before it
_CODES = (
    (re.compile(r"\x15[^\x15]*\x15?"), ""),
    (_EVENT, " "),
    (re.compile(r"\[[^\[\]]*\]"), " "),
    (re.compile(r"\((?:\.{1,3}|\d*:?\d+\.?\d*)\)"), " "),
    (re.compile(r"\+(?:\.{3}|//?\.|\"/?\.|\.)(?=\s|$)"), "…"),
    (re.compile(r"\+(?:\.\.|//?|!)\?(?=\s|$)"), "?"),
    (re.compile(r"(?<!\S)\+(?:[<^,+\"]|\")"), " "),
    (re.compile(r"[<>‡„⌈⌉⌊⌋↑↓→↗↘≈]"), " "),
    (re.compile(r"(?<!\S)&[-+~]?(?=\w)"), ""),
    (re.compile(r"(?<!\S)0\S*"), " "),
    (re.compile(r"(?<=\w)@[a-z]+(?::[\w+&]+)*(?:\$\S+)?"), ""),
    (re.compile(r"(?<=\w)[:^]+(?=\w|\s|$)|\((\w+)\)"), r"\1"),
    (re.compile(r"(?<=\w)\+(?=\w)"), "-"),
    (re.compile(r"(?<=\w)_(?=\w)"), " "),
)


def read(content: bytes) -> Reading:
    """The turns of the speech lines, in the file's order.

    Raises:
        FileRefused: MALFORMED when no line is speech, NO_TURN when nothing is said.
    """
    lines = _whole_lines(decode(content).split("\n"))
    speech = [match for match in map(_SPEECH.match, lines) if match]
    if not speech:
        raise FileRefused(Reason.MALFORMED, "CHAT")
    headers = _headers(lines)
    labels = _labels(headers.get("Participants", ""))
    pieces = (_piece(labels.get(match["speaker"], match["speaker"]), match["text"]) for match in speech)
    known = {"langue": headers.get("Languages", ""), "date": headers.get("Date", "")}
    header = {key: value for key, value in known.items() if value}
    return read_pieces(pieces, header=header, notices=_notices(lines, speech))


def _whole_lines(lines: Iterable[str]) -> list[str]:
    """The lines with their continuations."""
    whole: list[str] = []
    for line in lines:
        if line.startswith(("\t", " ")) and whole:
            whole[-1] = f"{whole[-1]} {line.strip()}"
        elif line.strip():
            whole.append(line)
    return whole


def _headers(lines: Iterable[str]) -> Mapping[str, str]:
    matches = [match for match in map(_HEADER.match, lines) if match]
    return {match["key"].strip(): match["value"].strip() for match in reversed(matches)}


def _labels(participants: str) -> Mapping[str, str]:
    """The label of each participant: the code, and whether it asks the questions."""
    entries = [entry.split() for entry in participants.split(",")]
    return {
        entry[0]: f"{entry[0]} (enquêteur)" if entry[-1] in _INVESTIGATORS else entry[0] for entry in entries if entry
    }


def _piece(speaker: str, coded: str) -> Utterance:
    moments = [int(moment) / 1000 for pair in _TIME.findall(coded) for moment in pair]
    return Utterance(
        speaker=speaker,
        text=spoken(coded),
        time_start=min(moments, default=None),
        time_end=max(moments, default=None),
    )


def spoken(coded: str) -> str:
    """What was said, without the codes of CHAT; empty when no word is left."""
    for pattern, replacement in _CODES:
        coded = pattern.sub(replacement, coded)
    words = _BLANKS.sub(" ", coded).strip(" ")
    return _BLANK_BEFORE_POINT.sub("", words) if re.search(r"\w", words) else ""


def _notices(lines: Iterable[str], speech: Iterable[re.Match[str]]) -> list[str]:
    counts = {
        "Lignes d'annotation « % », laissées de côté": sum(line.startswith("%") for line in lines),
        "Événements sonores « & », laissés de côté": sum(len(_EVENT.findall(match["text"])) for match in speech),
    }
    if any(line.strip() == "@End" for line in lines):
        return counted(counts)
    return [*counted(counts), "La ligne « @End » manque : le fichier est peut-être incomplet."]
