"""Small texts and what two coders made of them."""

from collections.abc import Iterable, Sequence

from thematique.codings import NOTHING, Coding, Verdict
from thematique.records import Code, Role, Segment

CODES = [
    Code(code="tensions", name="", definition="", codable=False),
    Code(code="tensions.turnover", name="", definition=""),
    Code(code="tensions.temps", name="", definition=""),
    Code(code="confiance", name="", definition=""),
]
TURNOVER, TEMPS, CONFIANCE = (code.code for code in CODES[1:])


def segments(document: str, *turns: Sequence[int], interviewers: Iterable[int] = ()) -> list[Segment]:
    """Segments of these lengths, turn by turn; one character lies between any two."""
    made, start = [], 0
    for turn, lengths in enumerate(turns):
        for length in lengths:
            made.append(
                Segment(
                    document=document,
                    segment=len(made),
                    turn=turn,
                    start=start,
                    end=start + length,
                    speaker="",
                    role=Role.INTERVIEWER if turn in interviewers else Role.PARTICIPANT,
                    text="",
                    n_words=1,
                    short=False,
                )
            )
            start += length + 1
    return made


def row(segment: Segment, code: str = NOTHING, *, verdict: Verdict = Verdict.ACCEPT) -> Coding:
    """A row on a whole segment."""
    return span(segment.document, segment.start, segment.end, code, verdict=verdict)


def span(document: str, start: int, end: int, code: str = NOTHING, *, verdict: Verdict = Verdict.ACCEPT) -> Coding:
    """A row on a passage."""
    return Coding(
        document=document,
        turn=0,
        segment=None,
        start=start,
        end=end,
        code=code,
        coder="",
        verdict=verdict,
        decided_at="",
    )


def corpus(answers: Sequence[str], *, documents: int) -> tuple[list[Segment], list[Coding], list[Coding]]:
    """Documents of equal length whose segments the two coded as told: both, a, b, or nothing, all with one code."""
    made: list[Segment] = []
    a: list[Coding] = []
    b: list[Coding] = []
    size = len(answers) // documents
    for number in range(documents):
        cut = segments(f"d{number}", *([9] for _ in range(size)))
        made += cut
        for segment, answer in zip(cut, answers[number * size :], strict=False):
            a.append(row(segment, TURNOVER if answer in ("both", "a") else NOTHING))
            b.append(row(segment, TURNOVER if answer in ("both", "b") else NOTHING))
    return made, a, b
