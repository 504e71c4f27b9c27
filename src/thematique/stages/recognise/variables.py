"""What identifies a person in a document's title and variables.

Organisations, places and dates that the researcher wrote there stay: she chose them to compare groups. A first name
alone among other words is part of such a name (« Le Tricot de Lune »), except in a title or where people are named.
"""

from collections.abc import Iterator

from thematique.french.lexicon import among
from thematique.french.names import fold, words
from thematique.records import Kind
from thematique.stages.recognise import gazetteers, identifiers, labels, titles
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.span import Span

TITLE = "title"
_PERSONAL = frozenset((Kind.PHONE, Kind.EMAIL, Kind.ID))
# a title is often a file's name, whose dates and numbers look like telephones
_IN_TITLE = frozenset((Kind.EMAIL, Kind.ID))
_PEOPLE = among(
    "animateur animatrice auteur autrice chercheur chercheuse contact enquete enquetee enqueteur "
    "enquetrice interlocuteur interlocutrice interviewe interviewee interviewer intervieweur "
    "intervieweuse locuteur locutrice nom participant participante participants personne prenom "
    "professionnel professionnelle repondant repondante transcripteur transcriptrice transcription"
)


def find(name: str, value: str, lexicon: Lexicon) -> Iterator[Span]:
    """The persons and their numbers in the variable `name`, or in the title."""
    kinds = _IN_TITLE if name == TITLE else _PERSONAL
    yield from (span for span in identifiers.find(value) if span.kind in kinds and span.source != "number")
    inside = words(value)
    yield from titles.find(value, inside, lexicon)
    people = name == TITLE or fold(name) in _PEOPLE
    for span in gazetteers.first_names(value, inside, lexicon):
        alone = len(words(value[span.start : span.end])) == 1 and span.end - span.start < len(value.strip())
        if people or not alone:
            yield span
    if fold(name) in _PEOPLE:
        yield from labels.find(value, lexicon)
