"""What a transcript says of itself above the first speaker: `# clé : valeur` lines, a title, loose lines."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thematique.stages.ingest.dialogue import patterns, vocabulary
from thematique.stages.ingest.dialogue.lines import Line
from thematique.stages.ingest.dialogue.times import take_start
from thematique.stages.ingest.dialogue.words import key_of

# longer paragraphs above the first label are speech, not description
_LONG = 250
# speakers speak more often than that
_FEW = 2
_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S*[.?!…]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """Variables of a document and the lines below them."""

    header: Mapping[str, str]
    lines: Sequence[Line]


def header_pair(text: str) -> tuple[str, str] | None:
    """The name and the value that a `# clé : valeur` line holds; `None` for any other line."""
    match = patterns.HEADER_LINE.match(text)
    return (key_of(match["key"]), match["value"].strip()) if match else None


def take_header(lines: Sequence[Line]) -> Headed:
    """Take the `# clé : valeur` lines from the top of a file, blank lines between them included.

    Where nearly all lines are such, and their names come again and again, they are speech: « # P1 : Bonjour. ».
    """
    filled = [line for line in lines if line.text.strip()]
    keys = [pair[0] for line in filled if (pair := header_pair(line.text))]
    if len(keys) >= patterns.NEARLY_ALL * len(filled) and _FEW * len(set(keys)) <= len(keys):
        return Headed(header={}, lines=lines)
    header: dict[str, str] = {}
    for index, line in enumerate(lines):
        if pair := header_pair(line.text):
            header.setdefault(*pair)
        elif line.text.strip():
            return Headed(header=header, lines=lines[index:])
    return Headed(header=header, lines=())


def take_description(preamble: Sequence[Line]) -> Headed:
    """Read the lines above the first speaker: a title, « Date : … » and the like; the rest is given back."""
    header: dict[str, str] = {}
    rest: list[Line] = []
    for line in preamble:
        text = line.text.strip().lstrip("#").strip()
        key, _, value = text.partition(":")
        if value and key_of(key) in vocabulary.HEADER_KEYS:
            header.setdefault(key_of(key), value.strip())
        elif not take_start(text, bare=True).text.strip():
            continue
        elif not rest and "titre" not in header and len(text) <= _LONG and not _SENTENCE.match(text):
            header["titre"] = text
        else:
            rest.append(line)
    return Headed(header=header, lines=rest)


def is_speech(lines: Sequence[Line]) -> bool:
    """Whether lines without a speaker are talk rather than description: long, or a whole sentence."""
    return any(len(line.text) > _LONG or _SENTENCE.match(line.text.strip()) for line in lines)
