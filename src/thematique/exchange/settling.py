"""Set the rows of a table of codings on the text and the codebook of a study.

Method: names are found as they are written, else without case, accents and kinds of spaces where that leaves no doubt;
a passage given by its turn is the whole turn, one given by its positions is a segment when it is exactly one.
"""

import bisect
import difflib
import re
from collections.abc import Iterable, Sequence

from thematique.codings import NOTHING, Coding, contradict
from thematique.exchange.codings import Problem, Row
from thematique.exchange.fields import shown
from thematique.french.names import fold
from thematique.records import Code, Segment, Turn, record

_BETWEEN_WORDS = re.compile(r"[\s_'’‐‑-]+")
_ENDING = re.compile(r"\.[A-Za-z]{2,8}$")
# looking for the nearest name is slow: beyond these, a column is misread rather than misspelt
_MOST_PROPOSALS = 300
_LONGEST_NAME = 100
_MOST_LINES = 10


@record
class Settled:
    """The codings that a table holds, and the rows that could not be set on the text, in the order of the file."""

    codings: Sequence[Coding]
    problems: Sequence[Problem]


class _Unset(Exception):
    """A row cannot be set on the text; the message is for the reader."""


def settle(
    rows: Sequence[Row],
    turns: Sequence[Turn],
    segments: Sequence[Segment],
    codes: Sequence[Code],
    *,
    coder: str,
    decided_at: str,
    file: str,
) -> Settled:
    """The codings of `rows`.

    Args:
        rows: as the file says them.
        turns: those of the whole study, interviewers' included.
        segments: those of the whole study.
        codes: the codebook.
        coder: who coded the rows that name nobody.
        decided_at: when the rows without a date were decided, as `Coding` holds it.
        file: the file's name, for the problems.
    """
    study = _Study(turns, segments, codes)
    settled: list[tuple[int, Coding]] = []
    problems = []
    for row in rows:
        try:
            settled.append((row.line, _coding(row, study, coder=coder, decided_at=decided_at)))
        except _Unset as unset:
            problems.append(Problem(file=file, line=row.line, message=str(unset)))
    codings, repeats = _once(settled, file)
    return Settled(codings=codings, problems=tuple(sorted([*problems, *repeats], key=lambda problem: problem.line)))


class _Names:
    """Names of one sort, each with what it stands for, found in spite of case, accents and kinds of spaces."""

    def __init__(self, names: Iterable[tuple[str, str]], *, unknown: str) -> None:
        """`unknown` says what is wrong with a name that is not found, and the remedy where no name is near."""
        self._unknown = unknown
        self._exact: set[str] = set()
        self._loose: dict[str, list[str]] = {}
        for name, meaning in names:
            if name == meaning:
                self._exact.add(name)
            meanings = self._loose.setdefault(_key(name), [])
            if meaning not in meanings:
                meanings.append(meaning)
        self._proposals: dict[str, str] = {}

    def meaning(self, *spellings: str) -> str:
        """What the first of the spellings that is known stands for.

        Raises:
            _Unset: none is known, or it stands for several things.
        """
        if exact := next((name for name in spellings if name in self._exact), None):
            return exact
        meanings = next(filter(None, (self._loose.get(_key(name), ()) for name in spellings)), ())
        if len(meanings) == 1:
            return meanings[0]
        if meanings:
            several = ", ".join(meanings)
            raise _Unset(f"{shown(spellings[0])} peut désigner : {several} ; écrivez l'un de ces noms.")
        raise _Unset(f"{shown(spellings[0])} {self._unknown.format(remedy=self._proposal(spellings[-1]))}")

    def _proposal(self, name: str) -> str:
        """The nearest name as a question, or what to do where there is none."""
        if name not in self._proposals and len(self._proposals) < _MOST_PROPOSALS and len(name) <= _LONGEST_NAME:
            near = difflib.get_close_matches(_key(name), self._loose, n=1)
            self._proposals[name] = f"vouliez-vous dire « {self._loose[near[0]][0]} » ?" if near else ""
        return self._proposals.get(name) or "vérifiez son orthographe."


