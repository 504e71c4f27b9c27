"""Gather what a reader of a comparison needs: the pair asked for, pairs to hold it against, who saw what, the texts.

Where the machine is one side, people's agreement with each other is what its own can be held against; and of its
agreement with a person, only passages drawn at random and decided blind make a fair test: whoever has seen a suggestion
tends to agree with it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import combinations

from thematique import comparing
from thematique.agreement.results import Comparison, Disagreement
from thematique.codings import CONSENSUS, Coding, Drawn
from thematique.comparing import Question
from thematique.machine import MACHINE, Machine
from thematique.people import People
from thematique.records import Code, Segment, record
from thematique.shared import SharedSide

_MOST_PAIRS = 6


class Kind(StrEnum):
    """Why a pair stands beside the one that was asked for."""

    FAIR = "fair"
    PEOPLE = "people"


@record
class Beside:
    """Another comparison to hold the first against: the same pair on fair passages only, or two people."""

    kind: Kind
    comparison: Comparison


@record
class Sight:
    """What a coder could see when deciding, in numbers of passages (fr. conditions de lecture).

    Attributes:
        coder: who decided.
        passages: all that they decided.
        blind: those decided without any suggestion on screen.
        random: those of `blind` that were drawn at random.
        imported: those of a file, of which the study does not know.
        shown: the others, where suggestions could be seen.
    """

    coder: str
    passages: int
    blind: int
    random: int
    imported: int
    shown: int


@record
class Reading:
    """A passage that the two coded otherwise, ready to be read."""

    disagreement: Disagreement
    speaker: str
    text: str


@record
class Report:
    """A comparison with what a reader needs beside it.

    Attributes:
        title: of the study.
        comparison: the pair that was asked for.
        version: the machine's version, where it is one of the two.
        codes: the codebook.
        beside: other pairs, the fair one first, then people, those who read most in common first.
        sights: of the people of the pair, where the other is the machine.
        readings: the disagreements with their texts.
        warning: what a reader must know of the texts.
    """

    title: str
    comparison: Comparison
    version: str
    codes: Sequence[Code]
    beside: Sequence[Beside]
    sights: Sequence[Sight]
    readings: Sequence[Reading]
    warning: str = ""


def gather(
    question: Question,
    *,
    people: People,
    machine: Machine,
    shared: SharedSide,
    codes: Sequence[Code],
    title: str,
    warning: str = "",
) -> Report:
    """The report of a comparison.

    Args:
        question: what is asked.
        people: of the study.
        machine: of the study.
        shared: the texts.
        codes: the codebook.
        title: of the study.
        warning: what a reader must know of the texts.

    Raises:
        WrongUse: a coder, a unit or a level that does not exist.
    """
    standing = _by_coder(people.codings())
    names = (question.a, question.b)
    rows = {name: standing.get(name) or comparing.codings_of(name, people, machine) for name in names}
    segments = [one for document in shared.segments for one in shared.segments[document]]
    comparison = comparing.compare(question, rows, segments, codes)
    with_machine = is_machine(question.a) != is_machine(question.b)
    persons = [name for name in names if not is_machine(name)] if with_machine else []
    fair = _fair(question, rows, segments, codes) if with_machine else []
    pairs = _people(question, standing, segments, codes) if with_machine else []
    return Report(
        title=title,
        comparison=comparison,
        version=next((row.model for name in names if is_machine(name) for row in rows[name]), ""),
        codes=codes,
        beside=[*fair, *pairs],
        sights=[_sight(name, rows[name]) for name in persons],
        readings=[_reading(one, shared) for one in comparison.disagreements],
        warning=warning,
    )


def is_machine(name: str) -> bool:
    """Whether a coder is the machine, in any of its versions."""
    return name.partition(":")[0] == MACHINE


def _by_coder(codings: Sequence[Coding]) -> Mapping[str, Sequence[Coding]]:
    found: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        found[coding.coder].append(coding)
    return found


def _fair(
    question: Question, rows: Mapping[str, Sequence[Coding]], segments: Sequence[Segment], codes: Sequence[Code]
) -> Sequence[Beside]:
    """The same pair where the person decided blind on passages drawn at random; nothing where they never did."""
    kept = {name: those if is_machine(name) else _fair_rows(those) for name, those in rows.items()}
    if not all(kept.values()):
        return []
    found = comparing.compare(question, kept, segments, codes)
    return [Beside(kind=Kind.FAIR, comparison=found)] if found.totals.units else []


def _people(
    question: Question, standing: Mapping[str, Sequence[Coding]], segments: Sequence[Segment], codes: Sequence[Code]
) -> Sequence[Beside]:
    """People set against each other, those who read most in common first."""
    persons = sorted(name for name in standing if name != CONSENSUS)
    common = {
        pair: len(set(map(_spot, standing[pair[0]])) & set(map(_spot, standing[pair[1]])))
        for pair in combinations(persons, 2)
    }
    widest = sorted((pair for pair in common if common[pair]), key=lambda pair: (-common[pair], pair))[:_MOST_PAIRS]
    found = [
        comparing.compare(
            Question(a=first, b=second, unit=question.unit, level=question.level), standing, segments, codes
        )
        for first, second in widest
    ]
    return [Beside(kind=Kind.PEOPLE, comparison=one) for one in found if one.totals.units]


def _fair_rows(codings: Sequence[Coding]) -> Sequence[Coding]:
    """The rows of passages drawn at random on which nothing was decided once suggestions were seen."""
    seen = {_spot(one) for one in codings if not (one.blind and one.drawn is Drawn.RANDOM)}
    return [one for one in codings if _spot(one) not in seen]


def _spot(coding: Coding) -> tuple[str, int, int]:
    return coding.document, coding.start, coding.end


def _sight(name: str, codings: Sequence[Coding]) -> Sight:
    every = {_spot(one) for one in codings}
    blind = every - {_spot(one) for one in codings if not one.blind}
    imported = {_spot(one) for one in codings if one.drawn is Drawn.IMPORTED} - blind
    return Sight(
        coder=name,
        passages=len(every),
        blind=len(blind),
        random=len({_spot(one) for one in _fair_rows(codings)}),
        imported=len(imported),
        shown=len(every) - len(blind) - len(imported),
    )


def _reading(one: Disagreement, shared: SharedSide) -> Reading:
    turn = next(turn for turn in shared.turns[one.document] if turn.turn == one.turn)
    return Reading(disagreement=one, speaker=turn.speaker, text=shared.text(one.document)[one.start : one.end])
