"""Choose where a turn is cut.

Method: of all the ways to cut a turn into segments of at most `max_words` pieces, the one of least cost: the cost of
its cuts, none for the end of a sentence, and the square of how far each segment is from three quarters of `max_words`
(dynamic programming). Inside a sentence there are gaps to choose from only where it is too long for one segment.
Source: the paragraph breaking of Knuth and Plass (1981), doi:10.1002/spe.4380111102, of which this is the simple form.

On the test parts of UD ParisStories and UD Rhapsodie (27 recordings), without punctuation and capitals, 60 % of the 164
cuts fall between two sentences, 13 % more between two clauses and none between a word and its determiner, preposition,
auxiliary or clitic; of cuts at every 80 words 9 %, 6 % and 35 %. `tests/bench/segment_cuts.py` measures this again.
"""

from collections.abc import Sequence

from thematique.stages.segment import costs, sentences
from thematique.stages.segment.sentences import Pieces

_IDEAL = 0.75
# a segment of no length is as bad as a cut of which nothing is known; 5 to 20 give much the same cuts
_WEIGHT = 10.0
_CHOICES = 16


def choose(pieces: Pieces, max_words: int) -> list[int]:
    """The gaps where the turn is cut, in order; each segment then has at most `max_words` pieces."""
    return _cheapest(_candidates(pieces, max_words), max_words)


def _candidates(pieces: Pieces, max_words: int) -> list[tuple[int, int]]:
    """Gaps with their cost, in order, from the start of the turn to its end.

    They are at most `max_words` apart, and about one in `max_words` / 16 pieces, so that the work grows with the length
    of the turn only.
    """
    step = max(1, max_words // _CHOICES)
    found = [(0, 0)]
    bounds = [*sentences.ends(pieces), len(pieces.forms)]
    start = 0
    for bound, after in zip(bounds, [*bounds[1:], len(pieces.forms) + max_words], strict=True):
        if bound - start > max_words:
            found += _inner(pieces, start, bound, step)
        elif bound - found[-1][0] < step and after - found[-1][0] <= max_words:
            start = bound
            continue
        found.append((bound, 0))
        start = bound
    return found


def _inner(pieces: Pieces, first: int, last: int, step: int) -> list[tuple[int, int]]:
    """The cheapest of every `step` gaps inside a sentence, with its cost."""
    priced = list(enumerate(costs.gap_costs(pieces, first, last), start=first + 1))
    return [min(priced[at : at + step], key=lambda gap: gap[1]) for at in range(0, len(priced), step)]


def _cheapest(candidates: Sequence[tuple[int, int]], max_words: int) -> list[int]:
    """The candidates, without the first and the last, on the cheapest way from the one to the other."""
    ideal = _IDEAL * max_words
    lengths = [_WEIGHT * ((length - ideal) / ideal) ** 2 for length in range(max_words + 1)]
    gaps = [gap for gap, _ in candidates]
    best, back = [0.0], [0]
    nearest = 0
    for index, (gap, cost) in enumerate(candidates[1:], start=1):
        while gap - gaps[nearest] > max_words:
            nearest += 1
        totals = [best[i] + lengths[gap - gaps[i]] for i in range(nearest, index)]
        least = min(totals)
        best.append(least + cost)
        back.append(nearest + totals.index(least))
    way = [len(gaps) - 1]
    while way[-1]:
        way.append(back[way[-1]])
    return [gaps[index] for index in reversed(way[1:-1])]
