"""Two coders set against each other for the page: the figures, and the passages behind them, kept while they hold.

Figures and sentences are those of the command: `comparing.compare`, and the rows of `agreement_report.lines`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from thematique import comparing
from thematique.agreement.results import Comparison, Level, Unit
from thematique.agreement.units import Reading, at_level, read_by_both
from thematique.codings import CONSENSUS, Coding, Drawn
from thematique.comparing import Question
from thematique.errors import WrongUse
from thematique.machine import MACHINE
from thematique.records import record
from thematique.review import layers, models
from thematique.versions import COLD, Versions
from thematique.web.desk import Desk
from thematique.web.retraining import state_of

_MOST_PEOPLE = 6


@record
class Asked:
    """What is asked; `blind` for readings that were drawn at random and done without suggestions only."""

    question: Question
    blind: bool = False


def people() -> Sequence[str]:
    """Who has codings, by name; the consensus last, where there is or could be one."""
    rows = models.Coding.objects.filter(standing=True, lost="").order_by()
    names = {*rows.values_list("coder__name", flat=True).distinct()}
    persons = sorted(names - {CONSENSUS}, key=str.casefold)
    return [*persons, CONSENSUS] if len(persons) > 1 or CONSENSUS in names else persons


def machines(desk: Desk) -> Sequence[str]:
    """The machine as it is in force, and each of its versions, the newest first."""
    return [MACHINE, *(f"{MACHINE}:{name}" for name in reversed([COLD, *Versions(desk.folder).names()]))]


def is_machine(name: str) -> bool:
    """Whether a coder is the machine, in any of its versions."""
    return name.partition(":")[0] == MACHINE


def version_of(desk: Desk, name: str) -> str:
    """The version that `machine` or `machine:VERSION` stands for."""
    return name.partition(":")[2] or Versions(desk.folder).current


def comparison(desk: Desk, asked: Asked) -> Comparison | None:
    """The figures; None while what the machine says is being worked out.

    Raises:
        WrongUse: a coder, a unit or a level that does not exist, or one coder twice.
    """
    codings = _codings(desk, asked)
    if codings is None:
        return None
    segments = [one for those in desk.shared.segments.values() for one in those]
    return desk.agreements.get(
        _state(desk),
        ("figures", asked),
        lambda: comparing.compare(asked.question, codings, segments, desk.codebook.codes),
    )


def readings(desk: Desk, asked: Asked) -> Sequence[Reading] | None:
    """What both read, in the order of the text, with the codes (or themes) of each; None as for `comparison`.

    Raises:
        WrongUse: as `comparison`.
    """
    codings = _codings(desk, asked)
    if codings is None:
        return None
    question = asked.question
    if question.unit not in [*Unit]:
        raise WrongUse(f"unités : {', '.join(Unit)}.")
    segments = [one for those in desk.shared.segments.values() for one in those]
    return desk.agreements.get(
        _state(desk),
        ("readings", asked),
        lambda: read_by_both(codings[question.a], codings[question.b], segments, unit=Unit(question.unit)).readings,
    )


def pairs(asked: Asked) -> Iterator[tuple[str, str]]:
    """The pairs to hold against each other: people among themselves, then the machine with each, and the consensus."""
    names = [name for name in people() if name != CONSENSUS][:_MOST_PEOPLE]
    yield from combinations(names, 2)
    sides = (asked.question.a, asked.question.b)
    machine = next((name for name in sides if is_machine(name)), MACHINE)
    others = [*names, CONSENSUS] if len(names) > 1 else names
    yield from ((machine, name) for name in others)


def differs(reading: Reading, level: str) -> bool:
    """Whether the two gave other codes, or other themes."""
    return at_level(reading.a, Level(level)) != at_level(reading.b, Level(level))


def _codings(desk: Desk, asked: Asked) -> Mapping[str, Sequence[Coding]] | None:
    """The rows of both; None while those of the machine are being worked out."""
    names = (asked.question.a, asked.question.b)
    versions = {name: version_of(desk, name) for name in names if is_machine(name)}
    known = [COLD, *Versions(desk.folder).names()]
    if strangers := [name for name in versions.values() if name not in known]:
        raise WrongUse(f"la version « {strangers[0]} » n'existe pas ; versions : {', '.join(known)}.")
    said = desk.opinions.now(list(versions.values()), state_of(desk)) if versions else {}
    if said is None:
        return None
    return {
        name: said[versions[name]] if name in versions else _of_person(desk, name, blind=asked.blind) for name in names
    }


def _of_person(desk: Desk, name: str, *, blind: bool) -> Sequence[Coding]:
    if name not in people():
        raise WrongUse(f"« {name} » n'a rien codé dans cette étude.")
    rows = _settled(desk) if name == CONSENSUS else _decided(desk).get(name, ())
    return [one for one in rows if one.blind and one.drawn is Drawn.RANDOM] if blind else rows


def _decided(desk: Desk) -> Mapping[str, Sequence[Coding]]:
    """The codings that stand, by coder."""

    def look() -> Mapping[str, Sequence[Coding]]:
        found: dict[str, list[Coding]] = defaultdict(list)
        for one in layers.standing():
            found[one.coder].append(one)
        return found

    return desk.agreements.get(_state(desk), "codings", look)


def _settled(desk: Desk) -> Sequence[Coding]:
    """The codings of the consensus."""

    def look() -> Sequence[Coding]:
        return [one for one in layers.with_consensus(desk.shared.segments) if one.coder == CONSENSUS]

    return desk.agreements.get(_state(desk), "consensus", look)


def _state(desk: Desk) -> tuple[str, str, str]:
    """What figures rest on: texts and codebook, the version in force, and the last act of the journal.

    The act is known by its digest: after a return to a backup, another one may bear its number.
    """
    head = models.Head.objects.values_list("digest", flat=True).get(pk=1)
    return state_of(desk), Versions(desk.folder).current, head
