"""What changes from one version of the machine to another: which flags appear, which disappear, code by code."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from thematique.codings import NOTHING, Coding
from thematique.records import Code, record
from thematique.review.order import Spot

_Flags = Mapping[str, Set[Spot]]


@record
class Change:
    """The passages on which a code is flagged by the one version and not by the other; `kept` are flagged by both."""

    code: str
    name: str
    appear: Sequence[Spot]
    disappear: Sequence[Spot]
    kept: int

    @property
    def largest(self) -> int:
        """The greater of the two numbers."""
        return max(len(self.appear), len(self.disappear))


@record
class Changes:
    """What changes: code by code, and the passages that no code flagged before, or that none flags any more."""

    codes: Sequence[Change]
    more: Sequence[Spot]
    fewer: Sequence[Spot]

    @property
    def sentence(self) -> str:
        """How many passages are flagged that were not, and the other way round."""
        more, fewer = len(self.more), len(self.fewer)
        passages = f"{more} passage{'s' if more > 1 else ''} signalé{'s' if more > 1 else ''} de plus"
        return f"{passages}, {fewer} de moins"


def changes(before: Iterable[Coding], after: Iterable[Coding], codes: Sequence[Code]) -> Changes:
    """What changes between two versions.

    Args:
        before: all that the one says.
        after: all that the other says.
        codes: the codebook, for the order and the names.
    """
    was, becomes = _flags(before), _flags(after)
    flagged = [frozenset[Spot]().union(*flags.values()) for flags in (was, becomes)]
    return Changes(
        codes=[_change(code, was[code.code], becomes[code.code]) for code in codes if code.codable],
        more=sorted(flagged[1] - flagged[0]),
        fewer=sorted(flagged[0] - flagged[1]),
    )


def _change(code: Code, was: Set[Spot], becomes: Set[Spot]) -> Change:
    return Change(
        code=code.code,
        name=code.name,
        appear=sorted(becomes - was),
        disappear=sorted(was - becomes),
        kept=len(was & becomes),
    )


def _flags(codings: Iterable[Coding]) -> _Flags:
    found: dict[str, set[Spot]] = defaultdict(set)
    for coding in codings:
        if coding.code != NOTHING and coding.segment is not None:
            found[coding.code].add((coding.document, coding.segment))
    return found