class _Study:
    """The text and the codebook, as `settle` looks things up in them."""

    def __init__(self, turns: Sequence[Turn], segments: Sequence[Segment], codes: Sequence[Code]) -> None:
        self._turns: dict[str, list[Turn]] = {}
        for turn in sorted(turns, key=lambda turn: (turn.document, turn.turn)):
            self._turns.setdefault(turn.document, []).append(turn)
        self._starts = {document: [turn.start for turn in turns] for document, turns in self._turns.items()}
        self._texts = {document: "\n".join(turn.text for turn in turns) for document, turns in self._turns.items()}
        self._segments = {(segment.document, segment.start, segment.end): segment.segment for segment in segments}
        self._documents = _Names(
            [(document, document) for document in self._turns], unknown="n'est pas un entretien de l'étude ; {remedy}"
        )
        self._codes = _Names(
            [(name, code.code) for code in codes for name in (code.code, code.name)],
            unknown="n'est pas un code de la grille ; {remedy}",
        )

    def document(self, name: str) -> str:
        return self._documents.meaning(name, _ENDING.sub("", name.strip()))

    def code(self, name: str) -> str:
        return self._codes.meaning(name) if name != NOTHING else NOTHING

    def turn(self, document: str, number: int) -> Turn:
        turns = self._turns[document]
        place = bisect.bisect_left(turns, number, key=lambda turn: turn.turn)
        if place == len(turns) or turns[place].turn != number:
            raise _Unset(f"le tour {number} n'existe pas ; ceux de « {document} » vont de 0 à {turns[-1].turn}.")
        if not turns[place].text.strip():
            raise _Unset(f"le tour {number} est vide ; retirez cette ligne.")
        return turns[place]

    def turn_at(self, document: str, position: int) -> Turn:
        return self._turns[document][max(0, bisect.bisect_right(self._starts[document], position) - 1)]

    def length(self, document: str) -> int:
        return self._turns[document][-1].end

    def is_blank(self, document: str, start: int, end: int) -> bool:
        return not self._texts[document][start:end].strip()

    def segment(self, document: str, start: int, end: int) -> int | None:
        return self._segments.get((document, start, end))


def _coding(row: Row, study: _Study, *, coder: str, decided_at: str) -> Coding:
    document = study.document(row.document)
    turn, start, end = _passage(row, document, study)
    return Coding(
        document=document,
        turn=turn,
        segment=study.segment(document, start, end),
        start=start,
        end=end,
        code=study.code(row.code),
        coder=row.coder or coder,
        verdict=row.verdict,
        decided_at=row.decided_at or decided_at,
        model=row.model,
        score=row.score,
        drawn=row.drawn,
        blind=row.blind,
        by=row.by,
    )


def _passage(row: Row, document: str, study: _Study) -> tuple[int, int, int]:
    """The turn, the start and the end of a row's passage."""
    if row.start is None or row.end is None:
        if row.turn is None:
            raise _Unset("le passage n'est pas dit ; donnez le tour, ou le début et la fin.")
        turn = study.turn(document, row.turn)
        return turn.turn, turn.start, turn.end
    if row.start >= row.end:
        raise _Unset(f"le début ({row.start}) doit venir avant la fin ({row.end}) ; corrigez l'un des deux.")
    if row.end > study.length(document):
        raise _Unset(
            f"la fin ({row.end}) dépasse celle du texte ({study.length(document)}) ; "
            "vérifiez que les positions viennent de ce même texte."
        )
    if study.is_blank(document, row.start, row.end):
        raise _Unset("ces positions n'entourent aucun mot ; corrigez le début et la fin.")
    turn = study.turn_at(document, row.start)
    if row.turn is not None and row.turn != turn.turn:
        raise _Unset(
            f"la position {row.start} est dans le tour {turn.turn}, non dans le tour {row.turn} ; "
            "le texte a peut-être changé : exportez à nouveau les codages, ou ne gardez que le tour."
        )
    return turn.turn, row.start, row.end


def _once(settled: Sequence[tuple[int, Coding]], file: str) -> tuple[Sequence[Coding], Sequence[Problem]]:
    """The codings without those that a row before gives already, or that a later decision contradicts; each is told."""
    against = _contradicted(settled)
    codings: dict[Coding, int] = {}
    repeats: dict[Coding, list[int]] = {}
    problems = []
    for (line, coding), kept in zip(settled, against, strict=True):
        if kept is not None:
            message = f"cette décision contredit celle de la ligne {kept}, seule retenue ; gardez l'une des deux."
            problems.append(Problem(file=file, line=line, message=message))
        elif coding in codings:
            repeats.setdefault(coding, []).append(line)
        else:
            codings[coding] = line
    for coding, lines in repeats.items():
        also = ", ".join(map(str, lines[1:_MOST_LINES])) + (", …" if len(lines) > _MOST_LINES else "")
        others = f" (comme la ligne {also})" if also else ""
        message = f"cette ligne répète la ligne {codings[coding]}{others} ; elle n'est comptée qu'une fois."
        problems.append(Problem(file=file, line=lines[0], message=message))
    return tuple(codings), problems


def _contradicted(settled: Sequence[tuple[int, Coding]]) -> Sequence[int | None]:
    """For each coding, the line of the decision that stands against it: its coder's last, of equals the first."""
    against: list[int | None] = [None] * len(settled)
    kept: dict[tuple[object, ...], dict[tuple[str, str], tuple[int, Coding]]] = {}
    # times are written alike, and sorting leaves equals in the order of the file
    for place in sorted(range(len(settled)), key=lambda place: settled[place][1].decided_at, reverse=True):
        line, coding = settled[place]
        said = kept.setdefault((coding.document, coding.start, coding.end, coding.coder), {})
        against[place] = next((other for other, one in said.values() if contradict(one, coding)), None)
        if against[place] is None:
            said.setdefault((coding.code, coding.verdict), (line, coding))
    return against


def _key(text: str) -> str:
    return _BETWEEN_WORDS.sub(" ", fold(text)).strip()
