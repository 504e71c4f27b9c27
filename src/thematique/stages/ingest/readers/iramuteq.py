"""Read corpora for IRaMuTeQ: many texts in one file, each after a line of stars and variables.

Method: `**** *sexe_f *age_30` begins a text; what precedes the first `_` names a variable, what follows is its value,
as IRaMuTeQ reads it. `-*theme` lines mark themes inside a text; they are not speech. `0001 *sexe_f` is Alceste's form
of the first line.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.opening.encoding import decode
from thematique.stages.ingest.transcript import Reading, Text, Utterance, counted, row_name

_STARS = re.compile(r"(?:\*{4}|\d{4,}(?=\s+\*))(?P<variables>(?:\s.*)?)$")
_THEME = re.compile(r"-\*\S+\s*$")


def read(content: bytes) -> Reading:
    """One text for each line of stars; every paragraph is an utterance of nobody known.

    Raises:
        FileRefused: MALFORMED without a line of stars, NO_TURN when no text follows any.
    """
    blocks = list(_blocks(decode(content).split("\n")))
    before, starred = blocks[0][1], blocks[1:]
    if not starred:
        raise FileRefused(Reason.MALFORMED, "aucune ligne « **** »")
    texts = [_text(row, variables, lines) for row, (variables, lines) in enumerate(starred, start=1)]
    kept = [text for text in texts if text.utterances]
    if not kept:
        raise FileRefused(Reason.NO_TURN)
    n_themes = sum(_THEME.match(line) is not None for _, lines in starred for line in lines)
    aside = {
        "Lignes avant la première ligne « **** », laissées de côté": len(_paragraphs(before)),
        "Lignes de thème « -* », laissées de côté": n_themes,
        "Textes vides, laissés de côté": len(texts) - len(kept),
    }
    return Reading(texts=kept, notices=counted(aside))


def _blocks(lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The variables and lines of each text; first of all the lines that precede them."""
    variables, block = "", list[str]()
    for line in lines:
        if stars := _STARS.match(line.lstrip()):
            yield variables, block
            variables, block = stars["variables"], []
        else:
            block.append(line)
    yield variables, block


def _text(row: int, variables: str, lines: list[str]) -> Text:
    spoken = _paragraphs(line for line in lines if not _THEME.match(line))
    return Text(
        utterances=[Utterance(speaker="", text=paragraph) for paragraph in spoken],
        header=_header(variables),
        row=row_name(row),
    )


def _header(variables: str) -> Mapping[str, str]:
    """What the starred words say; a word without value says that the variable holds."""
    header = {}
    for word in variables.split():
        name, _, value = word.lstrip("*").partition("_")
        if word.startswith("*") and name:
            header[name] = value or "oui"
    return header


def _paragraphs(lines: Iterable[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]
