"""Reads gold transcripts: fictitious interviews in which every identifying mention is marked `{words|KIND id}`.

The format is told in tests/gold/pseudonymise/README.md. A fault is told by file and line, never by the words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from thematique.records import Kind, record

KEEP = "KEEP"
STRATA = ("cased", "lower", "upper", "group")
ORIGINS = ("fr", "maghreb", "subsaharan", "turkish", "flemish", "polish", "vietnamese", "other")
_DIRECT = {Kind.PER, Kind.PHONE, Kind.EMAIL, Kind.ID, Kind.URL}
_FLAGS = {"may", "direct", "quasi"}
_MARK = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_STRAY = re.compile(r"[{}|]")
_LABEL = re.compile(r"([^:\n]{1,60}?)[ \u00a0\u202f]?:[ \u00a0\u202f]")
_PERSON = re.compile(r"person (\S+): origin=(\w+)")


class Malformed(ValueError):
    """Gold files that do not follow the format; `faults` holds one line a fault, `FILE:LINE: what`."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@record
class Mark:
    """A marked element at [start, end) of the transcript's text.

    Attributes:
        kind: a `Kind`, or `KEEP` for what must stay.
        entity: the person, place… it names; empty for `KEEP`.
        may: reasonable people disagree: it counts for nothing.
        direct: it identifies by itself; the others do together.
        label: it stands in the label of a turn.
    """

    start: int
    end: int
    text: str
    kind: str
    entity: str
    may: bool
    direct: bool
    label: bool

    @property
    def hides(self) -> bool:
        """Must this be masked?"""
        return self.kind != KEEP and not self.may


@record
class Spoken:
    """A turn: where its label ends, and where its words begin and end, in the transcript's text."""

    line: int
    start: int
    label_end: int
    text_start: int
    end: int


@record
class Transcript:
    """A gold transcript; `text` is the file as people would have brought it, without header nor marks."""

    name: str
    writer: str
    stratum: str
    origins: Mapping[str, str]
    text: str
    turns: Sequence[Spoken]
    marks: Sequence[Mark]

    @property
    def n_words(self) -> int:
        """Words as spaces part them, labels included."""
        return len(self.text.split())


def load(paths: Iterable[Path]) -> list[Transcript]:
    """The transcripts, in the order of their names.

    Raises:
        Malformed: any of them has faults; all are told.
    """
    read: list[Transcript] = []
    faults: list[str] = []
    for path in sorted(paths):
        try:
            read.append(parse(path.read_text(encoding="utf-8"), path.stem))
        except Malformed as malformed:
            faults += malformed.faults
    if faults:
        raise Malformed(faults)
    return read


def parse(content: str, name: str) -> Transcript:
    """The transcript that a gold file holds.

    Raises:
        Malformed: the file does not follow the format.
    """
    lines = content.replace("\r\n", "\n").lstrip("\ufeff").split("\n")
    head = {number: line[2:].strip() for number, line in enumerate(lines, 1) if line.startswith("# ")}
    origins = {match[1]: match[2] for line in head.values() if (match := _PERSON.fullmatch(line))}
    fields = dict(line.split(": ", 1) for line in head.values() if ": " in line and not line.startswith("person "))
    faults = list(_header_faults(head, fields, origins))
    pieces: list[str] = []
    turns: list[Spoken] = []
    marks: list[Mark] = []
    at = 0
    for number, line in enumerate(lines, 1):
        if number in head or not line.strip():
            continue
        plain, found = _unmarked(line.strip(), at)
        label = _LABEL.match(plain)
        if _STRAY.search(plain):
            faults.append(f"{number}: brace or bar outside a mark")
        if label is None:
            faults.append(f"{number}: no label before a colon")
        for mark, spec in found:
            faults += [f"{number}: {fault}" for fault in _mark_faults(mark, spec, origins)]
        here = label.end(1) if label else 0
        marks += [_made(mark, spec, at + here) for mark, spec in found if spec]
        turns.append(
            Spoken(
                line=number,
                start=at,
                label_end=at + here,
                text_start=at + (label.end() if label else 0),
                end=at + len(plain),
            )
        )
        pieces.append(plain)
        at += len(plain) + 2
    if faults or not turns:
        raise Malformed([f"{name}:{fault}" for fault in faults or ["1: no turn"]])
    return Transcript(
        name=name,
        writer=fields.get("writer", ""),
        stratum=fields["stratum"],
        origins=origins,
        text="\n\n".join(pieces) + "\n",
        turns=tuple(turns),
        marks=tuple(marks),
    )


def _unmarked(line: str, offset: int) -> tuple[str, list[tuple[tuple[int, int, str], list[str]]]]:
    """A line without its marks, and the place, words and specification of each."""
    pieces, found, done, at = [], [], 0, offset
    for match in _MARK.finditer(line):
        before, words = line[done : match.start()], match[1]
        at += len(before)
        found.append(((at, at + len(words), words), match[2].split()))
        pieces += [before, words]
        at += len(words)
        done = match.end()
    return "".join(pieces) + line[done:], found


def _made(place: tuple[int, int, str], spec: Sequence[str], label_end: int) -> Mark:
    start, end, text = place
    kind, flags = spec[0], {word for word in spec[1:] if word in _FLAGS}
    entity = next((word for word in spec[1:] if word not in _FLAGS), "")
    return Mark(
        start=start,
        end=end,
        text=text,
        kind=kind,
        entity=entity,
        may="may" in flags,
        direct="quasi" not in flags and ("direct" in flags or kind in _DIRECT),
        label=end <= label_end,
    )


def _header_faults(head: Mapping[int, str], fields: Mapping[str, str], origins: Mapping[str, str]) -> Iterator[str]:
    if fields.get("fictif") != "oui":
        yield "1: the header does not say « fictif: oui »"
    if fields.get("stratum") not in STRATA:
        yield f"1: the stratum is not one of {', '.join(STRATA)}"
    for number, line in head.items():
        if line.startswith("person ") and not _PERSON.fullmatch(line):
            yield f"{number}: a person is told as « person ID: origin=ORIGIN »"
    if strangers := sorted(set(origins.values()) - set(ORIGINS)):
        yield f"1: unknown origin {', '.join(strangers)}"


def _mark_faults(place: tuple[int, int, str], spec: Sequence[str], origins: Mapping[str, str]) -> Iterator[str]:
    words = place[2]
    if not words or words != words.strip():
        yield "a mark is empty or holds spaces at its ends"
    if not spec or spec[0] not in {*Kind, KEEP}:
        yield "a mark has no known kind"
        return
    names = [word for word in spec[1:] if word not in _FLAGS]
    if spec[0] != KEEP and len(names) != 1:
        yield f"a mark of kind {spec[0]} needs one id"
    if spec[0] == KEEP and len(spec) > 1:
        yield "a KEEP mark has neither id nor flag"
    if {"direct", "quasi"} <= set(spec):
        yield "a mark is direct or quasi, not both"
    if spec[0] == Kind.PER and "may" not in spec and len(names) == 1 and names[0] not in origins:
        yield "the person of a mark has no line in the header"
