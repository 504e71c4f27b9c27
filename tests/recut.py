"""Texts that change under what was coded on them."""

from collections.abc import Mapping, Sequence

from thematique.records import Role, Segment, Turn
from thematique.shared import SharedSide

NORD = (
    "Bonjour, racontez-moi le réseau.",
    "Chaque fois qu'une collègue part, il faut tout recommencer. Le turnover nous épuise vraiment.",
    "Et avec Marie Dupont ?",
    "On se téléphone entre deux portes, on prend un café, et ça se débloque avec Marie Dupont. Voilà comment on fait.",
)


def shared(documents: Mapping[str, Sequence[str]], *, by_sentence: bool = False) -> SharedSide:
    """Documents of turns, each turn one segment, or each sentence one."""
    turns = [turn for document, texts in documents.items() for turn in _turns(document, texts)]
    segments = [one for document in documents for one in _segments(document, turns, by_sentence=by_sentence)]
    return SharedSide(turns=turns, segments=segments)


def _turns(document: str, texts: Sequence[str]) -> list[Turn]:
    found, start = [], 0
    for number, text in enumerate(texts):
        end = start + len(text)
        found.append(
            Turn(
                document=document,
                turn=number,
                speaker="P1",
                role=Role.PARTICIPANT,
                start=start,
                end=end,
                time_start=None,
                time_end=None,
                text=text,
            )
        )
        start = end + 1
    return found


def _segments(document: str, turns: Sequence[Turn], *, by_sentence: bool) -> list[Segment]:
    found: list[Segment] = []
    for turn in (one for one in turns if one.document == document):
        cut = turn.text.find(". ") + 1 if by_sentence else 0
        spans = [(0, cut), (cut + 1, len(turn.text))] if cut else [(0, len(turn.text))]
        for first, last in spans:
            found.append(
                Segment(
                    document=document,
                    segment=len(found),
                    turn=turn.turn,
                    start=turn.start + first,
                    end=turn.start + last,
                    speaker=turn.speaker,
                    role=turn.role,
                    text=turn.text[first:last],
                    n_words=len(turn.text[first:last].split()),
                    short=False,
                )
            )
    return found
