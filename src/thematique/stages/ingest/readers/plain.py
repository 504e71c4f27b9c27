"""Read plain text and light Markdown: a line a paragraph."""

import re

from thematique.stages.ingest.dialogue.lines import Line
from thematique.stages.ingest.dialogue.turns import read_lines
from thematique.stages.ingest.opening.encoding import recognise
from thematique.stages.ingest.transcript import Reading

# **P1 :** texte, __P1__ : texte, *P1* : texte
_EMPHASIS_AT_START = re.compile(r"\s*(?P<mark>\*\*\*|\*\*|__|\*|_)(?P<lead>[^*_\n]{1,60}?)(?P=mark)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{2,3}|__)(?=\S)([^*_\n]{1,500}?)(?<=\S)\1(?![\w*])")
_QUOTED = re.compile(r"\s{0,9}(?:>\s?)+")


def read(content: bytes) -> Reading:
    """The speech of a text file; a notice names the encoding when it is not UTF-8."""
    decoded = recognise(content)
    reading = read_lines([_line(text) for text in decoded.text.split("\n")])
    if decoded.encoding == "utf-8":
        return reading
    notice = f"texte lu dans l'encodage {decoded.name}."
    return Reading(texts=reading.texts, notices=[*reading.notices, notice])


def _line(text: str) -> Line:
    """A line without the marks of Markdown; what they set off at its beginning may be a label."""
    text = _QUOTED.sub("", text.rstrip().removesuffix("\\"), count=1) if text[:9].lstrip().startswith(">") else text
    match = _EMPHASIS_AT_START.match(text)
    rest = text[match.end() :] if match else text
    if "**" in rest or "__" in rest:
        rest = _EMPHASIS.sub(r"\2", rest)
    if match is None:
        return Line(text=rest)
    lead = match["lead"]
    return Line(text=lead + rest, lead=lead if rest.strip() else "")
