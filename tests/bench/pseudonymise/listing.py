"""Leaks and spoilt words one by one, for those who tune the rules on tune/."""

from collections.abc import Iterator, Sequence

from bench.pseudonymise.cover import Judged, hidden, ordinary

_AROUND = 40


def lines(system: str, judged: Sequence[Judged]) -> Iterator[str]:
    """A line a leak, then a line a hidden ordinary word."""
    for one in judged:
        for mark in one.leaks():
            yield f"LEAK {system} {_place(one, mark.start)} {mark.kind} {mark.entity} {_shown(one, mark.start, mark.end)}"
    for one in judged:
        for word, start, end in ordinary(one.transcript):
            if hidden(one, start, end):
                yield f"SPOILT {system} {_place(one, start)} {word} {_shown(one, start, end)}"


def _place(one: Judged, at: int) -> str:
    line = max(turn.line for turn in one.transcript.turns if turn.start <= at)
    return f"{one.transcript.name}:{line}"


def _shown(one: Judged, start: int, end: int) -> str:
    """The words between arrows, with those around."""
    text = one.transcript.text
    around = f"{text[max(0, start - _AROUND) : start]}>>{text[start:end]}<<{text[end : end + _AROUND]}"
    return around.replace("\n", " ")
