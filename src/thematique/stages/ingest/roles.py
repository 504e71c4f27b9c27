"""Who asks and who answers, from the labels of a file."""

import re
from collections.abc import Collection, Mapping

from thematique.records import Role
from thematique.stages.ingest.dialogue import vocabulary
from thematique.stages.ingest.dialogue.words import plain_form, words_of

_INCLUSIVE_ENDING = re.compile(
    r"(?<=\w{4})(?:\s?[·•./(-]\s?)(?:e|se|euse|rice|trice|ice|s|es)\)?(?:[·.-]?s)?(?=\W|\d|$)"
)
_LETTER = re.compile(r"(?P<letter>[a-z])[ ._-]?(?P<number>\d*)\.?")
_NUMBERED_PARTICIPANT = re.compile(r"(?:p|r|s|l|part|participante?|repondante?|locuteur|locutrice)[ ._-]?\d+")


def roles(labels: Collection[str], *, interviewers: Collection[str] = ()) -> Mapping[str, Role]:
    """The role of each label of one file.

    Args:
        labels: all the labels of the file: a single letter is judged by the others.
        interviewers: labels that the study names as interviewers, compared without case and accents.
    """
    named = {_bare(label) for label in interviewers}
    known = {label for label in labels if _bare(label) in named or _says_so(label)}
    others = {_bare(label) for label in labels if label not in known and _bare(label)}
    if not known:
        known = {label for label in labels if _bare(label) in others and _letter_asks(_bare(label), others)}
    return {label: Role.INTERVIEWER if label in known else Role.PARTICIPANT for label in labels}


def _bare(label: str) -> str:
    """The label in plain form, its brackets and final full stop gone."""
    return plain_form(label).strip("[]<>() ").removesuffix(".").strip()


def _says_so(label: str) -> bool:
    """Whether the label itself says that its bearer asks."""
    if label.rstrip().endswith("?"):
        return True
    words = words_of(_INCLUSIVE_ENDING.sub("", plain_form(label)))
    bases = [re.sub(r"^l'|[-_]?\d+$", "", word) for word in words]
    return bool(bases) and (bases[0] in vocabulary.INTERVIEWER_WORDS or bases[-1] in vocabulary.INTERVIEWER_WORDS)


def _letter_asks(label: str, labels: Collection[str]) -> bool:
    """Whether a letter without number (I, E, A) stands alone opposite the participants."""
    match = _LETTER.fullmatch(label)
    if match is None or match["number"] or match["letter"] not in vocabulary.INTERVIEWER_LETTERS:
        return False
    others = [other for other in labels if other != label]
    if any(_LETTER.fullmatch(other) and other[0] == match["letter"] for other in others) or not others:
        return False
    opposite_participants = all(_NUMBERED_PARTICIPANT.fullmatch(other) for other in others)
    if match["letter"] == "i":
        return True
    if match["letter"] == "e":
        return "i" not in labels and (len(others) == 1 or opposite_participants)
    return len(others) > 1 and opposite_participants
