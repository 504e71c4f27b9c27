"""Two people and a machine who coded six invented interviews of twelve answers."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from thematique import comparing
from thematique.agreement_report.gathering import Beside, Kind, Reading, Report, Sight
from thematique.codings import NOTHING, Coding, Verdict
from thematique.records import Code, Role, Segment

CODES = (
    Code(code="tensions", name="Tensions", definition="", codable=False),
    Code(code="tensions.turnover", name="Turn-over", definition=""),
    Code(code="tensions.temps", name="Temps", definition=""),
    Code(code="confiance", name="Confiance", definition=""),
    Code(code="rare.jamais", name="Jamais", definition=""),
)
TURNOVER, TEMPS, CONFIANCE = "tensions.turnover", "tensions.temps", "confiance"
_SIZE = 12

Writer = Callable[..., Report]


def segments(documents: Sequence[str], text: str) -> Sequence[Segment]:
    return [
        Segment(
            document=document,
            segment=n,
            turn=n,
            start=100 * n,
            end=100 * n + 99,
            speaker="[PERSONNE_1]",
            role=Role.PARTICIPANT,
            text=f"{text} {n}",
            n_words=5,
            short=False,
        )
        for document in documents
        for n in range(_SIZE)
    ]


def coding(coder: str, one: Segment, code: str) -> Coding:
    return Coding(
        document=one.document,
        turn=one.turn,
        segment=one.segment,
        start=one.start,
        end=one.end,
        code=code,
        coder=coder,
        verdict=Verdict.ACCEPT,
        decided_at="",
    )


def coded(coder: str, those: Sequence[Segment], shift: int) -> Sequence[Coding]:
    """Every third answer carries a code, every fourth another; `shift` moves some of them."""
    rows = []
    for place, one in enumerate(those):
        codes = [TURNOVER] * ((place + shift * (place % 7 == 0)) % 3 == 0) + [TEMPS] * ((place + shift) % 4 == 0)
        codes += [CONFIANCE] * (place == 5)
        rows += [coding(coder, one, code) for code in codes or [NOTHING]]
    return rows


def made(
    *,
    a: str = "machine",
    b: str = "Ana",
    codes: Sequence[Code] = CODES,
    documents: Sequence[str] = tuple(f"ent{n}" for n in range(6)),
    text: str = "Alors chaque fois qu'une collègue part",
    **question: str,
) -> Report:
    """The report of two coders, with Ana and Bob beside them."""
    those = segments(documents, text)
    rows: Mapping[str, Sequence[Coding]] = {a: coded(a, those, 2), b: coded(b, those, 0), "Bob": coded("Bob", those, 1)}
    asked = comparing.compare(comparing.Question(a=a, b=b, **question), rows, those, codes)
    people = comparing.compare(comparing.Question(a=b, b="Bob"), rows, those, codes)
    said = {(one.document, one.segment): one for one in those}
    return Report(
        title="Étude inventée",
        comparison=asked,
        version="v3",
        codes=codes,
        beside=[Beside(kind=Kind.PEOPLE, comparison=people)],
        sights=[Sight(coder=b, passages=72, blind=10, random=8, imported=0, shown=62)],
        readings=[
            Reading(disagreement=one, speaker="[PERSONNE_1]", text=said[one.document, one.segment or 0].text)
            for one in asked.disagreements
        ],
    )


@pytest.fixture
def report() -> Report:
    return made()
