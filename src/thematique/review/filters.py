"""What a coder chooses to see, outside the queue: by code, interview, variable, score, speaker, state of reading."""

from collections.abc import Iterable, Sequence, Set

from thematique.codebook import paths
from thematique.codings import Drawn
from thematique.errors import WrongUse
from thematique.records import record
from thematique.review.order import Order, Passage, Spot
from thematique.review.queue import Decided, Draw


@record
class Filter:
    """What a coder asks to see; what is not given is not asked.

    Attributes:
        code: a code, or a theme for all its codes: proposed by the machine or, with bounds, scored within them.
        document: one interview.
        variable: a variable of documents that must have `value`.
        value: see `variable`.
        speaker: who speaks.
        score_from: the least score of `code`, or of the best code, in [0, 1].
        score_to: the greatest, included.
        unread: only what this coder has not decided on.
        disagreements: only what coders disagree on, once this coder has read it: until then, what others said of a
            passage stays unknown.

    Raises:
        WrongUse: bounds that no score meets.
    """

    code: str = ""
    document: str = ""
    variable: str = ""
    value: str = ""
    speaker: str = ""
    score_from: float | None = None
    score_to: float | None = None
    unread: bool = False
    disagreements: bool = False

    def __post_init__(self) -> None:
        low, high = self.bounds()
        if not 0 <= low <= high <= 1:
            raise WrongUse(
                f"aucun score ne va de {low:g} à {high:g} ; donnez deux bornes entre 0 et 1, la plus basse d'abord."
            )

    def is_scored(self) -> bool:
        """Whether scores themselves are asked for, rather than proposals."""
        return self.score_from is not None or self.score_to is not None

    def bounds(self) -> tuple[float, float]:
        """The least and the greatest score."""
        return (0.0 if self.score_from is None else self.score_from, 1.0 if self.score_to is None else self.score_to)

    def concerns(self, code: str) -> bool:
        """Whether a code is the one asked for, or one of the theme's."""
        return not self.code or paths.within(code, self.code)


@record
class Choice:
    """What a filter finds, and how many passages it leaves to blind reading (fr. sélection)."""

    draws: Sequence[Draw]
    withheld: int


def choose(order: Order, asked: Filter, *, coder: str, decided: Iterable[Decided], disputed: Set[Spot]) -> Choice:
    """The passages that a filter finds, however many coders have read them; none is blind.

    They come in reading order, to be read in their interview. When a code or a score is asked for across interviews the
    highest score comes first: the reviewer then judges the machine from its surest proposals down.

    The reserve that the coder has not decided on is left out. It is counted without regard to codes and scores, or the
    number would tell what the machine thinks of a passage that is yet to be met blind.

    Args:
        order: the shared order.
        asked: the filter.
        coder: who asks.
        decided: the decisions of this coder; those of others do not matter.
        disputed: where coders disagree.
    """
    mine = {reading.spot for reading in decided if reading.coder == coder}
    hidden = order.reserve - mine
    placed = [passage for passage in order.passages if _is_there(passage, asked, mine, disputed)]
    found = [passage for passage in placed if passage.spot not in hidden and _is_proposed(passage, asked)]
    if (asked.code or asked.is_scored()) and not asked.document:
        found.sort(key=lambda passage: -_score(passage, asked))
    return Choice(
        draws=[Draw(passage=passage, drawn=Drawn.CHOSEN, blind=False) for passage in found],
        withheld=sum(passage.spot in hidden for passage in placed),
    )


def _is_there(passage: Passage, asked: Filter, mine: Set[Spot], disputed: Set[Spot]) -> bool:
    """Whether a passage meets what is asked of the interview, the speaker and the readings."""
    return (
        asked.document in ("", passage.document)
        and asked.speaker in ("", passage.speaker)
        and (not asked.variable or passage.variables.get(asked.variable, "") == asked.value)
        and not (asked.unread and passage.spot in mine)
        and (not asked.disagreements or (passage.spot in mine and passage.spot in disputed))
    )


def _is_proposed(passage: Passage, asked: Filter) -> bool:
    """Whether a passage meets what is asked of the machine."""
    if asked.is_scored():
        low, high = asked.bounds()
        return low <= _score(passage, asked) <= high
    return not asked.code or any(asked.concerns(code) for code in passage.flagged)


def _score(passage: Passage, asked: Filter) -> float:
    """The score of the code asked for, of the theme's best code, or the best of all."""
    return max((score for code, score in passage.scores.items() if asked.concerns(code)), default=0.0)
