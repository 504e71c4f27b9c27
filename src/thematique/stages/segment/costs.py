"""What it costs to cut a long sentence, or speech without punctuation, at each of its gaps.

Method: the cost of a gap is the sum of what the words on both sides ask for, less what the signs between them allow.
A hesitation lets the word before it through: « dans la euh | maison » is as bad as « dans la | maison ».
"""

from dataclasses import dataclass

from thematique.stages.segment import markers
from thematique.stages.segment.forms import Form, form
from thematique.stages.segment.markers import PLAIN, TIED
from thematique.stages.segment.sentences import Pieces

NEVER = 4 * TIED
_NOTHING = form(".")


@dataclass(slots=True)
class _Left:
    """What stands before the next gap: its last word, what this asks for, and what the signs after it take off."""

    form: Form
    cost: int
    gain: int
    tie: int


def gap_costs(pieces: Pieces, first: int, last: int) -> list[int]:
    """Cost of a cut at each of the gaps from `first` + 1 to `last` - 1, in order; 1 is the least."""
    forms = [*pieces.forms[first:last], _NOTHING]
    left = _Left(form=_NOTHING, cost=0, gain=0, tie=0)
    costs: list[int] = []
    for index, here in enumerate(forms[:-1]):
        if here.trails:
            costs.append(NEVER)
            left.gain = max(left.gain, here.gain)
            continue
        before, tie = here.before, 0
        if here.opens_pair:
            before, tie = _before_pair(here, forms[index + 1], left)
        if left.form.word == here.word:
            before += markers.REPEATED_COST
        if not left.gain and ((here.capital and left.form.capital) or (here.figure and left.form.figure)):
            before = TIED
        costs.append(max(1, PLAIN + left.cost + before - left.gain))
        left.cost = tie or _after(here, left)
        left.form, left.gain, left.tie = here, here.gain, tie
    return [cost + TIED * (gap in pieces.enclosed) for gap, cost in enumerate(costs[1:], start=first + 1)]


def _before_pair(here: Form, following: Form, left: _Left) -> tuple[int, int]:
    """What a word that may go with the next one asks for on its left, and how much it then holds to that one."""
    if (here.word, following.word) in markers.TOGETHER:
        return markers.TOGETHER[here.word, following.word], TIED
    if here.word == "et" and following.start in markers.AFTER_ET:
        return markers.ET_COST, 0
    if here.word in markers.TOPICS and following.start in markers.SUBJECTS and left.cost < TIED:
        return markers.TOPIC_COST, markers.OPENED_COST
    return here.before, 0


def _after(here: Form, left: _Left) -> int:
    """What a word asks for on its right."""
    if not here.word:
        return TIED
    if here.word in markers.HESITATIONS:
        return left.cost + markers.HESITATED_COST
    if left.tie == TIED:
        return markers.OPENED_COST
    if here.word in markers.AFTER_PREPOSITION and left.form.word in markers.PREPOSITIONS:
        return 0
    return here.after
