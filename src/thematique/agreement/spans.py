"""Krippendorff's alpha of unitizing: do coders mark the same stretches of the text with a code?

Unlike the coefficients of segments it needs no units given beforehand: it weighs by how far the two ends of
overlapping stretches lie apart, and how long the stretches are that only one coder marked.

Source: Krippendorff 1995, "On the reliability of unitizing continuous data", with the expected disagreement as
corrected in Krippendorff 2004, pages 251 to 256. Several documents make one text; gaps end with their document, since
no stretch could lie across its end.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, combinations, pairwise

from thematique.agreement.results import Figure, Undefined
from thematique.records import record

Span = tuple[int, int]


@record
class Continuum:
    """What one document's coders marked with one code.

    `length` counts characters; `marked` has, for each coder, the stretches as start and end, apart and in order.
    """

    length: int
    marked: Sequence[Sequence[Span]]


@record
class Unitized:
    """The disagreement on one code: as it is, and as it would be if its stretches lay anywhere; alpha by `figure`."""

    observed: float
    expected: float
    figure: Figure


def alpha_u(continua: Iterable[Continuum]) -> Unitized:
    """Alpha of unitizing of one code, over all documents; each has the same coders in the same order."""
    pieces = [piece for piece in continua if piece.length]
    length = sum(piece.length for piece in pieces)
    coders = max((len(piece.marked) for piece in pieces), default=0)
    if coders < 2:
        return Unitized(observed=0, expected=0, figure=Figure(value=None, why=Undefined.EMPTY))
    observed = sum(_apart(piece) for piece in pieces) / (coders * (coders - 1) * length**2)
    expected = _expected(pieces, length, coders)
    return Unitized(observed=observed, expected=expected, figure=_figure(observed, expected))


def overall(codes: Iterable[Unitized]) -> Figure:
    """Alpha of unitizing of several codes together."""
    several = list(codes)
    return _figure(sum(one.observed for one in several), sum(one.expected for one in several))


def _figure(observed: float, expected: float) -> Figure:
    if not expected:
        return Figure(value=None, why=Undefined.NEVER_GIVEN)
    return Figure(value=1 - observed / expected)


def _apart(piece: Continuum) -> int:
    """The squared differences of all ordered pairs of coders."""
    return sum(2 * (_differences(one, other)) for one, other in combinations(piece.marked, 2))


def _differences(one: Sequence[Span], other: Sequence[Span]) -> int:
    both = sum((s - start) ** 2 + (e - end) ** 2 for start, end in one for s, e in _met(start, end, other))
    return both + _alone(one, other) + _alone(other, one)


def _alone(one: Sequence[Span], other: Sequence[Span]) -> int:
    """The squared lengths of the stretches that lie in a gap of the other coder's."""
    return sum((end - start) ** 2 for start, end in one if not _met(start, end, other))


def _met(start: int, end: int, spans: Sequence[Span]) -> Sequence[Span]:
    """The stretches that share characters with this one."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    return spans[first : bisect_left(spans, end, lo=first, key=lambda span: span[0])]


def _expected(pieces: Sequence[Continuum], length: int, coders: int) -> float:
    lengths = [end - start for piece in pieces for spans in piece.marked for start, end in spans]
    gaps = sorted(gap for piece in pieces for spans in piece.marked for gap in _gaps(spans, piece.length))
    sums = [0, *accumulate(gaps)]
    total = 0.0
    for own in lengths:
        first = bisect_left(gaps, own)
        wide = len(gaps) - first
        room = sums[-1] - sums[first] - wide * (own - 1)
        total += (len(lengths) - 1) / 3 * (2 * own**3 - 3 * own**2 + own) + own**2 * room
    places = coders * length * (coders * length - 1) - sum(own * (own - 1) for own in lengths)
    return 2 / length * total / places if places else 0


def _gaps(spans: Sequence[Span], length: int) -> list[int]:
    """The lengths of what lies before, between and after the stretches."""
    ends = [(0, 0), *spans, (length, length)]
    return [after[0] - before[1] for before, after in pairwise(ends) if after[0] > before[1]]
