"""Set two coders of a study against each other, whoever they are."""

from collections.abc import Mapping, Sequence

from thematique.agreement.comparison import compare as compare_codings
from thematique.agreement.results import Comparison, Level, Side, Unit
from thematique.codings import CONSENSUS, Coding
from thematique.errors import WrongUse
from thematique.machine import MACHINE, Machine
from thematique.people import People
from thematique.records import Code, Segment, record


@record
class Question:
    """What is asked.

    Attributes:
        a: a coder: a person, `machine`, `machine:VERSION` or `consensus`.
        b: another.
        unit: segment, turn or character.
        level: code or theme.
        reference: the one held to be right; by default the consensus, or the person where the other is the machine.
    """

    a: str
    b: str
    unit: str = "segment"
    level: str = "code"
    reference: str = ""


def codings_of(name: str, people: People, machine: Machine) -> Sequence[Coding]:
    """All rows of a coder.

    Args:
        name: a person, `consensus`, `machine` or `machine:VERSION`.
        people: of the study.
        machine: of the study.

    Raises:
        WrongUse: nobody codes under this name, or there is no such version.
    """
    if name == MACHINE or name.startswith(f"{MACHINE}:"):
        return machine.codings(name.partition(":")[2])
    found = [coding for coding in people.codings() if coding.coder == name]
    if not found:
        coded = sorted({coding.coder for coding in people.codings()})
        if name == CONSENSUS:
            raise WrongUse("aucun désaccord n'a encore été tranché ; on le fait dans la page « Désaccords » de review.")
        known = name in {person.name for person in people.all()}
        fault = "n'a encore rien codé" if known else "ne code pas dans cette étude"
        raise WrongUse(f"« {name} » {fault} ; ont codé : {', '.join([*coded, MACHINE])}.")
    return found


def compare(
    question: Question, codings: Mapping[str, Sequence[Coding]], segments: Sequence[Segment], codes: Sequence[Code]
) -> Comparison:
    """The answer, with every figure.

    Args:
        question: what is asked.
        codings: the rows of both coders, by name.
        segments: those of the study.
        codes: the codebook.

    Raises:
        WrongUse: see `require_sound`.
    """
    require_sound(question)
    return compare_codings(
        codings[question.a],
        codings[question.b],
        segments,
        codes,
        names=(question.a, question.b),
        unit=Unit(question.unit),
        level=Level(question.level),
        reference=_reference(question),
    )


def require_sound(question: Question) -> None:
    """Check what is asked, before anything is computed.

    Raises:
        WrongUse: an unknown unit, level or reference, or a coder set against themself.
    """
    if question.a == question.b:
        raise WrongUse("on ne compare pas un codeur ou une codeuse à lui-même ; donnez deux noms.")
    if question.unit not in [*Unit] or question.level not in [*Level]:
        raise WrongUse(f"unités : {', '.join(Unit)} ; niveaux : {', '.join(Level)}.")
    if question.reference not in {"", question.a, question.b}:
        raise WrongUse(f"la référence est l'un des deux noms comparés : {question.a} ou {question.b}.")


def _reference(question: Question) -> Side | None:
    """Who is held to be right: as asked, or the consensus, or the person where the other is the machine."""
    if question.reference:
        return Side.A if question.reference == question.a else Side.B
    machines = [name.partition(":")[0] == MACHINE for name in (question.a, question.b)]
    if machines[0] != machines[1]:
        return Side.B if machines[0] else Side.A
    if CONSENSUS in {question.a, question.b}:
        return Side.A if question.a == CONSENSUS else Side.B
    return None
