"""The stretches that two coders marked, document by document, for alpha of unitizing.

The continuum of a document is made of the characters that both read, one after the other: what lies between two
segments, or was read by one alone, is left out. Neighbouring passages with the same code make one stretch, since to
code them one by one or at a stroke means the same; a stretch ends with its turn.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby

from thematique.agreement.spans import Continuum, Span
from thematique.agreement.units import Codes, Reading


def continua(readings: Iterable[Reading], codes: Codes) -> Sequence[Continuum]:
    """What both coders marked with any of the codes, one continuum a document.

    Args:
        readings: those of characters, in the order of the text.
        codes: one code, or those of a theme.
    """
    documents = [list(those) for _, those in groupby(readings, key=lambda one: one.document)]
    return [
        Continuum(
            length=sum(one.weight for one in those),
            marked=[
                _marked(those, [not codes.isdisjoint(one.a) for one in those]),
                _marked(those, [not codes.isdisjoint(one.b) for one in those]),
            ],
        )
        for those in documents
    ]


def _marked(readings: Sequence[Reading], given: Sequence[bool]) -> Sequence[Span]:
    ends = accumulate(one.weight for one in readings)
    placed = zip(readings, given, ends, strict=True)
    spans = []
    for (_, marked), run in groupby(placed, key=lambda piece: (piece[0].turn, piece[1])):
        if marked:
            pieces = list(run)
            first, _, end = pieces[0]
            spans.append((end - first.weight, pieces[-1][2]))
    return spans
