"""What identifies a person in a document's title and variables.

Organisations, places and dates that the researcher wrote there stay, except in sentences: she chose them to compare
groups. A first name alone among other words is part of such a name (« Le Tricot de Lune »), except in a title or where
people are named.
"""

import re
from collections.abc import Iterator, Mapping

from thematique.french.lexicon import among
from thematique.french.names import fold, key, words
from thematique.records import Kind
from thematique.stages.recognise import gazetteers, identifiers, labels, surnames, titles
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.span import Span

TITLE = "title"
_NEXT_SENTENCE = re.compile(r"[^\W\d_]{3}[»)]?[.!?]\s+[«(]?[^\W\d_]")
_PERSONAL = frozenset((Kind.PHONE, Kind.EMAIL, Kind.ID))
# a title is often a file's name, whose dates and numbers look like telephones
_IN_TITLE = frozenset((Kind.EMAIL, Kind.ID))
_PEOPLE = among(
    "animateur animatrice auteur autrice chercheur chercheuse contact enquete enquetee enqueteur "
    "enquetrice interlocuteur interlocutrice interviewe interviewee interviewer intervieweur "
    "intervieweuse locuteur locutrice nom noms animation entretien equipe intervenant intervenante intervenants "
    "intervenantes membres personnes present presente presents presentes presences absent absents excuse excuses "
    "groupe interviewes enquetes temoin temoins participant participante participants personne prenom "
    "professionnel professionnelle repondant repondante transcripteur transcriptrice transcription"
)


_WORKPLACES = among(
    "association associations asbl ecole employeur etablissement institution lieu organisation organisme service "
    "services structure"
)


def workplaces(values: Mapping[str, str]) -> frozenset[str]:
    """The keys of the associations and services that the variables of a document name: no person bears these names."""
    return frozenset(key(value) for name, value in values.items() if fold(name) in _WORKPLACES)


def told(value: str) -> bool:
    """Does `value` hold several sentences, such as the heading of a transcript, rather than what groups are made of?"""
    return bool(_NEXT_SENTENCE.search(value))


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
        for span in labels.find(value, lexicon):
            if span.kind is Kind.PER and not (told(value) and lexicon.is_place(key(value[span.start : span.end]))):
                yield span
        yield from surnames.find(value, inside, lexicon)
